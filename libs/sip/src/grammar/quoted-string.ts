import { isToken } from './char-class.js';

const QUOTE = 34;
const BACKSLASH = 92;

/** Where the quoted string that opens at `at` ends: the position after its closing quote, or -1 when it never closes (RFC 3261 §25.1). */
export function endOfQuoted(text: string, at: number, end = text.length): number {
  for (let i = at + 1; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === BACKSLASH) i++;
    else if (code === QUOTE) return i + 1;
  }
  return -1;
}

/** `"a \"b\""` → `a "b"`. A text without surrounding quotes is returned as it is. */
export function unquote(text: string): string {
  if (text.length < 2 || text.charCodeAt(0) !== QUOTE || text.charCodeAt(text.length - 1) !== QUOTE) return text;
  const inner = text.slice(1, -1);
  if (!inner.includes('\\')) return inner;
  let plain = '';
  for (let i = 0; i < inner.length; i++) {
    if (inner.charCodeAt(i) === BACKSLASH && i + 1 < inner.length) i++;
    plain += inner[i];
  }
  return plain;
}

/**
 * `a "b"` → `"a \"b\""`. CR and LF cannot be carried by a quoted string, not even escaped (RFC 3261 §25.1), so they become spaces:
 * text of a person's making can never open a new header line.
 */
export function quote(text: string): string {
  let quoted = '"';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 13 || code === 10) quoted += ' ';
    else if (code === QUOTE || code === BACKSLASH || (code < 32 && code !== 9) || code === 127) quoted += '\\' + text[i];
    else quoted += text[i];
  }
  return quoted + '"';
}

/** A parameter value as it must be written: bare when it is a token, quoted otherwise. */
export const tokenOrQuoted = (text: string): string => (isToken(text) ? text : quote(text));
