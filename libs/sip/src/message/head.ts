import { headerIdOfCode, headerNameOfCode, UNKNOWN_HEADER } from '../headers/header-codes.js';
import type { HeaderCode } from '../headers/header-codes.js';
import type { HeaderName } from '../headers/header-names.js';

// One header line in one small integer: where it starts (16 bits), how long its name is (6 bits), whether its value has more white space
// around it than the one blank after the colon (1 bit), and the code of its name (8 bits).
const START_SHIFT = 15;
const NAME_SHIFT = 9;
const LOOSE = 256;
export const MAX_INDEXED_NAME = 63;
/** After `SIP/2.0 200 `. */
const REASON_AT = 12;
const NO_BODY = Buffer.alloc(0);

export const packLine = (start: number, nameLength: number, isLoose: boolean, code: HeaderCode): number =>
  (start << START_SHIFT) | (nameLength << NAME_SHIFT) | (isLoose ? LOOSE : 0) | code;

/**
 * The head of a received message as it came, with an index of its lines: no strings are made until somebody asks. Never changes, so that a
 * message, its copies and its responses share one. All in it is US-ASCII, and its lines are not folded: other heads are read as text.
 */
export class Head {
  #text: string | undefined;

  constructor(
    /** The whole datagram, or the message that was cut out of a stream. Nobody may write into it. */
    readonly data: Buffer,
    /** One packed line each, and the end of the last line as another start. */
    private readonly lines: readonly number[],
    /** 0: it is a request. */
    readonly status: number,
    // Packed spans, of what the message has; of what it lacks, 0.
    private readonly uri: number,
    readonly branch: number,
    readonly viaHost: number,
    /** Not a span but the port; 0: there is none. */
    readonly viaPort: number,
    /** Where the top Via ends. */
    private readonly viaEnd: number,
    /** What follows the word in `;rport`. */
    private readonly viaRport: number,
    /** `received=…` */
    private readonly viaReceived: number,
    readonly fromTag: number,
    readonly fromUri: number,
    readonly toTag: number,
    readonly toUri: number,
    /** Number of CSeq. */
    readonly sequence: number,
    /** Method of CSeq. */
    readonly method: string,
    /** -1: there is none. */
    readonly contentLength: number,
    readonly bodyEnd: number,
  ) {}

  /** How many header lines there are. */
  get size(): number {
    return this.lines.length - 1;
  }

  /** Start line and headers as text. */
  get text(): string {
    return (this.#text ??= this.data.toString('latin1', 0, this.startOf(this.size)));
  }

  get requestUri(): string {
    return this.span(this.uri);
  }

  get reason(): string {
    return this.text.slice(REASON_AT, this.startOf(0) - 2);
  }

  get startLine(): string {
    return this.text.slice(0, this.startOf(0));
  }

  /** What follows the head, as far as it belongs to the message. */
  body(): Buffer {
    const start = this.startOf(this.size) + 2;
    return this.bodyEnd > start ? this.data.subarray(start, this.bodyEnd) : NO_BODY;
  }

  /** The message without what may follow it in its datagram. */
  message(): Buffer {
    return this.bodyEnd === this.data.length ? this.data : this.data.subarray(0, this.bodyEnd);
  }

  /** Does Content-Length tell the truth, in plain digits, when this is the body? `undefined` is the received one. */
  fits(body: Buffer | undefined): boolean {
    if (this.contentLength < 0) return false;
    const start = this.startOf(this.size) + 2;
    if (
      body !== undefined &&
      (body.length !== this.contentLength ||
        (body.length > 0 && (body.buffer !== this.data.buffer || body.byteOffset !== this.data.byteOffset + start)))
    )
      return false;
    return true;
  }

  codeOf(line: number): HeaderCode {
    return (this.lines[line] as number) & 255;
  }

  /** Where a line begins; `startOf(size)` is the end of the last. */
  startOf(line: number): number {
    return (this.lines[line] as number) >>> START_SHIFT;
  }

  /** The first line from `from` on whose name has that code, or -1. */
  find(code: HeaderCode, from = 0): number {
    const { lines } = this;
    for (let i = from; i < lines.length - 1; i++) if (((lines[i] as number) & 255) === code) return i;
    return -1;
  }

  /** The same for a name without a code. */
  findNamed(id: HeaderName, from = 0): number {
    const { size } = this;
    for (let i = from; i < size; i++) if (this.isNamed(i, id)) return i;
    return -1;
  }

  /** Is that line's name the one with this id (lower case, long form)? For names without a code. */
  isNamed(line: number, id: HeaderName): boolean {
    const packed = this.lines[line] as number;
    if ((packed & 255) !== UNKNOWN_HEADER || ((packed >>> NAME_SHIFT) & MAX_INDEXED_NAME) !== id.length) return false;
    return this.nameOf(line).toLowerCase() === id;
  }

  /** As received. */
  nameOf(line: number): string {
    const packed = this.lines[line] as number;
    const start = packed >>> START_SHIFT;
    const end = start + ((packed >>> NAME_SHIFT) & MAX_INDEXED_NAME);
    const code = packed & 255;
    if (code !== UNKNOWN_HEADER) {
      const usual = headerNameOfCode(code);
      if (usual.length === end - start && this.text.startsWith(usual, start)) return usual;
    }
    return this.text.slice(start, end);
  }

  idOf(line: number): HeaderName {
    const code = this.codeOf(line);
    return code === UNKNOWN_HEADER ? this.nameOf(line).toLowerCase() : headerIdOfCode(code);
  }

  /** Trimmed. */
  valueOf(line: number): string {
    const packed = this.lines[line] as number;
    const start = this.valueStartOf(line);
    const end = this.endOf(line);
    return (packed & LOOSE) === 0 ? this.text.slice(start + 1, end) : this.text.slice(start, end).trim();
  }

  /** Where the value of a line begins, or white space before it. */
  valueStartOf(line: number): number {
    const packed = this.lines[line] as number;
    return (packed >>> START_SHIFT) + ((packed >>> NAME_SHIFT) & MAX_INDEXED_NAME) + 1;
  }

  /** Where a line ends, without its CRLF. */
  endOf(line: number): number {
    return this.startOf(line + 1) - 2;
  }

  /** Host and port of the top Via as written. */
  sentBy(): string {
    const start = this.viaHost >>> 16;
    const end = this.viaHost & 0xffff;
    return this.viaPort === 0 ? this.text.slice(start, end) : `${this.text.slice(start, end)}:${this.viaPort}`;
  }

  /** The first Via line with the source its request truly came from; undefined when the line claims another, which is to be taken out first. */
  stampedVia(line: number, port: number, address: string): string | undefined {
    const { text, viaRport, viaEnd } = this;
    if (this.viaReceived !== 0 || ((this.lines[line] as number) & LOOSE) !== 0) return undefined;
    const host = this.span(this.viaHost);
    const received = host === address || host === `[${address}]` ? '' : `;received=${address}`;
    const start = this.valueStartOf(line) + 1;
    const end = this.endOf(line);
    if (viaRport === 0) return `${text.slice(start, viaEnd)};rport=${port}${received}${text.slice(viaEnd, end)}`;
    return `${text.slice(start, viaRport >>> 16)}=${port}${text.slice(viaRport & 0xffff, viaEnd)}${received}${text.slice(viaEnd, end)}`;
  }

  /** The text of a packed span. */
  span(packed: number): string {
    return this.text.slice(packed >>> 16, packed & 0xffff);
  }
}
