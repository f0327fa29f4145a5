import type { HeaderName } from '../headers/header-names.js';
import type { SipMessage } from './sip-message.js';

/** One header line in wire order. */
export interface HeaderLine {
  /** As received, e.g. `v` or `MaX-fOrWaRdS`; written back unchanged. */
  readonly name: string;
  /** Lower-case long form, compact forms expanded: `via`. */
  readonly id: HeaderName;
  /** Unfolded and trimmed. */
  value: string;
}

/** `"Alice" <sip:alice@example.com>;tag=1`. Parameters by lower-case name, values as on the wire (quotes kept: see `unquote`). */
export interface NameAddr {
  /** Without quotes and escapes; empty when there is none. */
  displayName: string;
  uri: string;
  params: Map<string, string | undefined>;
}

/** One hop of Via. `branch` is a shortcut of `params.get('branch')`; `formatVia` writes `branch` when the two differ. */
export interface Via {
  /** Transport in upper case: `UDP`, `TCP`, `TLS`, `WS`, `WSS` or what was received. */
  protocol: string;
  /** Host as on the wire; IPv6 references keep their brackets. */
  host: string;
  port?: number;
  branch?: string;
  params: Map<string, string | undefined>;
}

export interface CSeq {
  readonly seq: number;
  readonly method: string;
}

/** Why bytes are not a message we take. */
export type ParseFailureCode =
  | 'start-line'
  | 'version'
  | 'request-uri'
  | 'header-line'
  | 'header-too-large'
  | 'head-too-large'
  | 'too-many-headers'
  | 'body-too-large'
  | 'missing-header'
  | 'duplicate-header'
  | 'bad-header'
  | 'content-length'
  | 'too-large';

export interface ParseFailure {
  readonly code: ParseFailureCode;
  /** Name of the header that broke the rule. */
  readonly header?: string;
  /** The rule, as a sentence that can be logged or put in a reason phrase. */
  readonly text: string;
  /** The offending value, cut to 200 characters. */
  readonly value?: string;
  /** The status to answer a request with: 400, 501 (an unknown method that CSeq does not repeat), 505 (version) or 513 (too large). */
  readonly status: 400 | 501 | 505 | 513;
  /**
   * What could be read of a request or response, so that a 400 can be sent. Absent when not even the start line was one. Its `via()` is
   * undefined when the top Via is missing or unreadable.
   */
  readonly partial?: SipMessage;
}
