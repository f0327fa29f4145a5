// The retail path: sipp → users proxy (digest) → trunks proxy → sipp, media anchored twice, a rated call each.
// Reference in the same run: the same calls through Asterisk 22's dialplan `Dial` on this machine, without digest, rating or proxies:
// what a hand-built carrier switch costs at the least.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APPS, closeBench, cpuSec, openBench, ROOT, round, say } from './measure.mjs';

if (process.argv.includes('--help')) {
  console.log(
    'bench/calls [--rates 5,10,20,40] [--seconds 15] [--hold 2000]\nFinds the highest offered rate at which every call succeeds, for us and for Asterisk Dial.',
  );
  process.exit(0);
}
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : fallback;
};
const RATES = option('rates', '20,40,60,80,100,125,150,200,250').split(',').map(Number);
const SECONDS = Number(option('seconds', '12'));
const HOLD_MS = Number(option('hold', '2000'));
/** We carry digest, two proxies, media anchoring and rating; a fifth of bare Asterisk is the least we accept. */
const GOAL_RATIO = 0.2;

const instance = await openBench();
const { Sipp, scenario, phone, usersProxy, outside } = await import(`${ROOT}libs/testing/dist/index.js`);
const rita = phone(instance, 'rita1');

/** One load step: `rate` calls per second for `SECONDS`; true when every one of them succeeded. */
async function offered(rate, { remote, target, credentials, from, callerAddress, calleeAddress }) {
  const calls = rate * SECONDS;
  const uas = await Sipp.start({
    command: instance.sipp,
    scenario: scenario.answer({ rtpPort: 4002, ringMs: 20 }),
    address: calleeAddress,
    calls: calls * 2,
    trace: false,
    timeoutSec: 600,
  }).listening();
  const uac = Sipp.start({
    command: instance.sipp,
    scenario: scenario.call({ from, target, rtpPort: 4000, talkMs: HOLD_MS, ...(credentials ? { credentials } : {}) }),
    address: callerAddress,
    remote,
    calls,
    trace: false,
    timeoutSec: SECONDS * 4 + 60,
    more: ['-r', String(rate), '-l', String(rate * 40), '-max_retrans', '6'],
  });
  const { exitCode, output, errors } = await uac.done;
  await uas.stop();
  const failed = Number(/Failed call\s*\|\s*\d+\s*\|\s*(\d+)/.exec(output)?.[1] ?? (exitCode === 0 ? 0 : calls));
  if (exitCode !== 0) say(`sipp ended with ${exitCode}: ${errors.slice(0, 600)}`);
  return { ok: exitCode === 0 && failed === 0, failed, calls };
}

/** Climbs the rates until one fails; gives the last that held with the CPU each process spent per call there. */
async function climb(name, pids, options) {
  let best = { rate: 0, cpuMsPerCall: {} };
  for (const rate of RATES) {
    const before = Object.fromEntries(Object.entries(pids).map(([app, pid]) => [app, cpuSec(pid)]));
    const { ok, failed, calls } = await offered(rate, options);
    const cpuMsPerCall = Object.fromEntries(
      Object.entries(pids).map(([app, pid]) => [app, round(((cpuSec(pid) - before[app]) * 1000) / calls)]),
    );
    say(`${name}: ${rate} calls/s, ${calls} calls, ${failed} failed, CPU ms per call ${JSON.stringify(cpuMsPerCall)}`);
    if (!ok) break;
    best = { rate, cpuMsPerCall };
  }
  return best;
}

const ours = await climb('switchyard retail', Object.fromEntries(APPS.map((app) => [app, instance.process(app).pid])), {
  remote: usersProxy(instance),
  target: `sip:+34912999999@${rita.domain}`,
  from: rita.aor,
  credentials: rita,
  callerAddress: rita.address,
  calleeAddress: outside(instance).carrierOne,
});

const asterisk = await startAsteriskDial();
const reference = await climb(
  'asterisk Dial',
  { asterisk: asterisk.pid },
  {
    remote: `${instance.net}.45:5060`,
    target: `sip:34912999999@${instance.net}.45`,
    from: 'sip:bench@bench.test',
    callerAddress: `${instance.net}.121`,
    calleeAddress: outside(instance).carrierOne,
  },
).finally(() => asterisk.stop());
closeBench();

const ratio = reference.rate ? round(ours.rate / reference.rate, 3) : 0;
console.log(
  JSON.stringify({
    bench: 'calls',
    ours: ours.rate,
    reference: reference.rate,
    ratio,
    unit: 'calls/s without a failure',
    goal: GOAL_RATIO,
    ok: ratio >= GOAL_RATIO,
    referenceName: 'Asterisk 22 dialplan Dial, media through Asterisk, no digest, no rating',
    highestOffered: RATES.at(-1),
    holdMs: HOLD_MS,
    cpuMsPerCall: ours.cpuMsPerCall,
    cpuMsPerCallTotal: round(Object.values(ours.cpuMsPerCall).reduce((sum, value) => sum + value, 0)),
    referenceCpuMsPerCall: reference.cpuMsPerCall.asterisk,
  }),
);

/** A bare Asterisk of the same tree with one line of dialplan. */
async function startAsteriskDial() {
  const tree = `${ROOT}.switchyard/runtime/voip/root`;
  if (!existsSync(tree)) throw new Error('the reference needs the unpacked Asterisk; run ./switchyard up without SWITCHYARD_ASTERISK');
  const lib = `${tree}/usr/lib/x86_64-linux-gnu`;
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-bench-'));
  for (const name of ['etc', 'var', 'var/lib', 'var/lib/keys', 'log', 'run', 'spool', 'db'])
    mkdirSync(join(folder, name), { recursive: true });
  const address = `${instance.net}.45`;
  const file = (name, text) => writeFileSync(join(folder, 'etc', name), text);
  file(
    'asterisk.conf',
    `[directories]\nastetcdir => ${folder}/etc\nastmoddir => ${lib}/asterisk/modules\nastvarlibdir => ${tree}/var/lib/asterisk\nastdbdir => ${folder}/db\nastkeydir => ${folder}/var/lib\nastdatadir => ${tree}/usr/share/asterisk\nastagidir => ${folder}/var\nastspooldir => ${folder}/spool\nastrundir => ${folder}/run\nastlogdir => ${folder}/log\nastsbindir => ${tree}/usr/sbin\n`,
  );
  // Everything the package has, less what talks to databases or needs a configuration of its own.
  const left = [
    'app_voicemail_odbc',
    'app_voicemail_imap',
    'cdr_odbc',
    'cel_odbc',
    'res_config_odbc',
    'res_odbc',
    'res_hep',
    'chan_iax2',
    'res_config_mysql',
    'res_config_pgsql',
  ];
  file('modules.conf', `[modules]\nautoload=yes\n${left.map((name) => `noload=${name}.so`).join('\n')}\n`);
  file('logger.conf', '[general]\n[logfiles]\n');
  file('rtp.conf', '[general]\nrtpstart=30000\nrtpend=39999\n');
  file('extensions.conf', `[in]\nexten => _X.,1,Dial(PJSIP/carrier/sip:\${EXTEN}@${outside(instance).carrierOne}:5060)\n`);
  file(
    'pjsip.conf',
    `[t]\ntype=transport\nprotocol=udp\nbind=${address}:5060\n[carrier]\ntype=endpoint\ncontext=in\ndisallow=all\nallow=alaw\ndirect_media=no\nmedia_address=${address}\nbind_rtp_to_media_address=yes\n[i]\ntype=identify\nendpoint=carrier\nmatch=${instance.net}.121\nmatch=${outside(instance).carrierOne}\n`,
  );
  const child = spawn(
    `${lib}/ld-linux-x86-64.so.2`,
    [
      '--library-path',
      `${lib}:${lib}/pulseaudio:${lib}/blas:${lib}/lapack`,
      `${tree}/usr/sbin/asterisk`,
      '-C',
      join(folder, 'etc/asterisk.conf'),
      '-f',
      '-n',
      '-q',
    ],
    { stdio: 'ignore' },
  );
  const table = () => readFileSync('/proc/net/udp', 'utf8');
  const wanted =
    address
      .split('.')
      .reverse()
      .map((part) => Number(part).toString(16).padStart(2, '0'))
      .join('')
      .toUpperCase() + ':13C4';
  for (const deadline = Date.now() + 20_000; !table().includes(wanted); await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error(`the reference Asterisk did not start; see ${folder}/log`);
  }
  return {
    pid: child.pid,
    stop: async () => {
      child.kill('SIGKILL'); // it serves this bench alone; a clean stop would wait for its calls
      await once(child, 'close');
    },
  };
}
