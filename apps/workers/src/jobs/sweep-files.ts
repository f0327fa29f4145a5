import type { FileOwner } from '@switchyard/data';
import type { Dirent } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const SHA256 = /^[0-9a-f]{64}$/;
const DRAFTS = 'drafts';
const SWEPT = 'swept';
/** Uploads are longer on their way than anybody waits, and so long somebody may look at the table of an import. */
export const KEPT_MS = 24 * 3_600_000;
const AT_ONCE = 100;

export interface SweepOptions {
  /** Folder of uploaded files (`FILES_DIR`). */
  readonly folder: string;
  readonly ownerOf: (folder: string) => FileOwner | undefined;
  readonly inUse: (owner: FileOwner, digests: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly nowMs: () => number;
}
export interface Swept {
  readonly files: number;
  readonly bytes: number;
}

const listed = (folder: string): Promise<Dirent[]> =>
  readdir(folder, { withFileTypes: true }).catch((thrown: NodeJS.ErrnoException) => {
    // Nothing was uploaded yet, or the last file of it has gone.
    if (thrown.code === 'ENOENT') return [];
    throw thrown;
  });

/**
 * Removes files that nothing has any more: replaced ones, those of rows that are gone, tables of imports that are done, uploads that
 * broke off. Only what is older than a day. A file is put aside first and asked for once more: whoever uploads the same content
 * meanwhile writes it anew, and what came to be used while it was looked at goes back to its place.
 */
export async function sweepFiles(options: SweepOptions): Promise<Swept> {
  const { folder, ownerOf } = options;
  let [files, bytes] = [0, 0];
  const count = (swept: Swept): void => {
    files += swept.files;
    bytes += swept.bytes;
  };
  for (const entry of await listed(folder)) {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) continue;
    if (entry.name === DRAFTS || entry.name === SWEPT) count(await removeOld(path, options));
    const owner = ownerOf(entry.name);
    if (!owner) continue;
    for (const shard of await listed(path)) if (shard.isDirectory()) count(await sweepShard(join(path, shard.name), owner, options));
  }
  return { files, bytes };
}

const isOld = async (path: string, nowMs: number): Promise<number | undefined> => {
  const { mtimeMs, size } = await stat(path);
  return nowMs - mtimeMs > KEPT_MS ? size : undefined;
};

async function removeOld(folder: string, { nowMs }: SweepOptions): Promise<Swept> {
  let [files, bytes] = [0, 0];
  for (const { name } of await listed(folder)) {
    const size = await isOld(join(folder, name), nowMs()).catch(() => undefined);
    if (size === undefined) continue;
    await rm(join(folder, name), { force: true });
    files += 1;
    bytes += size;
  }
  return { files, bytes };
}

async function sweepShard(shard: string, owner: FileOwner, options: SweepOptions): Promise<Swept> {
  const { inUse, nowMs } = options;
  const old: string[] = [];
  for (const { name } of await listed(shard))
    if (SHA256.test(name) && (await isOld(join(shard, name), nowMs()).catch(() => undefined)) !== undefined) old.push(name);
  let [files, bytes] = [0, 0];
  for (let at = 0; at < old.length; at += AT_ONCE) {
    const batch = old.slice(at, at + AT_ONCE);
    const used = await inUse(owner, batch);
    for (const name of batch) {
      const size = used.has(name) ? undefined : await removeOne(shard, name, owner, options);
      if (size === undefined) continue;
      files += 1;
      bytes += size;
    }
  }
  return { files, bytes };
}

/** The size of what was removed; undefined: it is needed after all. */
async function removeOne(
  shard: string,
  name: string,
  owner: FileOwner,
  { folder, inUse, nowMs }: SweepOptions,
): Promise<number | undefined> {
  const aside = join(folder, SWEPT, name);
  await mkdir(join(folder, SWEPT), { recursive: true, mode: 0o700 });
  await rename(join(shard, name), aside);
  const size = await isOld(aside, nowMs());
  if (size === undefined || (await inUse(owner, [name])).has(name)) {
    await rename(aside, join(shard, name));
    return undefined;
  }
  await rm(aside, { force: true });
  return size;
}
