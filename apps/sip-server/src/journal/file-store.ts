import { createReadStream, type Dirent } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { CodedError } from '@switchyard/kernel';
import type { JournalStore, StoredDialog } from './journal-store.js';

/** Below this size outdated lines cost less than a rewrite. */
const SMALL_BYTES = 16 * 1024 * 1024;
/** A line is a dialog or a list of ended ones; what is longer is damage. */
const MAX_LINE_BYTES = 1024 * 1024;

/**
 * A journal in local files, append only: `<path>.00000001`, `.00000002` and so on. A line is `+<no> <json> <crc32>` for a dialog, or
 * `-<no>,<no> <crc32>` for ended ones; the last one counts. A rewrite begins the next file, and when all live dialogs stand in it, the older
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
    const live = new Map<number, string>();
    let damaged = 0;
    for (const segment of found) {
      const path = this.pathOf(segment);
      this.segments.set(segment, (await stat(path)).size);
      for await (const line of linesOf(path)) if (!applyLine(line, live)) damaged += 1;
    }
    return { dialogs: [...live].map(([no, text]) => ({ no, text })), damaged };
  }

  async append(put: readonly StoredDialog[], ended: readonly number[]): Promise<void> {
    if (!this.file) throw new CodedError('journal-not-open', `no file of ${this.name} is open`);
    let text = '';
    // The end first: a number may never be put again after it, but the same batch may hold both of different dialogs.
    if (ended.length > 0) text += checked(`-${ended.join(',')}`);
    for (const { no, text: record } of put) text += checked(`+${no} ${record}`);
    const data = Buffer.from(text);
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

const checked = (line: string): string => `${line} ${crc32(line).toString(16)}\n`;

/** False for a line that is torn or damaged. */
function applyLine(line: string, live: Map<number, string>): boolean {
  const mark = line.lastIndexOf(' ');
  const text = line.slice(0, Math.max(mark, 0));
  if (text === '' || crc32(text).toString(16) !== line.slice(mark + 1)) return false;
  if (text.startsWith('-')) {
    for (const no of text.slice(1).split(',')) live.delete(Number(no));
    return true;
  }
  const space = text.indexOf(' ');
  live.set(Number(text.slice(1, space)), text.slice(space + 1));
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
