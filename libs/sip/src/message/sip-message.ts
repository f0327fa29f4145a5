import { CodedError } from '@switchyard/kernel';
import { splitFirst, splitList } from '../grammar/split-list.js';
import { HEADERS, headerId, headerNameOf } from '../headers/header-names.js';
import { reasonOf } from '../headers/status-reasons.js';
import { parseCSeq } from './cseq.js';
import { parseNameAddr } from './name-addr.js';
import type { CSeq, HeaderLine, NameAddr, Via } from './types.js';
import { parseVia } from './via.js';

const NO_BODY = Buffer.alloc(0);

/** A parsed value and the very text it was parsed from: when the header changes, the text differs and the cache is void. */
interface Cached<T> {
  readonly text: string;
  readonly value: T;
}

/**
 * One SIP request or response. Header values stay text until somebody asks: `via()`, `from()`, `to()`, `cseq()` and `contacts()` parse once
 * per text and remember. What they return is shared: to change a header, change a copy and `set` or `replaceFirstValue` it.
 */
export class SipMessage {
  readonly headers: HeaderLine[] = [];
  body: Buffer = NO_BODY;
  /** Set by the parser for a head that is not UTF-8, so that it is written back byte by byte. */
  headEncoding: 'utf8' | 'latin1' = 'utf8';
  #via: Cached<Via> | undefined;
  #from: Cached<NameAddr> | undefined;
  #to: Cached<NameAddr> | undefined;
  #cseq: Cached<CSeq> | undefined;
  #contacts: Cached<NameAddr[]> | undefined;
  #method: string;

  private constructor(
    readonly kind: 'request' | 'response',
    method: string,
    /** Empty on a response. */
    public requestUri: string,
    /** 0 on a request. */
    public status: number,
    /** Empty on a request. */
    public reason: string,
  ) {
    this.#method = method;
  }

  static request(method: string, uri: string): SipMessage {
    return new SipMessage('request', method, uri, 0, '');
  }

  /** `reason` defaults to the registered phrase. */
  static response(status: number, reason: string = reasonOf(status)): SipMessage {
    return new SipMessage('response', '', '', status, reason);
  }

  /** The request method; of a response, the method of its CSeq (empty while it has none). */
  get method(): string {
    if (this.kind === 'request') return this.#method;
    return this.readCSeq()?.method ?? '';
  }
  set method(method: string) {
    this.#method = method;
  }

  /** Value of the first line of that header. `id` is the lower-case long form. */
  get(id: string): string | undefined {
    for (const line of this.headers) if (line.id === id) return line.value;
    return undefined;
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  /** One entry per header line. */
  getAll(id: string): string[] {
    const all: string[] = [];
    for (const line of this.headers) if (line.id === id) all.push(line.value);
    return all;
  }

  /** All values of a list header across its lines, split at commas outside quotes and brackets. */
  values(id: string): string[] {
    let all: string[] | undefined;
    for (const line of this.headers) {
      if (line.id !== id) continue;
      const parts = splitList(line.value);
      if (all) all.push(...parts);
      else all = parts;
    }
    return all ?? [];
  }

  /** Replaces all lines of that header by one, at the place of the first (at the bottom when there was none). */
  set(name: string, value: string): void {
    const id = headerId(name);
    const at = this.headers.findIndex((line) => line.id === id);
    if (at < 0) return this.add(name, value);
    this.headers[at] = { name: properName(name, id), id, value: safeValue(name, value) };
    for (let i = this.headers.length - 1; i > at; i--) if (this.headers[i]?.id === id) this.headers.splice(i, 1);
  }

  /** Adds a line. `top` puts it above the first line of that header (a new Via, a new Route), or above all when there is none. */
  add(name: string, value: string, where: 'top' | 'bottom' = 'bottom'): void {
    const id = headerId(name);
    const line: HeaderLine = { name: properName(name, id), id, value: safeValue(name, value) };
    if (where === 'bottom') {
      this.headers.push(line);
      return;
    }
    const first = this.headers.findIndex((other) => other.id === id);
    this.headers.splice(Math.max(first, 0), 0, line);
  }

  /** Removes all lines of that header. */
  remove(id: string): void {
    for (let i = this.headers.length - 1; i >= 0; i--) if (this.headers[i]?.id === id) this.headers.splice(i, 1);
  }

  /** Drops the top Via, the first Route … also when several share one line. */
  removeFirstValue(id: string): void {
    const at = this.headers.findIndex((line) => line.id === id);
    const line = this.headers[at];
    if (!line) return;
    const { rest } = splitFirst(line.value);
    if (rest === '') this.headers.splice(at, 1);
    else line.value = rest;
  }

  /** Writes another first value, keeping the others of its line. Adds the header on top when there is none. */
  replaceFirstValue(id: string, value: string): void {
    const line = this.headers.find((other) => other.id === id);
    if (!line) return this.add(id, value, 'top');
    const { rest } = splitFirst(line.value);
    line.value = safeValue(id, rest === '' ? value : `${value}, ${rest}`);
  }

  /** The top Via; undefined when there is none or it cannot be read. */
  via(): Via | undefined {
    const text = this.get('via');
    if (text === undefined) return undefined;
    if (this.#via?.text === text) return this.#via.value;
    const parsed = parseVia(splitFirst(text).first);
    if (!parsed.ok) return undefined;
    this.#via = { text, value: parsed.value };
    return parsed.value;
  }

  /** Throws `header-unreadable` when there is none or it is wrong; never after a successful `parseMessage`. */
  from(): NameAddr {
    this.#from = this.address('from', this.#from);
    return this.#from.value;
  }

  /** Throws `header-unreadable` like `from`. */
  to(): NameAddr {
    this.#to = this.address('to', this.#to);
    return this.#to.value;
  }

  /** Throws `header-unreadable` like `from`. */
  cseq(): CSeq {
    const cseq = this.readCSeq();
    if (!cseq) throw unreadable(HEADERS.CSEQ, this.get('cseq'), 'it must be a number below 2^31 and a method');
    return cseq;
  }

  /** Throws `header-unreadable` when there is none. */
  callId(): string {
    const id = this.get('call-id');
    if (id === undefined) throw unreadable(HEADERS.CALL_ID, id, 'it is missing');
    return id;
  }

  /** All contacts; `Contact: *` gives none (see `isStarContact`). Throws `header-unreadable` like `from`. */
  contacts(): NameAddr[] {
    let text: string | undefined;
    for (const line of this.headers) if (line.id === 'contact') text = text === undefined ? line.value : `${text},${line.value}`;
    if (text === undefined) return [];
    if (this.#contacts?.text === text) return this.#contacts.value;
    const contacts: NameAddr[] = [];
    for (const value of splitList(text)) {
      if (value === '*' && text === '*') continue;
      const parsed = parseNameAddr(value);
      if (!parsed.ok) throw unreadable(HEADERS.CONTACT, value, parsed.error);
      contacts.push(parsed.value);
    }
    this.#contacts = { text, value: contacts };
    return contacts;
  }

  /** `Contact: *`, which removes all bindings of a REGISTER (RFC 3261 §10.2.2). */
  isStarContact(): boolean {
    return this.get('contact') === '*';
  }

  /** The bytes for the wire. Content-Length is computed anew; other header lines are written as they were received. */
  toBuffer(): Buffer {
    const length = this.body.length;
    let head = this.kind === 'request' ? `${this.#method} ${this.requestUri} SIP/2.0\r\n` : `SIP/2.0 ${this.status} ${this.reason}\r\n`;
    // A start line of two lines would be a header of somebody else's making.
    if (head.indexOf('\n') !== head.length - 1 || head.indexOf('\r') !== head.length - 2) {
      throw new CodedError('start-line-unsafe', `the start line holds a line end: ${JSON.stringify(head.slice(0, 200))}`);
    }
    let hasLength = false;
    for (const line of this.headers) {
      if (line.id === 'content-length') {
        if (!hasLength) head += `${line.name}: ${length}\r\n`;
        hasLength = true;
      } else head += `${line.name}: ${line.value}\r\n`;
    }
    head += hasLength ? '\r\n' : `${HEADERS.CONTENT_LENGTH}: ${length}\r\n\r\n`;
    if (length === 0) return Buffer.from(head, this.headEncoding);
    const size = Buffer.byteLength(head, this.headEncoding);
    const bytes = Buffer.allocUnsafe(size + length);
    bytes.write(head, 0, this.headEncoding);
    this.body.copy(bytes, size);
    return bytes;
  }

  /** A copy whose header lines can be changed freely. The body is shared: bodies are replaced, never edited. */
  clone(): SipMessage {
    const copy = new SipMessage(this.kind, this.#method, this.requestUri, this.status, this.reason);
    for (const line of this.headers) copy.headers.push({ name: line.name, id: line.id, value: line.value });
    copy.body = this.body;
    copy.headEncoding = this.headEncoding;
    return copy;
  }

  private address(id: 'from' | 'to', cached: Cached<NameAddr> | undefined): Cached<NameAddr> {
    const text = this.get(id);
    if (text !== undefined && cached?.text === text) return cached;
    const parsed = parseNameAddr(text ?? '');
    if (!parsed.ok) throw unreadable(headerNameOf(id), text, text === undefined ? 'it is missing' : parsed.error);
    return { text: text ?? '', value: parsed.value };
  }

  private readCSeq(): CSeq | undefined {
    const text = this.get('cseq');
    if (text === undefined) return undefined;
    if (this.#cseq?.text === text) return this.#cseq.value;
    const value = parseCSeq(text);
    if (value) this.#cseq = { text, value };
    return value;
  }
}

/** An id such as `via` is written as `Via`; any other spelling is the caller's choice. */
const properName = (name: string, id: string): string => (name === id && name.length > 1 ? headerNameOf(id) : name);

/** Line ends inside a value would open a header of the value's choosing; that is always a caller's bug. */
function safeValue(name: string, value: string): string {
  if (value.includes('\n') || value.includes('\r')) {
    throw new CodedError('header-value-unsafe', `the value of ${name} holds a line end: ${JSON.stringify(value.slice(0, 200))}`, {
      header: name,
    });
  }
  return value;
}

const unreadable = (header: string, value: string | undefined, why: string): CodedError =>
  new CodedError('header-unreadable', `${header} cannot be read: ${why}${value === undefined ? '' : ` (got '${value.slice(0, 200)}')`}`, {
    header,
    value,
    why,
  });
