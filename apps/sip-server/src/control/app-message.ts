import { headerId } from '@switchyard/sip';

/** A header as the application wrote it. */
export interface AppHeader {
  readonly name: string;
  readonly id: string;
  readonly value: string;
}

/** The SIP text of a frame. It is a wish, not a message: Via, tags, CSeq and lengths may be missing or wrong. */
export interface AppMessage {
  readonly startLine: string;
  /** Empty on a response. */
  readonly method: string;
  readonly uri: string;
  /** 0 on a request. */
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly AppHeader[];
  readonly body: Buffer;
}

const LINE_END = '\r\n';
const BLANK_LINE = '\r\n\r\n';
const HEADER_NAME = /^[A-Za-z0-9\-.!%*_+`'~]+$/;
const NO_BODY: Buffer = Buffer.alloc(0);

/** What was read out of a spelling: the id of a header, or '' when it is no name. Applications use few spellings again and again. */
const ids = new Map<string, string>();
const MAX_SPELLINGS = 1_000;

/**
 * Reads the SIP text of a frame. The body is everything after the blank line: the Content-Length of applications counts characters
 * and is ignored. Lines that are no header (no colon, a name outside the token set of RFC 3261) are skipped.
 */
export function readAppMessage(bytes: Buffer): AppMessage {
  const text = bytes.toString('utf8');
  const blank = text.indexOf(BLANK_LINE);
  const headEnd = blank < 0 ? text.length : blank;
  const startEnd = endOfLine(text, 0, headEnd);
  const startLine = text.slice(0, startEnd);
  const headers: AppHeader[] = [];
  for (let at = startEnd + LINE_END.length; at < headEnd;) {
    const end = endOfLine(text, at, headEnd);
    const colon = text.indexOf(':', at);
    if (colon > at && colon < end) addHeader(headers, text.slice(at, colon).trim(), text.slice(colon + 1, end).trim());
    at = end + LINE_END.length;
  }
  return { startLine, ...readStartLine(startLine), headers, body: blank < 0 ? NO_BODY : bodyOf(bytes, text, blank) };
}

function addHeader(headers: AppHeader[], name: string, value: string): void {
  const id = ids.get(name) ?? learn(name);
  if (id !== '' && !value.includes('\n') && !value.includes('\r')) headers.push({ name, id, value });
}

function learn(name: string): string {
  if (ids.size >= MAX_SPELLINGS) ids.clear();
  const id = HEADER_NAME.test(name) ? headerId(name) : '';
  ids.set(name, id);
  return id;
}

function endOfLine(text: string, from: number, headEnd: number): number {
  const end = text.indexOf(LINE_END, from);
  return end < 0 || end > headEnd ? headEnd : end;
}

/** Bytes and characters are the same where all is ASCII, which is what SIP mostly is. */
function bodyOf(bytes: Buffer, text: string, blank: number): Buffer {
  const start = text.length === bytes.length ? blank : bytes.indexOf(BLANK_LINE);
  return start + BLANK_LINE.length === bytes.length ? NO_BODY : bytes.subarray(start + BLANK_LINE.length);
}

/** The first value of a header of the application. */
export const appHeader = (message: AppMessage, id: string): string | undefined => message.headers.find((header) => header.id === id)?.value;

function readStartLine(line: string): Pick<AppMessage, 'method' | 'uri' | 'status' | 'reason'> {
  const first = line.indexOf(' ');
  const second = line.indexOf(' ', first + 1);
  const rest = second < 0 ? line.length : second;
  if (line.startsWith('SIP/')) {
    const status = Number(line.slice(first + 1, rest));
    return { method: '', uri: '', status: Number.isInteger(status) ? status : 0, reason: line.slice(rest + 1) };
  }
  return { method: first < 0 ? line : line.slice(0, first), uri: first < 0 ? '' : line.slice(first + 1, rest), status: 0, reason: '' };
}
