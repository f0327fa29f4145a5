import { refusal } from '@switchyard/api-kit';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { typeOfContent } from './content-type.js';

const HEAD_BYTES = 4096;
const SHA256 = /^[0-9a-f]{64}$/;
const TENANT = /^(platform|b\d+|b\d+-c\d+)$/;

export interface Kept {
  readonly sha256: string;
  readonly bytes: number;
  readonly type: string;
}
export interface Accepted {
  readonly types: readonly string[];
  readonly maxBytes: number;
}

/**
 * Uploaded files by tenant and content: a name is the SHA-256 of what is in it, so no text of a caller becomes a path, and the
 * same file twice is one. Nothing here is ever run, and nothing is served as a page (`file.controller.ts`).
 */
export class FileStore {
  constructor(private readonly folder: string) {}

  /** Stores what comes. Throws `file-refused` (empty, or of another type, by its content) and `body-too-large`; then nothing is kept. */
  async keep(tenant: string, content: AsyncIterable<Buffer>, { types, maxBytes }: Accepted): Promise<Kept> {
    const draft = join(this.folder, 'drafts', randomUUID());
    await mkdir(join(this.folder, 'drafts'), { recursive: true, mode: 0o700 });
    const file = await open(draft, 'wx', 0o600);
    try {
      const hash = createHash('sha256');
      let head = Buffer.alloc(0);
      let bytes = 0;
      for await (const chunk of content) {
        bytes += chunk.length;
        if (bytes > maxBytes) throw refusal('body-too-large', `A file here has at most ${maxBytes} bytes.`);
        if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
        hash.update(chunk);
        await file.writeFile(chunk);
      }
      const type = typeOfContent(head, types);
      if (bytes === 0 || type === undefined) throw refusal('file-refused', `The content is none of ${types.join(', ')}.`);
      await file.sync();
      const sha256 = hash.digest('hex');
      const path = this.path(tenant, sha256);
      await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
      await rename(draft, path);
      return { sha256, bytes, type };
    } finally {
      await file.close();
      await rm(draft, { force: true });
    }
  }

  /** Where a file is kept. */
  path(tenant: string, sha256: string): string {
    if (!TENANT.test(tenant) || !SHA256.test(sha256)) throw refusal('not-found', 'There is no such file.');
    return join(this.folder, tenant, sha256.slice(0, 2), sha256);
  }
}
