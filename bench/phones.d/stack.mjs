// The users side of the platform as it is deployed: Redis, MariaDB with our schema and subscribers, the SIP server, the users proxy. Every process
// is one of its own, on the addresses of sip-server.d/places.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { findProgram } from '../../infra/local/bootstrap/paths.mjs';
import { startMariadb } from '../sip-server.d/mariadb.mjs';
import { CONTROL_PORT, DATABASE, DATABASE_PORT, OPS_PORT, OURS, REALM, ROOT, scratch, SECRET, SIP_PORT } from '../sip-server.d/places.mjs';
import { isBound, startDaemon } from '../sip-server.d/processes.mjs';

const NET = OURS.replace(/\.\d+$/, '');
export const REDIS = `${NET}.4`;
export const REDIS_PORT = 6379;
export const TURNAROUND = `${NET}.5`;
export const TURNAROUND_PORT = 6060;
export const RELAY = `${NET}.6`;
/** Nobody is there: no call of these benches goes to the public network. */
const TRUNKS = `${NET}.7:5060`;
export const INTERNAL_KEY = 'internal key of the bench';
const SECRETS_KEY = 'secrets key of the bench';

/** Redis as the platform runs it: on the disk every second. */
export async function startRedis() {
  const program = findProgram('redis-server');
  if (!program) throw new Error('redis-server is missing: run ./switchyard up once, it says how to get it');
  const data = scratch('redis');
  mkdirSync(data, { recursive: true });
  const options = [
    '--bind',
    REDIS,
    '--port',
    String(REDIS_PORT),
    '--dir',
    data,
    '--save',
    '',
    '--appendonly',
    'yes',
    '--appendfsync',
    'everysec',
  ];
  return startDaemon('redis', [program, ...options, '--protected-mode', 'no'], { ready: () => isBound('tcp', REDIS, REDIS_PORT) });
}

/** One vPBX client with so many phones `u0`…, each with its user and extension; made by the API's own rules once and copied by the server. */
export async function seed({ subscribers, say }) {
  const { openDatabase, Repository, runMigrations, seedReferenceData } = await import(`${ROOT}libs/data/dist/index.js`);
  const { systemContext } = await import(`${ROOT}libs/kernel/dist/index.js`);
  const db = await createConnection({ host: DATABASE, port: DATABASE_PORT, user: 'kamailio', password: SECRET });
  await db.query('CREATE DATABASE switchyard CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci');
  await db.query('USE switchyard');
  const database = await openDatabase({ kind: 'mariadb', url: databaseUrl, secretsKey: SECRETS_KEY });
  const began = Date.now();
  try {
    await runMigrations(database);
    await seedReferenceData(database);
    const make = async (resource, body) => (await new Repository(database, resource).create(systemContext('bench'), body)).id;
    const brandId = await make('brand', { name: 'Bench', domain: `brand.${REALM}` });
    const clientId = await make('client', { brandId, type: 'vpbx', name: 'Phones', domain: REALM, ipFilter: false });
    await make('applicationServer', {
      name: 'turnaround',
      sipHost: TURNAROUND,
      sipPort: TURNAROUND_PORT,
      ariUrl: `http://${TURNAROUND}:8088`,
    });
    // All phones of the bench share one address.
    await make('trustedAddress', { network: `${NET}.0/24`, description: 'the generator' });
    await make('mediaRelay', { name: 'relay', host: RELAY, port: 2223 });
    const extensionId = await make('extension', { brandId, clientId, number: '1000000', routeType: 'number', routeNumber: '+34910000001' });
    const terminalId = await make('terminal', { brandId, clientId, name: 'template', password: 'ABCdef123+xyz456' });
    const userId = await make('user', { brandId, clientId, name: 'Phone', lastname: 'template', terminalId, extensionId });
    await db.query('CREATE TABLE bench_number (n INT PRIMARY KEY)');
    await db.query('INSERT INTO bench_number VALUES (0)');
    for (let have = 1; have < subscribers; have *= 2)
      await db.query(`INSERT INTO bench_number SELECT n + ${have} FROM bench_number WHERE n + ${have} < ${subscribers}`);
    await copy(db, 'terminal', terminalId, {
      name: "CONCAT('u', s.n)",
      ha1_md5: `MD5(CONCAT('u', s.n, ':${REALM}:${SECRET}'))`,
      ha1_sha256: `SHA2(CONCAT('u', s.n, ':${REALM}:${SECRET}'), 256)`,
      mac: 'NULL',
    });
    await copy(db, 'extension', extensionId, { number: `2000000 + s.n`, user_id: 'NULL' });
    await copy(db, 'user', userId, {
      lastname: "CONCAT('u', s.n)",
      terminal_id: '(SELECT x.id FROM terminal x WHERE x.client_id = t.client_id AND x.name = CONCAT("u", s.n))',
      extension_id: '(SELECT x.id FROM extension x WHERE x.client_id = t.client_id AND x.number = CONCAT(2000000 + s.n))',
    });
    await db.query(
      "UPDATE extension e JOIN `user` u ON u.extension_id = e.id SET e.route_type = 'user', e.route_number = NULL, e.user_id = u.id",
    );
    await db.query('ANALYZE TABLE terminal, `user`, extension');
    say(`${subscribers} phones with users and extensions after ${((Date.now() - began) / 1000).toFixed(0)} s`);
  } finally {
    await database.destroy();
    await db.end();
  }
}

const databaseUrl = `mysql://kamailio:${SECRET}@${DATABASE}:${DATABASE_PORT}/switchyard`;

/** Copies the row `template` of `table` once per number; `set` gives the columns that differ as SQL. */
async function copy(db, table, template, set) {
  const [columns] = await db.query(`SHOW COLUMNS FROM \`${table}\``);
  const names = columns.map(({ Field }) => Field).filter((name) => name !== 'id');
  const values = names.map((name) => set[name] ?? `t.\`${name}\``);
  await db.query(
    `INSERT INTO \`${table}\` (${names.map((name) => `\`${name}\``).join(', ')}) SELECT ${values.join(', ')} FROM \`${table}\` t JOIN bench_number s WHERE t.id = ${template}`,
  );
}

/** The SIP server towards phones and the users proxy; `processes` are what is counted. */
export async function startUsersSide({
  redis,
  mariadb,
  proxyFlags = flagsOf('BENCH_PROXY_FLAGS'),
  serverFlags = flagsOf('BENCH_SERVER_FLAGS'),
}) {
  const server = await startDaemon('sip-server', [process.execPath, ...serverFlags, join(ROOT, 'apps/sip-server/dist/main.js')], {
    env: {
      SWITCHYARD_ROLE: 'users',
      SWITCHYARD_SIP_LISTEN: `udp:${OURS}:${SIP_PORT}`,
      SWITCHYARD_CONTROL_HOST: OURS,
      SWITCHYARD_CONTROL_PORT: String(CONTROL_PORT),
      SWITCHYARD_CONTROL_SECRET: SECRET,
      SWITCHYARD_OPS_HOST: OURS,
      SWITCHYARD_OPS_PORT: String(OPS_PORT),
      SWITCHYARD_JOURNAL: `file:${scratch('dialogs')}`,
      SWITCHYARD_LOG_LEVEL: 'warn',
    },
    ready: () => isBound('udp', OURS, SIP_PORT) && isBound('tcp', OURS, CONTROL_PORT),
  });
  const spool = scratch('spool');
  mkdirSync(spool, { recursive: true });
  const proxy = await startDaemon('users-proxy', [process.execPath, ...proxyFlags, join(ROOT, 'apps/users-proxy/dist/main.js')], {
    env: {
      SWITCHYARD_DRACHTIO_HOST: OURS,
      SWITCHYARD_DRACHTIO_PORT: String(CONTROL_PORT),
      SWITCHYARD_DRACHTIO_SECRET: SECRET,
      SWITCHYARD_OPS_HOST: OURS,
      SWITCHYARD_OPS_PORT: String(OPS_PORT + 1),
      SWITCHYARD_DB_KIND: 'mariadb',
      SWITCHYARD_DB_URL: databaseUrl,
      SWITCHYARD_REDIS_URL: `redis://${REDIS}:${REDIS_PORT}`,
      SWITCHYARD_INTERNAL_KEY: INTERNAL_KEY,
      SWITCHYARD_SECRETS_KEY: SECRETS_KEY,
      SWITCHYARD_TRUNKS_PROXY: TRUNKS,
      SWITCHYARD_SPOOL_DIR: spool,
      SWITCHYARD_LOG_LEVEL: 'warn',
    },
    ready: () => isBound('tcp', OURS, OPS_PORT + 1),
    timeoutMs: 60_000,
  });
  return {
    target: OURS,
    processes: { server: server.pid, proxy: proxy.pid, redis: redis.pid, mariadb: mariadb.pid },
    opsPort: OPS_PORT + 1,
    stop: async () => {
      await proxy.stop();
      await server.stop();
    },
  };
}

export const startDatabase = (subscribers) => startMariadb({ subscribers });
const flagsOf = (name) => (process.env[name] ?? '').split(' ').filter(Boolean);

/** The sipp that the platform's own tests use: it knows SHA-256. */
export async function modernSipp() {
  const { locate } = await import(`${ROOT}infra/local/dist/programs.js`);
  return locate('sipp').argv;
}
