// Redis memory per contact, and time of a refresh and of a lookup, with many AoRs in a redis-server of its own.
// node bench/locations.mjs [AoRs, default 1,000,000]   (needs redis-server; libs/queue built)
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { LocationTable, locationKey, writeLocations } from '../libs/queue/dist/index.js';

const AORS = Number(process.argv[2] ?? 1_000_000);
const PORT = 16_999;
const HOST = '127.99.11.1';
const GOAL_BYTES = 600;
const GOAL_P99_MS = 1;
const QUESTIONS = 20_000;

const folder = mkdtempSync(join(tmpdir(), 'switchyard-locations-'));
const server = spawn('redis-server', ['--bind', HOST, '--port', String(PORT), '--dir', folder, '--save', '', '--appendonly', 'no'], {
  stdio: 'ignore',
});
const redis = new Redis(PORT, HOST, { retryStrategy: () => 100 });
redis.on('error', () => undefined);
await new Promise((resolve) => redis.once('ready', resolve));

const aorOf = (n) => `subscriber${String(n).padStart(7, '0')}@tenant${n % 1000}.example.net`;
/** A phone behind NAT as they are: a long Call-ID and User-Agent, an instance, a flow. */
const contactOf = (n, cseq = 1) => ({
  contact: `sip:subscriber${String(n).padStart(7, '0')}@192.168.${(n >> 8) & 255}.${n & 255}:5060;transport=udp;line=${(n * 7919).toString(36)}`,
  source: { protocol: 'udp', address: `${11 + (n % 200)}.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`, port: 1024 + (n % 60_000) },
  receivedOn: '203.0.113.10:5060',
  callId: `${(n * 2654435761).toString(16).padStart(14, '0')}-${n.toString(16)}@192.168.1.100`,
  cseq,
  expiresAtMs: Math.ceil(Date.now() / 1000 + 3600) * 1000,
  userAgent: 'Yealink SIP-T46S 66.86.0.15',
  q: 1000,
  path: [],
  silentPings: 0,
  instance: `urn:uuid:${n.toString(16).padStart(8, '0')}-7dec-11d0-a765-00a0c91e6bf6`,
  regId: 1,
});

const table = new LocationTable(redis);
const used = async () => Number(/used_memory:(\d+)/.exec(await redis.info('memory'))[1]);
const before = await used();
for (let at = 0; at < AORS;) {
  const batch = [];
  for (let end = Math.min(AORS, at + 5000); at < end; at++) {
    const [aor, atMs] = [aorOf(at), Date.now() + 1e6];
    batch.push(
      table.swap({ aor, expected: '', text: writeLocations([contactOf(at)]), ttlMs: 3_600_000, ping: { list: '203.0.113.10:5060', atMs } }),
    );
  }
  await Promise.all(batch);
}
const after = await used();
const pings = await redis.memory('USAGE', 'sy:loc-pings:203.0.113.10:5060', 'SAMPLES', 100);
const one = await redis.memory('USAGE', locationKey(aorOf(4711)));

const timed = async (ask) => {
  const times = new Float64Array(QUESTIONS);
  for (let n = 0; n < QUESTIONS; n++) {
    const at = performance.now();
    await ask(Math.floor(Math.random() * AORS), n);
    times[n] = performance.now() - at;
  }
  times.sort();
  const of = (share) => times[Math.floor(QUESTIONS * share)].toFixed(3);
  return { p50: of(0.5), p99: of(0.99) };
};
const lookup = await timed((n) => table.read(aorOf(n)));
const refreshed = new Map();
const refresh = await timed(async (n, cseq) => {
  const [aor, expected] = [aorOf(n), refreshed.get(n) ?? writeLocations([contactOf(n)])];
  const text = writeLocations([contactOf(n, cseq + 2)]);
  const done = await table.swap({ aor, expected, text, ttlMs: 3_600_000 });
  refreshed.set(n, done === true ? text : done);
});

const each = (after - before) / AORS;
console.log(
  `${AORS} AoRs with one contact: ${each.toFixed(0)} bytes of Redis each (the list of pings included: ${(pings / AORS).toFixed(0)}; MEMORY USAGE of one key: ${one}; text ${writeLocations([contactOf(4711)]).length}), goal ${GOAL_BYTES}`,
);
console.log(
  `lookup ms p50 ${lookup.p50} p99 ${lookup.p99} (goal p99 ${GOAL_P99_MS}); refresh in one round trip ms p50 ${refresh.p50} p99 ${refresh.p99}`,
);
redis.disconnect();
server.kill('SIGTERM');
await once(server, 'exit');
rmSync(folder, { recursive: true });
process.exitCode = each <= GOAL_BYTES && Number(lookup.p99) < GOAL_P99_MS ? 0 : 1;
const ok = each <= GOAL_BYTES && Number(lookup.p99) < GOAL_P99_MS;
console.log(
  JSON.stringify({
    contacts: AORS,
    bytesEach: Math.round(each),
    bytesGoal: GOAL_BYTES,
    lookupP99Ms: Number(lookup.p99),
    lookupGoalMs: GOAL_P99_MS,
    ok,
  }),
);
process.exitCode = ok ? 0 : 1;
