// One load on one system: what it costs, how fast it answers, and the highest rate it carries cleanly.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cpuMicros, pause, prefer } from './processes.mjs';
import { offer } from './sipp.mjs';
import { percentile, round } from './statistics.mjs';

const PROBE = fileURLToPath(new URL('probe.mjs', import.meta.url));
const PROBES_PER_SEC = 40;
/** A rate is clean when no call fails, hardly one needs a retransmission, and the calls are over soon after the last began. */
const CLEAN_RETRANSMISSIONS = 0.005;
const CLEAN_TAIL_SEC = 1.5;

/**
 * Offers a load with the probe beside it and counts the CPU of every process of the system over both, with `settleMs` of later work
 * (database flushes). `load`: `{ name: 'options' | 'register' | 'call', rate, seconds, settleMs? }`; `probe` null: without one.
 */
export async function measure(system, load) {
  const pids = Object.entries(system.processes);
  const before = pids.map(([, pid]) => cpuMicros(pid));
  const [result, probe] = await Promise.all([offer({ ...load, target: system.target }), probing(system, load)]);
  await pause(load.settleMs ?? 0);
  if (system.lagging) await untilIdle(system.lagging);
  const calls = result.created + probe.sent;
  const cpu = Object.fromEntries(pids.map(([process, pid], at) => [process, round((cpuMicros(pid) - before[at]) / calls)]));
  return {
    rate: load.rate,
    ...counts(result),
    isClean: isClean(result, load),
    p50Ms: percentile(probe.timesMs, 0.5),
    p99Ms: percentile(probe.timesMs, 0.99),
    hops: probe.hops,
    cpuMicros: { ...cpu, sum: round(Object.values(cpu).reduce((sum, one) => sum + one, 0)) },
  };
}

const IDLE_SHARE = 0.03;
const IDLE_PATIENCE_SEC = 30;
/** Waits until a process has done what it was left with: a database that writes back late must not do it at the expense of the next measurement. */
async function untilIdle(pid) {
  for (let second = 0; second < IDLE_PATIENCE_SEC; second += 1) {
    const before = cpuMicros(pid);
    await pause(1_000);
    if (cpuMicros(pid) - before < IDLE_SHARE * 1_000_000) return;
  }
}

async function probing(system, { name, seconds, probe = name, probesPerSec = PROBES_PER_SEC }) {
  if (probe === null) return { sent: 0, timesMs: [], hops: [] };
  const { stdout } = await promisify(execFile)(process.execPath, [PROBE, probe, system.target, String(probesPerSec), String(seconds)], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout);
}

/** Offers what cannot be carried; gives how many calls per second succeed while it lasts. */
export async function goodput(system, { name, rate, seconds }) {
  prefer(Object.values(system.processes));
  const { succeededInTime, createdInTime } = await offer({ name, target: system.target, rate, seconds, deadlineSec: seconds + 1 });
  return { offeredPerSecond: Math.round(createdInTime / seconds), perSecond: Math.round(succeededInTime / seconds) };
}

/** A few seconds of traffic, so that code is compiled and tables are of their size when counting begins. */
export const warm = (system, { seconds = 3, ...load }) => offer({ ...load, seconds, target: system.target });

/** Climbs by half as much again until a rate is not clean, then halves the step twice. Gives the measurement at the highest clean rate. */
export async function climb(system, load, { rates, say }) {
  let best;
  let failing;
  const step = async (rate) => {
    let result = await measure(system, { ...load, rate });
    // A neighbour on the machine may have taken the core: only what fails twice is too much.
    if (!result.isClean) result = await measure(system, { ...load, rate });
    say(`${rate}/s ${result.isClean ? 'clean' : `not clean (${result.failed} failed, ${result.retransmissions} retransmitted)`}`);
    if (result.isClean) best = result;
    else failing = rate;
    return result.isClean;
  };
  for (const rate of rates) if (!(await step(rate))) break;
  for (let halvings = 0; rates.length > 2 && best !== undefined && failing !== undefined && halvings < 1; halvings += 1) {
    await step(Math.round((best.rate + failing) / 2));
  }
  return best;
}

const isClean = ({ created, failed, retransmissions, seconds: took }, { seconds }) =>
  failed === 0 && retransmissions <= created * CLEAN_RETRANSMISSIONS && took <= seconds + CLEAN_TAIL_SEC;

const counts = ({ offered, created, succeeded, failed, retransmissions }) => ({ offered, created, succeeded, failed, retransmissions });
