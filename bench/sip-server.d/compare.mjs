// One part: CPU per call of both, measured in turns; the highest clean rate of both; what is left of ours at twice that rate.
import { climb, goodput, measure, warm } from './load.mjs';
import { startFastReference, startOurs, startReference } from './parts.mjs';
import { round } from './statistics.mjs';
import { startCallee } from './sipp.mjs';

const CLIFF_GOAL = 0.8;
const CLIFF_SEC = 5;
const GROWTH = 1.5;
const STEPS = 8;

/**
 * `rounds` measurements of each side in turns, of `seconds` each; of these the one that cost least counts, as other work on the machine only ever adds.
 * `climbed` and `fast` keep what was measured of a reference, so that it is not measured for every part. With `isQuick` only CPU and latency are measured.
 */
export async function compare(name, part, { seconds, rounds, rates, isQuick, climbed, fast, say }) {
  const callee = part.load.name === 'call' ? await startCallee() : undefined;
  const reference = await startReference(part);
  const ours = await startOurs(part);
  const load = { ...part.load, seconds };
  try {
    const sides = { reference, ours };
    const measured = { reference: [], ours: [] };
    for (const system of Object.values(sides)) await warm(system, { name: load.name, rate: load.rate });
    for (let round = 0; round < rounds; round += 1) {
      for (const [side, system] of Object.entries(sides)) {
        const result = await measure(system, load);
        measured[side].push(result);
        say(
          `${name}, ${side}: ${load.rate}/s cost ${JSON.stringify(result.cpuMicros)} µs, ${result.failed} failed, p50 ${result.p50Ms} ms, p99 ${result.p99Ms} ms`,
        );
      }
    }
    const [best, bestReference] = [cheapest(measured.ours), cheapest(measured.reference)];
    const ratio = round(best.cpuMicros.sum / bestReference.cpuMicros.sum, 2);
    const report = {
      part: name,
      says: part.says,
      reference: part.referenceSays,
      rate: load.rate,
      cpuMicros: best.cpuMicros,
      referenceCpuMicros: bestReference.cpuMicros,
      ratio,
      unit: 'CPU µs per call',
      goal: part.goal ?? null,
      ok: part.goal === undefined ? null : ratio <= part.goal,
      p50Ms: best.p50Ms,
      p99Ms: best.p99Ms,
      referenceP50Ms: bestReference.p50Ms,
      referenceP99Ms: bestReference.p99Ms,
      p99Ratio: round(best.p99Ms / bestReference.p99Ms, 2),
    };
    if (isQuick) return report;
    const steps = rates ?? Array.from({ length: STEPS }, (_, at) => Math.round(part.climbsFrom * GROWTH ** at));
    const climbLoad = { ...part.load, seconds: Math.max(2, seconds / 2), settleMs: 0 };
    const top = await climb(ours, climbLoad, { rates: steps, say: (text) => say(`${name}, ours: ${text}`) });
    climbed[part.reference] ??= await climb(reference, climbLoad, { rates: steps, say: (text) => say(`${name}, reference: ${text}`) });
    const topReference = climbed[part.reference];
    const overload = top && (await goodput(ours, { name: load.name, rate: top.rate * 2, seconds: CLIFF_SEC }));
    if (overload) say(`${name}, ours: at ${overload.offeredPerSecond}/s ${overload.perSecond} succeed per second`);
    await reference.stop();
    fast[part.reference] ??= await withFastAllocator(part, load, rounds);
    const { cpuMicros: fastCpuMicros } = fast[part.reference];
    say(`${name}, reference with its allocator fm: ${JSON.stringify(fastCpuMicros)} µs`);
    return {
      ...report,
      fastReferenceCpuMicros: fastCpuMicros,
      fastReferenceRatio: round(best.cpuMicros.sum / fastCpuMicros.sum, 2),
      callsPerSecond: top?.rate ?? 0,
      referenceCallsPerSecond: topReference?.rate ?? 0,
      rateRatio: round((top?.rate ?? 0) / (topReference?.rate ?? Number.NaN), 2),
      cpuMicrosAtThatRate: top?.cpuMicros,
      referenceCpuMicrosAtThatRate: topReference?.cpuMicros,
      overload: overload && {
        offeredPerSecond: overload.offeredPerSecond,
        goodputPerSecond: overload.perSecond,
        ratio: round(overload.perSecond / top.rate, 2),
        goal: CLIFF_GOAL,
        ok: overload.perSecond >= top.rate * CLIFF_GOAL,
      },
    };
  } finally {
    await Promise.all([ours.stop(), reference.stop(), callee?.stop()]);
  }
}

/** What the reference would cost with an allocator that is not its default. */
async function withFastAllocator(part, load, rounds) {
  const reference = await startFastReference(part);
  try {
    await warm(reference, { name: load.name, rate: load.rate });
    const results = [];
    for (let round = 0; round < rounds; round += 1) results.push(await measure(reference, load));
    return cheapest(results);
  } finally {
    await reference.stop();
  }
}

const cheapest = (results) => results.reduce((best, one) => (one.cpuMicros.sum < best.cpuMicros.sum ? one : best));
