import { err, ok, type Result } from '@switchyard/kernel';

export type FrameFailure = 'length-not-a-number' | 'frame-too-large';

const HASH = 0x23;
const MAX_DIGITS = 7;
const NOTHING: Buffer = Buffer.alloc(0);

/**
 * Cuts the byte stream of an application into frames: ASCII decimal byte count, `#`, that many bytes. A frame may be split anywhere
 * and many may share a segment. After a failure the stream cannot be read any further.
 */
export class FrameReader {
  private chunks: Buffer[] = [];
  private size = 0;
  private needed = 1;

  constructor(private maxBytes: number) {}

  /** Larger frames are allowed from now on. */
  allow(maxBytes: number): void {
    this.maxBytes = maxBytes;
  }

  push(chunk: Buffer): Result<Buffer[], FrameFailure> {
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (this.size < this.needed) return ok([]);
    let data = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks, this.size);
    const frames: Buffer[] = [];
    for (;;) {
      const head = readLength(data);
      if (!head.ok) return head;
      if (head.value === undefined) {
        this.needed = data.length + 1;
        break;
      }
      const { start, length } = head.value;
      if (length > this.maxBytes) return err('frame-too-large');
      if (data.length < start + length) {
        this.needed = start + length;
        break;
      }
      frames.push(data.subarray(start, start + length));
      data = data.subarray(start + length);
    }
    this.chunks = data.length === 0 ? [] : [data];
    this.size = data.length;
    return ok(frames);
  }
}

function readLength(data: Buffer): Result<{ readonly start: number; readonly length: number } | undefined, FrameFailure> {
  let length = 0;
  for (let at = 0; at < data.length; at += 1) {
    const code = data[at] ?? 0;
    if (code === HASH && at > 0) return ok({ start: at + 1, length });
    if (code < 0x30 || code > 0x39 || at >= MAX_DIGITS) return err('length-not-a-number');
    length = length * 10 + (code - 0x30);
  }
  return ok(undefined);
}

/** The head of a frame whose body is `meta` and, after a line end, `sip`. */
export function frameHead(meta: string, sip: Buffer = NOTHING): string {
  const separator = sip.length > 0 ? '\r\n' : '';
  return `${Buffer.byteLength(meta) + separator.length + sip.length}#${meta}${separator}`;
}
