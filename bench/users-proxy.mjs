// Calls between two phones through the users proxy as it is deployed: digest, number and identity rules, media through rtpengine, to the application
// server and back, lookup, ring. Beside Kamailio 5.6 of Debian that does auth_db, usrloc and rtpengine on the same way, in one run.
import { writeFileSync } from 'node:fs';
import { createConnection } from 'mysql2/promise';
import { fillLocations } from './phones.d/contacts.mjs';
import { startMediaRelay } from './phones.d/media-relay.mjs';
import {
  INTERNAL_KEY,
  modernSipp,
  RELAY,
  seed,
  startDatabase,
  startRedis,
  startUsersSide,
  TURNAROUND,
  TURNAROUND_PORT,
} from './phones.d/stack.mjs';
import { callsOfPhones, FLUSH_SEC, startKamailio } from './sip-server.d/kamailio.mjs';
import { climb, measure, warm } from './sip-server.d/load.mjs';
import { CALLEE, DATABASE, DATABASE_PORT, OURS, REALM, removeScratch, ROOT, scratch, SECRET, SIP_PORT } from './sip-server.d/places.mjs';
import { cpuMicros, isBound, pause, startDaemon, stopAll } from './sip-server.d/processes.mjs';
import { ensurePrograms } from './sip-server.d/programs.mjs';
import { startCallee } from './sip-server.d/sipp.mjs';
import { round } from './sip-server.d/statistics.mjs';

if (process.argv.includes('--help')) {
  console.log(`bench/users-proxy [--seconds 6] [--rounds 3] [--rate 100] [--subscribers 100000] [--rates 100,150,…]
Calls between two phones per CPU second of the users proxy (SIP server, proxy, Redis and database counted; application server, relay and phones not)
as a ratio to Kamailio's.
  --rates  also climbs to the highest clean rate of both
Environment: BENCH_NET (127.99.7), BENCH_PROXY_FLAGS and BENCH_SERVER_FLAGS (flags for node).`);
  process.exit(0);
}
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : fallback;
};
const subscribers = Number(option('subscribers', '100000'));
const rounds = Number(option('rounds', '3'));
const rates = option('rates', undefined)?.split(',').map(Number);
const say = (text) => process.stderr.write(`${text}\n`);
/** Calls per CPU second at least half of Kamailio's, with the whole route run. */
const GOAL = 0.5;

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stopAll().then(() => process.exit(1)));
await ensurePrograms();
const load = {
  name: 'call-by-digest',
  // It knows no call by digest.
  probe: null,
  rate: Number(option('rate', '100')),
  seconds: Number(option('seconds', '6')),
  subscribers,
  sipp: await modernSipp(),
  settleMs: 500,
};
const report = { bench: 'users-proxy' };
try {
  const mariadb = await startDatabase(subscribers);
  const redis = await startRedis();
  await seed({ subscribers, say });
  await fillLocations({ subscribers, contactOf: (n) => `sip:u${n}@${CALLEE}:${SIP_PORT}` });
  const relay = await startMediaRelay();
  await startTurnaround();
  const sides = {
    reference: await startKamailio('calls', {
      mariadb,
      route: callsOfPhones({ applicationServer: `${TURNAROUND}:${TURNAROUND_PORT}`, rtpengine: `${RELAY}:2223` }),
    }),
    ours: await startUsersSide({ redis, mariadb }),
  };
  say('every subscriber registers with us once …');
  // From where they are called: a contact is reached at the address it registered from.
  await warm(sides.ours, {
    ...load,
    name: 'register',
    rate: 1_000,
    seconds: Math.ceil(subscribers / 1_000),
    inTurn: true,
    address: CALLEE,
  });
  await startCallee();
  for (const system of Object.values(sides)) await warm(system, load);
  await pause(FLUSH_SEC * 1_000);
  const measured = { reference: [], ours: [] };
  for (let at = 0; at < rounds; at += 1) {
    for (const [side, system] of Object.entries(sides)) {
      const before = cpuMicros(relay.pid);
      const result = await measure(system, load);
      const relayMicros = round((cpuMicros(relay.pid) - before) / result.created);
      measured[side].push({ ...result, relayMicros });
      say(
        `${side}: ${load.rate}/s cost ${JSON.stringify(result.cpuMicros)} µs, ${result.failed} of ${result.created} failed, relay ${relayMicros} µs`,
      );
    }
  }
  const [ours, reference] = [cheapest(measured.ours), cheapest(measured.reference)];
  const perCpuSec = (one) => round(1_000_000 / one.cpuMicros.sum);
  const ratio = round(perCpuSec(ours) / perCpuSec(reference), 2);
  Object.assign(report, {
    ours: perCpuSec(ours),
    reference: perCpuSec(reference),
    ratio,
    unit: 'calls between phones per CPU second',
    goal: GOAL,
    says: 'Kamailio 5.6 with auth_db, usrloc and rtpengine',
    subscribers,
    rate: load.rate,
    failed: ours.failed,
    referenceFailed: reference.failed,
    cpuMicros: ours.cpuMicros,
    referenceCpuMicros: reference.cpuMicros,
    relayMicros: ours.relayMicros,
    referenceRelayMicros: reference.relayMicros,
  });
  if (rates) {
    const climbLoad = { ...load, seconds: Math.max(3, load.seconds / 2), settleMs: 0 };
    for (const [side, system] of Object.entries(sides)) {
      const top = await climb(system, climbLoad, { rates, say: (text) => say(`${side}: ${text}`) });
      report[side === 'ours' ? 'perSecond' : 'referencePerSecond'] = top?.rate ?? 0;
    }
    report.perSecondRatio = round(report.perSecond / report.referencePerSecond, 2);
  }
  report.causes = await causesOf(sides.ours.opsPort);
  report.ok = ratio >= GOAL && ours.failed === 0;
} finally {
  await stopAll();
  removeScratch();
}
console.log(JSON.stringify(report));

/** Why calls of the whole run did not succeed, as our own metrics name it. */
async function causesOf(opsPort) {
  const text = await (await fetch(`http://${OURS}:${opsPort}/metrics`)).text();
  const found = text.matchAll(/^switchyard_calls_total\{[^}]*cause="([^"]+)"[^}]*\} (\d+)$/gm);
  return Object.fromEntries([...found].map(([, cause, count]) => [cause, Number(count)]));
}

/** It signs for the phones it sends calls to, so it knows the ids of their terminals. */
async function startTurnaround() {
  const db = await createConnection({ host: DATABASE, port: DATABASE_PORT, user: 'kamailio', password: SECRET, database: 'switchyard' });
  const [rows] = await db.query(
    "SELECT id, CAST(SUBSTRING(name, 2) AS UNSIGNED) AS n, brand_id AS brandId, client_id AS clientId FROM terminal WHERE name LIKE 'u%'",
  );
  await db.end();
  const terminals = [];
  for (const { id, n } of rows) terminals[Number(n)] = id;
  const file = scratch('terminals.json');
  writeFileSync(file, JSON.stringify({ brandId: rows[0].brandId, clientId: rows[0].clientId, terminals, domain: REALM }));
  const program = `${ROOT}bench/phones.d/turnaround.mjs`;
  return startDaemon('turnaround', [process.execPath, program, TURNAROUND, String(TURNAROUND_PORT), file, INTERNAL_KEY], {
    ready: () => isBound('udp', TURNAROUND, TURNAROUND_PORT),
  });
}

function cheapest(results) {
  return results.reduce((best, one) => (one.cpuMicros.sum < best.cpuMicros.sum ? one : best));
}
