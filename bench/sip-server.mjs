// Our SIP server and drachtio-srf applications against Kamailio 5.6 of Debian, sipp on both sides, in one run on one machine.
import { compare } from './sip-server.d/compare.mjs';
import { PARTS } from './sip-server.d/parts.mjs';
import { removeScratch } from './sip-server.d/places.mjs';
import { stopAll } from './sip-server.d/processes.mjs';
import { ensurePrograms } from './sip-server.d/programs.mjs';

const say = (text) => process.stderr.write(`${text}\n`);
const climbed = {};
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : fallback;
};
if (process.argv.includes('--help')) {
  console.log(`bench/sip-server [--only ${Object.keys(PARTS).join(',')}] [--quick] [--seconds 4] [--rounds 2] [--rates 1000,2000,3000]
Ends with one line of JSON: for each part what it costs and carries, beside the reference's figure of the same run.
  --only     parts to run, comma separated
  --quick    CPU per call and latency only
  --seconds  of each measurement
  --rounds   measurements of each side, in turns
  --rates    rates to climb instead of the usual ones`);
  process.exit(0);
}
const only = option('only', Object.keys(PARTS).join(',')).split(',');
const unknown = only.filter((name) => !(name in PARTS));
if (unknown.length > 0) throw new Error(`--only: no part is named ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);
const settings = {
  seconds: Number(option('seconds', '4')),
  rounds: Number(option('rounds', '2')),
  rates: option('rates', undefined)?.split(',').map(Number),
  isQuick: process.argv.includes('--quick'),
  climbed,
  say,
};

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stopAll().then(() => process.exit(1)));
await ensurePrograms();
const parts = [];
try {
  for (const name of only) parts.push(await compare(name, PARTS[name], settings));
} finally {
  await stopAll();
  removeScratch();
}
console.log(JSON.stringify({ bench: 'sip-server', parts, ok: parts.every(({ ok }) => ok !== false) }));
