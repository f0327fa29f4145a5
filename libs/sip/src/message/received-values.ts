import { type Params, readParams } from '../grammar/params.js';
import { unquote } from '../grammar/quoted-string.js';
import { splitFirst } from '../grammar/split-list.js';
import type { Head } from './head.js';
import type { NameAddr, Via } from './types.js';

// What `via()`, `from()` and `to()` give for lines as they were received. The parser has been over their bytes, so nothing can be wrong, and
// maps of parameters are made only for those who ask.

/** Known ones, so that the usual Via makes no string for it. */
const PROTOCOLS = ['UDP', 'TCP', 'TLS', 'WSS', 'WS'];
const PROTOCOL_AT = 'SIP/2.0/'.length;
const SPACE = 32;

/** Parameters that end where the text ends. */
function readAll(text: string, at: number): Params {
  const params: Params = new Map();
  readParams(text, at, params);
  return params;
}

/** The first value of the first Via line of a head; `text` is that line's value, or what became of it when the source was written in. */
export class ReceivedVia implements Via {
  readonly protocol: string;
  readonly host: string;
  declare readonly port?: number;
  declare readonly branch?: string;
  readonly #text: string;
  #params: Params | undefined;

  constructor(head: Head, text: string) {
    this.protocol = protocolIn(text);
    this.host = head.span(head.viaHost);
    if (head.viaPort > 0) this.port = head.viaPort;
    if (head.branch !== 0) this.branch = head.span(head.branch);
    this.#text = text;
  }

  get params(): Params {
    if (this.#params === undefined) {
      const { first } = splitFirst(this.#text);
      const semicolon = first.indexOf(';');
      this.#params = readAll(first, semicolon < 0 ? first.length : semicolon);
    }
    return this.#params;
  }
}

function protocolIn(text: string): string {
  for (const known of PROTOCOLS) {
    if (text.startsWith(known, PROTOCOL_AT) && text.charCodeAt(PROTOCOL_AT + known.length) === SPACE) return known;
  }
  return text.slice(PROTOCOL_AT, text.indexOf(' ', PROTOCOL_AT)).toUpperCase();
}

/** From or To of a head. */
export class ReceivedAddress implements NameAddr {
  readonly uri: string;
  readonly #head: Head;
  readonly #line: number;
  readonly #uri: number;
  #name: string | undefined;
  #params: Params | undefined;

  /** `uri` is the packed span of the address's URI, which stands in `<>`. */
  constructor(head: Head, line: number, uri: number) {
    this.uri = head.span(uri);
    this.#head = head;
    this.#line = line;
    this.#uri = uri;
  }

  get displayName(): string {
    return (this.#name ??= unquote(this.#head.text.slice(this.#head.valueStartOf(this.#line), (this.#uri >>> 16) - 1).trim()));
  }

  get params(): Params {
    return (this.#params ??= readAll(this.#head.text.slice((this.#uri & 0xffff) + 1, this.#head.endOf(this.#line)), 0));
  }
}
