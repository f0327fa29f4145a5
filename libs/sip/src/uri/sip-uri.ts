import { err, ok, type Result } from '@switchyard/kernel';
import { DIGIT, HEX, HOST, isIn, PASSWORD, readUint, URI_HEADER, URI_PARAM, USER } from '../grammar/char-class.js';
import { endOfIpv6Reference } from '../grammar/ipv6-reference.js';
import { escapeText, unescapeText } from './escapes.js';

/** A SIP, SIPS or tel URI in parts; of any other scheme everything after the colon stands in `host`. */
export interface SipUri {
  /** Lower case. */
  scheme: string;
  /** Without escapes (`%40` → `@`); the number of a tel URI as written. Empty when there is none. */
  user: string;
  password?: string;
  /** As on the wire; an IPv6 reference keeps its brackets. Empty in a tel URI. */
  host: string;
  port?: number;
  /** By lower-case name; values as on the wire (escapes kept). `undefined` means the name stood alone. */
  params: Map<string, string | undefined>;
  /** What follows `?`, as on the wire. */
  headers: string;
}

/** Reads a URI (RFC 3261 §19.1, RFC 3966). Errors are a sentence that says which rule broke. */
export function parseUri(text: string): Result<SipUri, string> {
  const colon = text.indexOf(':');
  if (colon < 1) return err('the URI has no scheme');
  const spelled = text.slice(0, colon);
  const scheme = spelled === 'sip' ? 'sip' : spelled.toLowerCase();
  if (scheme === 'sip' || scheme === 'sips') return sipUri(scheme, text, colon + 1);
  const uri: SipUri = { scheme, user: '', host: '', params: new Map(), headers: '' };
  if (scheme === 'tel') return telUri(uri, text, colon + 1);
  if (colon + 1 === text.length) return err('the URI has nothing after its scheme');
  uri.host = text.slice(colon + 1);
  return ok(uri);
}

function sipUri(scheme: string, text: string, start: number): Result<SipUri, string> {
  const uri: SipUri = { scheme, user: '', host: '', params: new Map(), headers: '' };
  let at = start;
  const ampersat = text.indexOf('@', start);
  if (ampersat >= 0) {
    const colon = text.indexOf(':', start);
    const userEnd = colon >= 0 && colon < ampersat ? colon : ampersat;
    const wrongUser = strangeIn(text, USER, at, userEnd);
    if (wrongUser !== undefined) return err(`the user of the URI holds '${wrongUser}'`);
    if (userEnd === at) return err("the URI has an '@' but no user");
    uri.user = unescapeText(text.slice(at, userEnd));
    if (userEnd < ampersat) {
      const wrong = strangeIn(text, PASSWORD, userEnd + 1, ampersat);
      if (wrong !== undefined) return err(`the password of the URI holds '${wrong}'`);
      uri.password = unescapeText(text.slice(userEnd + 1, ampersat));
    }
    at = ampersat + 1;
  }

  const hostStart = at;
  if (text.charCodeAt(at) === 91) {
    at = endOfIpv6Reference(text, at);
    if (at < 0) return err('the URI has a wrong IPv6 reference');
  } else while (at < text.length && isIn(text.charCodeAt(at), HOST)) at++;
  if (at === hostStart) return err('the URI has no host');
  uri.host = text.slice(hostStart, at);
  if (text.charCodeAt(at) === 58) {
    const portStart = ++at;
    while (isIn(text.charCodeAt(at), DIGIT)) at++;
    const port = readUint(text, 65_535, portStart, at);
    if (port === undefined || port === 0) return err('the port of the URI is not a number from 1 to 65535');
    uri.port = port;
  }
  return tail(uri, text, at);
}

/** RFC 3966: a number, global with `+` or local, with visual separators, and parameters. */
function telUri(uri: SipUri, text: string, start: number): Result<SipUri, string> {
  let at = start;
  if (text.charCodeAt(at) === 43) at++;
  let digits = 0;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 59) break;
    if (isIn(code, HEX) || code === 42 || code === 35) digits++;
    else if (code !== 45 && code !== 46 && code !== 40 && code !== 41) return err(`the tel URI holds '${text[at]}'`);
  }
  if (digits === 0) return err('the tel URI has no number');
  uri.user = text.slice(start, at);
  return tail(uri, text, at);
}

/** Reads `;param=value…?headers`. */
function tail(uri: SipUri, text: string, start: number): Result<SipUri, string> {
  let at = start;
  while (text.charCodeAt(at) === 59) {
    const nameStart = ++at;
    let hasCapitals = false;
    for (let code = text.charCodeAt(at); isParam(code); code = text.charCodeAt(++at)) if (code > 64 && code < 91) hasCapitals = true;
    if (at === nameStart) return err('a parameter of the URI has no name');
    const spelled = text.slice(nameStart, at);
    const name = hasCapitals ? spelled.toLowerCase() : spelled;
    let value: string | undefined;
    if (text.charCodeAt(at) === 61) {
      const valueStart = ++at;
      while (at < text.length && isParam(text.charCodeAt(at))) at++;
      value = text.slice(valueStart, at);
    }
    if (uri.params.size > 0 && uri.params.has(name) && uri.params.get(name) !== value)
      return err(`parameter '${name}' stands twice in the URI with different values`);
    uri.params.set(name, value);
  }
  if (text.charCodeAt(at) === 63) {
    const wrong = strangeIn(text, URI_HEADER, at + 1, text.length);
    if (wrong !== undefined) return err(`the headers of the URI hold '${wrong}'`);
    uri.headers = text.slice(at + 1);
    at = text.length;
  }
  return at < text.length ? err(`the URI holds '${text[at]}' where it should end`) : ok(uri);
}

const isParam = (code: number): boolean => code === 37 || isIn(code, URI_PARAM);

/** The first character of the span that is neither in the class nor part of a `%HH` escape. */
function strangeIn(text: string, bits: number, start: number, end: number): string | undefined {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (isIn(code, bits)) continue;
    // `#` must be escaped but is sent bare by many phones for feature codes; nothing else can be meant by it in a user part.
    if (code === 35 && bits === USER) continue;
    if (code === 37 && i + 2 < end && isIn(text.charCodeAt(i + 1), HEX) && isIn(text.charCodeAt(i + 2), HEX)) i += 2;
    else return text[i];
  }
  return undefined;
}

export function formatUri(uri: SipUri): string {
  let text = uri.scheme + ':';
  if (uri.scheme === 'tel') text += uri.user;
  else if (uri.user !== '') {
    text += escapeText(uri.user, USER);
    if (uri.password !== undefined) text += ':' + escapeText(uri.password, PASSWORD);
    text += '@';
  }
  text += uri.host;
  if (uri.port !== undefined) text += `:${uri.port}`;
  for (const [name, value] of uri.params) text += value === undefined ? `;${name}` : `;${name}=${value}`;
  return uri.headers === '' ? text : `${text}?${uri.headers}`;
}
