import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, SETUP_LOG } from './paths.mjs';
import { SetupError } from './progress.mjs';

/** Runs a command, its output going to `.switchyard/log/<log>.log`. Throws `SetupError` with the last lines when it fails. */
export async function runLogged(log, command, args, { env = {}, cwd = ROOT, append = false } = {}) {
  mkdirSync(SETUP_LOG, { recursive: true });
  const path = join(SETUP_LOG, `${log}.log`);
  const file = openSync(path, append ? 'a' : 'w');
  const code = await new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', file, file], env: { ...process.env, ...env } });
    child.once('error', (error) => reject(new SetupError(`cannot run ${command}: ${error.message}`)));
    child.once('close', (status, signal) => resolve(status ?? signal));
  }).finally(() => closeSync(file));
  if (code !== 0) throw new SetupError(`${command} ended with ${code}: ${reasonIn(path)}`, `${lastLines(path, 15)}\n(all of it: ${path})`);
}

/** Runs a command and gives its standard output as text. */
export function capture(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.once('error', (error) => reject(new SetupError(`cannot run ${command}: ${error.message}`)));
    child.once('close', (status) =>
      status === 0 ? resolve(Buffer.concat(chunks).toString()) : reject(new SetupError(`${command} ${args[0] ?? ''} ended with ${status}`)),
    );
  });
}

/** The line of a log that most likely tells why: an error of apt, npm or the compiler, or the last one. */
function reasonIn(path) {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return (lines.find((line) => /^E: |npm error|error TS\d+|^Error: /.test(line)) ?? lines.at(-1) ?? 'it said nothing').trim();
}

function lastLines(path, count) {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(-count)
    .map((line) => `    ${line}`)
    .join('\n');
}
