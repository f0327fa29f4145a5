import { err, ok, type Result } from '@switchyard/kernel';

const HASH = 0x23;
const MAX_DIGITS = 7;

/** One frame in the bytes it came in: its head begins at `start`, its text at `text`. */
export interface Cut {
  readonly data: Buffer;
  readonly start: number;
  readonly text: number;
  readonly end: number;
}

/** Finds the frames in a byte stream of the control protocol without taking them out, so that they can be passed on as they are. */
export class FrameCutter {
  private rest: Buffer | undefined;

  /** Bytes of a frame that is not whole yet. */
  get waiting(): number {
    return this.rest?.length ?? 0;
  }

  push(chunk: Buffer): Result<readonly Cut[], 'length-not-a-number'> {
    const data = this.rest === undefined ? chunk : Buffer.concat([this.rest, chunk]);
    const cuts: Cut[] = [];
    let start = 0;
    while (start < data.length) {
      let text = start;
      let length = 0;
      while (text < data.length && data[text] !== HASH) {
        const digit = (data[text] as number) - 0x30;
        if (digit < 0 || digit > 9 || text - start >= MAX_DIGITS) return err('length-not-a-number');
        length = length * 10 + digit;
        text += 1;
      }
      text += 1;
      if (text + length > data.length) break;
      cuts.push({ data, start, text, end: text + length });
      start = text + length;
    }
    this.rest = start < data.length ? data.subarray(start) : undefined;
    return ok(cuts);
  }
}
