// Fills a database with a platform of the size of the goal. One row of each kind is made as the API makes it, with all rules and effects; the
// others are copies of it by the server itself (`INSERT … SELECT`), so a new column needs no change here. Loaded once, then reused.
import { createConnection } from 'mysql2/promise';
import { ROOT, say } from '../measure.mjs';

export const PASSWORD = 'Bench-Password-123';
export const SECRETS_KEY = 'the key of the bench of the API';
const SIP_PASSWORD = 'ABCdef123+xyz456';
const CLIENT_LOGINS = 200;
const ROWS_PER_INSERT = 250_000;
/** Of five clients three are vPBX, one is residential, one retail. */
const TYPES = ['vpbx', 'vpbx', 'vpbx', 'residential', 'retail'];
const ENDPOINTS_PER_CLIENT = 25;
/** Calls of the last 90 days. */
const DAYS = 90;

export const planOf = (scale) => ({
  brands: Math.max(2, Math.round(200 * scale)),
  clients: Math.round(20_000 * scale),
  endpoints: Math.round(20_000 * scale) * ENDPOINTS_PER_CLIENT,
  calls: Math.round(5_000_000 * scale),
});

/** Copies the row `template` of `table`, once per row of `source` (alias s); `set` gives the columns that differ as SQL. */
async function copy(db, table, template, source, set) {
  const [columns] = await db.query(`SHOW COLUMNS FROM ${table}`);
  const names = columns.map(({ Field }) => Field).filter((name) => name !== 'id');
  const values = names.map((name) => set[name] ?? `t.${name}`);
  await db.query(
    `INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM ${table} t JOIN ${source} WHERE t.id = ${template}`,
  );
}

/** Numbers from 0, as a table to select from. */
async function makeNumbers(db, count) {
  await db.query('DROP TABLE IF EXISTS bench_number');
  await db.query('CREATE TABLE bench_number (n INT PRIMARY KEY)');
  await db.query('INSERT INTO bench_number VALUES (0)');
  for (let have = 1; have < count; have *= 2)
    await db.query(`INSERT INTO bench_number SELECT n + ${have} FROM bench_number WHERE n + ${have} < ${count}`);
}

async function makeBrands(database, repository, system, plan) {
  const brands = [];
  const began = Date.now();
  for (let n = 0; n < plan.brands; n++) {
    const name = `Brand ${String(n).padStart(3, '0')}`;
    brands.push((await repository(database, 'brand').create(system, { name, domain: `b${n}.bench.test` })).id);
  }
  say(`${brands.length} brands with their first rows in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return brands;
}

/** Clients of all brands, each with a domain and services as the API gives them. */
async function makeClients(db, make, brands, plan) {
  await db.query('DROP TABLE IF EXISTS bench_brand, bench_client');
  await db.query('CREATE TABLE bench_brand (n INT PRIMARY KEY, id INT NOT NULL)');
  await db.query('INSERT INTO bench_brand VALUES ?', [brands.map((id, n) => [n, id])]);
  const templates = {};
  for (const type of new Set(TYPES)) {
    const own = type === 'vpbx' ? { domain: 'template.bench.test' } : {};
    templates[type] = await make('client', { brandId: brands[0], type, name: `Template ${type}`, ...own });
  }
  for (const [at, type] of TYPES.entries())
    await copy(
      db,
      'client',
      templates[type],
      `(SELECT n.n, b.id AS brand FROM bench_number n JOIN bench_brand b ON b.n = n.n % ${brands.length}
        WHERE n.n < ${plan.clients} AND FLOOR(n.n / ${brands.length}) % ${TYPES.length} = ${at}) s`,
      {
        brand_id: 's.brand',
        name: "CONCAT('Client ', LPAD(s.n, 6, '0'))",
        ...(type === 'vpbx' ? { domain: "CONCAT('c', s.n, '.bench.test')" } : {}),
      },
    );
  await db.query('CREATE TABLE bench_client (n INT PRIMARY KEY, id INT NOT NULL, brand_id INT NOT NULL, type VARCHAR(32) NOT NULL)');
  await db.query(
    "INSERT INTO bench_client SELECT CAST(SUBSTRING(name, 8) AS UNSIGNED), id, brand_id, type FROM client WHERE name LIKE 'Client %'",
  );
  const vpbx = "(SELECT * FROM bench_client WHERE type = 'vpbx') s";
  const [[domain]] = await db.query('SELECT id FROM domain WHERE client_id = ?', [templates.vpbx]);
  if (domain)
    await copy(db, 'domain', domain.id, vpbx, { brand_id: 's.brand_id', client_id: 's.id', domain: "CONCAT('c', s.n, '.bench.test')" });
  const [services] = await db.query('SELECT id FROM client_service WHERE client_id = ?', [templates.vpbx]);
  for (const { id } of services) await copy(db, 'client_service', id, vpbx, { brand_id: 's.brand_id', client_id: 's.id' });
  return templates;
}

async function makeEndpoints(db, make, brands, templates) {
  for (const [type, name, table] of [
    ['vpbx', 'terminal', 'terminal'],
    ['residential', 'residentialDevice', 'residential_device'],
    ['retail', 'retailAccount', 'retail_account'],
  ]) {
    const template = await make(name, { brandId: brands[0], clientId: templates[type], name: `template_${type}`, password: SIP_PASSWORD });
    await copy(
      db,
      table,
      template,
      `(SELECT c.*, k.n AS k FROM bench_client c JOIN bench_number k ON k.n < ${ENDPOINTS_PER_CLIENT} WHERE c.type = '${type}') s`,
      { brand_id: 's.brand_id', client_id: 's.id', name: `CONCAT('${type.slice(0, 3)}', s.n, 'x', s.k)` },
    );
  }
}

const uuid = (hash) =>
  `CONCAT_WS('-', SUBSTR(${hash},1,8), SUBSTR(${hash},9,4), SUBSTR(${hash},13,4), SUBSTR(${hash},17,4), SUBSTR(${hash},21,12))`;
const RATE = JSON.stringify({
  ratePerMinute: '0.012000',
  connectFee: '0.050000',
  incrementSec: 60,
  intervalStartSec: 0,
  prefix: '34',
  roundedSec: 120,
});

/** Calls newest first by id backwards as they happen: spread over the days, the clients in turn; indexes are built once at the end. */
async function makeCalls(db, plan) {
  const [keys] = await db.query(
    `SELECT index_name AS name, non_unique AS plain, GROUP_CONCAT(column_name ORDER BY seq_in_index) AS columns
     FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 'billable_call' AND index_name <> 'PRIMARY' GROUP BY 1, 2`,
  );
  if (keys.length > 0) await db.query(`ALTER TABLE billable_call ${keys.map(({ name }) => `DROP INDEX ${name}`).join(', ')}`);
  const stepMs = Math.floor((DAYS * 86_400_000) / plan.calls);
  for (let at = 0; at < plan.calls; at += ROWS_PER_INSERT) {
    const m = `(n.n + ${at})`;
    const set = {
      brand_id: 'c.brand_id',
      client_id: 'c.id',
      leg_uid: uuid(`SHA2(CONCAT('leg', ${m}), 256)`),
      call_uid: uuid(`SHA2(CONCAT('call', ${m}), 256)`),
      direction: `IF(${m} % 4 = 0, 'inbound', 'outbound')`,
      started_at: `TIMESTAMPADD(MICROSECOND, 1000 * (${m} - ${plan.calls}) * ${stepMs}, @bench_now)`,
      caller: `CONCAT('+34910', LPAD(c.n, 6, '0'))`,
      callee: `CONCAT('+346', LPAD(${m} * 7919 % 100000000, 8, '0'))`,
      endpoint_type: "IF(c.type = 'residential', 'residentialDevice', IF(c.type = 'retail', 'retailAccount', NULL))",
      endpoint_name: `CONCAT(LEFT(c.type, 3), c.n, 'x', ${m} % ${ENDPOINTS_PER_CLIENT})`,
      duration_sec: `1 + ${m} * 31 % 600`,
      cause: "'NORMAL_CLEARING'",
      cause_class: "'normal'",
      carrier_id: `1 + ${m} % 5`,
      carrier_name: `CONCAT('Carrier ', 1 + ${m} % 5)`,
      config_revision: '1',
      destination_name: "'Spain mobile'",
      rating_plan_name: "'Standard'",
      price: `ROUND(0.05 + (${m} * 31 % 600) * 0.0002, 6)`,
      currency: "'EUR'",
      price_details: `'${RATE}'`,
      cost: `ROUND(0.01 + (${m} * 31 % 600) * 0.0001, 6)`,
      cost_currency: "'EUR'",
    };
    await db.query(
      `INSERT INTO billable_call (${Object.keys(set).join(', ')}) SELECT ${Object.values(set).join(', ')}
       FROM bench_number n JOIN bench_client c ON c.n = (n.n + ${at}) * 7919 % ${plan.clients}
       WHERE n.n < ${Math.min(ROWS_PER_INSERT, plan.calls - at)} ORDER BY n.n`,
    );
    say(`${Math.min(at + ROWS_PER_INSERT, plan.calls)} of ${plan.calls} calls`);
  }
  say('indexes of the calls …');
  if (keys.length > 0)
    await db.query(
      `ALTER TABLE billable_call ${keys.map(({ name, plain, columns }) => `ADD ${Number(plain) === 1 ? '' : 'UNIQUE '}INDEX ${name} (${columns})`).join(', ')}`,
    );
}

/** Somebody who may log in, for the platform, every brand and some clients of different brands. */
async function makeLogins(db, make, brands, templates) {
  await make('webPortal', { url: 'https://localhost', level: 'platform', name: 'Bench' });
  await make('administrator', { username: 'bench-platform', password: PASSWORD, active: true });
  const ofBrand = await make('administrator', { username: 'bench-brand', brandId: brands[0], password: PASSWORD, active: true });
  const ofClient = await make('administrator', {
    username: 'bench-client',
    brandId: brands[0],
    clientId: templates.vpbx,
    password: PASSWORD,
    active: true,
  });
  await copy(db, 'administrator', ofBrand, 'bench_brand s', { brand_id: 's.id', username: "CONCAT('bench-b', s.n)" });
  await copy(
    db,
    'administrator',
    ofClient,
    `(SELECT c.*, ROW_NUMBER() OVER (ORDER BY n) - 1 AS at FROM bench_client c WHERE type = 'vpbx' ORDER BY n LIMIT ${CLIENT_LOGINS}) s`,
    {
      brand_id: 's.brand_id',
      client_id: 's.id',
      username: "CONCAT('bench-c', s.at)",
    },
  );
}

const TABLES = { brands: 'brand', clients: 'client', calls: 'billable_call' };

/** The rows that are there, by a query the server answers at once when they are the ones of the plan. */
async function isLoaded(db, plan) {
  const [[table]] = await db.query(
    "SELECT COUNT(*) AS count FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'bench_loaded'",
  );
  if (Number(table.count) === 0) return false;
  const [[row]] = await db.query('SELECT plan FROM bench_loaded');
  return row?.plan === JSON.stringify(plan);
}

/** Loads what the plan asks for; nothing when it is there. Answers how long it took in seconds, 0 when it was there. */
export async function load({ kind, url, plan }) {
  const { openDatabase, Repository, runMigrations, schemaDrift, seedReferenceData } = await import(`${ROOT}libs/data/dist/index.js`);
  const { systemContext } = await import(`${ROOT}libs/kernel/dist/index.js`);
  const db = await createConnection({ uri: url, multipleStatements: false });
  const name = new URL(url).pathname.slice(1);
  const began = Date.now();
  if (await isLoaded(db, plan)) {
    // The code may have newer columns and indexes than the data.
    const database = await openDatabase({ kind, url, secretsKey: SECRETS_KEY });
    await runMigrations(database);
    for (const statement of await schemaDrift(database)) if (!/bench_/.test(statement)) await db.query(statement);
    await database.destroy();
    await db.end();
    return 0;
  }
  say(`loading ${plan.brands} brands, ${plan.clients} clients, ${plan.endpoints} endpoints, ${plan.calls} calls …`);
  await db.query(`DROP DATABASE ${name}`);
  await db.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  await db.query(`USE ${name}`);
  const database = await openDatabase({ kind, url, secretsKey: SECRETS_KEY });
  try {
    await runMigrations(database);
    await seedReferenceData(database);
    const system = systemContext('bench');
    const repository = (of, resource) => new Repository(of, resource);
    const make = async (resource, body) => (await repository(database, resource).create(system, body)).id;
    await db.query(kind === 'mysql' ? 'SET SESSION foreign_key_checks = 0, unique_checks = 0' : 'SET SESSION foreign_key_checks = 0');
    await db.query("SET SESSION group_concat_max_len = 10000, sql_mode = 'STRICT_TRANS_TABLES', @bench_now = UTC_TIMESTAMP(3)");
    await makeNumbers(db, Math.max(ROWS_PER_INSERT, plan.clients));
    const brands = await makeBrands(database, repository, system, plan);
    const templates = await makeClients(db, make, brands, plan);
    await makeEndpoints(db, make, brands, templates);
    await makeLogins(db, make, brands, templates);
    say(`clients, endpoints and logins after ${((Date.now() - began) / 1000).toFixed(0)} s`);
    await makeCalls(db, plan);
    await db.query('ANALYZE TABLE brand, client, terminal, residential_device, retail_account, billable_call');
    for (const table of Object.values(TABLES)) await db.query(`SELECT COUNT(*) FROM ${table}`);
    await db.query('CREATE TABLE bench_loaded (plan VARCHAR(255) NOT NULL)');
    await db.query('INSERT INTO bench_loaded VALUES (?)', [JSON.stringify(plan)]);
  } finally {
    await database.destroy();
    await db.end();
  }
  return (Date.now() - began) / 1000;
}
