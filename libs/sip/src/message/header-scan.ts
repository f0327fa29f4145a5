import { isIn, isWhitespace, skipWhitespace, TOKEN, trimEnd } from '../grammar/char-class.js';
import { headerId } from '../headers/header-names.js';
import { LIMITS } from './limits.js';
import type { HeaderLine, ParseFailureCode } from './types.js';

/** The first fault found while scanning; scanning goes on so that as much as possible can be read for an answer. */
export interface ScanTrouble {
  readonly code: ParseFailureCode;
  readonly text: string;
  readonly header?: string;
  readonly value?: string;
}

/**
 * Walks once over the header lines of `head` from `at` (the position after the start line) to its end and adds them to `into`. Folded lines
 * are joined by one space (RFC 3261 §7.3.1). `head` must end with the CRLF of its last line.
 */
export function scanHeaders(head: string, at: number, into: HeaderLine[]): ScanTrouble | undefined {
  let trouble: ScanTrouble | undefined;
  let i = at;
  while (i < head.length) {
    const lineStart = i;
    while (isIn(head.charCodeAt(i), TOKEN)) i++;
    const nameEnd = i;
    i = skipWhitespace(head, i);
    const isNamed = nameEnd > lineStart && head.charCodeAt(i) === 58;
    const valueStart = isNamed ? skipWhitespace(head, i + 1) : i;

    // To the CRLF that is not followed by white space: that one closes the header.
    let end = -1;
    let folded = false;
    let bad = -1;
    for (i = valueStart; ; i++) {
      const code = head.charCodeAt(i);
      if (code > 31 && code !== 127) continue;
      if (code === 13 && head.charCodeAt(i + 1) === 10) {
        if (!isWhitespace(head.charCodeAt(i + 2))) {
          end = i;
          break;
        }
        folded = true;
        i++;
      } else if (i >= head.length) {
        end = head.length;
        break;
      } else if (code !== 9 && (code === 10 || code === 13 || head.charCodeAt(i - 1) !== 92)) {
        // Control characters exist in quoted pairs only; a lone CR or LF not even there.
        if (bad < 0) bad = i;
      }
    }
    i = end + 2;

    if (!isNamed) {
      trouble ??= {
        code: 'header-line',
        text: 'a header line must begin with a name and a colon',
        value: head.slice(lineStart, end).slice(0, 200),
      };
      continue;
    }
    const name = head.slice(lineStart, nameEnd);
    if (end - lineStart > LIMITS.headerLine) {
      trouble ??= {
        code: 'header-too-large',
        header: name,
        text: `a header may have ${LIMITS.headerLine} bytes, this one has ${end - lineStart}`,
      };
      continue;
    }
    if (bad >= 0) {
      const shown = `0x${head.charCodeAt(bad).toString(16).padStart(2, '0')}`;
      trouble ??= {
        code: 'header-line',
        header: name,
        text: `the header holds the control character ${shown}`,
        value: head.slice(valueStart, end).slice(0, 200),
      };
      continue;
    }
    if (into.length >= LIMITS.headerCount)
      return trouble ?? { code: 'header-too-large', text: `a message may have ${LIMITS.headerCount} header lines` };
    const value = folded ? unfold(head, valueStart, end) : head.slice(valueStart, trimEnd(head, valueStart, end));
    into.push({ name, id: headerId(name), value });
  }
  return trouble;
}

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
