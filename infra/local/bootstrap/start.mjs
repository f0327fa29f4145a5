import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { HELP } from './help.mjs';
import { RUNNER } from './paths.mjs';
import { prepare } from './prepare.mjs';
import { createProgress, SetupError } from './progress.mjs';
import { readSettings } from './settings-file.mjs';

const COMMANDS = ['up', 'demo', 'status', 'logs', 'dns', 'down', 'test'];

/** Runs one command; the number is the exit code. */
export async function start(args) {
  const command = args[0] ?? 'help';
  if (['help', '--help', '-h'].includes(command) || args.includes('--help')) {
    process.stdout.write(HELP);
    return 0;
  }
  if (!COMMANDS.includes(command)) {
    process.stderr.write(`switchyard: unknown command '${command}'. There are: ${COMMANDS.join(', ')}, help.\n`);
    return 1;
  }
  const startedMs = Date.now();
  try {
    if (command === 'up' || command === 'test') {
      const configAt = args.indexOf('--config');
      const settings = readSettings(configAt > 0 ? args[configAt + 1] : undefined);
      await prepare({ settings, forTests: command === 'test', skipBuild: args.includes('--no-build'), progress: createProgress() });
    } else if (!existsSync(RUNNER)) {
      throw new SetupError('nothing has been set up here yet', 'Run ./switchyard up first.');
    }
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`switchyard: ${error.message}\n${error.advice ? `${error.advice}\n` : ''}`);
    return 1;
  }
  return handOver(args, startedMs);
}

/** The compiled runner inherits the terminal; Ctrl-C reaches it directly, so this process only waits. */
function handOver(args, startedMs) {
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [RUNNER, ...args, '--started-at', String(startedMs)], { stdio: 'inherit' });
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
