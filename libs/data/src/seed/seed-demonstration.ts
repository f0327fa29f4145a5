import type { Database } from '../database.js';
import {
  DEMONSTRATION_LOGINS,
  DEMONSTRATION_NUMBERS,
  DEMONSTRATION_SIP,
  type Demonstration,
  type DemonstrationOptions,
} from './demonstration.js';
import { seedReferenceData } from './seed-reference-data.js';
import { seedCarriers, seedRates, seedRoutings } from './seed-routing.js';
import { seedSubscribers } from './seed-subscribers.js';
import { seedAdministrators, seedBrands, seedClients } from './seed-tenants.js';
import { Seeder } from './seeder.js';

const ASTERISK_HOST = 40;
const RTPENGINE_HOST = 30;
const USERS_HOST = 10;
const TRUNKS_HOST = 20;

async function seedEngines(seed: Seeder, { asterisk, rtpengine }: DemonstrationOptions): Promise<void> {
  const host = seed.host(ASTERISK_HOST);
  await seed.row(
    'applicationServer',
    'asterisk-1',
    { name: 'asterisk-1' },
    asterisk ?? { sipHost: host, sipPort: 6060, ariUrl: `http://${host}:8088` },
  );
  await seed.row('mediaRelay', 'rtpengine-1', { name: 'rtpengine-1' }, rtpengine ?? { host: seed.host(RTPENGINE_HOST), port: 2223 });
  await seed.row('proxyUser', 'main', { isDefault: true }, { ip: seed.host(USERS_HOST) });
  await seed.row('proxyTrunk', 'main', { isDefault: true }, { ip: seed.host(TRUNKS_HOST) });
}

/** A portal of the platform's level takes the logins of all levels: one address is enough to look around. */
async function seedPortals(seed: Seeder, { portalHosts = [] }: DemonstrationOptions): Promise<void> {
  for (const host of new Set([...portalHosts, 'localhost', '127.0.0.1']))
    await seed.row('webPortal', host, { url: `https://${host}` }, { level: 'platform', name: 'Switchyard' });
}

/**
 * The demonstration brands with clients of all four types. May be run again at any time: what is there is brought up to
 * date (addresses, passwords), nothing is doubled, balances are paid once. Needs the secrets key; throws
 * `credentials-missing` for a password that was not given.
 */
export async function seedDemonstration(database: Database, options: DemonstrationOptions): Promise<Demonstration> {
  const seed = new Seeder(database, options);
  await seedReferenceData(database);
  await seedEngines(seed, options);
  await seedBrands(seed);
  await seedClients(seed);
  await seedAdministrators(seed);
  await seedPortals(seed, options);
  await seedSubscribers(seed);
  await seedCarriers(seed, options.credentials.carrierAuth);
  await seedRoutings(seed);
  await seedRates(seed);
  return {
    ids: seed.ids,
    changed: seed.changed,
    logins: DEMONSTRATION_LOGINS.map(({ level, username }) => ({ level, username, passwordName: `login:${username}` })),
    accounts: DEMONSTRATION_SIP.map(({ name, domain, label, host }) => ({
      label,
      user: name,
      domain,
      passwordName: `sip:${name}`,
      address: seed.host(host),
    })),
    numbers: DEMONSTRATION_NUMBERS,
  };
}
