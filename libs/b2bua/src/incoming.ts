import { err, ok, type Result } from '@switchyard/kernel';
import { INTERNAL_HEADER, CALL_INFO_HEADER } from '@switchyard/call-flow';
import {
  headerId,
  parseMessage,
  PEER_CERTIFICATE_HEADER,
  readSealedCertificate,
  parseUri,
  type NameAddr,
  type SipMessage,
} from '@switchyard/sip';

/** A URI reduced to what decisions are made on. */
export interface SipTarget {
  readonly scheme: string;
  /** Without escapes; empty when there is none. */
  readonly user: string;
  readonly host: string;
  readonly port?: number;
}

/** From, To or an identity header. */
export interface SipParty {
  readonly user: string;
  /** Lower case. */
  readonly domain: string;
  readonly displayName: string;
  readonly uri: string;
  readonly tag?: string;
}

export interface SourceAddress {
  readonly protocol: string;
  readonly address: string;
  readonly port: number;
}

/** One value of Contact; `*` stands as uri `*`. */
export interface ContactAddress {
  readonly uri: string;
  readonly params: ReadonlyMap<string, string | undefined>;
}

/** What a step may know of a request. Internal headers are not among `header()`: they are read by `callInfo`, after the source is checked. */
export interface Incoming {
  readonly method: string;
  /** Request-URI as on the wire. */
  readonly uri: string;
  readonly requestUri: SipTarget;
  readonly from: SipParty;
  readonly to: SipParty;
  readonly callId: string;
  readonly source: SourceAddress;
  /** Our `address:port` it arrived on, when the engine says it. */
  readonly receivedOn: string | undefined;
  /** 70 when the header is absent (RFC 3261 §8.1.1.6). */
  readonly maxForwards: number;
  /** Any spelling; the lines of one header joined by `, `. Never an `X-Info-*` header. */
  readonly header: (name: string) => string | undefined;
  /** Lower-case ids, without `X-Info-*`. */
  readonly headerNames: readonly string[];
  /** Raw value of the internal header, whoever sent it. Worth nothing until the source address and the signature are checked (I4). */
  readonly callInfo: string | undefined;
  /** SHA-256 of the TLS client certificate that the sender has proven to hold (RFC 5922), as our SIP server sealed it. */
  readonly peerCertificate: string | undefined;
  readonly body: string;
  readonly contentType: string | undefined;
  readonly contacts: readonly ContactAddress[];
}

/** Why a request cannot be served: which header broke which rule. */
export interface Malformed {
  readonly header: string;
  readonly rule: string;
  readonly value: string;
}

export interface WireMeta {
  readonly source: SourceAddress;
  readonly receivedOn: string | undefined;
  /** Key of what our SIP server says of peers; without it nothing of that is believed. */
  readonly sealKey?: string | undefined;
}

/** Reads the text of a request as srf hands it over. Header names are parsed by our own grammar, so no spelling of `X-Info-*` slips through. */
export function readIncoming(raw: string, meta: WireMeta): Result<Incoming, Malformed> {
  const parsed = parseMessage(Buffer.from(raw));
  if (!parsed.ok) return err({ header: parsed.error.header ?? 'message', rule: parsed.error.text, value: parsed.error.value ?? '' });
  const message = parsed.value;
  const requestUri = parseUri(message.requestUri);
  if (!requestUri.ok) return err({ header: 'Request-URI', rule: requestUri.error, value: message.requestUri });
  const from = partyOf(message.from());
  if (!from.ok) return err({ header: 'From', rule: from.error, value: message.get('from') ?? '' });
  const to = partyOf(message.to());
  if (!to.ok) return err({ header: 'To', rule: to.error, value: message.get('to') ?? '' });
  const maxForwards = message.get('max-forwards');
  if (maxForwards !== undefined && !/^\d{1,3}$/.test(maxForwards)) {
    return err({ header: 'Max-Forwards', rule: 'it must be a number from 0 to 255', value: maxForwards });
  }
  const contacts = contactsOf(message);
  if (!contacts.ok) return contacts;
  const { scheme, user, host, port } = requestUri.value;
  return ok({
    method: message.method,
    uri: message.requestUri,
    requestUri: { scheme, user, host: host.toLowerCase(), ...(port === undefined ? {} : { port }) },
    from: from.value,
    to: to.value,
    callId: message.callId(),
    source: meta.source,
    receivedOn: meta.receivedOn,
    maxForwards: maxForwards === undefined ? 70 : Number(maxForwards),
    header: (name) => outsideHeader(message, headerId(name)),
    headerNames: [...new Set(message.headers.map((line) => line.id))].filter((id) => !INTERNAL_HEADER.test(id)),
    callInfo: message.get(headerId(CALL_INFO_HEADER)),
    peerCertificate: certificateIn(message, meta),
    body: message.body.toString('utf8'),
    contentType: message.get('content-type'),
    contacts: contacts.value,
  });
}

/** Only on connections that can have one, so that datagrams are not searched for it. */
function certificateIn(message: SipMessage, { source, sealKey }: WireMeta): string | undefined {
  if (sealKey === undefined || (source.protocol !== 'tls' && source.protocol !== 'wss')) return undefined;
  const request = { callId: message.callId(), address: source.address, port: source.port };
  return readSealedCertificate(sealKey, message.get(headerId(PEER_CERTIFICATE_HEADER)), request);
}

function outsideHeader(message: SipMessage, id: string): string | undefined {
  if (INTERNAL_HEADER.test(id)) return undefined;
  const lines = message.getAll(id);
  return lines.length === 0 ? undefined : lines.join(', ');
}

function partyOf(address: NameAddr): Result<SipParty, string> {
  const uri = parseUri(address.uri);
  if (!uri.ok) return uri;
  const tag = address.params.get('tag');
  return ok({
    user: uri.value.user,
    domain: uri.value.host.toLowerCase(),
    displayName: address.displayName,
    uri: address.uri,
    ...(tag === undefined ? {} : { tag }),
  });
}

function contactsOf(message: SipMessage): Result<readonly ContactAddress[], Malformed> {
  if (message.isStarContact()) return ok([{ uri: '*', params: new Map() }]);
  try {
    return ok(message.contacts().map(({ uri, params }) => ({ uri, params })));
  } catch (thrown) {
    return err({
      header: 'Contact',
      rule: thrown instanceof Error ? thrown.message : 'it cannot be read',
      value: message.get('contact') ?? '',
    });
  }
}
