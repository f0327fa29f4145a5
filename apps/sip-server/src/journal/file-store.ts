import { createReadStream, type Dirent } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { CodedError } from '@switchyard/kernel';
import type { JournalStore, StoredDialog } from './journal-store.js';

/** Below this size outdated lines cost less than a rewrite. */
const SMALL_BYTES = 16 * 1024 * 1024;
/** A line is a batch; what is longer is damage. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;

/**
 * A journal in local files, append only: `<path>.00000001`, `.00000002` and so on. A line is one batch, `<crc32> <json>`, its JSON
 * `[[ended numbers], [number, fields], ...]`; what comes last counts. A rewrite begins the next file, and when all live dialogs stand in it, the older
 * ones are removed: at every moment the files, read in their order, are complete. SIGKILL loses nothing that was written, a power cut
 * may: nothing is forced to the disk.
 */
export class FileStore implements JournalStore {
  readonly name: string;
  private readonly folder: string;
  private readonly prefix: string;
  private file: FileHandle | undefined;
  private lastSegment = 0;
  /** Number of each file → its bytes. */
  private readonly segments = new Map<number, number>();
  /** Bytes of the newest file when its rewrite was complete; `undefined` until it is. */
  private baseline: number | undefined;

  constructor(
    path: string,
    private readonly smallBytes: number = SMALL_BYTES,
  ) {
    this.name = `file:${path}`;
    this.folder = dirname(path);
    this.prefix = `${basename(path)}.`;
  }

  async load(): Promise<{ readonly dialogs: readonly StoredDialog[]; readonly damaged: number }> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const entries: Dirent[] = await readdir(this.folder, { withFileTypes: true });
    const found = entries
      .filter((entry) => entry.isFile() && entry.name.startsWith(this.prefix) && /^\d{8}$/.test(entry.name.slice(this.prefix.length)))
      .map((entry) => Number(entry.name.slice(this.prefix.length)))
      .sort((a, b) => a - b);
    this.lastSegment = found.at(-1) ?? 0;
    const live = new Map<number, readonly unknown[]>();
    let damaged = 0;
    for (const segment of found) {
      const path = this.pathOf(segment);
      this.segments.set(segment, (await stat(path)).size);
      for await (const line of linesOf(path)) if (!applyLine(line, live)) damaged += 1;
    }
    return { dialogs: [...live].map(([no, fields]) => ({ no, fields })), damaged };
  }

  async append(put: readonly StoredDialog[], ended: readonly number[]): Promise<void> {
    if (!this.file) throw new CodedError('journal-not-open', `no file of ${this.name} is open`);
    // One call for the whole batch costs a fraction of one for each dialog.
    const batch: unknown[] = [ended];
    for (const { no, fields } of put) batch.push([no, fields]);
    const data = Buffer.from(`${NO_SUM} ${JSON.stringify(batch)}\n`);
    data.write(sumOf(data.subarray(SUM_DIGITS + 1, -1)), 0, 'latin1');
    // A disk that fills up takes a part of it; the next attempt tells the error.
    for (let at = 0; at < data.length;) {
      const { bytesWritten } = await this.file.write(data, at, data.length - at);
      at += bytesWritten;
      this.segments.set(this.lastSegment, this.written + bytesWritten);
    }
  }

  async beginRewrite(): Promise<void> {
    await this.closeFile();
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    // The rewrite before this one failed: what it left is of no use beside the older files, and a full disk needs the room.
    if (this.baseline === undefined && this.segments.size > 1) await this.remove(this.lastSegment);
    this.baseline = undefined;
    this.lastSegment += 1;
    this.file = await open(this.pathOf(this.lastSegment), 'wx', 0o600);
    this.segments.set(this.lastSegment, 0);
  }

  async endRewrite(): Promise<void> {
    for (const segment of [...this.segments.keys()]) if (segment !== this.lastSegment) await this.remove(segment);
    this.baseline = this.written;
  }

  wantsRewrite(): boolean {
    return this.written > Math.max(this.smallBytes, 3 * (this.baseline ?? 0));
  }

  bytes(): number {
    let total = 0;
    for (const bytes of this.segments.values()) total += bytes;
    return total;
  }

  async close(): Promise<void> {
    await this.closeFile();
  }

  private get written(): number {
    return this.segments.get(this.lastSegment) ?? 0;
  }

  private async remove(segment: number): Promise<void> {
    await rm(this.pathOf(segment), { force: true });
    this.segments.delete(segment);
  }

  private async closeFile(): Promise<void> {
    const { file } = this;
    this.file = undefined;
    await file?.close();
  }

  private pathOf(segment: number): string {
    return join(this.folder, `${this.prefix}${String(segment).padStart(8, '0')}`);
  }
}

const SUM_DIGITS = 8;
const NO_SUM = '0'.repeat(SUM_DIGITS);
const sumOf = (data: Buffer | string): string => crc32(data).toString(16).padStart(SUM_DIGITS, '0');

/** False for a line that is torn or damaged. */
function applyLine(line: string, live: Map<number, readonly unknown[]>): boolean {
  const json = line.slice(SUM_DIGITS + 1);
  if (json === '' || sumOf(json) !== line.slice(0, SUM_DIGITS)) return false;
  const [ended, ...put] = JSON.parse(json) as [number[], ...Array<[number, unknown[]]>];
  for (const no of ended) live.delete(no);
  for (const [no, fields] of put) live.set(no, fields);
  return true;
}

/** Lines without their end; a last one without it is torn, which its checksum tells. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = (rest + (chunk as string)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE_BYTES) rest = rest.slice(0, MAX_LINE_BYTES);
    yield* lines;
  }
  if (rest !== '') yield rest;
}
