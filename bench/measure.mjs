// What both benches need: the platform, CPU time of processes, percentiles.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TICKS_PER_SEC = 100; // USER_HZ of every Linux we run on

export const APPS = ['sip-server-users', 'users-proxy', 'sip-server-trunks', 'trunks-proxy', 'rtpengine', 'redis', 'workers', 'mysql'];

export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Brings the instance `bench` up (its own addresses and data) and opens it. */
export async function openBench() {
  say('bringing the instance up …');
  const up = spawn(`${ROOT}switchyard`, ['up', '--instance', 'bench'], { cwd: ROOT, stdio: ['ignore', 2, 2] });
  const [code] = await once(up, 'close');
  if (code !== 0) throw new Error(`./switchyard up --instance bench ended with ${code}`);
  const { openInstance } = await import(`${ROOT}infra/local/dist/index.js`);
  return openInstance('bench');
}

export function closeBench() {
  execFileSync(`${ROOT}switchyard`, ['down', '--instance', 'bench'], { cwd: ROOT, stdio: ['ignore', 2, 2] });
}

/** CPU seconds a process has used: user and system. */
export function cpuSec(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SEC;
}

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export const round = (value, digits = 2) => Number(value.toFixed(digits));
