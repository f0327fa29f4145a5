import { DEMONSTRATION_LOGINS } from './demonstration.js';
import type { Seeder } from './seeder.js';

export async function seedBrands(seed: Seeder): Promise<void> {
  for (const [name, domain] of [
    ['Northwind Telecom', 'northwind.test'],
    ['Southwind Telecom', 'southwind.test'],
  ] as const) {
    const brandId = await seed.row('brand', name, { name }, { domain });
    await seed.row('transformationRuleSet', `${name} Spain`, { brandId, name: 'Spain' }, { countryCallingCode: '34', nationalLength: 9 });
  }
}

interface ClientSeed {
  readonly brand: string;
  readonly name: string;
  readonly type: string;
  readonly domain?: string;
  readonly billingMethod: string;
  readonly balance: string;
  /** Whether numbers are dialled as in Spain; a wholesale switch sends E.164. */
  readonly dialsAsInSpain: boolean;
}
const NORTHWIND = 'Northwind Telecom';
const CLIENTS: readonly ClientSeed[] = [
  {
    brand: NORTHWIND,
    name: 'Aurora',
    type: 'vpbx',
    domain: 'aurora.northwind.test',
    billingMethod: 'postpaid',
    balance: '100',
    dialsAsInSpain: true,
  },
  { brand: NORTHWIND, name: 'Robin', type: 'residential', billingMethod: 'postpaid', balance: '100', dialsAsInSpain: true },
  { brand: NORTHWIND, name: 'Rita', type: 'retail', billingMethod: 'postpaid', balance: '100', dialsAsInSpain: true },
  { brand: NORTHWIND, name: 'Wanda', type: 'wholesale', billingMethod: 'prepaid', balance: '50', dialsAsInSpain: false },
  {
    brand: 'Southwind Telecom',
    name: 'Boreal',
    type: 'vpbx',
    domain: 'boreal.southwind.test',
    billingMethod: 'postpaid',
    balance: '100',
    dialsAsInSpain: true,
  },
];

export async function seedClients(seed: Seeder): Promise<void> {
  for (const { brand, name, type, domain, billingMethod, balance, dialsAsInSpain } of CLIENTS) {
    const brandId = seed.id('brand', brand);
    const transformationRuleSetId = dialsAsInSpain ? seed.id('transformationRuleSet', `${brand} Spain`) : null;
    const clientId = await seed.row(
      'client',
      name,
      { brandId, name },
      // Phones of the demonstration stand anywhere.
      { type, domain: domain ?? null, billingMethod, transformationRuleSetId, ipFilter: false },
    );
    await seed.firstBalance(brandId, clientId, balance);
  }
  const [brandId, clientId] = [seed.id('brand', NORTHWIND), seed.id('client', 'Wanda')];
  await seed.row('clientAddress', 'Wanda', { clientId, description: 'Switch of Wanda' }, { brandId, ip: seed.host(141) });
}

export async function seedAdministrators(seed: Seeder): Promise<void> {
  for (const { level, username, brand, client } of DEMONSTRATION_LOGINS) {
    if (level === 'user') continue;
    const tenant = {
      brandId: brand === null ? null : seed.id('brand', brand),
      clientId: client === null ? null : seed.id('client', client),
    };
    await seed.row('administrator', username, { username }, { ...tenant, password: seed.password('logins', username) });
  }
}
