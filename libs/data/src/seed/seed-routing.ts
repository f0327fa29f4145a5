import type { Seeder } from './seeder.js';

interface CarrierSeed {
  readonly brand: string;
  readonly name: string;
  readonly host: number;
  readonly login?: { readonly user: string; readonly password: string };
}
const NORTHWIND = 'Northwind Telecom';
const SOUTHWIND = 'Southwind Telecom';
/** Before every call of a demonstration. */
const ALWAYS = '2020-01-01T00:00:00.000Z';

export async function seedCarriers(seed: Seeder, carrierAuth: string): Promise<void> {
  const carriers: readonly CarrierSeed[] = [
    { brand: NORTHWIND, name: 'Carrier One', host: 151 },
    { brand: NORTHWIND, name: 'Carrier Two', host: 152 },
    { brand: NORTHWIND, name: 'Carrier Auth', host: 153, login: { user: 'sw-auth', password: carrierAuth } },
    { brand: SOUTHWIND, name: 'Carrier South', host: 154 },
  ];
  for (const { brand, name, host, login } of carriers) {
    const brandId = seed.id('brand', brand);
    const carrierId = await seed.row('carrier', name, { brandId, name });
    const access = login === undefined ? {} : { authUser: login.user, authPassword: login.password };
    await seed.row('carrierServer', name, { brandId, carrierId }, { host: seed.host(host), port: 5060, ...access });
  }
}

const PATTERNS = [
  [NORTHWIND, 'Spain', '+34'],
  [NORTHWIND, 'United Kingdom', '+44'],
  [NORTHWIND, 'Premium', '+3490'],
  [SOUTHWIND, 'Spain', '+34'],
] as const;
const ROUTINGS = [
  { brand: NORTHWIND, pattern: 'Spain', routingMode: 'static', carrier: 'Carrier One', priority: 1 },
  { brand: NORTHWIND, pattern: 'Spain', routingMode: 'static', carrier: 'Carrier Two', priority: 2 },
  { brand: NORTHWIND, pattern: 'United Kingdom', routingMode: 'static', carrier: 'Carrier Auth', priority: 1 },
  { brand: NORTHWIND, pattern: 'Premium', routingMode: 'block', carrier: null, priority: 1 },
  { brand: SOUTHWIND, pattern: 'Spain', routingMode: 'static', carrier: 'Carrier South', priority: 1 },
] as const;

/** Only what has a pattern goes out; there is no route for the rest of the world. */
export async function seedRoutings(seed: Seeder): Promise<void> {
  for (const [brand, name, prefix] of PATTERNS)
    await seed.row('routingPattern', `${brand} ${name}`, { brandId: seed.id('brand', brand), name }, { prefix });
  for (const { brand, pattern, routingMode, carrier, priority } of ROUTINGS) {
    const key = { brandId: seed.id('brand', brand), routingPatternId: seed.id('routingPattern', `${brand} ${pattern}`), priority };
    const carrierId = carrier === null ? null : seed.id('carrier', carrier);
    await seed.row('outgoingRouting', `${brand} ${pattern} ${priority}`, key, { routingMode, carrierId });
  }
}

interface PlanSeed {
  readonly brand: string;
  readonly plan: string;
  readonly rates: Readonly<
    Record<string, { readonly ratePerMinute: string; readonly connectFee?: string; readonly incrementSec?: number }>
  >;
  readonly clients: readonly string[];
  readonly carriers: readonly string[];
}
const DESTINATIONS = { Spain: '+34', 'Spain mobile': '+346', 'United Kingdom': '+44' } as const;
const PLANS: readonly PlanSeed[] = [
  {
    brand: NORTHWIND,
    plan: 'Northwind Retail',
    rates: {
      Spain: { ratePerMinute: '0.020000', connectFee: '0.010000' },
      'Spain mobile': { ratePerMinute: '0.120000' },
      'United Kingdom': { ratePerMinute: '0.030000', incrementSec: 60 },
    },
    clients: ['Aurora', 'Robin', 'Rita', 'Wanda'],
    carriers: [],
  },
  {
    brand: NORTHWIND,
    plan: 'Northwind Carriers',
    rates: {
      Spain: { ratePerMinute: '0.008000' },
      'Spain mobile': { ratePerMinute: '0.050000' },
      'United Kingdom': { ratePerMinute: '0.011000' },
    },
    clients: [],
    carriers: ['Carrier One', 'Carrier Two', 'Carrier Auth'],
  },
  {
    brand: SOUTHWIND,
    plan: 'Southwind Retail',
    rates: { Spain: { ratePerMinute: '0.025000' }, 'Spain mobile': { ratePerMinute: '0.140000' } },
    clients: ['Boreal'],
    carriers: [],
  },
  {
    brand: SOUTHWIND,
    plan: 'Southwind Carriers',
    rates: { Spain: { ratePerMinute: '0.009000' }, 'Spain mobile': { ratePerMinute: '0.060000' } },
    clients: [],
    carriers: ['Carrier South'],
  },
];

async function seedPlan(seed: Seeder, { brand, plan, rates, clients, carriers }: PlanSeed): Promise<void> {
  const brandId = seed.id('brand', brand);
  const destinationRateGroupId = await seed.row('destinationRateGroup', plan, { brandId, name: plan });
  for (const [destination, rate] of Object.entries(rates))
    await seed.row(
      'destinationRate',
      `${plan} ${destination}`,
      { brandId, destinationRateGroupId, destinationId: seed.id('destination', `${brand} ${destination}`) },
      { connectFee: '0.000000', incrementSec: 1, ...rate },
    );
  const ratingPlanId = await seed.row('ratingPlan', plan, { brandId, name: plan });
  await seed.row('ratingPlanRate', plan, { brandId, ratingPlanId, destinationRateGroupId });
  for (const name of clients)
    await seed.row('ratingProfile', name, { brandId, clientId: seed.id('client', name), ratingPlanId }, { activationAt: ALWAYS });
  for (const name of carriers)
    await seed.row('ratingProfile', name, { brandId, carrierId: seed.id('carrier', name), ratingPlanId }, { activationAt: ALWAYS });
}

export async function seedRates(seed: Seeder): Promise<void> {
  for (const brand of [NORTHWIND, SOUTHWIND])
    for (const [name, prefix] of Object.entries(DESTINATIONS))
      await seed.row('destination', `${brand} ${name}`, { brandId: seed.id('brand', brand), prefix }, { name });
  for (const plan of PLANS) await seedPlan(seed, plan);
}
