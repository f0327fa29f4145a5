import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { findProgram } from './paths.mjs';
import { SetupError } from './progress.mjs';
import { runLogged } from './run-command.mjs';

const POLICY = '/usr/sbin/policy-rc.d';
let listsUpdated = false;

/** The OS package that brings each program we may need from the OS. */
const PACKAGE_OF = {
  'redis-server': 'redis-server',
  mariadbd: 'mariadb-server-core',
  // Asked for by mariadb-install-db, which is in the package above.
  my_print_defaults: 'mariadb-client-core',
  rtpengine: 'rtpengine-daemon',
  tshark: 'tshark',
  chromium: 'chromium',
};

/** Makes sure that the named programs are there: installs their packages as root, and says exactly which are missing otherwise. */
export async function ensureOsPrograms(programs) {
  const packages = programs.filter((program) => findProgram(program) === undefined).map((program) => PACKAGE_OF[program]);
  if (packages.length === 0) return programs.length === 0 ? 'none needed' : 'already installed';
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (process.getuid?.() !== 0) throw new SetupError(`missing OS packages: ${packages.join(', ')}`, `Ask root to run: ${command}`);
  if (!findProgram('apt-get'))
    throw new SetupError(`missing programs: ${programs.join(', ')}`, 'This system has no apt-get: install them by its own means.');
  // The platform runs its own daemons in its own folder; the packages' services must not start beside them.
  const ownPolicy = !existsSync(POLICY);
  if (ownPolicy) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    if (!listsUpdated) await runLogged('apt-get', 'apt-get', ['update', '-q'], { env });
    listsUpdated = true;
    await runLogged(
      'apt-get',
      'apt-get',
      ['install', '-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', ...packages],
      { env, append: true },
    );
  } finally {
    if (ownPolicy) rmSync(POLICY);
  }
  return `installed ${packages.join(', ')}`;
}
