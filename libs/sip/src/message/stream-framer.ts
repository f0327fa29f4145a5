import { LIMITS } from './limits.js';
import { isIn, isWhitespace, readUint, skipWhitespace, TOKEN, trimEnd } from '../grammar/char-class.js';
import { headerId } from '../headers/header-names.js';
import type { HeaderLine, ParseFailure } from './types.js';
import { parseMessage } from './parse-message.js';
import { scanHeaders } from './header-scan.js';

export type StreamEvent =
  | { readonly type: 'message'; readonly data: Buffer }
  | { readonly type: 'ping' }
  | { readonly type: 'error'; readonly failure: ParseFailure };

const HEAD_END = Buffer.from('\r\n\r\n');
const CR = 13;
const LF = 10;
const SMALL_C = 99;
const SMALL_L = 108;

/**
 * Cuts a byte stream into messages by Content-Length (RFC 3261 §18.3). CRLFCRLF between messages is a keep-alive ping (RFC 5626 §3.5.1),
 * a single CRLF there is skipped (§7.5). After an error the place of the next message is unknown: the framer stays silent and the
 * connection must be closed.
 */
export class StreamFramer {
  #chunks: Buffer[] = [];
  #size = 0;
  /** Bytes that must be there before looking again is worth it. */
  #needed = 1;
  /** Where the search for the end of the head goes on, so that a head that trickles in is read once. */
  #searched = 0;
  #isDead = false;

  push(chunk: Buffer): StreamEvent[] {
    const events: StreamEvent[] = [];
    if (this.#isDead || chunk.length === 0) return events;
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size < this.#needed) return events;
    let data = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#size);
    for (let next = this.cut(data, events); next !== undefined; next = this.cut(data, events)) {
      data = next;
      this.#searched = 0;
    }
    this.#chunks = this.#isDead || data.length === 0 ? [] : [data];
    this.#size = this.#isDead ? 0 : data.length;
    return events;
  }

  /** Takes one thing off the front. Returns the rest, or `undefined` when more bytes are needed or all is lost. */
  private cut(data: Buffer, events: StreamEvent[]): Buffer | undefined {
    this.#needed = data.length + 1;
    if (data.length === 0) return undefined;
    if (data[0] === CR) {
      if (data.length === 1) return undefined;
      if (data[1] === LF) {
        if (data[2] !== CR) return data.length === 2 ? undefined : data.subarray(2);
        if (data.length === 3) return undefined;
        if (data[3] !== LF) return data.subarray(2);
        events.push({ type: 'ping' });
        return data.subarray(4);
      }
    }
    const headEnd = data.indexOf(HEAD_END, this.#searched);
    if (headEnd < 0) {
      this.#searched = Math.max(0, data.length - 3);
      return data.length > LIMITS.head ? this.die(events, data) : undefined;
    }
    this.#searched = headEnd;
    const bodyStart = headEnd + 4;
    const length = contentLength(data.toString('latin1', 0, headEnd + 2));
    if (length === undefined || bodyStart + length > LIMITS.message) return this.die(events, data.subarray(0, bodyStart));
    const end = bodyStart + length;
    if (data.length < end) {
      this.#needed = end;
      return undefined;
    }
    events.push({ type: 'message', data: data.subarray(0, end) });
    return data.subarray(end);
  }

  private die(events: StreamEvent[], data: Buffer): undefined {
    this.#isDead = true;
    const parsed = parseMessage(data, { stream: true });
    const failure: ParseFailure = parsed.ok
      ? { code: 'too-large', text: `a message may have ${LIMITS.message} bytes`, status: 513, partial: parsed.value }
      : parsed.error;
    events.push({ type: 'error', failure });
    return undefined;
  }
}

/** The one Content-Length of a head, or `undefined` when there is none, or several, or it is no number. */
function contentLength(head: string): number | undefined {
  const quick = plainContentLength(head);
  if (quick !== undefined) return quick;
  const lines: HeaderLine[] = [];
  scanHeaders(Buffer.from(head, 'latin1'), head, head.indexOf('\r\n') + 2, lines, false);
  const values = lines.filter((line) => line.id === 'content-length');
  return values.length === 1 ? readUint(values[0]?.value ?? '', Number.MAX_SAFE_INTEGER) : undefined;
}

/** The usual case without making header lines: one such header, written on one line. */
function plainContentLength(head: string): number | undefined {
  let found: number | undefined;
  for (let at = head.indexOf('\r\n') + 2; at > 1 && at < head.length; at = head.indexOf('\r\n', at) + 2) {
    const letter = head.charCodeAt(at) | 32;
    if (letter !== SMALL_C && letter !== SMALL_L) continue;
    let end = at;
    while (isIn(head.charCodeAt(end), TOKEN)) end++;
    if (headerId(head.slice(at, end)) !== 'content-length') continue;
    const start = skipWhitespace(head, skipWhitespace(head, end) + 1);
    const lineEnd = head.indexOf('\r\n', at);
    if (found !== undefined || isWhitespace(head.charCodeAt(lineEnd + 2))) return undefined;
    found = readUint(head, Number.MAX_SAFE_INTEGER, start, trimEnd(head, start, lineEnd));
    if (found === undefined) return undefined;
  }
  return found;
}
