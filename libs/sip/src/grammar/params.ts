import { isIn, PARAM_VALUE, skipWhitespace, TOKEN } from './char-class.js';
import { endOfQuoted } from './quoted-string.js';

/** Parameters by lower-case name. A value is kept as it stood on the wire, quotes included; `undefined` means the name stood alone. */
export type Params = Map<string, string | undefined>;

/**
 * Reads `;name=value;flag…` of a header value from `at` to the end of the text (generic-param, RFC 3261 §25.1; white space is allowed
 * around `;` and `=`). Returns why the text is wrong, or `undefined` when all was read into `into`.
 */
export function readParams(text: string, at: number, into: Params): string | undefined {
  let i = skipWhitespace(text, at);
  while (i < text.length) {
    if (text.charCodeAt(i) !== 59) return `expected ';' but found '${text[i]}'`;
    i = skipWhitespace(text, i + 1);
    const nameStart = i;
    let hasCapitals = false;
    for (let code = text.charCodeAt(i); isIn(code, TOKEN); code = text.charCodeAt(++i)) if (code > 64 && code < 91) hasCapitals = true;
    if (i === nameStart) return 'a parameter has no name';
    const spelled = text.slice(nameStart, i);
    const name = hasCapitals ? spelled.toLowerCase() : spelled;
    i = skipWhitespace(text, i);
    let value: string | undefined;
    if (text.charCodeAt(i) === 61) {
      i = skipWhitespace(text, i + 1);
      const valueStart = i;
      if (text.charCodeAt(i) === 34) {
        i = endOfQuoted(text, i);
        if (i < 0) return `the quoted value of parameter '${name}' is not closed`;
      } else {
        while (i < text.length && isParamValue(text.charCodeAt(i))) i++;
      }
      value = text.slice(valueStart, i);
      if (value === '' && name !== 'rport' && name !== 'ob') return `parameter '${name}' has '=' but no value`;
      i = skipWhitespace(text, i);
    }
    if (into.size > 0 && into.has(name)) {
      // Peers that answer a re-INVITE add their tag to a To that has it already (drachtio-srf's own suite does): the first is the dialog's.
      if (name !== 'tag' && into.get(name) !== value) return `parameter '${name}' stands twice with different values`;
    } else into.set(name, value);
  }
  return undefined;
}

/** Bytes above 127 appear unquoted in parameters of some devices; they carry no structure, so they pass. */
const isParamValue = (code: number): boolean => code >= 128 || isIn(code, PARAM_VALUE);

export function formatParams(params: ReadonlyMap<string, string | undefined>): string {
  let text = '';
  for (const [name, value] of params) text += value === undefined ? `;${name}` : `;${name}=${value}`;
  return text;
}
