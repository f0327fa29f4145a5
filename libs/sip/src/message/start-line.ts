import { allIn, readUint, TOKEN, trimEnd } from '../grammar/char-class.js';
import { METHODS } from '../headers/methods.js';
import type { ParseFailureCode } from './types.js';

export interface StartLine {
  readonly kind: 'request' | 'response';
  readonly method: string;
  readonly requestUri: string;
  readonly status: number;
  readonly reason: string;
  /** Set when the line is recognisable, so that a request can be answered, but breaks a rule. */
  readonly trouble?: { readonly code: ParseFailureCode; readonly text: string };
}

const sharedMethod: Readonly<Record<string, string>> = METHODS;

/** Reads `text[start, end)` as Request-Line or Status-Line (RFC 3261 §7.1, §7.2). `undefined` when it is neither, not even a broken one. */
export function readStartLine(text: string, start: number, end: number): StartLine | undefined {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if ((code < 32 && code !== 9) || code === 127) return undefined;
  }
  if (text.startsWith('SIP/', start)) return readStatusLine(text, start, end);
  const first = text.indexOf(' ', start);
  if (first < 0 || first >= end || !allIn(text, TOKEN, start, first)) return undefined;
  const spelled = text.slice(start, first);
  const method = sharedMethod[spelled] ?? spelled;
  const last = text.lastIndexOf(' ', end - 1);
  if (last > first && isVersion2(text, last + 1, end)) {
    const requestUri = text.slice(first + 1, last);
    return { kind: 'request', method, requestUri, status: 0, reason: '' };
  }
  // Not a clean line. It still is a SIP request with a fault when something like a version closes it.
  const trimmed = trimEnd(text, first, end);
  const version = text.lastIndexOf(' ', trimmed - 1) + 1;
  if (
    version <= first + 1 ||
    !text
      .slice(version, version + 4)
      .toUpperCase()
      .startsWith('SIP/')
  )
    return undefined;
  const requestUri = text.slice(first + 1, version - 1).trim();
  const partial = { kind: 'request', method, requestUri, status: 0, reason: '' } as const;
  if (isVersion2(text, version, trimmed)) return { ...partial, trouble: { code: 'start-line', text: 'white space follows the version' } };
  return {
    ...partial,
    trouble: { code: 'version', text: `only SIP/2.0 is spoken here, not ${text.slice(version, trimmed).slice(0, 32)}` },
  };
}

function readStatusLine(text: string, start: number, end: number): StartLine | undefined {
  const space = text.indexOf(' ', start);
  if (space < 0 || space >= end) return undefined;
  const status = readUint(text, 699, space + 1, Math.min(space + 4, end)) ?? 0;
  const hasReason = end > space + 4;
  const wellFormed = end >= space + 4 && status >= 100 && (!hasReason || text.charCodeAt(space + 4) === 32);
  if (!wellFormed) return undefined;
  const line = { kind: 'response', method: '', requestUri: '', status, reason: hasReason ? text.slice(space + 5, end) : '' } as const;
  if (isVersion2(text, start, space)) return line;
  return { ...line, trouble: { code: 'version', text: `only SIP/2.0 is spoken here, not ${text.slice(start, space).slice(0, 32)}` } };
}

/** Case-insensitive (RFC 3261 §7.1), compared without making a string for the usual spelling. */
function isVersion2(text: string, start: number, end: number): boolean {
  if (end - start !== 7) return false;
  return text.startsWith('SIP/2.0', start) || text.slice(start, end).toUpperCase() === 'SIP/2.0';
}
