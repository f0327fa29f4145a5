// A flood against the real server with a real drachtio-srf application, and a well-behaved caller beside it.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

process.env.BENCH_NET ??= '127.99.50';
const { OURS, SIP_PORT, CONTROL_PORT, OPS_PORT, SECRET, ROOT, CALLER, PROBE, removeScratch } = await import('./sip-server.d/places.mjs');
const { cpuMicros, isBound, pause, residentBytes, startDaemon, stopAll } = await import('./sip-server.d/processes.mjs');

const MIXES = ['random', 'spoofed', 'stray', 'mutated'];
const GOAL = { grownMb: 50, success: 0.99, junkMicros: 15 };
if (process.argv.includes('--help')) {
  console.log(`bench/sip-flood [--mixes ${MIXES.join(',')}] [--seconds 60] [--rate 20000] [--calls 8] [--settle 40] [--sources 400]
For each mix: a server with an application that takes everything, ten seconds of calls, then the flood with the calls going on, then silence.
  --mixes    random bytes; spoofed: valid INVITE, REGISTER and OPTIONS that never repeat; stray: for dialogs nobody has,
             and answers nobody asked for; mutated: cut and broken SIP
  --seconds  of flood
  --rate     packets per second, from --sources sockets of as many addresses, 50 of them replaced each second
  --calls    calls per second of the known caller; one more per second comes from a phone never heard before
  --settle   seconds of silence before memory is read again
Ends with one line of JSON. Goals: resident memory within ${GOAL.grownMb} MB of before, ${GOAL.success * 100} % of the known caller's calls complete,
${GOAL.junkMicros} µs of CPU of the server per refused packet of the mix random, receiving it included. Environment: BENCH_SERVER_FLAGS, BENCH_NET (127.99.50).`);
  process.exit(0);
}
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : fallback;
};
const seconds = Number(option('seconds', '60'));
const rate = Number(option('rate', '20000'));
const callRate = Number(option('calls', '8'));
const settle = Number(option('settle', '40'));
const mixes = option('mixes', MIXES.join(',')).split(',');
const unknown = mixes.filter((mix) => !MIXES.includes(mix));
if (unknown.length > 0) throw new Error(`--mixes: no mix is named ${unknown.join(', ')}; there are ${MIXES.join(', ')}`);
const say = (text) => process.stderr.write(`${text}\n`);
const here = (name) => fileURLToPath(new URL(`./sip-flood.d/${name}.mjs`, import.meta.url));
const mb = (bytes) => Number((bytes / 1_048_576).toFixed(1));
const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? null;

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stopAll().then(() => process.exit(1)));
const results = [];
try {
  for (const mix of mixes) results.push(await flood(mix));
} finally {
  await stopAll();
  removeScratch();
}
const ok = results.every((result) => result.ok);
console.log(JSON.stringify({ bench: 'sip-flood', rate, seconds, goal: GOAL, results, ok }));
process.exit(ok ? 0 : 1);

function latency(setup) {
  return { setupMsP50: Math.round(percentile(setup, 0.5)), setupMsP99: Math.round(percentile(setup, 0.99)) };
}

async function startServer() {
  const flags = (process.env.BENCH_SERVER_FLAGS ?? '').split(' ').filter(Boolean);
  const server = await startDaemon(
    'sip-server',
    [process.execPath, ...flags, process.env.BENCH_SERVER ?? `${ROOT}apps/sip-server/dist/main.js`],
    {
      env: {
        SWITCHYARD_SIP_LISTEN: `udp:${OURS}:${SIP_PORT}`,
        SWITCHYARD_CONTROL_HOST: OURS,
        SWITCHYARD_CONTROL_PORT: String(CONTROL_PORT),
        SWITCHYARD_CONTROL_SECRET: SECRET,
        SWITCHYARD_OPS_HOST: OURS,
        SWITCHYARD_OPS_PORT: String(OPS_PORT),
        SWITCHYARD_DRAIN: '0s',
      },
      ready: () => isBound('udp', OURS, SIP_PORT) && isBound('tcp', OURS, CONTROL_PORT),
    },
  );
  const app = await startDaemon('application', [process.execPath, here('application'), OURS, String(CONTROL_PORT), SECRET], {
    ready: (output) => output.includes('connected'),
  });
  return { server, app };
}

/** A caller process; `since` remembers its counts so that a part of its life can be judged. */
function startCaller(settings) {
  const child = fork(here('caller'), [JSON.stringify({ server: OURS, port: SIP_PORT, ...settings })]);
  let totals;
  child.on('message', (message) => (totals = message));
  return {
    counts: () => ({ begun: 0, done: 0, failed: 0, open: 0, ...totals, setupMs: [...(totals?.setupMs ?? [])] }),
    stop: async () => {
      const closed = once(child, 'close');
      child.send('stop');
      await closed;
      return totals;
    },
  };
}

async function flood(mix) {
  say(`${mix}: starting …`);
  const { server, app } = await startServer();
  const known = startCaller({ address: CALLER, rate: callRate, fresh: false });
  await pause(10_000);
  const before = { rss: residentBytes(server.pid), app: residentBytes(app.pid), known: known.counts() };
  const cpuIdle = cpuMicros(server.pid);
  await pause(2_000);
  const callerMicrosPerSec = (cpuMicros(server.pid) - cpuIdle) / 2;
  const messagesBefore = await metric('switchyard_sip_messages_in_total');
  const cpuBefore = cpuMicros(server.pid);
  const beganMs = performance.now();
  let peak = before.rss;
  const watch = setInterval(() => (peak = Math.max(peak, residentBytes(server.pid))), 250);
  const fresh = startCaller({ address: PROBE, rate: 1, fresh: true });
  say(`${mix}: ${rate} packets per second for ${seconds} s …`);
  const sent = await generate(mix);
  const elapsed = (performance.now() - beganMs) / 1_000;
  const cpu = cpuMicros(server.pid) - cpuBefore;
  const received = (await metric('switchyard_sip_messages_in_total')) - messagesBefore;
  const freshTotals = await fresh.stop();
  clearInterval(watch);
  const knownTotals = await known.stop();
  const refused = await refusals();
  say(`${mix}: ${settle} s of silence …`);
  await pause(settle * 1_000);
  const after = residentBytes(server.pid);
  await app.stop();
  await server.stop();
  const done = knownTotals.done - before.known.done;
  const failed = knownTotals.failed - before.known.failed;
  const setup = knownTotals.setupMs.slice(before.known.setupMs.length);
  const result = {
    mix,
    sentPerSecond: Math.round(sent.sent / sent.seconds),
    sources: sent.sources,
    receivedShare: Number((received / sent.sent).toFixed(3)),
    cpuMicrosPerPacket: Number(((cpu - callerMicrosPerSec * elapsed) / Math.max(1, received)).toFixed(2)),
    serverCpuShare: Number((cpu / elapsed / 1e6).toFixed(2)),
    memoryMb: { before: mb(before.rss), peak: mb(peak), after: mb(after), grown: mb(after - before.rss) },
    known: {
      calls: done + failed,
      success: Number((done / (done + failed)).toFixed(4)),
      ...latency(setup),
      failures: knownTotals.failures,
    },
    fresh: {
      calls: freshTotals.done + freshTotals.failed,
      success: Number((freshTotals.done / (freshTotals.done + freshTotals.failed)).toFixed(4)),
      ...latency(freshTotals.setupMs),
      failures: freshTotals.failures,
    },
    refused,
  };
  result.ok =
    result.memoryMb.grown <= GOAL.grownMb &&
    result.known.success >= GOAL.success &&
    (mix !== 'random' || result.cpuMicrosPerPacket < GOAL.junkMicros);
  say(JSON.stringify(result));
  return result;
}

/** The generator is a process of its own, so that it does not share an event loop with what is measured. */
async function generate(mix) {
  const [a, b] = OURS.split('.');
  const settings = {
    mix,
    rate,
    seconds,
    server: OURS,
    port: SIP_PORT,
    net: `${a}.${Number(b) + 1}`,
    sockets: Number(option('sources', '400')),
  };
  const child = spawn(process.execPath, [here('generator'), JSON.stringify(settings)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`the generator ended with ${code}`);
  return JSON.parse(output);
}

async function scrape() {
  return (await fetch(`http://${OURS}:${OPS_PORT}/metrics`)).text();
}

/** Sum over the labels of one metric. */
async function metric(name) {
  let sum = 0;
  for (const [, value] of (await scrape()).matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? ([0-9.e+]+)$`, 'gm'))) sum += Number(value);
  return sum;
}

async function refusals() {
  const found = {};
  for (const [, cause, value] of (await scrape()).matchAll(/^switchyard_sip_refused_total\{.*cause="([^"]+)".*\} ([0-9.e+]+)$/gm)) {
    if (Number(value) > 0) found[cause] = Number(value);
  }
  return found;
}
