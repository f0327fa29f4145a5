import { err, ok, type Result } from '@switchyard/kernel';

export type FrameFailure = 'length-not-a-number' | 'frame-too-large';

const HASH = 0x23;
const ZERO = 0x30;
const NINE = 0x39;
const MAX_DIGITS = 7;
/** What `hashAfter` says when the length is not complete, and when it is none. */
const MORE = -1;
const WRONG = -2;

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
    const data = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks, this.size);
    const frames: Buffer[] = [];
    let at = 0;
    for (;;) {
      const hash = hashAfter(data, at);
      if (hash === WRONG) return err('length-not-a-number');
      if (hash === MORE) {
        this.needed = data.length - at + 1;
        break;
      }
      const length = numberIn(data, at, hash);
      if (length > this.maxBytes) return err('frame-too-large');
      const end = hash + 1 + length;
      if (end > data.length) {
        this.needed = end - at;
        break;
      }
      frames.push(data.subarray(hash + 1, end));
      at = end;
    }
    this.size = data.length - at;
    this.chunks = this.size === 0 ? [] : [data.subarray(at)];
    return ok(frames);
  }
}

/** Where the `#` stands behind the digits that begin at `start`. */
function hashAfter(data: Buffer, start: number): number {
  for (let at = start; at < data.length; at += 1) {
    const code = data[at] as number;
    if (code === HASH && at > start) return at;
    if (code < ZERO || code > NINE || at - start >= MAX_DIGITS) return WRONG;
  }
  return MORE;
}

function numberIn(data: Buffer, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at += 1) number = number * 10 + (data[at] as number) - ZERO;
  return number;
}
