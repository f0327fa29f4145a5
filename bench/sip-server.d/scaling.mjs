// More than one core: the highest clean rate of relayed calls with one process and with two that share the port.
import { climb, warm } from './load.mjs';
import { PARTS, startOurs } from './parts.mjs';
import { round } from './statistics.mjs';
import { startCallee } from './sipp.mjs';

export async function scaling({ seconds, rates, say }) {
  const part = PARTS.relay;
  const tops = {};
  for (const processes of [1, 2]) {
    const callee = await startCallee();
    const ours = await startOurs(part, { processes });
    try {
      await warm(ours, { name: 'call', rate: part.climbsFrom });
      const load = { ...part.load, seconds: Math.max(2, seconds / 2) };
      tops[processes] = await climb(ours, load, { rates, say: (text) => say(`scaling, ${processes} process(es): ${text}`) });
    } finally {
      await Promise.all([ours.stop(), callee.stop()]);
    }
  }
  return {
    part: 'scaling',
    says: 'relayed calls per second with one process and with two; both sipps use the same cores',
    ours: tops[2]?.rate ?? 0,
    reference: tops[1]?.rate ?? 0,
    ratio: round((tops[2]?.rate ?? 0) / (tops[1]?.rate ?? Number.NaN), 2),
    unit: 'calls/s',
    cpuMicros: tops[2]?.cpuMicros,
    referenceCpuMicros: tops[1]?.cpuMicros,
    goal: null,
    ok: null,
  };
}
