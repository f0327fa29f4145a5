import { err, ok, type Result } from '@switchyard/kernel';
import { ALPHA, ANY_URI, DIGIT, isIn, isWhitespace, skipWhitespace, TOKEN, trimEnd } from '../grammar/char-class.js';
import { formatParams, type Params, readParams } from '../grammar/params.js';
import { endOfQuoted, quote, unquote } from '../grammar/quoted-string.js';
import type { NameAddr } from './types.js';

/**
 * Reads `name-addr / addr-spec` with header parameters (From, To, Contact, Route, P-Asserted-Identity …; RFC 3261 §20.10, §25.1).
 * Without `<>` every `;` opens a header parameter, and `,` and `?` are refused (§20). The URI must have a scheme and hold only URI
 * characters; `parseUri` reads it further. Errors are a sentence that says which rule broke.
 */
export function parseNameAddr(text: string): Result<NameAddr, string> {
  const length = text.length;
  let at = skipWhitespace(text, 0);
  let displayName = '';
  if (text.charCodeAt(at) === 34) {
    const end = endOfQuoted(text, at);
    if (end < 0) return err('the quoted display name is not closed');
    displayName = unquote(text.slice(at, end));
    at = skipWhitespace(text, end);
    if (text.charCodeAt(at) !== 60) return err("'<' must follow a quoted display name");
  } else {
    const open = text.indexOf('<', at);
    if (open < 0) return bareAddress(text, at);
    const end = trimEnd(text, at, open);
    // Tokens and white space only. Bytes above 127 are not legal there but common, and cannot be mistaken for structure.
    for (let i = at; i < end; i++) {
      const code = text.charCodeAt(i);
      if (code < 128 && !isIn(code, TOKEN) && !isWhitespace(code)) return err(`the display name must be quoted to hold '${text[i]}'`);
    }
    displayName = text.slice(at, end);
    at = open;
  }
  const close = text.indexOf('>', at);
  if (close < 0) return err("'<' is not closed by '>'");
  const uri = text.slice(at + 1, close);
  const wrong = uriTrouble(uri);
  if (wrong) return err(wrong);
  const params: Params = new Map();
  if (close + 1 < length) {
    const trouble = readParams(text, close + 1, params);
    if (trouble) return err(trouble);
  }
  return ok({ displayName, uri, params });
}

function bareAddress(text: string, start: number): Result<NameAddr, string> {
  let end = start;
  while (end < text.length && text.charCodeAt(end) !== 59 && !isWhitespace(text.charCodeAt(end))) end++;
  const uri = text.slice(start, end);
  const wrong = uriTrouble(uri);
  if (wrong) return err(wrong);
  if (uri.includes('?') || uri.includes(',')) return err("a URI with '?' or ',' must stand in '<>'");
  const params: Params = new Map();
  const trouble = readParams(text, end, params);
  return trouble ? err(trouble) : ok({ displayName: '', uri, params });
}

/** Why a text cannot be an absolute URI (RFC 2396: scheme, colon, something, no white space), or `undefined`. */
export function uriTrouble(uri: string): string | undefined {
  let i = 0;
  if (!isIn(uri.charCodeAt(0), ALPHA)) return uri === '' ? 'the URI is empty' : 'the URI has no scheme';
  for (; i < uri.length; i++) {
    const code = uri.charCodeAt(i);
    if (code === 58) break;
    if (!isIn(code, ALPHA | DIGIT) && code !== 43 && code !== 45 && code !== 46) return 'the URI has no scheme';
  }
  if (i >= uri.length - 1) return i === uri.length ? 'the URI has no scheme' : 'the URI has nothing after its scheme';
  for (i++; i < uri.length; i++) {
    const code = uri.charCodeAt(i);
    if (code < 128 && !isIn(code, ANY_URI)) return isWhitespace(code) ? 'the URI holds white space' : `the URI holds '${uri[i]}'`;
  }
  return undefined;
}

/** Always with `<>`, so that parameters of the URI never become parameters of the header. The display name is quoted. */
export function formatNameAddr(address: NameAddr): string {
  const name = address.displayName === '' ? '' : quote(address.displayName) + ' ';
  return `${name}<${address.uri}>${formatParams(address.params)}`;
}
