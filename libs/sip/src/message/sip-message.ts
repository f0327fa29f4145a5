import { CodedError } from '@switchyard/kernel';
import { splitFirst, splitList } from '../grammar/split-list.js';
import { CODES, type HeaderCode, headerCode } from '../headers/header-codes.js';
import { HEADERS, headerNameOf } from '../headers/header-names.js';
import { reasonOf } from '../headers/status-reasons.js';
import { parseCSeq } from './cseq.js';
import { hasTag } from './has-tag.js';
import type { Head } from './head.js';
import { HeaderStore, type Line } from './header-store.js';
import { writeMessage } from './message-writer.js';
import { parseNameAddr } from './name-addr.js';
import { ReceivedAddress, ReceivedVia } from './received-values.js';
import type { CSeq, HeaderLine, NameAddr, Via } from './types.js';
import { parseVia } from './via.js';

const NO_BODY = Buffer.alloc(0);

/**
 * A parsed value. Our own changes of the header void it; once `headers` was given out others may change it too, so the very text it was parsed
 * from is kept and compared.
 */
interface Cached<T> {
  readonly text: string;
  readonly value: T;
}

/**
 * One SIP request or response. A received one is its bytes and an index of its lines; header values stay bytes until somebody asks. `via()`,
 * `from()`, `to()`, `cseq()` and `contacts()` parse once per text and remember. What they return is shared: to change a header, change a copy
 * and `set` or `replaceFirstValue` it. Where messages are many, `branch()`, `fromTag()` and `toTag()` read without making objects.
 */
export class SipMessage extends HeaderStore {
  readonly kind: 'request' | 'response';
  /** The start line is not, or not any more, that of `head`. */
  private ownStart: boolean;
  private givenMethod: string;
  private givenUri: string | undefined;
  private givenStatus: number;
  private givenReason: string | undefined;
  private givenBody: Buffer | undefined;
  /** The top Via line of `head` with the source of the request written in. */
  private stamped: HeaderLine | undefined = undefined;
  private cachedVia: Cached<Via> | undefined = undefined;
  private cachedFrom: Cached<NameAddr> | undefined = undefined;
  private cachedTo: Cached<NameAddr> | undefined = undefined;
  private cachedCSeq: Cached<CSeq> | undefined = undefined;
  private cachedContacts: Cached<NameAddr[]> | undefined = undefined;

  private constructor(
    head: Head | undefined,
    lines: Line[] | undefined,
    method: string,
    status: number,
    uri: string | undefined,
    reason: string | undefined,
    body: Buffer | undefined,
  ) {
    super(head, lines);
    this.kind = status === 0 ? 'request' : 'response';
    this.ownStart = uri !== undefined;
    this.givenMethod = method;
    this.givenUri = uri;
    this.givenStatus = status;
    this.givenReason = reason;
    this.givenBody = body;
  }

  static request(method: string, uri: string): SipMessage {
    return new SipMessage(undefined, [], method, 0, uri, '', NO_BODY);
  }

  /** `reason` defaults to the registered phrase. */
  static response(status: number, reason: string = reasonOf(status)): SipMessage {
    return new SipMessage(undefined, [], '', status, '', reason, NO_BODY);
  }

  /** The message that came with this head. For the parser, as is `adoptLines`. */
  static received(head: Head): SipMessage {
    return new SipMessage(head, undefined, head.status === 0 ? head.method : '', head.status, undefined, undefined, undefined);
  }

  /**
   * A response with the lines that every response takes from its request (RFC 3261 §8.2.6): Via, From, the first To, Call-ID, CSeq, and of a
   * 100 the Timestamp. Lines as received are shared, not copied.
   */
  static answering(request: SipMessage, status: number, reason: string = reasonOf(status)): SipMessage {
    const { head } = request;
    const taken: Line[] = [];
    let hasTo = false;
    const count = request.lineCount;
    for (let i = 0; i < count; i++) {
      const line = request.lineAt(i);
      const code = typeof line === 'number' ? (head as Head).codeOf(line) : headerCode(line.id);
      if (code === CODES.TO) {
        if (hasTo) continue;
        hasTo = true;
      } else if (code === CODES.TIMESTAMP) {
        if (status !== 100) continue;
      } else if (code !== CODES.VIA && code !== CODES.FROM && code !== CODES.CALL_ID && code !== CODES.CSEQ) continue;
      taken.push(typeof line === 'number' ? line : { name: line.name, id: line.id, value: line.value });
    }
    const response = new SipMessage(head, taken, '', status, '', reason, NO_BODY);
    response.headEncoding = request.headEncoding;
    return response;
  }

  /** Empty on a response. */
  get requestUri(): string {
    return (this.givenUri ??= this.kind === 'request' ? (this.head as Head).requestUri : '');
  }
  set requestUri(uri: string) {
    this.givenUri = uri;
    this.ownStart = true;
  }

  /** 0 on a request. */
  get status(): number {
    return this.givenStatus;
  }
  set status(status: number) {
    this.givenStatus = status;
    this.ownStart = true;
  }

  /** Empty on a request. */
  get reason(): string {
    return (this.givenReason ??= this.kind === 'response' ? (this.head as Head).reason : '');
  }
  set reason(reason: string) {
    this.givenReason = reason;
    this.ownStart = true;
  }

  /** The request method; of a response, the method of its CSeq (empty while it has none). */
  get method(): string {
    if (this.kind === 'request') return this.givenMethod;
    if (this.receivedLine('cseq', CODES.CSEQ) >= 0) return (this.head as Head).method;
    return this.readCSeq()?.method ?? '';
  }
  set method(method: string) {
    this.givenMethod = method;
    this.ownStart = true;
  }

  /** A view of the received bytes, or what was set. */
  get body(): Buffer {
    return (this.givenBody ??= (this.head as Head).body());
  }
  set body(body: Buffer) {
    this.givenBody = body;
  }

  /**
   * Writes the source of a request into its top Via: `rport` always, `received` when the sent-by host differs. False when the line is not as
   * it was received, or claims a source already: then the caller has to rewrite it.
   */
  stampVia(port: number, address: string): boolean {
    const { head } = this;
    const line = this.receivedLine('via', CODES.VIA);
    if (line < 0 || line !== head?.find(CODES.VIA)) return false;
    const value = head.stampedVia(line, port, address);
    if (value === undefined) return false;
    const at = this.indexOf('via', CODES.VIA);
    const stamped: HeaderLine = { name: head.nameOf(line), id: 'via', value };
    this.ownLines()[at] = stamped;
    this.cachedVia = undefined;
    this.stamped = stamped;
    return true;
  }

  /** The branch of the top Via; undefined when it has none or cannot be read. */
  branch(): string | undefined {
    const { head } = this;
    if (!this.hasReceivedVia()) return this.via()?.branch;
    return head === undefined || head.branch === 0 ? undefined : head.span(head.branch);
  }

  /** Host and port of the top Via as on the wire, `host` or `host:port`; undefined like `branch`. */
  sentBy(): string | undefined {
    if (this.hasReceivedVia()) return (this.head as Head).sentBy();
    const via = this.via();
    return via && (via.port === undefined ? via.host : `${via.host}:${via.port}`);
  }

  /** The tag of From as on the wire; undefined when it has none. Throws `header-unreadable` like `from`. */
  fromTag(): string | undefined {
    if (this.receivedLine('from', CODES.FROM) < 0) return this.from().params.get('tag');
    const { fromTag } = this.head as Head;
    return fromTag === 0 ? undefined : (this.head as Head).span(fromTag);
  }

  /** The tag of To as on the wire; undefined when it has none. Throws `header-unreadable` like `from`. */
  toTag(): string | undefined {
    if (this.receivedLine('to', CODES.TO) < 0) return this.to().params.get('tag');
    const { toTag } = this.head as Head;
    return toTag === 0 ? undefined : (this.head as Head).span(toTag);
  }

  /** Is there a To without a tag? Reads one that came only in part, too. */
  lacksToTag(): boolean {
    const line = this.receivedLine('to', CODES.TO);
    if (line >= 0) return (this.head as Head).toTag === 0;
    const to = this.first('to', CODES.TO);
    return to !== undefined && !hasTag(to);
  }

  /** The top Via; undefined when there is none or it cannot be read. */
  via(): Via | undefined {
    const cached = this.cachedVia;
    if (cached !== undefined && !this.exposed) return cached.value;
    const text = this.first('via', CODES.VIA);
    if (text === undefined) return undefined;
    if (this.hasReceivedVia()) {
      this.cachedVia = { text, value: new ReceivedVia(this.head as Head, text) };
      return this.cachedVia.value;
    }
    if (cached?.text === text) return cached.value;
    const parsed = parseVia(splitFirst(text).first);
    if (!parsed.ok) return undefined;
    this.cachedVia = { text, value: parsed.value };
    return parsed.value;
  }

  /** Throws `header-unreadable` when there is none or it is wrong; never after a successful `parseMessage`. */
  from(): NameAddr {
    this.cachedFrom = this.address('from', CODES.FROM, this.cachedFrom);
    return this.cachedFrom.value;
  }

  /** Throws `header-unreadable` like `from`. */
  to(): NameAddr {
    this.cachedTo = this.address('to', CODES.TO, this.cachedTo);
    return this.cachedTo.value;
  }

  /** Throws `header-unreadable` like `from`. */
  cseq(): CSeq {
    const cseq = this.readCSeq();
    if (!cseq) throw unreadable(HEADERS.CSEQ, this.get('cseq'), 'it must be a number below 2^31 and a method');
    return cseq;
  }

  /** Throws `header-unreadable` when there is none. */
  callId(): string {
    const id = this.first('call-id', CODES.CALL_ID);
    if (id === undefined) throw unreadable(HEADERS.CALL_ID, id, 'it is missing');
    return id;
  }

  /** All contacts; `Contact: *` gives none (see `isStarContact`). Throws `header-unreadable` like `from`. */
  contacts(): NameAddr[] {
    const cached = this.cachedContacts;
    if (cached !== undefined && !this.exposed) return cached.value;
    const texts = this.getAll('contact');
    if (texts.length === 0) return [];
    const text = texts.length === 1 ? (texts[0] as string) : texts.join(',');
    if (cached?.text === text) return cached.value;
    const contacts: NameAddr[] = [];
    for (const value of splitList(text)) {
      if (value === '*' && text === '*') continue;
      const parsed = parseNameAddr(value);
      if (!parsed.ok) throw unreadable(HEADERS.CONTACT, value, parsed.error);
      contacts.push(parsed.value);
    }
    this.cachedContacts = { text, value: contacts };
    return contacts;
  }

  /** `Contact: *`, which removes all bindings of a REGISTER (RFC 3261 §10.2.2). */
  isStarContact(): boolean {
    return this.get('contact') === '*';
  }

  /**
   * The bytes for the wire, not to be written into: those that were received when nothing was changed. Content-Length is computed anew; other
   * received lines are copied as they came.
   */
  toBuffer(): Buffer {
    const { head } = this;
    if (head !== undefined && !this.ownStart) {
      if (this.lines === undefined && head.fits(this.givenBody)) return head.message();
      return writeMessage(head.startLine, head, this.lines ?? this.ownLines(), this.body, this.headEncoding);
    }
    const start = this.kind === 'request' ? `${this.givenMethod} ${this.requestUri} SIP/2.0` : `SIP/2.0 ${this.givenStatus} ${this.reason}`;
    // A start line of two lines would be a header of somebody else's making.
    if (start.includes('\n') || start.includes('\r')) {
      throw new CodedError('start-line-unsafe', `the start line holds a line end: ${JSON.stringify(start.slice(0, 200))}`);
    }
    return writeMessage(`${start}\r\n`, head, this.ownLines(), this.body, this.headEncoding);
  }

  /** A copy whose header lines can be changed freely. The received bytes and the body are shared: bodies are replaced, never edited. */
  clone(): SipMessage {
    const lines = this.lines?.map((line) => (typeof line === 'number' ? line : { name: line.name, id: line.id, value: line.value }));
    const copy = new SipMessage(this.head, lines, this.givenMethod, this.givenStatus, this.givenUri, this.givenReason, this.givenBody);
    copy.ownStart = this.ownStart;
    copy.headEncoding = this.headEncoding;
    if (this.stamped !== undefined && lines !== undefined)
      copy.stamped = lines[this.lines?.indexOf(this.stamped) ?? -1] as HeaderLine | undefined;
    return copy;
  }

  /** Gives a message without lines the ones that were read as text. */
  adoptLines(lines: HeaderLine[]): void {
    this.lines = lines;
  }

  protected override changed(code: HeaderCode): void {
    if (code === CODES.VIA) this.cachedVia = undefined;
    else if (code === CODES.FROM) this.cachedFrom = undefined;
    else if (code === CODES.TO) this.cachedTo = undefined;
    else if (code === CODES.CSEQ) this.cachedCSeq = undefined;
    else if (code === CODES.CONTACT) this.cachedContacts = undefined;
  }

  protected override changedAll(): void {
    this.stamped = undefined;
    this.cachedVia = this.cachedFrom = this.cachedTo = this.cachedCSeq = this.cachedContacts = undefined;
  }

  /** Is the top Via that of `head`, but for a stamp? */
  private hasReceivedVia(): boolean {
    const { head, lines } = this;
    if (head === undefined) return false;
    if (lines === undefined) return true;
    const at = this.indexOf('via', CODES.VIA);
    if (at < 0) return false;
    const line = lines[at];
    return typeof line === 'number' ? line === head.find(CODES.VIA) : line === this.stamped;
  }

  private first(id: string, code: HeaderCode): string | undefined {
    const at = this.indexOf(id, code);
    return at < 0 ? undefined : this.valueAt(at);
  }

  private address(id: 'from' | 'to', code: HeaderCode, cached: Cached<NameAddr> | undefined): Cached<NameAddr> {
    if (cached !== undefined && !this.exposed) return cached;
    const line = this.receivedLine(id, code);
    if (line >= 0) {
      const head = this.head as Head;
      return { text: '', value: new ReceivedAddress(head, line, id === 'from' ? head.fromUri : head.toUri) };
    }
    const text = this.first(id, code);
    if (text !== undefined && cached?.text === text) return cached;
    const parsed = parseNameAddr(text ?? '');
    if (!parsed.ok) throw unreadable(headerNameOf(id), text, text === undefined ? 'it is missing' : parsed.error);
    return { text: text ?? '', value: parsed.value };
  }

  private readCSeq(): CSeq | undefined {
    const cached = this.cachedCSeq;
    if (cached !== undefined && !this.exposed) return cached.value;
    if (this.receivedLine('cseq', CODES.CSEQ) >= 0) {
      const { sequence, method } = this.head as Head;
      this.cachedCSeq = { text: '', value: { seq: sequence, method } };
      return this.cachedCSeq.value;
    }
    const text = this.first('cseq', CODES.CSEQ);
    if (text === undefined) return undefined;
    if (cached?.text === text) return cached.value;
    const value = parseCSeq(text);
    if (value) this.cachedCSeq = { text, value };
    return value;
  }
}

const unreadable = (header: string, value: string | undefined, why: string): CodedError =>
  new CodedError('header-unreadable', `${header} cannot be read: ${why}${value === undefined ? '' : ` (got '${value.slice(0, 200)}')`}`, {
    header,
    value,
    why,
  });
