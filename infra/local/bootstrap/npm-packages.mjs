import { existsSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { runLogged } from './run-command.mjs';

const LOCK = join(ROOT, 'package-lock.json');
/** npm writes this copy of the lock at the end of every successful installation. */
const INSTALLED = join(ROOT, 'node_modules/.package-lock.json');

/** Installs the npm packages when the lock is newer than what is installed. Not `npm ci`: it fails where a registry lacks binaries of other systems. */
export async function installNpmPackages() {
  if (existsSync(INSTALLED) && statSync(INSTALLED).mtimeMs >= statSync(LOCK).mtimeMs) return 'already installed';
  await runLogged('npm-install', 'npm', ['install', '--prefer-offline', '--no-audit', '--no-fund']);
  // npm may rewrite the lock after its own copy; without this the next run would install again.
  if (existsSync(INSTALLED)) utimesSync(INSTALLED, new Date(), new Date());
  return 'installed';
}
