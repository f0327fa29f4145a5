import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { runLogged } from './run-command.mjs';

/** Builds every package whose inputs changed; Nx knows which. No daemon: it would outlive the command. */
export async function build() {
  await runLogged('build', join(ROOT, 'node_modules/.bin/nx'), ['run-many', '-t', 'build', '--outputStyle=static'], {
    env: { NX_DAEMON: 'false', CI: 'true', FORCE_COLOR: '0' },
  });
}
