// Inputs for the SIP parser: typical and torture messages, changed by lines and by bytes and spliced into one another. First those that reach code
// no input reached before (V8's precise block coverage) are kept; then a million more are made of them at full speed. Of each: nothing throws,
// nothing is written into, the fast reader and the reader of text agree, what is written reads the same, a stream reads the same in pieces, and no
// input costs more than 5 ms. Inputs that were made to cost are tried beside them.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { fileURLToPath } from 'node:url';
import { round, ROOT, say } from './measure.mjs';
import { TYPICAL } from './sip-messages.mjs';

if (process.argv.includes('--help')) {
  console.log(
    'bench/sip-fuzz [--inputs 1000000] [--seed N] [--seconds S] [--input BASE64]\n' +
      'Ends with status 1 and the input in base64 when one is found that breaks a rule. --input tries one such input alone.',
  );
  process.exit(0);
}
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : fallback;
};
const INPUTS = Number(option('inputs', '1000000'));
const SEED = Number(option('seed', String(Date.now() % 1_000_000)));
const DEADLINE = performance.now() + Number(option('seconds', '100000')) * 1000;
const LIMIT_MS = 5;
const RERUNS = 5;
/** The share of inputs that is watched: counting blocks makes code three times as slow. */
const WATCHED = 0.1;
/** Inputs between two looks at the coverage. */
const BATCH = 16;
const MAX_FINDINGS = 10;
/** Parts of a run that have a process of their own. */
const part = option('part', '');

// V8 counts in code that is compiled after this.
const session = part === 'explore' ? new Session() : undefined;
const post = (method, params) => {
  let answer;
  session.post(method, params, (error, result) => {
    if (error) throw new Error(`${method}: ${error.message}`);
    answer = result;
  });
  return answer;
};
if (session) {
  session.connect();
  post('Profiler.enable');
  post('Profiler.startPreciseCoverage', { callCount: false, detailed: true });
}
const { parseMessage } = await import(`${ROOT}libs/sip/dist/index.js`);
const { ATTACKS, checkFraming, checkInput, IPV6_MESSAGES, mutate, noise, pick, seeded, TORTURE_MESSAGES, useAll } = await import(
  `${ROOT}libs/sip/dist/testing/index.js`
);

const findings = [];
function found(what, data, isStream) {
  findings.push(what);
  const shown = data.length > 80_000 ? `${data.subarray(0, 2000).toString('base64')}…` : data.toString('base64');
  console.error(`FOUND ${what}\n  ${isStream ? 'as a stream message' : 'as a datagram'}, ${data.length} bytes, base64:\n  ${shown}`);
}

let slowest = 0;
/**
 * Milliseconds of all that a server does with the input, of this process's CPU when that is less than went by: others use the machine too. A slow one
 * is tried again: only what is slow every time is its own fault.
 */
function costMs(data, isStream, runs = 1) {
  let best = Infinity;
  for (let run = 0; run <= RERUNS; run += 1) {
    const before = performance.now();
    const cpuBefore = run > 0 ? process.cpuUsage() : undefined;
    try {
      useAll(data, isStream);
    } catch {
      // The check says what it throws.
    }
    best = Math.min(best, performance.now() - before);
    if (cpuBefore) {
      const { user, system } = process.cpuUsage(cpuBefore);
      best = Math.min(best, (user + system) / 1000);
    }
    if (best < LIMIT_MS && run + 1 >= runs) break;
  }
  slowest = Math.max(slowest, best);
  return best;
}
/** `isTimed` false: code that counts its blocks says nothing about time. */
function tried(data, isStream, random, isTimed = true) {
  const cost = isTimed ? costMs(data, isStream) : 0;
  if (cost > LIMIT_MS) found(`costs ${round(cost)} ms`, data, isStream);
  const wrong = checkInput(data, isStream) ?? (random(8) === 0 ? checkFraming(data, random) : undefined);
  if (wrong !== undefined) found(wrong, data, isStream);
}

/** By function, which characters of the source have run. */
const painted = new Map();
function newCoverage() {
  let news = 0;
  for (const { url, functions } of post('Profiler.takePreciseCoverage').result) {
    if (!url.includes('/libs/sip/dist/') || url.includes('/testing/')) continue;
    for (const { ranges } of functions) {
      const [{ startOffset: start, endOffset: end }] = ranges;
      const key = `${url}:${start}`;
      const before = painted.get(key) ?? new Uint8Array(end - start);
      const now = new Uint8Array(end - start);
      // Outer ranges come before what stands in them.
      for (const { startOffset, endOffset, count } of ranges) now.fill(count > 0 ? 1 : 0, startOffset - start, endOffset - start);
      for (let i = 0; i < now.length; i += 1) {
        if (now[i] !== 1 || before[i] === 1) continue;
        before[i] = 1;
        news += 1;
      }
      painted.set(key, before);
    }
  }
  return news;
}
const sum = () => [...painted.values()].reduce((total, bytes) => total + bytes.reduce((a, b) => a + b, 0), 0);

function attack() {
  for (let warm = 0; warm < 20; warm += 1) for (const { data, isStream } of ATTACKS) useAll(data, isStream === true);
  let worst = { name: '', ms: 0 };
  for (const { name, data, isStream } of ATTACKS) {
    const ms = round(costMs(data, isStream === true, RERUNS));
    if (ms > worst.ms) worst = { name, ms };
    if (ms > LIMIT_MS) found(`${name}: costs ${ms} ms`, data, isStream === true);
    const wrong = checkInput(data.length > 70_000 ? data.subarray(0, 70_000) : data, isStream === true);
    if (wrong !== undefined) found(`${name}: ${wrong}`, data, isStream === true);
  }
  say(`${ATTACKS.length} inputs made to cost: the worst is "${worst.name}" with ${worst.ms} ms`);
  return { count: ATTACKS.length, worst };
}

/** Keeps what reaches new code. */
function explore(given, inputs) {
  const random = seeded(SEED);
  const corpus = [...given];
  for (const data of given) tried(data, false, random, false);
  newCoverage();
  const byCorpus = sum();
  for (let done = 0; done < inputs && performance.now() < DEADLINE && findings.length < MAX_FINDINGS; done += BATCH) {
    const batch = Array.from({ length: BATCH }, () => {
      const data = mutate(pick(random, corpus), pick(random, corpus), random);
      tried(data, random(4) === 0, random, false);
      return data;
    });
    if (newCoverage() > 0) corpus.push(...batch);
  }
  const kept = corpus.slice(given.length);
  const coverage = { byCorpus, byFuzzing: sum(), of: [...painted.values()].reduce((total, bytes) => total + bytes.length, 0) };
  say(
    `${inputs} inputs watched: ${kept.length} kept, source characters run ${coverage.byCorpus} by the corpus, ${coverage.byFuzzing} after`,
  );
  return { kept: kept.map((data) => data.toString('base64')), coverage };
}

/** Runs a part in a process of its own and gives what it found out. */
function partOf(name, ...more) {
  const args = [fileURLToPath(import.meta.url), '--part', name, '--seed', String(SEED), '--inputs', String(INPUTS), ...more];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 30 });
  process.stderr.write(stderr);
  if (status !== 0) throw new Error(`part ${name} ended with ${status}`);
  const answer = JSON.parse(stdout);
  findings.push(...answer.findings);
  return answer;
}

const folder = `${ROOT}../shared/data/rfc4475/`;
const theirs = existsSync(folder) ? readdirSync(folder).map((file) => readFileSync(folder + file)) : [];
const given = [...Object.values(TYPICAL), ...TORTURE_MESSAGES.map(({ own }) => own), ...IPV6_MESSAGES.map(({ data }) => data), ...theirs];

if (part === 'attack' || part === 'explore') {
  const answer = part === 'attack' ? attack() : explore(given, Math.round(INPUTS * WATCHED));
  process.stdout.write(JSON.stringify({ ...answer, findings }), () => process.exit(0));
  await new Promise(() => undefined);
}
const single = option('input', '');
if (single !== '') {
  const data = Buffer.from(single, 'base64');
  for (const isStream of [false, true]) tried(data, isStream, seeded(1));
  say(findings.length === 0 ? 'nothing is wrong with it' : `${findings.length} findings`);
  process.exit(findings.length === 0 ? 0 : 1);
}

say(`seed ${SEED}, ${given.length} messages to begin with, ${theirs.length} of them from RFC 4475`);
const attacks = partOf('attack');
const explored = partOf('explore', '--seconds', option('seconds', '100000'));
const corpus = [...given, ...explored.kept.map((text) => Buffer.from(text, 'base64'))];
const random = seeded(SEED + 1);
const started = performance.now();
const watched = Math.round(INPUTS * WATCHED);
let done = watched;
let taken = 0;
while (done < INPUTS && performance.now() < DEADLINE && findings.length < MAX_FINDINGS) {
  // Whole messages more often than what was made of them, so that most inputs come past the first lines of the parser.
  const base = random(3) === 0 ? pick(random, corpus) : pick(random, given);
  const data = random(25) === 0 ? noise(random) : mutate(base, pick(random, corpus), random);
  const isStream = random(4) === 0;
  tried(data, isStream, random);
  if (done % 64 === 0 && parseMessage(data, { stream: isStream }).ok) taken += 64;
  done += 1;
  if (done % 200_000 === 0) say(`${done} inputs, ${findings.length} findings`);
}
const seconds = (performance.now() - started) / 1000;
console.log(
  JSON.stringify({
    bench: 'sip-fuzz',
    ours: done,
    reference: INPUTS,
    ratio: round(done / INPUTS),
    unit: 'inputs tried',
    goal: 1,
    ok: findings.length === 0 && done >= INPUTS,
    referenceName: 'inputs asked for',
    findings: findings.length,
    seed: SEED,
    inputsPerSec: Math.round((done - watched) / seconds),
    watched,
    kept: explored.kept.length,
    sourceCharacters: explored.coverage,
    takenShare: round(taken / (done - watched)),
    slowestMs: round(slowest),
    limitMs: LIMIT_MS,
    attacks: { count: attacks.count, worst: attacks.worst },
  }),
);
process.exit(findings.length === 0 ? 0 : 1);
