import { CodedError } from '@switchyard/kernel';
import { readUint } from '../grammar/char-class.js';
import { HEADERS, SINGLE_HEADERS, headerNameOf } from '../headers/header-names.js';
import { isMethod } from '../headers/methods.js';
import { parseUri } from '../uri/sip-uri.js';
import type { ScanTrouble } from './header-scan.js';
import { parseNameAddr, uriTrouble } from './name-addr.js';
import type { SipMessage } from './sip-message.js';
import { splitList } from '../grammar/split-list.js';
import type { HeaderLine } from './types.js';
import { parseVia } from './via.js';

/** RFC 3261 §8.1.1.7 */
const BRANCH_COOKIE = 'z9hG4bK';
const MANDATORY = [HEADERS.VIA, HEADERS.FROM, HEADERS.TO, HEADERS.CALL_ID, HEADERS.CSEQ].map((name) => name.toLowerCase());
/** One bit for each header that is counted: the single ones and Via (which may repeat). */
const BITS: ReadonlyMap<string, number> = new Map([...SINGLE_HEADERS, 'via'].map((id, i) => [id, 1 << i]));
const VIA_BIT = BITS.get('via') ?? 0;
const MANDATORY_BITS = MANDATORY.reduce((bits, id) => bits | (BITS.get(id) ?? 0), 0);
/** RFC 3261 §20.19, §20.20: delta-seconds are below 2^32; larger ones are malformed (RFC 4475 §3.1.2.4). */
const MAX_DELTA_SECONDS = 2 ** 32 - 1;

/**
 * The rules every message must keep before any room of ours sees it: mandatory headers present, single headers single, and the headers that
 * transactions, dialogs and routing rely on readable. Returns the first broken rule. What it parses stays cached in the message.
 */
export function brokenRule(message: SipMessage, lines: readonly HeaderLine[]): ScanTrouble | undefined {
  return wrongCount(lines) ?? unreadableCore(message) ?? unreadableRest(message, lines) ?? wrongRequestUri(message);
}

/** One walk: single headers are single, mandatory ones are there and not empty. */
function wrongCount(lines: readonly HeaderLine[]): ScanTrouble | undefined {
  let seen = 0;
  let filled = 0;
  for (const { id, value } of lines) {
    const bit = BITS.get(id);
    if (bit === undefined) continue;
    if (seen & bit & ~VIA_BIT)
      return { code: 'duplicate-header', header: headerNameOf(id), text: 'this header may stand once only', value: shown(value) };
    seen |= bit;
    if (value !== '') filled |= bit;
  }
  if ((filled & MANDATORY_BITS) === MANDATORY_BITS) return undefined;
  const id = MANDATORY.find((mandatory) => ((BITS.get(mandatory) ?? 0) & filled) === 0) ?? '';
  return { code: 'missing-header', header: headerNameOf(id), text: 'this header is mandatory and missing or empty' };
}

function unreadableCore(message: SipMessage): ScanTrouble | undefined {
  const via = message.via();
  if (!via) {
    const top = splitList(message.get('via') as string)[0] ?? '';
    const parsed = parseVia(top);
    return bad(HEADERS.VIA, parsed.ok ? 'Via has no value' : parsed.error, top);
  }
  // RFC 4475 §3.2.1: the cookie promises an identifier; without one all its requests would be the same transaction.
  if (message.kind === 'request' && via.branch === BRANCH_COOKIE)
    return bad(HEADERS.VIA, 'the branch has no identifier after its cookie', via.branch);
  try {
    message.from();
    message.to();
    message.contacts();
    const { method } = message.cseq();
    if (message.kind === 'request' && method !== message.method) {
      const rule = `the method of CSeq must be that of the request, ${message.method.slice(0, 32)}`;
      const trouble = bad(HEADERS.CSEQ, rule, message.get('cseq'));
      // RFC 4475 §3.1.2.18: of a method we do not know, that is the better news.
      return isMethod(message.method) ? trouble : { ...trouble, status: 501 };
    }
  } catch (thrown) {
    if (!(thrown instanceof CodedError)) throw thrown;
    return bad(thrown.facts['header'] as string, thrown.facts['why'] as string, thrown.facts['value'] as string);
  }
  const callId = message.callId();
  if (callId.includes(' ') || callId.includes('\t')) return bad(HEADERS.CALL_ID, 'Call-ID may not hold white space', callId);
  return undefined;
}

/** Headers that are optional but, when present, decide something: a wrong one is refused rather than read differently by each element. */
function unreadableRest(message: SipMessage, lines: readonly HeaderLine[]): ScanTrouble | undefined {
  let contactsRead = false;
  for (const { id, value } of lines) {
    let why: string | undefined;
    switch (id) {
      case 'max-forwards':
        if (readUint(value, 255) === undefined) why = 'Max-Forwards must be a number from 0 to 255';
        break;
      case 'expires':
      case 'min-expires':
        if (readUint(value, MAX_DELTA_SECONDS) === undefined) why = `${headerNameOf(id)} must be a number of seconds below 2^32`;
        break;
      case 'retry-after':
        if (readUint(value, MAX_DELTA_SECONDS, 0, value.search(/[^0-9]|$/)) === undefined)
          why = 'Retry-After must begin with seconds below 2^32';
        break;
      case 'contact':
        // All contacts together, once: they may stand on hundreds of lines.
        if (!contactsRead) why = wrongExpires(message);
        contactsRead = true;
        break;
      case 'route':
      case 'record-route':
      case 'path':
      case 'service-route':
        why = wrongRoutes(value);
        break;
    }
    if (why) return bad(headerNameOf(id), why, value);
  }
  return undefined;
}

function wrongExpires(message: SipMessage): string | undefined {
  for (const { params } of message.contacts()) {
    const expires = params.get('expires');
    if (expires !== undefined && readUint(expires, MAX_DELTA_SECONDS) === undefined)
      return 'expires of Contact must be a number of seconds below 2^32';
  }
  return undefined;
}

function wrongRoutes(value: string): string | undefined {
  for (const part of splitList(value)) {
    const parsed = parseNameAddr(part);
    if (!parsed.ok) return parsed.error;
  }
  return undefined;
}

function wrongRequestUri(message: SipMessage): ScanTrouble | undefined {
  if (message.kind === 'response') return undefined;
  const uri = message.requestUri;
  const wrong = (text: string): ScanTrouble => ({ code: 'request-uri', text, value: shown(uri) });
  const parsed = parseUri(uri);
  if (!parsed.ok) return wrong(parsed.error);
  const { scheme } = parsed.value;
  // sip, sips and tel were read character by character; what other schemes hold is not known here.
  const trouble = scheme === 'sip' || scheme === 'sips' || scheme === 'tel' ? undefined : uriTrouble(uri);
  if (trouble) return wrong(trouble);
  if (parsed.value.headers !== '') return wrong("the Request-URI may not hold '?' headers");
  return undefined;
}

const shown = (value = ''): string => value.slice(0, 200);
const bad = (header: string, text: string, value: string | undefined): ScanTrouble => ({
  code: 'bad-header',
  header,
  text,
  value: shown(value),
});
