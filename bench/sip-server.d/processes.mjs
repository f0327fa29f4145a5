// Starts processes, knows their CPU time and memory, and stops them by pid: nothing of another run is ever signalled.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readdirSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { scratch } from './places.mjs';

const running = new Set();
let started = 0;

/** Starts a daemon whose output goes to a file of the run. `ready` is asked, with the output so far, until it says true. */
export async function startDaemon(name, [program, ...args], { env = {}, ready, timeoutMs = 15_000 } = {}) {
  const log = scratch(`${(started += 1)}-${name}.log`);
  const file = openSync(log, 'a');
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', file, file] });
  running.add(child);
  child.once('close', () => running.delete(child));
  for (const deadline = Date.now() + timeoutMs; !ready(readFileSync(log, 'utf8')); await pause(50)) {
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`${name} did not start: ${readFileSync(log, 'utf8').slice(-2_000)}`);
    }
  }
  return { name, pid: child.pid, log, stop: () => stop(child) };
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await closed;
  clearTimeout(patience);
}

export async function stopAll() {
  await Promise.all([...running].map(stop));
}

/**
 * Gives processes and all their threads the first claim to a core: what is measured is what they do with it, not what a generator leaves them
 * that on a machine of its own would take nothing. CPU per call is not measured so, for who gets every core at once is woken for every datagram.
 */
export function prefer(pids) {
  try {
    for (const pid of pids.flatMap(family)) {
      for (const thread of readdirSync(`/proc/${pid}/task`)) setPriority(Number(thread), -10);
    }
  } catch {
    // not permitted: they compete with the generator
  }
}

/** Children of a process and theirs; Kamailio and our several processes are trees. */
export function family(pid) {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return [pid, ...(children === '' ? [] : children.split(' ').flatMap((child) => family(Number(child))))];
  } catch {
    return [];
  }
}

/** CPU time of a process and its children in microseconds, from the scheduler's own count of each thread (nanoseconds, no ticks). */
export function cpuMicros(pid) {
  let nanos = 0;
  for (const one of family(pid)) {
    for (const thread of readdirSync(`/proc/${one}/task`)) {
      nanos += Number(readFileSync(`/proc/${one}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
    }
  }
  return nanos / 1_000;
}

/** Resident memory of a process and its children in bytes; pages that they share are counted once per process that maps them. */
export function residentBytes(pid, field = 'VmRSS') {
  let bytes = 0;
  for (const one of family(pid)) {
    const match = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${one}/status`, 'utf8'));
    bytes += Number(match?.[1] ?? 0) * 1_024;
  }
  return bytes;
}

/** True when somebody has bound this UDP address, or listens on this TCP address (`/proc/net`); connections of a former run do not count. */
export function isBound(table, address, port) {
  const host = address.split('.').reverse().map(hexByte).join('');
  const local = ` ${host}:${hexByte(port >> 8)}${hexByte(port & 255)} `;
  return readFileSync(`/proc/net/${table}`, 'utf8').includes(table === 'tcp' ? `${local}00000000:0000 0A ` : local);
}
const hexByte = (value) => Number(value).toString(16).padStart(2, '0').toUpperCase();

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
