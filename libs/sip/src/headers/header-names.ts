/**
 * The header names our code uses, in the form we write them. Everything else refers to these constants: a header name as a string
 * literal elsewhere is a lint error.
 */
export const HEADERS = {
  ACCEPT: 'Accept',
  ACCEPT_CONTACT: 'Accept-Contact',
  ALERT_INFO: 'Alert-Info',
  ALLOW: 'Allow',
  ALLOW_EVENTS: 'Allow-Events',
  AUTHENTICATION_INFO: 'Authentication-Info',
  AUTHORIZATION: 'Authorization',
  CALL_ID: 'Call-ID',
  CALL_INFO: 'Call-Info',
  CONTACT: 'Contact',
  CONTENT_DISPOSITION: 'Content-Disposition',
  CONTENT_ENCODING: 'Content-Encoding',
  CONTENT_LANGUAGE: 'Content-Language',
  CONTENT_LENGTH: 'Content-Length',
  CONTENT_TYPE: 'Content-Type',
  CSEQ: 'CSeq',
  DATE: 'Date',
  DIVERSION: 'Diversion',
  EVENT: 'Event',
  EXPIRES: 'Expires',
  FEATURE_CAPS: 'Feature-Caps',
  FLOW_TIMER: 'Flow-Timer',
  FROM: 'From',
  HISTORY_INFO: 'History-Info',
  IDENTITY: 'Identity',
  IN_REPLY_TO: 'In-Reply-To',
  MAX_FORWARDS: 'Max-Forwards',
  MIME_VERSION: 'MIME-Version',
  MIN_EXPIRES: 'Min-Expires',
  MIN_SE: 'Min-SE',
  P_ACCESS_NETWORK_INFO: 'P-Access-Network-Info',
  P_ASSERTED_IDENTITY: 'P-Asserted-Identity',
  P_CHARGING_VECTOR: 'P-Charging-Vector',
  P_PREFERRED_IDENTITY: 'P-Preferred-Identity',
  PATH: 'Path',
  PRIVACY: 'Privacy',
  PROXY_AUTHENTICATE: 'Proxy-Authenticate',
  PROXY_AUTHORIZATION: 'Proxy-Authorization',
  PROXY_REQUIRE: 'Proxy-Require',
  RACK: 'RAck',
  REASON: 'Reason',
  RECORD_ROUTE: 'Record-Route',
  REFER_SUB: 'Refer-Sub',
  REFER_TO: 'Refer-To',
  REFERRED_BY: 'Referred-By',
  REJECT_CONTACT: 'Reject-Contact',
  REMOTE_PARTY_ID: 'Remote-Party-ID',
  REPLACES: 'Replaces',
  REPLY_TO: 'Reply-To',
  REQUEST_DISPOSITION: 'Request-Disposition',
  REQUIRE: 'Require',
  RETRY_AFTER: 'Retry-After',
  ROUTE: 'Route',
  RSEQ: 'RSeq',
  SERVER: 'Server',
  SERVICE_ROUTE: 'Service-Route',
  SESSION_EXPIRES: 'Session-Expires',
  SIP_ETAG: 'SIP-ETag',
  SIP_IF_MATCH: 'SIP-If-Match',
  SUBJECT: 'Subject',
  SUBSCRIPTION_STATE: 'Subscription-State',
  SUPPORTED: 'Supported',
  TIMESTAMP: 'Timestamp',
  TO: 'To',
  UNSUPPORTED: 'Unsupported',
  USER_AGENT: 'User-Agent',
  VIA: 'Via',
  WARNING: 'Warning',
  WWW_AUTHENTICATE: 'WWW-Authenticate',
} as const;

/** The canonical id of a header: its long name in lower case. Headers we do not know keep their own lower-case name. */
export type HeaderName = string;

/** Compact forms by their letter: RFC 3261 §7.3.3 and the IANA registry (RFC 3265, 3515, 3841, 3892, 4028, 6665, 8224). */
export const COMPACT_FORMS: Readonly<Record<string, string>> = {
  a: HEADERS.ACCEPT_CONTACT,
  b: HEADERS.REFERRED_BY,
  c: HEADERS.CONTENT_TYPE,
  d: HEADERS.REQUEST_DISPOSITION,
  e: HEADERS.CONTENT_ENCODING,
  f: HEADERS.FROM,
  i: HEADERS.CALL_ID,
  j: HEADERS.REJECT_CONTACT,
  k: HEADERS.SUPPORTED,
  l: HEADERS.CONTENT_LENGTH,
  m: HEADERS.CONTACT,
  n: 'Identity-Info',
  o: HEADERS.EVENT,
  r: HEADERS.REFER_TO,
  s: HEADERS.SUBJECT,
  t: HEADERS.TO,
  u: HEADERS.ALLOW_EVENTS,
  v: HEADERS.VIA,
  x: HEADERS.SESSION_EXPIRES,
  y: HEADERS.IDENTITY,
};

/** Every name we know, as we write it. */
export const KNOWN_NAMES: readonly string[] = [...Object.values(HEADERS), 'Identity-Info'];

/** A spelling that is common on the wire, and its id: one shared pair of strings for all messages. */
export interface Spelling {
  readonly name: string;
  readonly id: HeaderName;
}

/** The hash that the header scanner computes while it reads a name: `hash = nextNameHash(hash, code)`, from 0. */
export const nextNameHash = (hash: number, code: number): number => (Math.imul(hash, 31) + code) | 0;

const TABLE_SIZE = 2048;
const table: Array<Spelling[] | undefined> = new Array<Spelling[] | undefined>(TABLE_SIZE).fill(undefined);
const idBySpelling = new Map<string, HeaderName>();
const nameById = new Map<HeaderName, string>();

function learn(name: string, id: HeaderName): void {
  if (idBySpelling.has(name)) return;
  idBySpelling.set(name, id);
  let hash = 0;
  for (let i = 0; i < name.length; i++) hash = nextNameHash(hash, name.charCodeAt(i));
  const slot = hash & (TABLE_SIZE - 1);
  table[slot] = [...(table[slot] ?? []), { name, id }];
}

for (const name of KNOWN_NAMES) {
  const id = name.toLowerCase();
  nameById.set(id, name);
  for (const spelling of [name, id, name.toUpperCase()]) learn(spelling, id);
}
for (const [letter, name] of Object.entries(COMPACT_FORMS))
  for (const spelling of [letter, letter.toUpperCase()]) learn(spelling, name.toLowerCase());

/** The known spelling that stands at `text[start, end)`, found without making a string. `hash` is that of its characters. */
export function spellingAt(text: string, start: number, end: number, hash: number): Spelling | undefined {
  const slot = table[hash & (TABLE_SIZE - 1)];
  if (!slot) return undefined;
  for (const spelling of slot) if (spelling.name.length === end - start && text.startsWith(spelling.name, start)) return spelling;
  return undefined;
}

/** `'v'`, `'VIA'`, `'Via'` → `'via'`. Unknown names are lower-cased. */
export function headerId(spelling: string): HeaderName {
  const known = idBySpelling.get(spelling);
  if (known !== undefined) return known;
  const lower = spelling.toLowerCase();
  return idBySpelling.get(lower) ?? lower;
}

/** `'call-id'` → `'Call-ID'`; an unknown id is returned as it is. */
export const headerNameOf = (id: HeaderName): string => nameById.get(id) ?? id;

/** Headers that may stand once only: a second one makes two elements read two different messages (RFC 3261 §7.3.1, RFC 4475 §3.3.8, §3.3.9). */
export const SINGLE_HEADERS: ReadonlySet<HeaderName> = new Set(
  [
    HEADERS.CALL_ID,
    HEADERS.CONTENT_DISPOSITION,
    HEADERS.CONTENT_LENGTH,
    HEADERS.CONTENT_TYPE,
    HEADERS.CSEQ,
    HEADERS.DATE,
    HEADERS.EVENT,
    HEADERS.EXPIRES,
    HEADERS.FROM,
    HEADERS.MAX_FORWARDS,
    HEADERS.MIN_EXPIRES,
    HEADERS.MIN_SE,
    HEADERS.RACK,
    HEADERS.REFER_TO,
    HEADERS.REFERRED_BY,
    HEADERS.REPLACES,
    HEADERS.REPLY_TO,
    HEADERS.RSEQ,
    HEADERS.SESSION_EXPIRES,
    HEADERS.SIP_ETAG,
    HEADERS.SIP_IF_MATCH,
    HEADERS.SUBSCRIPTION_STATE,
    HEADERS.TO,
  ].map((name) => name.toLowerCase()),
);
