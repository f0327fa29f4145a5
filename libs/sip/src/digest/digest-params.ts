import { err, ok, type Result } from '@switchyard/kernel';
import { isIn, PARAM_VALUE, skipWhitespace, TOKEN } from '../grammar/char-class.js';
import { endOfQuoted, unquote } from '../grammar/quoted-string.js';

const QUOTE = 34;
const COMMA = 44;
const EQUALS = 61;

/**
 * Reads the parameters of `Digest name="value", name=value, …` (challenge and credentials, RFC 3261 §20.44, RFC 7616 §3.3) by lower-case
 * name, without quotes and escapes. Quoted and unquoted forms are taken for every parameter; a parameter that stands twice is `malformed`,
 * because two readers would take different ones.
 */
export function parseDigestParams(text: string): Result<ReadonlyMap<string, string>, 'scheme-unknown' | 'malformed'> {
  let at = skipWhitespace(text, 0);
  const schemeStart = at;
  while (at < text.length && isIn(text.charCodeAt(at), TOKEN)) at++;
  if (text.slice(schemeStart, at).toLowerCase() !== 'digest') return err('scheme-unknown');
  const params = new Map<string, string>();
  at = skipWhitespace(text, at);
  while (at < text.length) {
    const nameStart = at;
    while (at < text.length && isIn(text.charCodeAt(at), TOKEN)) at++;
    const name = text.slice(nameStart, at).toLowerCase();
    at = skipWhitespace(text, at);
    if (name === '' || params.has(name) || text.charCodeAt(at) !== EQUALS) return err('malformed');
    at = skipWhitespace(text, at + 1);
    const valueStart = at;
    if (text.charCodeAt(at) === QUOTE) {
      at = endOfQuoted(text, at);
      if (at < 0) return err('malformed');
    } else while (at < text.length && isUnquoted(text.charCodeAt(at))) at++;
    if (at === valueStart) return err('malformed');
    params.set(name, unquote(text.slice(valueStart, at)));
    at = skipWhitespace(text, at);
    if (at < text.length && text.charCodeAt(at) !== COMMA) return err('malformed');
    // Empty list elements are legal (RFC 9110 §5.6.1).
    while (text.charCodeAt(at) === COMMA) at = skipWhitespace(text, at + 1);
  }
  return ok(params);
}

/** What devices send unquoted where quotes belong: URIs and base64 too. */
const isUnquoted = (code: number): boolean => code >= 128 || code === 61 || code === 59 || code === 63 || isIn(code, PARAM_VALUE);
