import { err, ok, type Result } from '@switchyard/kernel';
import { HOST, isIn, isWhitespace, readUint, skipWhitespace, TOKEN, trimEnd } from '../grammar/char-class.js';
import { endOfIpv6Reference } from '../grammar/ipv6-reference.js';
import { formatParams, type Params, readParams } from '../grammar/params.js';
import type { Via } from './types.js';

/** Compared in place, so that the usual Via makes no string for it. */
const PROTOCOLS = ['UDP', 'TCP', 'TLS', 'WSS', 'WS'];

/**
 * Reads one Via value (RFC 3261 §20.42): `SIP/2.0/UDP host:port;branch=…`, with the white space around `/`, `:`, `;` and `=` that the
 * grammar allows. Other protocols than SIP/2.0 are refused. Errors are a sentence.
 */
export function parseVia(text: string): Result<Via, string> {
  let at: number;
  // Nearly every Via is written without inner white space.
  if (text.startsWith('SIP/2.0/')) at = 8;
  else {
    at = readWord(text, 0, 'SIP');
    if (at >= 0) at = readSlash(text, at);
    if (at >= 0) at = readWord(text, at, '2.0');
    if (at >= 0) at = readSlash(text, at);
    if (at < 0) return err("Via must begin with 'SIP/2.0/'");
  }
  at = skipWhitespace(text, at);
  const protocolStart = at;
  while (at < text.length && isIn(text.charCodeAt(at), TOKEN)) at++;
  if (at === protocolStart) return err('Via names no transport');
  const protocol = protocolAt(text, protocolStart, at);
  if (!isWhitespace(text.charCodeAt(at))) return err('white space must follow the transport of Via');
  at = skipWhitespace(text, at);

  const hostStart = at;
  if (text.charCodeAt(at) === 91) {
    at = endOfIpv6Reference(text, at);
    if (at < 0) return err('Via has a wrong IPv6 reference');
  } else while (at < text.length && isIn(text.charCodeAt(at), HOST)) at++;
  if (at === hostStart) return err('Via names no host');
  const host = text.slice(hostStart, at);
  at = skipWhitespace(text, at);

  const params: Params = new Map();
  const via: Via = { protocol, host, params };
  if (text.charCodeAt(at) === 58) {
    const portStart = skipWhitespace(text, at + 1);
    const semicolon = text.indexOf(';', portStart);
    at = semicolon < 0 ? text.length : semicolon;
    const port = readUint(text, 65_535, portStart, trimEnd(text, portStart, at));
    if (port === undefined || port === 0) return err('the port of Via is not a number from 1 to 65535');
    via.port = port;
  }
  if (at < text.length) {
    const trouble = readParams(text, at, params);
    if (trouble) return err(trouble);
    const branch = params.get('branch');
    if (branch !== undefined) via.branch = branch;
  }
  return ok(via);
}

function protocolAt(text: string, start: number, end: number): string {
  for (const known of PROTOCOLS) if (known.length === end - start && text.startsWith(known, start)) return known;
  return text.slice(start, end).toUpperCase();
}

function readWord(text: string, at: number, word: string): number {
  const start = skipWhitespace(text, at);
  const end = start + word.length;
  return text.slice(start, end).toUpperCase() === word ? end : -1;
}

function readSlash(text: string, at: number): number {
  const slash = skipWhitespace(text, at);
  return text.charCodeAt(slash) === 47 ? slash + 1 : -1;
}

export function formatVia(via: Via): string {
  const port = via.port === undefined ? '' : `:${via.port}`;
  const head = `SIP/2.0/${via.protocol} ${via.host}${port}`;
  if (via.branch === undefined || via.params.get('branch') === via.branch) return head + formatParams(via.params);
  return head + formatParams(new Map(via.params).set('branch', via.branch));
}
