// The bare parser against those of JsSIP and SIP.js: the same messages, one core, rounds in turn so that a slow moment makes all slow.
// Ours reads bytes and checks every message (mandatory, doubled and unreadable headers, limits); theirs are given the text already decoded.
import { createRequire } from 'node:module';
import { round, ROOT, say } from './measure.mjs';
import { TYPICAL } from './sip-messages.mjs';

if (process.argv.includes('--help')) {
  console.log(
    'bench/sip-parser [--rounds 15] [--only parse|identify|read|forward|answer] [--no-peers]\n' +
      'Messages per second of CPU: parsed and the identifying headers read, by us, JsSIP and SIP.js; then what forwarding, answering and keeping cost.',
  );
  process.exit(0);
}
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : fallback;
};
const ROUNDS = Number(option('rounds', '15'));
const ROUND_MS = 120;
const GOAL_PER_SEC = 300_000;
const GOAL_RATIO = 5;
const { parseMessage, responseTo, HEADERS } = await import(`${ROOT}libs/sip/dist/index.js`);
const require = createRequire(import.meta.url);

const bytes = Object.values(TYPICAL);
const texts = bytes.map((data) => data.toString('utf8'));
const mean = bytes.reduce((sum, data) => sum + data.length, 0) / bytes.length;
say(`${bytes.length} messages of ${round(mean, 0)} bytes on average, ${process.version}`);

let sink = 0;
function parsed(data) {
  const result = parseMessage(data);
  if (!result.ok) throw new Error(`refused: ${result.error.text}`);
  return result.value;
}
/** What a server asks of every message: whose transaction, whose dialog, which request. The peers have these ready after parsing. */
function identify(message) {
  sink += message.branch().length + message.sentBy().length + message.callId().length + message.cseq().seq + message.method.length;
  sink += message.fromTag().length + (message.toTag() ?? '').length + message.requestUri.length;
}
/** The same out of whole values, with all their parameters read into maps. */
function read(message) {
  const via = message.via();
  sink += via.branch.length + via.host.length + message.callId().length + message.cseq().seq + message.method.length;
  sink += message.from().params.get('tag').length + (message.to().params.get('tag') ?? '').length + message.requestUri.length;
}
const ours = {
  parse: (data) => void (sink += parsed(data).status),
  identify: (data) => identify(parsed(data)),
  read: (data) => read(parsed(data)),
  forward: (data) => {
    const message = parsed(data);
    if (message.kind === 'response') message.removeFirstValue('via');
    else {
      message.removeFirstValue('route');
      message.set(HEADERS.MAX_FORWARDS, '69');
      message.add(HEADERS.RECORD_ROUTE, '<sip:198.51.100.10;lr>', 'top');
      message.add(HEADERS.VIA, 'SIP/2.0/UDP 198.51.100.10:5060;rport;branch=z9hG4bK4d1c77f3a2b5', 'top');
    }
    sink += message.toBuffer().length;
  },
  answer: (data) => {
    const message = parsed(data);
    if (message.kind === 'request') sink += responseTo(message, 200, undefined, '4f6e8a1b2c').toBuffer().length;
  },
};

async function peers() {
  if (process.argv.includes('--no-peers')) return {};
  require('debug').disable();
  const jssip = require('jssip/lib/Parser.js');
  const { Parser } = await import('sip.js/lib/core/messages/parser.js');
  const ua = { configuration: {} };
  const logger = { warn: (text) => say(`SIP.js: ${text}`), error: (text) => say(`SIP.js: ${text}`), log: () => undefined };
  return {
    JsSIP: (text) => {
      const message = jssip.parseMessage(text, ua);
      sink += message.via_branch.length + message.call_id.length + message.cseq + message.from_tag.length + (message.to_tag ?? '').length;
    },
    'SIP.js': (text) => {
      const message = Parser.parseMessage(text, logger);
      sink += message.viaBranch.length + message.callId.length + message.cseq + message.fromTag.length + (message.toTag ?? '').length;
    },
  };
}

/** Messages per second of CPU time, all kinds equally often. */
function rate(run, inputs, ms) {
  const until = performance.now() + ms;
  const before = process.cpuUsage();
  let done = 0;
  do {
    for (let n = 0; n < 20; n += 1) for (const input of inputs) run(input);
    done += 20 * inputs.length;
  } while (performance.now() < until);
  const { user, system } = process.cpuUsage(before);
  return done / ((user + system) / 1e6);
}
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const only = option('only', '');
const runs = new Map();
for (const [name, run] of Object.entries(ours)) if (only === '' || only === name) runs.set(name, { run, inputs: bytes, rates: [] });
if (only === '') for (const [name, run] of Object.entries(await peers())) runs.set(name, { run, inputs: texts, rates: [] });
for (const { run, inputs } of runs.values()) rate(run, inputs, 400);
for (let i = 0; i < ROUNDS; i += 1) for (const one of runs.values()) one.rates.push(rate(one.run, one.inputs, ROUND_MS));
const perSec = Object.fromEntries([...runs].map(([name, { rates }]) => [name, Math.round(median(rates))]));
for (const [name, value] of Object.entries(perSec)) say(`${name.padEnd(8)} ${String(value).padStart(9)}/s  ${round(1e6 / value, 2)} µs`);

const perKind = {};
if (only === '') {
  for (const [kind, data] of Object.entries(TYPICAL)) {
    rate(ours.identify, [data], 50);
    perKind[kind] = round(1e6 / median(Array.from({ length: 5 }, () => rate(ours.identify, [data], 60))), 2);
  }
  say(`µs by kind, parsed and identified: ${JSON.stringify(perKind)}`);
}

/** Bytes that one kept message holds, its datagram included, when nothing, or what identifies it, has been read of it. */
function kept(use) {
  const count = 20_000;
  const all = new Array(count);
  global.gc?.();
  const before = process.memoryUsage();
  let size = 0;
  for (let i = 0; i < count; i += 1) {
    const source = bytes[i % bytes.length];
    // As dgram gives it: memory of its own.
    const data = Buffer.from(new Uint8Array(source).buffer);
    size += data.length;
    all[i] = parsed(data);
    use(all[i]);
  }
  global.gc?.();
  const after = process.memoryUsage();
  const grown = after.heapUsed + after.external - before.heapUsed - before.external;
  return { bytes: Math.round(grown / count), datagram: Math.round(size / count), alive: all.length };
}
const memory = global.gc ? { untouched: kept(() => undefined), identified: kept(identify), read: kept(read) } : undefined;
if (memory)
  say(
    `kept alive per message: ${memory.untouched.bytes} B untouched, ${memory.identified.bytes} B identified, ${memory.read.bytes} B with maps; its datagram is ${memory.untouched.datagram} B`,
  );

const best = Math.max(perSec.JsSIP ?? 0, perSec['SIP.js'] ?? 0);
const headline = perSec.identify ?? 0;
const ratio = best > 0 ? round(headline / best) : null;
console.log(
  JSON.stringify({
    bench: 'sip-parser',
    ours: headline,
    reference: best,
    ratio,
    unit: 'messages/s of one core, parsed, checked and identified',
    goal: GOAL_RATIO,
    goalPerSec: GOAL_PER_SEC,
    ok: only === '' && best > 0 && headline >= GOAL_PER_SEC && ratio >= GOAL_RATIO,
    referenceName: (perSec.JsSIP ?? 0) > (perSec['SIP.js'] ?? 0) ? 'JsSIP' : 'SIP.js',
    perSec,
    perKindUs: perKind,
    memory,
    sink: sink > 0,
  }),
);
