import { isAscii, isUtf8 } from 'node:buffer';
import { err, ok, type Result } from '@switchyard/kernel';
import { readUint } from '../grammar/char-class.js';
import { HEADERS } from '../headers/header-names.js';
import { decodeUtf8, type ScanTrouble, scanHeaders } from './header-scan.js';
import { LIMITS } from './limits.js';
import { brokenRule } from './message-rules.js';
import { quickHead } from './quick-head.js';
import { SipMessage } from './sip-message.js';
import { readStartLine, type StartLine } from './start-line.js';
import type { HeaderLine, ParseFailure } from './types.js';

/** RFC 3261 §21.5.7. A header line that is too long is one bad header, not a message that is too large. */
const TOO_LARGE: ReadonlySet<string> = new Set(['too-large', 'head-too-large', 'too-many-headers', 'body-too-large']);
const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * Reads one message: the content of a datagram, or with `stream` one message that `StreamFramer` cut out. Empty lines before the start line
 * are skipped (RFC 3261 §7.5). Bytes after Content-Length are dropped from a datagram (§18.3). Never throws: whatever is wrong comes back
 * as `ParseFailure`, with what could be read so that a 400 can be sent. The body is a view of `data`, not a copy.
 */
export function parseMessage(data: Buffer, opts: { readonly stream?: boolean } = {}): Result<SipMessage, ParseFailure> {
  const head = quickHead(data, opts.stream === true);
  return head === undefined ? parseAsText(data, opts.stream === true) : ok(SipMessage.received(head));
}

/** The same for any bytes, by reading text: slower, but it takes all that is legal and says what is wrong with the rest. */
export function parseAsText(data: Buffer, isStream = false): Result<SipMessage, ParseFailure> {
  let start = 0;
  while (data[start] === 13 && data[start + 1] === 10) start += 2;
  const headEnd = data.indexOf(HEAD_END, start);
  const isWhole = headEnd >= 0;
  // Without an empty line what is there is still read: it may name somebody who can be told.
  const rawEnd = isWhole ? headEnd + 2 : data.length;
  const isTooLong = rawEnd - start > LIMITS.head;
  const end = isTooLong ? start + LIMITS.head : rawEnd;

  const bytes = data.subarray(start, end);
  const head = bytes.toString('latin1');
  const hasHighBytes = !isAscii(bytes);
  const isUtf8Head = hasHighBytes && isUtf8(bytes);
  const lineEnd = head.indexOf('\r\n');
  if (lineEnd < 0) return err(failure({ code: 'start-line', text: 'there is no line that ends with CRLF', value: head.slice(0, 200) }));
  if (lineEnd > LIMITS.headerLine)
    return err(failure({ code: 'header-too-large', text: `the start line may have ${LIMITS.headerLine} bytes` }));
  const line = isUtf8Head ? decodedStartLine(head.slice(0, lineEnd)) : readStartLine(head, 0, lineEnd);
  if (!line)
    return err(
      failure({
        code: 'start-line',
        text: 'the first line is neither a request nor a status line',
        value: head.slice(0, Math.min(lineEnd, 200)),
      }),
    );

  const message =
    line.kind === 'request' ? SipMessage.request(line.method, line.requestUri) : SipMessage.response(line.status, line.reason);
  if (hasHighBytes && !isUtf8Head) message.headEncoding = 'latin1';
  const lines: HeaderLine[] = [];
  const scanned = scanHeaders(bytes, head, lineEnd + 2, lines, isUtf8Head);
  message.adoptLines(lines);
  if (data.length > LIMITS.message) {
    const text = `a message may have ${LIMITS.message} bytes, this one has ${data.length}`;
    return err(failure({ code: 'too-large', text }, message));
  }
  if (isTooLong) return err(failure({ code: 'head-too-large', text: `the headers may have ${LIMITS.head} bytes together` }, message));
  if (line.trouble) return err(failure({ ...line.trouble, value: head.slice(0, Math.min(lineEnd, 200)) }, message));
  if (!isWhole) return err(failure({ code: 'header-line', text: 'no empty line ends the headers' }, message));
  if (scanned) return err(failure(scanned, message));
  const broken = brokenRule(message, lines) ?? takeBody(message, data, headEnd + 4, isStream);
  return broken ? err(failure(broken, message)) : ok(message);
}

function decodedStartLine(latin1: string): StartLine | undefined {
  const text = decodeUtf8(latin1);
  return readStartLine(text, 0, text.length);
}

/** Sets the body by Content-Length (RFC 3261 §18.3, §20.14). */
function takeBody(message: SipMessage, data: Buffer, bodyStart: number, isStream: boolean): ScanTrouble | undefined {
  const text = message.get('content-length');
  const available = data.length - bodyStart;
  const refuse = (why: string): ScanTrouble => ({
    code: 'content-length',
    header: HEADERS.CONTENT_LENGTH,
    text: why,
    ...(text === undefined ? {} : { value: text.slice(0, 200) }),
  });
  if (text === undefined) {
    if (isStream) return refuse('Content-Length is mandatory on a stream');
    if (available > LIMITS.body) return tooLong(available);
    if (available > 0) message.body = data.subarray(bodyStart);
    return undefined;
  }
  const length = readUint(text, Number.MAX_SAFE_INTEGER);
  if (length === undefined) return refuse('Content-Length must be a number and not negative');
  if (length > LIMITS.body) return tooLong(length);
  if (length > available) return refuse(`Content-Length promises more than the ${available} bytes that came`);
  if (length > 0) message.body = data.subarray(bodyStart, bodyStart + length);
  return undefined;
}

const tooLong = (length: number): ScanTrouble => ({
  code: 'body-too-large',
  text: `a body may have ${LIMITS.body} bytes, this one has ${length}`,
});

function failure(trouble: ScanTrouble, partial?: SipMessage): ParseFailure {
  const status = trouble.status ?? (trouble.code === 'version' ? 505 : TOO_LARGE.has(trouble.code) ? 513 : 400);
  return { ...trouble, status, ...(partial ? { partial } : {}) };
}
