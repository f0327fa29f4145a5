import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGES = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'tools/README.md',
  'e2e/README.md',
  'bench/README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
/** Folders whose name at the start of a word in backquotes makes it a path of this tree. */
const ROOMS = /^(apps|libs|infra|e2e|bench|docs|tools)\//;
const HAS_SPEC = /\.(spec|db|flow)\.tsx?$/;

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();
const foldersIn = (path: string): readonly string[] =>
  readdirSync(join(ROOT, path))
    .filter((name) => isFolder(join(ROOT, path, name)))
    .map((name) => `${path}/${name}`);

/** Every file below a folder, without what is built or installed. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

const quoted = (text: string): readonly string[] => [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');

/** Paths a page names: in backquotes when they begin with a room, and the targets of its links. */
function pathsNamedIn(text: string): readonly string[] {
  const inQuotes = quoted(text).filter((word) => ROOMS.test(word) && !/[\s<>*…]|NN-/.test(word));
  const links = [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map((match) => match[1] ?? '').filter((target) => !target.includes(':'));
  return [...new Set([...inQuotes, ...links])];
}

it('finds what a page names, and takes no command or pattern for a path', () => {
  expect(pathsNamedIn('`libs/a` [b](docs/b.md#x) [w](https://w.test) `npm run x` `e2e/flows/NN-name` `apps/*/src` `03-call`')).toEqual([
    'libs/a',
    'docs/b.md',
  ]);
});

describe.each(PAGES)('%s', (page) => {
  it('names no path that is not there', () => {
    const missing = pathsNamedIn(readFileSync(join(ROOT, page), 'utf8')).filter((path) => !existsSync(join(ROOT, path)));
    expect(missing).toEqual([]);
  });
});

describe('docs/parity.md', () => {
  const rows = readFileSync(join(ROOT, 'docs/parity.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| id ') && !line.startsWith('| --'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, id = '', , proof = '']) => ({ id, proof }));

  it('has rows', () => expect(rows.length).toBeGreaterThan(40));

  it.each(rows)('$id is proven by tests that exist', ({ proof }) => {
    const words = quoted(proof);
    for (const word of words) {
      if (word.startsWith('docs/')) continue;
      const flow = /^\d\d-[a-z-]+$/.test(word) ? `e2e/flows/${word}` : word;
      if (ROOMS.test(flow)) {
        expect({ word, hasTests: isFolder(join(ROOT, flow)) && filesBelow(join(ROOT, flow)).some((file) => HAS_SPEC.test(file)) }).toEqual({
          word,
          hasTests: true,
        });
      } else {
        // `specs of x.step`: the step is there and a spec of its package runs it.
        const room = words.find((other) => ROOMS.test(other)) ?? '';
        expect({ word, isThere: filesBelow(join(ROOT, room)).some((file) => file.endsWith(`/${word}.ts`)) }).toEqual({
          word,
          isThere: true,
        });
      }
    }
  });
});

describe('pages', () => {
  const packages = ['apps', 'libs', 'infra'].flatMap(foldersIn).filter((path) => filesBelow(join(ROOT, path)).length > 0);
  const flows = foldersIn('e2e/flows').filter((path) => filesBelow(join(ROOT, path)).some((file) => /\/[a-z-]+\.flow\.ts$/.test(file)));

  it.each([...packages, 'e2e', 'bench', 'tools', ...flows])('%s has one', (path) => {
    expect(existsSync(join(ROOT, path, 'README.md'))).toBe(true);
  });
});
