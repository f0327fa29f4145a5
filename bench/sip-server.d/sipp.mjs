// sipp as caller and as callee. Its own CPU time is not counted.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { CALLEE, CALLER, scenario, scratch, SECRET, SIP_PORT } from './places.mjs';
import { SUBSCRIBERS } from './mariadb.mjs';
import { isBound, startDaemon } from './processes.mjs';
import { command } from './programs.mjs';

const MEDIA_PORT = 16_000;
let runs = 0;

/** Answers calls until it is stopped. */
export const startCallee = () =>
  startDaemon(
    'callee',
    [
      ...command('sipp'),
      '-sf',
      scenario('answer'),
      '-i',
      CALLEE,
      '-p',
      String(SIP_PORT),
      '-mi',
      CALLEE,
      '-mp',
      String(MEDIA_PORT),
      ...COMMON,
    ],
    { ready: () => isBound('udp', CALLEE, SIP_PORT) },
  );

// Waiting for nothing on a terminal, big socket buffers, no sleeping call kept for late messages.
const COMMON = ['-nostdin', '-buff_size', '4194304', '-deadcall_wait', '0'];

/**
 * Offers `rate` calls per second for `seconds`. Gives the numbers of calls that succeeded and failed, retransmissions, the seconds it took, and response
 * times in milliseconds (INVITE to 200, or REGISTER to the 200 of the answered challenge).
 * `sipp` is the command line of another one than Debian's, which knows no digest but MD5.
 * `deadlineSec` is when calls that are not over count as failed; `holdMs` keeps calls of the scenario `hold` open.
 */
export async function offer({
  name,
  target,
  rate,
  seconds,
  deadlineSec = seconds + 10,
  holdMs,
  localPort = SIP_PORT,
  mostOpen,
  subscribers = SUBSCRIBERS,
  inTurn = subscribers <= SUBSCRIBERS,
  sipp = command('sipp'),
  address = CALLER,
}) {
  const folder = scratch(`sipp-${(runs += 1)}`);
  mkdirSync(folder);
  const calls = Math.max(1, Math.round(rate * seconds));
  const more = [];
  if (name === 'register' || name === 'call-by-digest') more.push('-inf', subscriberFile(subscribers, inTurn));
  if (holdMs !== undefined) more.push('-d', String(holdMs));
  const [program, ...args] = [
    ...sipp,
    ...['-sf', scenario(name), '-i', address, '-p', String(localPort), '-mi', address, '-mp', String(MEDIA_PORT)],
    ...['-r', String(rate), '-rp', '1000', '-m', String(calls), '-l', String(mostOpen ?? calls), '-timeout', String(deadlineSec)],
    ...['-max_retrans', '7', '-trace_stat', '-stf', 'stat.csv', '-fd', '1'],
    ...COMMON,
    ...more,
    `${target}:${SIP_PORT}`,
  ];
  const child = spawn(program, args, { cwd: folder, stdio: 'ignore' });
  const startedMs = Date.now();
  const patience = setTimeout(() => child.kill('SIGKILL'), (deadlineSec + 10) * 1_000);
  await once(child, 'close');
  clearTimeout(patience);
  const lines = readStatistics(`${folder}/stat.csv`);
  const stat = lines.at(-1);
  const inTime = lines.filter((line) => line['ElapsedTime(C)'] <= seconds * 1_000).at(-1);
  const result = {
    offered: calls,
    succeeded: stat['SuccessfulCall(C)'],
    failed: stat['TotalCallCreated'] - stat['SuccessfulCall(C)'],
    created: stat['TotalCallCreated'],
    retransmissions: stat['Retransmissions(C)'],
    seconds: (Date.now() - startedMs) / 1_000,
    succeededInTime: inTime?.['SuccessfulCall(C)'] ?? 0,
    createdInTime: inTime?.TotalCallCreated ?? 0,
  };
  rmSync(folder, { recursive: true });
  return result;
}

/** One object per second of the run, and one for its end. */
function readStatistics(file) {
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const names = head.split(';');
  return lines.map((line) =>
    Object.fromEntries(
      line.split(';').map((value, at) => [names[at], names[at].startsWith('Elapsed') ? sinceStart(value) : Number(value)]),
    ),
  );
}

/** `HH:MM:SS:mmm…` in milliseconds. */
function sinceStart(text) {
  const [hours, minutes, seconds, rest = '0'] = text.split(':');
  return (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000 + Number(rest.slice(0, 3));
}

/** Extensions of the subscribers, for those who call each other. */
export const extensionOf = (n) => 2_000_000 + n;

/** Subscribers one after the other, or at random, with sipp's keyword that answers a challenge and somebody to call. */
function subscriberFile(count, inTurn) {
  const order = inTurn ? 'SEQUENTIAL' : 'RANDOM';
  const file = scratch(`subscribers-${count}-${order}.csv`);
  if (!existsSync(file)) {
    const lines = Array.from(
      { length: count },
      (_, at) => `u${at};[authentication username=u${at} password=${SECRET}];${extensionOf((at * 7_919 + 1) % count)}`,
    );
    writeFileSync(file, `${order}\n${lines.join('\n')}\n`);
  }
  return file;
}
