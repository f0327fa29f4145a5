import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError, messageOf } from '@switchyard/kernel';

const ENTRY = '.json';
const UNFINISHED = '.tmp';
const ASIDE = 'poison';

/**
 * A folder of small files, each of them whole or absent whatever happens to the process or the machine: written beside,
 * flushed, then renamed into place. Belongs to one process at a time. Call records are personal data: only the owner reads.
 */
export class Spool {
  /** Throws `spool-unusable` when the folder cannot be made. */
  constructor(readonly folder: string) {
    try {
      mkdirSync(join(folder, ASIDE), { recursive: true, mode: 0o700 });
    } catch (thrown) {
      throw new CodedError('spool-unusable', `cannot use spool folder '${folder}': ${messageOf(thrown)}`, { folder }, { cause: thrown });
    }
  }

  /** Resolves when the text would survive a power cut. Throws `spool-write-failed`. */
  async write(name: string, text: string): Promise<void> {
    const unfinished = join(this.folder, `${name}.${randomUUID()}${UNFINISHED}`);
    try {
      const file = await open(unfinished, 'wx', 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, this.#path(name));
      await this.#flushFolder();
    } catch (thrown) {
      await rm(unfinished, { force: true });
      throw new CodedError(
        'spool-write-failed',
        `cannot write '${name}' to '${this.folder}': ${messageOf(thrown)}`,
        { name },
        { cause: thrown },
      );
    }
  }

  /** Names of all entries. Leftovers of writes that never finished are removed: nobody was told that they are safe. */
  async recover(): Promise<readonly string[]> {
    const files = await readdir(this.folder);
    for (const file of files.filter((each) => each.endsWith(UNFINISHED))) await rm(join(this.folder, file), { force: true });
    return files.filter((each) => each.endsWith(ENTRY)).map((each) => each.slice(0, -ENTRY.length));
  }

  read(name: string): Promise<string> {
    return readFile(this.#path(name), 'utf8');
  }

  async remove(name: string): Promise<void> {
    await rm(this.#path(name), { force: true });
  }

  /** Keeps an entry that can never be delivered out of the way; returns where it lies now. */
  async setAside(name: string): Promise<string> {
    const target = join(this.folder, ASIDE, name + ENTRY);
    await rename(this.#path(name), target);
    return target;
  }

  #path(name: string): string {
    return join(this.folder, name + ENTRY);
  }

  /** A rename is durable only once the folder itself is flushed. */
  async #flushFolder(): Promise<void> {
    const folder = await open(this.folder, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}
