/**
 * Makes the package self-contained: this app and the libs of the workspace in one file, `<out>/bundle/main.js`. What comes from npm stays
 * an ordinary dependency; `dependenciesOfBundle` says which, and a test compares it with package.json.
 *
 *   node bundle.mjs [out]     default: dist
 */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const HERE = dirname(fileURLToPath(import.meta.url));
const BUILT_IN = new Set(builtinModules);

const isForeign = (id) => !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('@switchyard/');
const packageOf = (id) => (id.startsWith('@') ? id.split('/').slice(0, 2) : id.split('/').slice(0, 1)).join('/');

export async function bundle(out = join(HERE, 'dist')) {
  const build = await rolldown({
    input: { main: join(HERE, 'src/main.ts') },
    platform: 'node',
    external: isForeign,
    resolve: { conditionNames: ['@switchyard/source', 'node', 'import'] },
    logLevel: 'warn',
  });
  const { output } = await build.write({ dir: join(out, 'bundle'), format: 'esm', entryFileNames: '[name].js', codeSplitting: false });
  await build.close();
  const { name, version } = JSON.parse(readFileSync(join(HERE, 'package.json'), 'utf8'));
  // The code reads its version one folder above itself.
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'package.json'), `${JSON.stringify({ name, version, type: 'module' }, null, 2)}\n`);
  const main = join(out, 'bundle', 'main.js');
  chmodSync(main, 0o755);
  const imports = output.flatMap((chunk) => (chunk.type === 'chunk' ? [...chunk.imports, ...chunk.dynamicImports] : []));
  const foreign = imports.filter((id) => isForeign(id) && !id.startsWith('node:') && !BUILT_IN.has(id)).map(packageOf);
  return { main, dependenciesOfBundle: [...new Set(foreign)].sort() };
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { main, dependenciesOfBundle } = await bundle(process.argv[2] === undefined ? undefined : resolve(process.argv[2]));
  process.stdout.write(`${main}\nneeds ${dependenciesOfBundle.join(', ')}\n`);
}
