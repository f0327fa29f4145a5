// Contacts by the million, written and read by the registrar's own code over one Redis of the run.
import { Redis } from 'ioredis';
import { ROOT } from '../sip-server.d/places.mjs';
import { percentile, round } from '../sip-server.d/statistics.mjs';
import { REDIS, REDIS_PORT } from './stack.mjs';

const AT_ONCE = 500;
const LOOKUPS = 20_000;
const EXPIRES_MS = 3_600_000;
const QUIET = { debug() {}, info() {}, warn() {}, error() {}, child: () => QUIET };

/** What one contact costs in Redis, and how long a lookup takes while nothing else is asked (`p99`, milliseconds, the way over the socket included). */
export async function contactsByTheMillion({ contacts, say }) {
  const { RedisLocations } = await import(`${ROOT}apps/users-proxy/dist/adapters/redis-locations.adapter.js`);
  const { ok, systemClock } = await import(`${ROOT}libs/kernel/dist/index.js`);
  const redis = new Redis({ host: REDIS, port: REDIS_PORT });
  await redis.flushall();
  const locations = new RedisLocations(redis, systemClock, QUIET);
  const before = await usedMemory(redis);
  const began = Date.now();
  for (let at = 0; at < contacts; at += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, contacts - at) }, (_, n) => at + n);
    await Promise.all(some.map((n) => locations.update(aorOf(n), () => ok([contactOf(n)]))));
    if (at % 100_000 === 0 && at > 0) say(`${at} of ${contacts} contacts`);
  }
  const bytesEach = Math.round(((await usedMemory(redis)) - before) / contacts);
  const seconds = (Date.now() - began) / 1000;
  locations.close();
  const reader = new RedisLocations(redis, systemClock, QUIET);
  const times = [];
  for (let at = 0; at < LOOKUPS; at += 1) {
    const n = (at * 7_919) % contacts;
    const start = performance.now();
    const found = await reader.contactsOf(aorOf(n));
    times.push(performance.now() - start);
    if (found.length !== 1) throw new Error(`the contact of ${aorOf(n)} is not there`);
  }
  reader.close();
  await redis.flushall();
  redis.disconnect();
  return {
    contacts,
    bytesEach,
    writtenPerSecond: Math.round(contacts / seconds),
    lookupP50Ms: percentile(times, 0.5),
    lookupP99Ms: round(percentile(times, 0.99), 3),
  };
}

const aorOf = (n) => `subscriber${n}@tenant${n % 10_000}.example.net`;
const contactOf = (n) => ({
  contact: `sip:subscriber${n}@192.168.${n % 200}.${n % 250}:5060;transport=udp;line=a1b2c3`,
  source: { protocol: 'udp', address: `198.51.${n % 100}.${n % 250}`, port: 40_000 + (n % 20_000) },
  receivedOn: '203.0.113.10:5060',
  callId: `${n.toString(16).padStart(16, '0')}@192.168.1.10`,
  cseq: 1 + (n % 1_000),
  expiresAtMs: Date.now() + EXPIRES_MS,
  userAgent: 'Vendor Model-500/1.2.3.4',
  path: [],
  instance: `"<urn:uuid:00000000-0000-1000-8000-${n.toString(16).padStart(12, '0')}>"`,
});

const usedMemory = async (redis) => Number(/used_memory:(\d+)/.exec(await redis.info('memory'))[1]);
