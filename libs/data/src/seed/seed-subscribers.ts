import type { Seeder } from './seeder.js';

const NORTHWIND = 'Northwind Telecom';
const USERS = [
  { client: 'Aurora', brand: NORTHWIND, name: 'Alice', extension: '101', number: '+34910000101', login: 'alice@aurora.northwind.test' },
  { client: 'Aurora', brand: NORTHWIND, name: 'Bob', extension: '102', number: '+34910000102', login: null },
  { client: 'Aurora', brand: NORTHWIND, name: 'Carol', extension: '103', number: null, login: null },
  { client: 'Boreal', brand: 'Southwind Telecom', name: 'Zoe', extension: '101', number: '+34920000101', login: null },
] as const;

async function seedUser(seed: Seeder, { client, brand, name, extension, number, login }: (typeof USERS)[number]): Promise<void> {
  const tenant = { brandId: seed.id('brand', brand), clientId: seed.id('client', client) };
  const sip = name.toLowerCase();
  const terminalId = await seed.row('terminal', sip, { ...tenant, name: sip }, { password: seed.password('sip', sip) });
  const access = login === null ? {} : { email: login, password: seed.password('logins', login), active: true };
  const userId = await seed.row('user', name, { ...tenant, name }, { terminalId, ...access });
  const extensionId = await seed.row(
    'extension',
    `${client} ${extension}`,
    { ...tenant, number: extension },
    { routeType: 'user', userId },
  );
  await seed.row('user', name, { ...tenant, name }, { extensionId });
  if (number === null) return;
  const ddiId = await seed.row(
    'ddi',
    number,
    { brandId: tenant.brandId, number },
    { clientId: tenant.clientId, routeType: 'user', userId, ...provider(seed, brand) },
  );
  // Bob and Carol call with the number of the client.
  if (name !== 'Bob') await seed.row('user', name, { ...tenant, name }, { outgoingDdiId: ddiId });
  if (name !== 'Bob') await seed.row('client', client, { brandId: tenant.brandId, name: client }, { outgoingDdiId: ddiId });
}

const provider = (seed: Seeder, brand: string) => (brand === NORTHWIND ? { ddiProviderId: seed.id('ddiProvider', 'Inbound One') } : {});

const ACCOUNTS = [
  {
    resource: 'residentialDevice',
    client: 'Robin',
    name: 'robin1',
    number: '+34910000201',
    routeType: 'residential',
    target: 'residentialDeviceId',
  },
  { resource: 'retailAccount', client: 'Rita', name: 'rita1', number: '+34910000301', routeType: 'retail', target: 'retailAccountId' },
] as const;

async function seedAccount(seed: Seeder, { resource, client, name, number, routeType, target }: (typeof ACCOUNTS)[number]): Promise<void> {
  const tenant = { brandId: seed.id('brand', NORTHWIND), clientId: seed.id('client', client) };
  const id = await seed.row(resource, name, { ...tenant, name }, { password: seed.password('sip', name) });
  const ddiId = await seed.row(
    'ddi',
    number,
    { brandId: tenant.brandId, number },
    { clientId: tenant.clientId, routeType, [target]: id, ...provider(seed, NORTHWIND) },
  );
  await seed.row(resource, name, { ...tenant, name }, { outgoingDdiId: ddiId });
  await seed.row('client', client, { brandId: tenant.brandId, name: client }, { outgoingDdiId: ddiId });
}

/** Phones, users, numbers and where they lead. */
export async function seedSubscribers(seed: Seeder): Promise<void> {
  const brandId = seed.id('brand', NORTHWIND);
  const ddiProviderId = await seed.row('ddiProvider', 'Inbound One', { brandId, name: 'Inbound One' });
  await seed.row('ddiProviderAddress', 'Inbound One', { ddiProviderId }, { brandId, ip: seed.host(161) });
  for (const user of USERS) await seedUser(seed, user);
  for (const account of ACCOUNTS) await seedAccount(seed, account);
}
