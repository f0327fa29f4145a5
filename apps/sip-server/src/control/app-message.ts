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

const BLANK_LINE = '\r\n\r\n';
const HEADER_NAME = /^[A-Za-z0-9\-.!%*_+`'~]+$/;
const NO_BODY: Buffer = Buffer.alloc(0);

/**
 * Reads the SIP text of a frame. The body is everything after the blank line: the Content-Length of applications counts characters
 * and is ignored. Lines that are no header (no colon, a name outside the token set of RFC 3261) are skipped.
 */
export function readAppMessage(text: Buffer): AppMessage {
  const headEnd = text.indexOf(BLANK_LINE);
  const head = text.toString('utf8', 0, headEnd < 0 ? text.length : headEnd);
  const lines = head.split('\r\n');
  const startLine = lines[0] ?? '';
  const headers: AppHeader[] = [];
  for (let i = 1; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim();
    const value = line.slice(colon + 1).trim();
    if (HEADER_NAME.test(name) && !value.includes('\n') && !value.includes('\r')) headers.push({ name, id: headerId(name), value });
  }
  const body = headEnd < 0 ? NO_BODY : text.subarray(headEnd + BLANK_LINE.length);
  return { startLine, ...readStartLine(startLine), headers, body };
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
