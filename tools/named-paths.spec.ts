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
  return [...new Set([...inQuotes, ...links].flatMap(expanded))];
}

/** `a/{b,c}` names two paths. */
function expanded(path: string): readonly string[] {
  const braces = /^(.*)\{([^{}]+)\}(.*)$/.exec(path);
  if (!braces) return [path];
  const [, before = '', choices = '', after = ''] = braces;
  return choices.split(',').map((choice) => `${before}${choice}${after}`);
}

/** True for a test file, a folder with some, and whatever is run by itself: a bench, a tool. */
function proves(path: string): boolean {
  const full = join(ROOT, path);
  if (!existsSync(full)) return false;
  if (/^(bench|tools)\//.test(path)) return true;
  return isFolder(full) ? filesBelow(full).some((file) => HAS_SPEC.test(file)) : HAS_SPEC.test(path);
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
  const page = readFileSync(join(ROOT, 'docs/parity.md'), 'utf8');
  // Tables further down list what is not proven yet.
  const [proven = ''] = page.split(/^## /m);
  const rows = proven
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| id ') && !line.startsWith('| --'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, id = '', , proof = '']) => ({ id, proof }));
  const scripts = Object.keys((JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object }).scripts);

  it('has rows', () => expect(rows.length).toBeGreaterThan(40));

  it.each(rows)('$id is proven by tests that exist', ({ proof }) => {
    const words = quoted(proof);
    expect(words).not.toEqual([]);
    for (const word of words.filter((one) => !one.startsWith('docs/')).flatMap(expanded)) {
      const path = /^\d\d-[a-z-]+$/.test(word) ? `e2e/flows/${word}` : word;
      const script = /^npm run (\S+)$/.exec(word)?.[1];
      if (script !== undefined) expect(scripts).toContain(script);
      else if (ROOMS.test(path)) expect({ word, proves: proves(path) }).toEqual({ word, proves: true });
      else expect({ word, isThere: isNamed(word, words) }).toEqual({ word, isThere: true });
    }
  });

  /** `specs of x.step`, `x.spec.ts`: a file of that name stands in one of the rooms the row names. */
  function isNamed(word: string, words: readonly string[]): boolean {
    const rooms = words.filter((other) => ROOMS.test(other)).flatMap(expanded);
    const files = (rooms.length > 0 ? rooms : ['apps', 'libs']).flatMap((room) => {
      const full = join(ROOT, room);
      return isFolder(full) ? filesBelow(full) : filesBelow(join(full, '..'));
    });
    return files.some((file) => file.endsWith(`/${word}`) || file.endsWith(`/${word}.ts`) || file.endsWith(`/${word}.spec.ts`));
  }
});
