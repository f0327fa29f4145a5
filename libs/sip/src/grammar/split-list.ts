import { skipWhitespace, trimEnd } from './char-class.js';
import { endOfQuoted } from './quoted-string.js';

/**
 * The position of the next comma at or after `at` that separates values: not inside a quoted string, not inside `<…>`. `text.length` when
 * there is none. An unclosed quote or bracket swallows the rest; whoever parses the value then refuses it.
 */
export function nextComma(text: string, at: number): number {
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 44) return i;
    if (code === 34) {
      const end = endOfQuoted(text, i);
      if (end < 0) return text.length;
      i = end - 1;
    } else if (code === 60) {
      const end = text.indexOf('>', i);
      if (end < 0) return text.length;
      i = end;
    }
  }
  return text.length;
}

/** Splits a header value at its separating commas and trims each part. Empty parts (`a,,b`) are kept out (RFC 3261 §7.3.1 gives them no meaning). */
export function splitList(text: string): string[] {
  if (!text.includes(',')) return text === '' ? [] : [text];
  const parts: string[] = [];
  for (let at = 0; at <= text.length;) {
    const comma = nextComma(text, at);
    const start = skipWhitespace(text, at, comma);
    const end = trimEnd(text, start, comma);
    if (end > start) parts.push(text.slice(start, end));
    at = comma + 1;
  }
  return parts;
}

/** The first value of a list and the text after its comma (trimmed; empty when it was the only one). */
export function splitFirst(text: string): { readonly first: string; readonly rest: string } {
  if (!text.includes(',')) return { first: text, rest: '' };
  const comma = nextComma(text, 0);
  return { first: text.slice(0, trimEnd(text, 0, comma)), rest: text.slice(comma + 1).trim() };
}
