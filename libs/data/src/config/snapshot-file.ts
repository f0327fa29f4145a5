import { CodedError, messageOf } from '@switchyard/kernel';
import { Snapshot, type SnapshotTables } from '@switchyard/model';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { configNames } from './load-snapshot.js';

const FORMAT = 1;
interface FileContent {
  readonly format: number;
  readonly revision: number;
  readonly tables: Readonly<Record<string, readonly { readonly id: number }[]>>;
}

/** Writes the snapshot beside and renames it, so that a reader sees the old or the new one. It holds no secrets: they are in no snapshot. */
export async function writeSnapshotFile(path: string, snapshot: Snapshot): Promise<void> {
  const tables = Object.fromEntries(configNames.map((name) => [name, snapshot.all(name)]));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, JSON.stringify({ format: FORMAT, revision: snapshot.revision, tables }), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** The last written snapshot. Throws `snapshot-unavailable` when there is none that can be read. */
export async function readSnapshotFile(path: string): Promise<Snapshot> {
  try {
    const content = JSON.parse(await readFile(path, 'utf8')) as FileContent;
    if (content.format !== FORMAT) throw new CodedError('snapshot-unavailable', `format ${content.format} is not ${FORMAT}`);
    const tables = Object.fromEntries(
      configNames.map((name) => [name, new Map((content.tables[name] ?? []).map((row) => [row.id, Object.freeze(row)]))]),
    );
    return new Snapshot(content.revision, tables as unknown as SnapshotTables);
  } catch (cause) {
    throw new CodedError('snapshot-unavailable', `no configuration in ${path}: ${messageOf(cause)}`, { path }, { cause });
  }
}
