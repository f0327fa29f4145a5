import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT, STATE } from './paths.mjs';
import { runLogged } from './run-command.mjs';

/** Fingerprint of the last build that succeeded. */
const STAMP = join(STATE, 'build.stamp');
const PACKAGES = ['libs', 'apps', 'infra'];
const SHARED = ['package-lock.json', 'nx.json', 'tsconfig.base.json'];

/**
 * Builds every package whose inputs changed; Nx knows which. No daemon: it would outlive the command. Without one, Nx empties
 * and restores each `dist` from its cache, under the feet of what runs from it; so Nx is not asked when no file has changed.
 */
export async function build() {
  const sources = fingerprintOfSources();
  const stamp = () => `${sources}\n${fingerprintOfOutputs()}\n`;
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp()) return 'nothing changed';
  await runLogged('build', join(ROOT, 'node_modules/.bin/nx'), ['run-many', '-t', 'build', '--outputStyle=static'], {
    env: { NX_DAEMON: 'false', CI: 'true', FORCE_COLOR: '0' },
  });
  mkdirSync(dirname(STAMP), { recursive: true });
  // The sources as they were before: what was edited meanwhile may not be in it.
  writeFileSync(STAMP, stamp());
  return 'built';
}

/** Path, size and time of every file, so that both an edit and a build by other means count. */
function fingerprint(isWanted) {
  const hash = createHash('sha256');
  const add = (path) => {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  };
  const visit = (folder, isOutput) => {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (entry.name === 'node_modules' || entry.name.endsWith('.spec.ts')) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path, isOutput || entry.name === 'dist');
      else if (entry.isFile() && isWanted(isOutput)) add(path);
    }
  };
  for (const folder of PACKAGES) visit(join(ROOT, folder), false);
  if (isWanted(false)) for (const file of SHARED) add(join(ROOT, file));
  return hash.digest('hex');
}

const fingerprintOfSources = () => fingerprint((isOutput) => !isOutput);
const fingerprintOfOutputs = () => fingerprint((isOutput) => isOutput);
