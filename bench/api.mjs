// The portal API as it is deployed over 200 brands, 20,000 clients, 500,000 endpoints and 5,000,000 billable calls: fifty people list, filter,
// open and create, and one exports. Reference in the same run: the same rows by mysql2 alone, without HTTP, tenancy, permissions or views.
import { createConnection } from 'mysql2/promise';
import { exportCsv, plainSelect } from './api.d/export.mjs';
import { load, planOf, SECRETS_KEY } from './api.d/load.mjs';
import { openServer, startApi, stopAll } from './api.d/server.mjs';
import { gather, logIn, send, work } from './api.d/users.mjs';
import { percentile, round, say } from './measure.mjs';

const HELP = `bench/api [--scale 1] [--database mysql|mariadb] [--seconds 20] [--users 50] [--think 1000] [--export-rows 5000000] [--load-only] [--slowest]
Loads ${JSON.stringify(planOf(1))} (times --scale) into a database server of its own, or into that of SWITCHYARD_TEST_DB_URL, and keeps it for the
next run. Then --users people work for --seconds in a closed loop, with --think ms of thinking between an answer and the next request and again
without; --slowest lists the addresses by time. Memory: 3 GB for the server.`;
if (process.argv.includes('--help')) {
  console.log(HELP);
  process.exit(0);
}
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : fallback;
};
const SCALE = Number(option('scale', '1'));
const KIND = option('database', process.env.SWITCHYARD_TEST_DB_KIND ?? 'mysql');
const SECONDS = Number(option('seconds', '20'));
const USERS = Number(option('users', '50'));
const THINK_MS = Number(option('think', '1000'));
const EXPORT_ROWS = Number(option('export-rows', '5000000'));
const GOAL_P95_MS = 50;
const GOAL_EXPORT = 50_000;
const WARM_UP_SEC = 4;
/** Enough to know how fast the reference is. */
const PLAIN_ROWS = 1_000_000;

const KINDS = ['list', 'filter', 'detail', 'create'];
/** Milliseconds at the median and at the 95th percentile of each kind of request. */
const figures = ({ taken, failed, perSec }) => ({
  perSec: round(perSec, 0),
  failed,
  ...Object.fromEntries(
    KINDS.map((kind) => {
      const ms = taken.filter((one) => one.kind === kind).map((one) => one.ms);
      return [kind, { requests: ms.length, p50: round(percentile(ms, 0.5), 1), p95: round(percentile(ms, 0.95), 1) }];
    }),
  ),
});

/** Addresses by their slowest twentieth: where the time goes. */
function slowest({ taken }) {
  const groups = new Map();
  for (const { kind, level, path, ms } of taken) {
    const key = `${level} ${kind} ${path.replace(/\d{4}-\d\d-\d\dT[^&]*/g, '…').replace(/\d+/g, 'N')}`;
    groups.set(key, [...(groups.get(key) ?? []), ms]);
  }
  const rows = [...groups].map(([key, ms]) => ({ key, count: ms.length, p50: percentile(ms, 0.5), p95: percentile(ms, 0.95) }));
  for (const { key, count, p50, p95 } of rows.sort((one, other) => other.p95 - one.p95).slice(0, 25))
    say(`${p95.toFixed(1).padStart(8)} ms p95 ${p50.toFixed(1).padStart(8)} ms p50 ${String(count).padStart(6)} × ${key}`);
}

/** One request at a time: a page of a brand's calls by the API, and the same page with its count by mysql2. */
async function sequential(person, url) {
  const db = await createConnection({ uri: url, timezone: 'Z', supportBigNumbers: true });
  const [[{ brandId }]] = await db.query("SELECT brand_id AS brandId FROM administrator WHERE username = 'bench-b0'");
  const ours = [];
  const plain = [];
  for (let turn = 0; turn < 60; turn++) {
    ours.push((await send(person, 'GET', '/api/brand/billable-calls?itemsPerPage=100')).ms);
    const began = performance.now();
    await db.query('SELECT * FROM billable_call WHERE brand_id = ? ORDER BY started_at DESC, id DESC LIMIT 100', [brandId]);
    await db.query('SELECT COUNT(*) FROM billable_call WHERE brand_id = ?', [brandId]);
    plain.push(performance.now() - began);
  }
  await db.end();
  return { api: round(percentile(ours, 0.5), 2), mysql2: round(percentile(plain, 0.5), 2) };
}

let status = 0;
try {
  const plan = planOf(SCALE);
  const { url, version } = await openServer(KIND, `switchyard_bench_api_${String(SCALE).replace('.', '_')}`);
  const loadSec = await load({ kind: KIND, url, plan });
  say(loadSec === 0 ? 'the data is there' : `loaded in ${round(loadSec, 0)} s`);
  if (!process.argv.includes('--load-only')) {
    const api = await startApi(KIND, url, SECRETS_KEY);
    say(`portal-api is ready after ${round(api.startSec, 1)} s`);
    const people = await gather(api, { count: USERS, brands: plan.brands, clients: Math.min(200, Math.floor(plan.clients / 2)) });
    await work(people, { seconds: WARM_UP_SEC, thinkMs: 0 });
    const thinking = await work(people, { seconds: SECONDS, thinkMs: THINK_MS });
    say(`${USERS} people thinking ${THINK_MS} ms: ${JSON.stringify(figures(thinking))}`);
    const busy = await work(people, { seconds: SECONDS, thinkMs: 0 });
    say(`${USERS} people who never think: ${JSON.stringify(figures(busy))}`);
    if (process.argv.includes('--slowest')) slowest(thinking);
    if (process.argv.includes('--slowest')) slowest(busy);
    const page = await sequential(await logIn(api, 'brand', 'bench-b0'), url);
    const rows = Math.min(EXPORT_ROWS, plan.calls);
    const csv = await exportCsv(await logIn(api, 'platform', 'bench-platform'), { rows, pid: api.pid });
    const plain = await plainSelect(url, { rows: Math.min(rows, PLAIN_ROWS) });
    const withThinking = figures(thinking);
    const goals = {
      latency: KINDS.every((kind) => withThinking[kind].p95 < GOAL_P95_MS),
      export: csv.perSec >= GOAL_EXPORT,
      // Flat: the second half of the rows takes no more than the first.
      memory: Math.max(csv.rssMb[3], csv.rssMb[4]) <= Math.max(csv.rssMb[1], csv.rssMb[2]) * 1.1,
    };
    console.log(
      JSON.stringify({
        bench: 'api',
        database: `${KIND} ${version}`,
        scale: SCALE,
        users: USERS,
        thinkMs: THINK_MS,
        startSec: round(api.startSec, 1),
        loadSec: round(loadSec, 0),
        thinking: withThinking,
        busy: figures(busy),
        pageOf100Ms: { ...page, ratio: round(page.api / page.mysql2) },
        export: Object.fromEntries(Object.entries(csv).map(([key, value]) => [key, Array.isArray(value) ? value : round(value, 0)])),
        exportByMysql2PerSec: round(plain.perSec, 0),
        exportRatio: round(csv.perSec / plain.perSec),
        goals,
      }),
    );
  }
} catch (thrown) {
  say(thrown.stack);
  status = 1;
} finally {
  await stopAll();
}
process.exit(status);
