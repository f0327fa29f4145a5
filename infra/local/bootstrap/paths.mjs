import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
/** Everything that running the platform makes: programs, instances, logs of the set-up. Ignored by git. */
export const STATE = join(ROOT, '.switchyard');
export const RUNTIME = join(STATE, 'runtime');
export const SETUP_LOG = join(STATE, 'log');
export const RUNNER = join(ROOT, 'infra/local/dist/main.js');

/** The path of a program of the OS, or undefined. Daemons live in sbin, which ordinary users often do not have in PATH. */
export function findProgram(name) {
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin']) {
    if (folder === '') continue;
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      if (statSync(path).isFile()) return path;
    } catch {
      // Not in this folder: the next one is tried.
    }
  }
  return undefined;
}
