import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError, messageOf } from '@switchyard/kernel';
import type { InstanceFolder } from '../instance/instance-folder.js';
import {
  currentBootId,
  isRecordAlive,
  readLiveRecord,
  removeRecord,
  startTicksOf,
  writeRecord,
  type ProcessRecord,
} from './process-record.js';
import { stampOf, type ProcessSpec } from './process-spec.js';

const POLL_MS = 50;
/** A log that is larger than this at a start is moved aside, once. */
const LOG_LIMIT = 50 * 1024 * 1024;

/** What a daemon of ours sees of the caller's environment: enough to run, nothing that could change its behaviour. */
const inherited = (): Record<string, string> =>
  Object.fromEntries(
    ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR'].flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );

/** Starts a process that outlives this one. Does not wait for it to be ready. Throws `process-not-started`. */
export async function startProcess(folder: InstanceFolder, spec: ProcessSpec): Promise<ProcessRecord> {
  const running = readLiveRecord(folder, spec.name);
  if (running) throw new CodedError('process-running', `${spec.name} runs already, pid ${running.pid}`);
  const log = openLog(spec.logFile);
  const [command, ...args] = spec.argv;
  const child = spawn(command, args, { cwd: spec.cwd, env: { ...inherited(), ...spec.env }, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  const { pid } = child;
  if (pid === undefined) {
    const [cause] = (await once(child, 'error')) as [Error];
    throw new CodedError('process-not-started', `${spec.name} cannot be started: ${cause.message}`, { command }, { cause });
  }
  // In the same turn as the start: whatever happens to this program next, `down` knows the process.
  const startTicks = startTicksOf(pid);
  const record = {
    name: spec.name,
    pid,
    startTicks: startTicks ?? '',
    bootId: currentBootId(),
    stamp: stampOf(spec),
    startedAt: new Date().toISOString(),
  };
  if (startTicks !== undefined) writeRecord(folder, record);
  child.unref();
  if (startTicks === undefined)
    throw new CodedError('process-not-started', `${spec.name} ended at once:\n${lastLogLines(spec.logFile)}`, { command });
  return record;
}

/** Resolves when the probe succeeds. Throws `process-died` or `process-not-ready`, both with the last lines of its log. */
export async function waitReady(spec: ProcessSpec, record: ProcessRecord): Promise<void> {
  const deadline = Date.now() + spec.startTimeoutMs;
  let reason = 'not asked yet';
  while (Date.now() < deadline) {
    if (!isRecordAlive(record))
      throw new CodedError('process-died', `${spec.name} ended while starting:\n${lastLogLines(spec.logFile)}`, { log: spec.logFile });
    try {
      await spec.probe();
      return;
    } catch (thrown) {
      reason = messageOf(thrown);
    }
    await sleep(POLL_MS);
  }
  const text = `${spec.name} is not ready after ${spec.startTimeoutMs / 1000} s (${reason}):\n${lastLogLines(spec.logFile)}`;
  throw new CodedError('process-not-ready', text, { log: spec.logFile });
}

/** Ends a recorded process: SIGTERM, then SIGKILL when it takes too long. Another process that got its pid is never touched. */
export async function stopProcess(
  folder: InstanceFolder,
  record: ProcessRecord,
  options: Pick<ProcessSpec, 'stopTimeoutMs' | 'repeatTerm'>,
): Promise<'ended' | 'killed' | 'was gone'> {
  if (!signalProcess(record, 'SIGTERM')) {
    removeRecord(folder, record.name);
    return 'was gone';
  }
  const beganMs = Date.now();
  let repeatedMs = beganMs;
  let outcome: 'ended' | 'killed' = 'ended';
  while (isRecordAlive(record)) {
    await sleep(POLL_MS);
    const now = Date.now();
    if (outcome === 'ended' && now - beganMs > options.stopTimeoutMs) {
      signalProcess(record, 'SIGKILL');
      outcome = 'killed';
    } else if (options.repeatTerm && now - repeatedMs > 1_000) {
      signalProcess(record, 'SIGTERM');
      repeatedMs = now;
    }
  }
  removeRecord(folder, record.name);
  return outcome;
}

/** False when the process of the record is gone. */
export function signalProcess(record: ProcessRecord, signal: NodeJS.Signals): boolean {
  if (!isRecordAlive(record)) return false;
  try {
    process.kill(record.pid, signal);
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw new CodedError(
      'process-not-ours',
      `process ${record.pid} (${record.name}) cannot be signalled: ${messageOf(thrown)}. Was it started by another user?`,
    );
  }
}

export function lastLogLines(file: string, count = 15): string {
  if (!existsSync(file)) return '    (no log)';
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count);
  return [...lines.map((line) => `    ${line}`), `    (all of it: ${file})`].join('\n');
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file) && statSync(file).size > LOG_LIMIT) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o640);
}
