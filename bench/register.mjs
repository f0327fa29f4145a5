// REGISTER with digest at the users proxy as it is deployed, beside Kamailio 5.6 of Debian with auth_db and usrloc (write-back) on MariaDB, in one run:
// both with 100,000 subscribers who are all registered. Then contacts in Redis by the million: memory of each, time to look one up.
import { spawnSync } from 'node:child_process';
import { fillLocations } from './phones.d/contacts.mjs';
import { modernSipp, seed, startDatabase, startRedis, startUsersSide } from './phones.d/stack.mjs';
import { FLUSH_SEC, startKamailio } from './sip-server.d/kamailio.mjs';
import { climb, measure, warm } from './sip-server.d/load.mjs';
import { CALLER, removeScratch, ROOT, SIP_PORT } from './sip-server.d/places.mjs';
import { pause, residentBytes, stopAll } from './sip-server.d/processes.mjs';
import { ensurePrograms } from './sip-server.d/programs.mjs';
import { round } from './sip-server.d/statistics.mjs';

if (process.argv.includes('--help')) {
  console.log(`bench/register [--seconds 6] [--rounds 3] [--rate 800] [--subscribers 100000] [--contacts 1000000] [--rates 800,1200,…]
Registrations per CPU second and per second of the users proxy (SIP server, proxy, Redis and database counted) as a ratio to Kamailio's.
  --contacts 0  leaves the contacts in Redis out
  --rates       also climbs to the highest clean rate of both
Environment: BENCH_NET (127.99.7), BENCH_PROXY_FLAGS and BENCH_SERVER_FLAGS (flags for node).`);
  process.exit(0);
}
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : fallback;
};
const subscribers = Number(option('subscribers', '100000'));
const contacts = Number(option('contacts', '1000000'));
const rounds = Number(option('rounds', '3'));
const rates = option('rates', undefined)?.split(',').map(Number);
await ensurePrograms();
const say = (text) => process.stderr.write(`${text}\n`);
const contactOf = (n) => `sip:u${n}@${CALLER}:${SIP_PORT}`;
const load = {
  name: 'register',
  rate: Number(option('rate', '800')),
  seconds: Number(option('seconds', '6')),
  subscribers,
  sipp: await modernSipp(),
  settleMs: FLUSH_SEC * 1_000 + 500,
};
/** Registrations per CPU second at least those of Kamailio. */
const GOAL = 1;

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stopAll().then(() => process.exit(1)));
const report = { bench: 'register' };
try {
  const mariadb = await startDatabase(subscribers);
  const redis = await startRedis();
  await seed({ subscribers, say });
  await fillLocations({ subscribers, contactOf });
  const sides = {
    reference: await startKamailio('register', { mariadb }),
    ours: await startUsersSide({ redis, mariadb }),
  };
  say('every subscriber registers with us once …');
  await everybody(sides.ours);
  await warm(sides.reference, load);
  await pause(load.settleMs);
  const measured = { reference: [], ours: [] };
  for (let at = 0; at < rounds; at += 1) {
    for (const [side, system] of Object.entries(sides)) {
      const result = await measure(system, load);
      measured[side].push(result);
      say(
        `${side}: ${load.rate}/s cost ${JSON.stringify(result.cpuMicros)} µs, ${result.failed} failed, p50 ${result.p50Ms} ms, p99 ${result.p99Ms} ms`,
      );
    }
  }
  const [ours, reference] = [cheapest(measured.ours), cheapest(measured.reference)];
  const perCpuSec = ({ cpuMicros }) => Math.round(1_000_000 / cpuMicros.sum);
  const ratio = round(perCpuSec(ours) / perCpuSec(reference), 2);
  Object.assign(report, {
    ours: perCpuSec(ours),
    reference: perCpuSec(reference),
    ratio,
    unit: 'challenged registrations per CPU second',
    goal: GOAL,
    says: 'Kamailio 5.6, auth_db and usrloc write-back on MariaDB',
    subscribers,
    rate: load.rate,
    failed: ours.failed,
    cpuMicros: ours.cpuMicros,
    referenceCpuMicros: reference.cpuMicros,
    p50Ms: ours.p50Ms,
    p99Ms: ours.p99Ms,
    referenceP99Ms: reference.p99Ms,
    proxyMb: Math.round(residentBytes(sides.ours.processes.proxy) / 2 ** 20),
  });
  if (rates) {
    const climbLoad = { ...load, seconds: Math.max(3, load.seconds / 2), settleMs: 0 };
    for (const [side, system] of Object.entries(sides)) {
      const top = await climb(system, climbLoad, { rates, say: (text) => say(`${side}: ${text}`) });
      report[side === 'ours' ? 'perSecond' : 'referencePerSecond'] = top?.rate ?? 0;
    }
    report.perSecondRatio = round(report.perSecond / report.referencePerSecond, 2);
  }
  await Promise.all(Object.values(sides).map((system) => system.stop()));
  let ok = ratio >= GOAL && ours.failed === 0;
  if (contacts > 0) {
    say(`${contacts} contacts in a Redis of their own …`);
    const { stdout } = spawnSync(process.execPath, [`${ROOT}bench/locations.mjs`, String(contacts)], { encoding: 'utf8' });
    report.contacts = JSON.parse(stdout.trim().split('\n').at(-1));
    ok &&= report.contacts.ok;
  }
  report.ok = ok;
} finally {
  await stopAll();
  removeScratch();
}
console.log(JSON.stringify(report));

/** So that each registration that is measured is a refresh, as most are. */
async function everybody(system) {
  await warm(system, { ...load, name: 'register', rate: 1_200, seconds: Math.ceil(subscribers / 1_200) + 1, inTurn: true });
}

function cheapest(results) {
  return results.reduce((best, one) => (one.cpuMicros.sum < best.cpuMicros.sum ? one : best));
}
