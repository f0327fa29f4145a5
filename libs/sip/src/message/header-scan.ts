import { isIn, isWhitespace, skipWhitespace, TOKEN, trimEnd } from '../grammar/char-class.js';
import { headerId, nextNameHash, spellingAt } from '../headers/header-names.js';
import { LIMITS } from './limits.js';
import type { HeaderLine, ParseFailureCode } from './types.js';

/** The first fault found while scanning; scanning goes on so that as much as possible can be read for an answer. */
export interface ScanTrouble {
  readonly code: ParseFailureCode;
  readonly text: string;
  readonly header?: string;
  readonly value?: string;
  /** Instead of the one that the code stands for. */
  readonly status?: 501;
}

/**
 * Walks once over the header lines of a head, from `start` (the position after the start line) to its end, and adds them to `into`. Folded
 * lines are joined by one space (RFC 3261 §7.3.1). `bytes` are looked at and `head`, the same bytes read as Latin-1, is cut: reading bytes
 * is twice as fast as reading characters. With `isUtf8` values are decoded when they have bytes above 127.
 */
export function scanHeaders(bytes: Uint8Array, head: string, start: number, into: HeaderLine[], isUtf8: boolean): ScanTrouble | undefined {
  let trouble: ScanTrouble | undefined;
  const length = bytes.length;
  let i = start;
  while (i < length) {
    const lineStart = i;
    let hash = 0;
    for (let code = bytes[i] ?? 0; isIn(code, TOKEN); code = bytes[++i] ?? 0) hash = nextNameHash(hash, code);
    const nameEnd = i;
    i = skipWhitespace(head, i);
    const isNamed = nameEnd > lineStart && bytes[i] === 58;
    const valueStart = isNamed ? skipWhitespace(head, i + 1) : i;

    // To the CRLF that is not followed by white space: that one closes the header.
    let folded = false;
    let hasHighBytes = false;
    let bad = -1;
    for (i = valueStart; i < length; i++) {
      const code = bytes[i] as number;
      if (code > 31 && code < 127) continue;
      if (code > 127) hasHighBytes = true;
      else if (code === 13 && bytes[i + 1] === 10) {
        if (!isWhitespace(bytes[i + 2] ?? 0)) break;
        folded = true;
        i++;
      } else if (code !== 9 && (code === 10 || code === 13 || bytes[i - 1] !== 92)) {
        // Control characters exist in quoted pairs only; a lone CR or LF not even there.
        if (bad < 0) bad = i;
      }
    }
    const end = i;
    i += 2;

    if (!isNamed) {
      trouble ??= {
        code: 'header-line',
        text: 'a header line must begin with a name and a colon',
        value: head.slice(lineStart, end).slice(0, 200),
      };
      continue;
    }
    const spelling = spellingAt(head, lineStart, nameEnd, hash);
    const name = spelling ? spelling.name : head.slice(lineStart, nameEnd);
    if (end - lineStart > LIMITS.headerLine) {
      trouble ??= {
        code: 'header-too-large',
        header: name,
        text: `a header may have ${LIMITS.headerLine} bytes, this one has ${end - lineStart}`,
      };
      continue;
    }
    if (bad >= 0) {
      const shown = `0x${(bytes[bad] ?? 0).toString(16).padStart(2, '0')}`;
      trouble ??= {
        code: 'header-line',
        header: name,
        text: `the header holds the control character ${shown}`,
        value: head.slice(valueStart, end).slice(0, 200),
      };
      continue;
    }
    if (into.length >= LIMITS.headerCount)
      return trouble ?? { code: 'too-many-headers', text: `a message may have ${LIMITS.headerCount} header lines` };
    const value = folded ? unfold(head, valueStart, end) : head.slice(valueStart, trimEnd(head, valueStart, end));
    into.push({ name, id: spelling ? spelling.id : headerId(name), value: hasHighBytes && isUtf8 ? decodeUtf8(value) : value });
  }
  return trouble;
}

/** Text that was read as Latin-1 but is UTF-8. */
export const decodeUtf8 = (text: string): string => Buffer.from(text, 'latin1').toString('utf8');

/** Joins the lines of a folded value by single spaces. */
function unfold(head: string, start: number, end: number): string {
  let value = '';
  for (let at = start; at < end;) {
    let lineEnd = head.indexOf('\r\n', at);
    if (lineEnd < 0 || lineEnd > end) lineEnd = end;
    const from = skipWhitespace(head, at, lineEnd);
    const part = head.slice(from, trimEnd(head, from, lineEnd));
    if (part !== '') value += value === '' ? part : ' ' + part;
    at = lineEnd + 2;
  }
  return value;
}
