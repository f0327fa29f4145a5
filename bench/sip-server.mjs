// Our SIP server and drachtio-srf applications against Kamailio 5.6 of Debian, sipp on both sides, in one run on one machine.
import { compare } from './sip-server.d/compare.mjs';
import { hop } from './sip-server.d/hop.mjs';
import { memoryOfDialogs } from './sip-server.d/memory.mjs';
import { parser } from './sip-server.d/parser.mjs';
import { PARTS } from './sip-server.d/parts.mjs';
import { removeScratch } from './sip-server.d/places.mjs';
import { stopAll } from './sip-server.d/processes.mjs';
import { ensurePrograms } from './sip-server.d/programs.mjs';
import { scaling } from './sip-server.d/scaling.mjs';
import { showTable } from './sip-server.d/table.mjs';

const OTHERS = ['memory', 'hop', 'scaling', 'parser'];
const ALL = [...Object.keys(PARTS), ...OTHERS];
/** Half of what the application answers cleanly on the reference machine; the part `uas` of the same run says better. */
const USUAL_HALF_LOAD = 1_500;

if (process.argv.includes('--help')) {
  console.log(`bench/sip-server [--only ${ALL.join(',')}] [--quick] [--seconds 4] [--rounds 4] [--rates 1000,2000,3000] [--dialogs 10000]
Compares our server and drachtio-srf applications with Kamailio 5.6 of Debian. Ends with one line of JSON: for each part what it costs and carries, beside
the reference's figure of the same run, the goal, and whether it is met.
  --only      parts to run, comma separated
  --quick     of the compared parts CPU per call and latency only
  --seconds   of each measurement
  --rounds    measurements of each side, in turns; the cheapest counts
  --rates     rates per second to climb instead of the usual ones
  --dialogs   calls that stand for the part memory
Environment: BENCH_SERVER (another build's main.js), BENCH_SERVER_FLAGS and BENCH_APP_FLAGS (flags for node),
BENCH_KAMAILIO_FLAGS, BENCH_NET (127.99.7).`);
  process.exit(0);
}
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : fallback;
};
const only = option('only', ALL.join(',')).split(',');
const unknown = only.filter((name) => !ALL.includes(name));
if (unknown.length > 0) throw new Error(`--only: no part is named ${unknown.join(', ')}; there are ${ALL.join(', ')}`);
const say = (text) => process.stderr.write(`${text}\n`);
const seconds = Number(option('seconds', '4'));
const rates = option('rates', undefined)?.split(',').map(Number);
const settings = {
  seconds,
  rounds: Number(option('rounds', '4')),
  rates,
  isQuick: process.argv.includes('--quick'),
  climbed: {},
  fast: {},
  say,
};

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stopAll().then(() => process.exit(1)));
await ensurePrograms();
const parts = [];
const run = {
  memory: () => memoryOfDialogs({ dialogs: Number(option('dialogs', '10000')), say }),
  hop: () => hop({ rate: halfLoad(), seconds, say }),
  scaling: () => scaling({ seconds, rates: rates ?? [3_000, 4_500, 6_000, 7_500], say }),
  parser: () => parser({ say }),
};
const halfLoad = () => (parts.find(({ part }) => part === 'uas')?.callsPerSecond ?? USUAL_HALF_LOAD * 2) / 2;
try {
  for (const name of only) parts.push(await (run[name]?.() ?? compare(name, PARTS[name], settings)));
} finally {
  await stopAll();
  removeScratch();
}
showTable(parts, say);
console.log(
  JSON.stringify({
    bench: 'sip-server',
    ...headline(parts),
    parts,
    ok: parts.every((part) => part.ok !== false && part.overload?.ok !== false),
  }),
);

/** What one part says for the whole: the relayed call, or the first that was run. */
function headline(all) {
  const { part, ours, cpuMicros, reference, referenceCpuMicros, ratio, unit, goal } = all.find((one) => one.part === 'relay') ?? all[0];
  return {
    headline: part,
    ours: ours ?? cpuMicros.sum,
    reference: referenceCpuMicros?.sum ?? reference ?? null,
    ratio: ratio ?? null,
    unit,
    goal,
  };
}
