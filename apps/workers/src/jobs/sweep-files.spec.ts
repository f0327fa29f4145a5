import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownerOfFolder, type FileOwner } from '@switchyard/data';
import { KEPT_MS, sweepFiles, type SweepOptions } from './sweep-files.js';

const NOW = Date.parse('2026-11-21T20:00:00Z');
let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'switchyard-sweep-'))));
afterEach(() => rm(folder, { recursive: true }));

/** A file with this text, as old as said. */
async function put(tenant: string, text: string, ageMs: number): Promise<{ path: string; sha256: string }> {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const path = join(folder, tenant, sha256.slice(0, 2), sha256);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, text);
  await age(path, ageMs);
  return { path, sha256 };
}
const age = (path: string, ageMs: number): Promise<void> => utimes(path, new Date(NOW - ageMs), new Date(NOW - ageMs));
const options = (inUse: SweepOptions['inUse']): SweepOptions => ({ folder, ownerOf: ownerOfFolder, inUse, nowMs: () => NOW });
const nothing = async (): Promise<ReadonlySet<string>> => new Set();

describe('the sweep of uploaded files', () => {
  it('removes what nothing has, and leaves what is used, what is new, and what is not ours', async () => {
    const old = await put('b1', 'replaced', KEPT_MS + 1000);
    const used = await put('b1-c2', 'used', KEPT_MS * 100);
    const fresh = await put('b1', 'fresh', KEPT_MS - 1000);
    const foreign = await put('backup', 'foreign', KEPT_MS * 2);
    const odd = join(old.path, '..', 'notes.txt');
    await writeFile(odd, 'kept by hand');
    await age(odd, KEPT_MS * 2);
    const asked: FileOwner[] = [];
    const swept = await sweepFiles(
      options(async (owner, digests) => (asked.push(owner), new Set(digests.filter((digest) => digest === used.sha256)))),
    );
    expect(swept).toEqual({ files: 1, bytes: 'replaced'.length });
    expect([old, used, fresh, foreign].map(({ path }) => existsSync(path))).toEqual([false, true, true, true]);
    expect(existsSync(odd)).toBe(true);
    expect(asked).toContainEqual({ brandId: 1, clientId: null });
    expect(asked).toContainEqual({ brandId: 1, clientId: 2 });
  });

  it('asks for each tenant alone: the same content is another file at another tenant', async () => {
    const [one, two] = [await put('b1', 'same', KEPT_MS * 2), await put('b2', 'same', KEPT_MS * 2)];
    await sweepFiles(options(async ({ brandId }, digests) => new Set(brandId === 2 ? digests : [])));
    expect([existsSync(one.path), existsSync(two.path)]).toEqual([false, true]);
  });

  it('removes uploads that broke off, when nobody waits for them any more', async () => {
    await mkdir(join(folder, 'drafts'));
    const [left, running] = [join(folder, 'drafts', 'a'), join(folder, 'drafts', 'b')];
    for (const path of [left, running]) await writeFile(path, 'half');
    await age(left, KEPT_MS + 1000);
    await age(running, 1000);
    expect(await sweepFiles(options(nothing))).toEqual({ files: 1, bytes: 4 });
    expect([existsSync(left), existsSync(running)]).toEqual([false, true]);
  });

  it('puts back what came to be used while it was looked at, and what was uploaded again meanwhile', async () => {
    const used = await put('b1', 'used later', KEPT_MS * 2);
    let times = 0;
    expect(await sweepFiles(options(async (_owner, digests) => new Set(times++ === 0 ? [] : digests)))).toEqual({ files: 0, bytes: 0 });
    expect(existsSync(used.path)).toBe(true);
    const again = await put('b3', 'uploaded again', KEPT_MS * 2);
    await sweepFiles(
      options(async (owner) => {
        if (owner.brandId === 3) await age(again.path, 0).catch(() => undefined);
        return new Set(owner.brandId === 1 ? [used.sha256] : []);
      }),
    );
    expect(existsSync(again.path)).toBe(true);
  });

  it('has nothing to do before anything was uploaded', async () => {
    await rm(folder, { recursive: true });
    expect(await sweepFiles(options(nothing))).toEqual({ files: 0, bytes: 0 });
    await mkdir(folder);
  });
});
