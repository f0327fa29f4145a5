import { CLASSES, isWhitespace, readUint, TOKEN } from '../grammar/char-class.js';
import { CODES, headerCodeAt } from '../headers/header-codes.js';
import { scanHeaders } from './header-scan.js';
import { LIMITS } from './limits.js';
import { parseMessage } from './parse-message.js';
import type { HeaderLine, ParseFailure } from './types.js';

export type StreamEvent =
  | { readonly type: 'message'; readonly data: Buffer }
  | { readonly type: 'ping' }
  | { readonly type: 'error'; readonly failure: ParseFailure };

const HEAD_END = Buffer.from('\r\n\r\n');
const NOTHING = Buffer.alloc(0);
/** Room that is made at least when a message comes in pieces. */
const ROOM = 4096;
const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const COLON = 58;

/**
 * Cuts a byte stream into messages by Content-Length (RFC 3261 §18.3). CRLFCRLF between messages is a keep-alive ping (RFC 5626 §3.5.1),
 * a single CRLF there is skipped (§7.5). After an error the place of the next message is unknown: the framer stays silent and the
 * connection must be closed.
 */
export class StreamFramer {
  /** What is not given out yet stands in `#bytes[#start, #end)`; behind it there may be room. What was given out is never written over. */
  #bytes: Buffer = NOTHING;
  #start = 0;
  #end = 0;
  /** `#bytes` is room of ours, not a chunk of somebody else's. */
  #isOwn = false;
  /** Bytes that must be there before looking again is worth it. */
  #needed = 1;
  /** Where the search for the end of the head goes on, so that a head that trickles in is read once. */
  #searched = 0;
  #isDead = false;

  push(chunk: Buffer): StreamEvent[] {
    const events: StreamEvent[] = [];
    if (this.#isDead || chunk.length === 0) return events;
    this.append(chunk);
    while (this.#end - this.#start >= this.#needed && this.cut(events));
    if (this.#start === this.#end || this.#isDead) {
      this.#bytes = NOTHING;
      this.#start = this.#end = 0;
    }
    return events;
  }

  /** The usual chunk is a whole message and stays where it is. Pieces are put together in room that doubles, so that no byte is copied often. */
  private append(chunk: Buffer): void {
    const held = this.#end - this.#start;
    if (held === 0) {
      this.#bytes = chunk;
      this.#start = this.#searched = 0;
      this.#end = chunk.length;
      this.#isOwn = false;
      return;
    }
    const size = held + chunk.length;
    if (!this.#isOwn || this.#bytes.length - this.#end < chunk.length) {
      const roomy = Buffer.allocUnsafeSlow(Math.max(ROOM, this.#needed > size ? this.#needed : 2 * size));
      this.#bytes.copy(roomy, 0, this.#start, this.#end);
      this.#searched -= this.#start;
      this.#bytes = roomy;
      this.#start = 0;
      this.#end = held;
      this.#isOwn = true;
    }
    chunk.copy(this.#bytes, this.#end);
    this.#end += chunk.length;
  }

  /** Takes one thing off the front. False: more bytes are needed, or all is lost. */
  private cut(events: StreamEvent[]): boolean {
    const bytes = this.#bytes;
    const start = this.#start;
    const end = this.#end;
    this.#needed = end - start + 1;
    if (start === end) return false;
    if (bytes[start] === CR) {
      if (end - start === 1) return false;
      if (bytes[start + 1] === LF) {
        if (end - start === 2) return false;
        if (bytes[start + 2] !== CR) return this.skip(2);
        if (end - start === 3) return false;
        if (bytes[start + 3] !== LF) return this.skip(2);
        events.push({ type: 'ping' });
        return this.skip(4);
      }
    }
    const data = bytes.subarray(0, end);
    const headEnd = data.indexOf(HEAD_END, Math.max(this.#searched, start));
    if (headEnd < 0) {
      this.#searched = Math.max(start, end - 3);
      return end - start > LIMITS.head ? this.die(events, data.subarray(start)) : false;
    }
    this.#searched = headEnd;
    const bodyStart = headEnd + 4;
    const length = contentLength(bytes, start, headEnd);
    if (length === undefined || length > LIMITS.body || bodyStart - start + length > LIMITS.message)
      return this.die(events, bytes.subarray(start, bodyStart));
    if (end < bodyStart + length) {
      this.#needed = bodyStart + length - start;
      return false;
    }
    events.push({ type: 'message', data: bytes.subarray(start, bodyStart + length) });
    return this.skip(bodyStart + length - start);
  }

  private skip(count: number): true {
    this.#start += count;
    this.#searched = this.#start;
    this.#needed = 1;
    return true;
  }

  private die(events: StreamEvent[], data: Buffer): false {
    this.#isDead = true;
    const parsed = parseMessage(data, { stream: true });
    const failure: ParseFailure = parsed.ok
      ? { code: 'too-large', text: `a message may have ${LIMITS.message} bytes`, status: 513, partial: parsed.value }
      : parsed.error;
    events.push({ type: 'error', failure });
    return false;
  }
}

/** The one Content-Length of the head at `bytes[start, headEnd)`; `undefined` when there is none, or several, or it is no number. */
function contentLength(bytes: Buffer, start: number, headEnd: number): number | undefined {
  let found: number | undefined;
  let at = start;
  for (;;) {
    while (at < headEnd && !(bytes[at] === CR && bytes[at + 1] === LF)) at++;
    if (at >= headEnd) return found;
    at += 2;
    const nameAt = at;
    while (((CLASSES[bytes[at] as number] as number) & TOKEN) !== 0) at++;
    if (at === nameAt || headerCodeAt(bytes, nameAt, at) !== CODES.CONTENT_LENGTH) continue;
    while (bytes[at] === SPACE || bytes[at] === TAB) at++;
    if (bytes[at] !== COLON) return carefulContentLength(bytes, start, headEnd);
    do at++;
    while (bytes[at] === SPACE || bytes[at] === TAB);
    const digitsAt = at;
    let length = 0;
    for (let digit = (bytes[at] as number) - 48; digit >= 0 && digit <= 9; digit = (bytes[++at] as number) - 48)
      length = length * 10 + digit;
    const isPlain = at > digitsAt && bytes[at] === CR && bytes[at + 1] === LF && !isWhitespace(bytes[at + 2] as number);
    if (!isPlain || found !== undefined) return carefulContentLength(bytes, start, headEnd);
    found = length;
  }
}

/** The same by reading all headers, for one that is not plainly written. */
function carefulContentLength(bytes: Buffer, start: number, headEnd: number): number | undefined {
  const data = bytes.subarray(start, headEnd + 2);
  const head = data.toString('latin1');
  const lines: HeaderLine[] = [];
  scanHeaders(data, head, head.indexOf('\r\n') + 2, lines, false);
  const values = lines.filter((line) => line.id === 'content-length');
  return values.length === 1 ? readUint(values[0]?.value ?? '', Number.MAX_SAFE_INTEGER) : undefined;
}
