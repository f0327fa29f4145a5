import { parseChallenge, parseCredentials } from '../digest/index.js';
import { formatNameAddr, formatVia, type NameAddr, parseMessage, SipMessage, StreamFramer } from '../message/index.js';
import { parseAsText } from '../message/parse-message.js';
import { parseSdp } from '../sdp/index.js';
import { responseTo } from '../transaction/respond.js';
import { stampReceivedVia } from '../transport/received-via.js';
import { parseUri } from '../uri/index.js';
import type { Random } from './seeded.js';

const LISTS = ['via', 'route', 'record-route', 'contact', 'allow', 'supported', 'require', 'path', 'x-own'];
const ADDRESSES = ['p-asserted-identity', 'refer-to', 'referred-by', 'reply-to', 'diversion'];

const shown = ({ displayName, uri, params }: NameAddr): unknown[] => [displayName, uri, ...[...params].flat()];

/** All that is ever read of a message, as plain values that can be compared. */
export function readAll(message: SipMessage): unknown[] {
  const via = message.via();
  return [
    message.kind,
    message.method,
    message.requestUri,
    message.status,
    message.reason,
    via && [via.protocol, via.host, via.port, via.branch, ...[...via.params].flat()],
    [message.branch(), message.sentBy(), message.fromTag(), message.toTag()],
    shown(message.from()),
    shown(message.to()),
    message.cseq().seq,
    message.cseq().method,
    message.callId(),
    message.contacts().map(shown),
    message.isStarContact(),
    LISTS.map((id) => message.values(id)),
    message.body.length,
  ];
}

/** Arrays of arrays and plain values. */
function equal(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((each, i) => equal(each, b[i]));
}
const lines = (message: SipMessage): string[] =>
  message.headers.filter(({ id }) => id !== 'content-length').map(({ id, value }) => `${id}: ${value}`);

/** Everything a server does with bytes that came: reads them and all that is in them, answers, forwards. Throws when anything in it does. */
export function useAll(data: Buffer, isStream: boolean): SipMessage | undefined {
  const parsed = parseMessage(data, { stream: isStream });
  if (!parsed.ok) {
    const { partial } = parsed.error;
    if (partial === undefined) return undefined;
    stampReceivedVia(partial, { address: '192.0.2.99', port: 5099 });
    partial.toBuffer();
    if (partial.kind === 'request') responseTo(partial, 400, undefined, 'x').toBuffer();
    return undefined;
  }
  const message = parsed.value;
  for (const each of [message.via(), message.from(), message.to(), ...message.contacts()]) each?.params.get('tag');
  message.cseq();
  message.callId();
  for (const id of LISTS) message.values(id);
  parseUri(message.requestUri);
  for (const value of message.values('contact')) parseUri(value);
  for (const id of ADDRESSES) for (const value of message.values(id)) parseUri(value);
  for (const id of ['authorization', 'proxy-authorization']) for (const value of message.getAll(id)) parseCredentials(value);
  for (const id of ['www-authenticate', 'proxy-authenticate']) for (const value of message.getAll(id)) parseChallenge(value);
  if (message.body.length > 0) parseSdp(message.body);
  const forward = message.clone();
  if (message.kind === 'request') {
    stampReceivedVia(forward, { address: '192.0.2.99', port: 5099 });
    responseTo(forward, 200, undefined, 'x').toBuffer();
    forward.removeFirstValue('route');
    forward.set('Max-Forwards', '69');
    forward.add('Record-Route', '<sip:192.0.2.1;lr>', 'top');
    forward.add('Via', 'SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKforward', 'top');
  } else forward.removeFirstValue('via');
  forward.toBuffer();
  return message;
}

/** What is wrong with what we make of these bytes; `undefined` when nothing is. Never throws. */
export function checkInput(data: Buffer, isStream: boolean): string | undefined {
  try {
    const before = Buffer.from(data);
    const message = useAll(data, isStream);
    if (!data.equals(before)) return 'the received bytes were written into';
    const asText = parseAsText(data, isStream);
    if (message === undefined) return asText.ok ? 'refused, but not by the reader of text' : undefined;
    if (!asText.ok) return `taken, but refused by the reader of text: ${asText.error.text}`;
    const read = readAll(message);
    if (!equal(readAll(asText.value), read)) return 'bytes and text are read differently';
    const again = parseMessage(message.toBuffer(), { stream: isStream });
    if (!again.ok) return `written so that it cannot be read: ${again.error.text}`;
    if (!equal(readAll(again.value), read)) return 'written so that it reads differently';
    if (!again.value.body.equals(message.body)) return 'written with another body';
    if (!equal(lines(again.value), lines(asText.value))) return 'header lines were changed by writing them';
    return roundTrips(message);
  } catch (thrown) {
    return `threw ${thrown instanceof Error ? thrown.stack : String(thrown)}`;
  }
}

/** Values that are written from their parts read the same again. */
function roundTrips(message: SipMessage): string | undefined {
  // Whether a head is UTF-8 is decided by all of its bytes: a part that is left out may decide for the others.
  if (message.headEncoding === 'latin1') return undefined;
  const copy = message.clone();
  const via = message.via();
  if (via) copy.replaceFirstValue('via', formatVia(via));
  copy.set('From', formatNameAddr(message.from()));
  copy.set('To', formatNameAddr(message.to()));
  const again = parseMessage(copy.toBuffer());
  if (!again.ok) return `parts written so that they cannot be read: ${again.error.text}`;
  const parts = (of: SipMessage) => [of.via()?.branch, of.sentBy(), of.fromTag(), of.toTag(), shown(of.from()), shown(of.to())];
  return equal(parts(again.value), parts(message)) ? undefined : 'parts written so that they read differently';
}

/** A stream gives the same in whatever pieces it comes. */
export function checkFraming(data: Buffer, random: Random): string | undefined {
  try {
    const whole = framed(data, () => data.length);
    const inPieces = framed(data, () => 1 + random(random(4) === 0 ? 600 : 12));
    return equal(whole, inPieces) ? undefined : 'the stream reads differently in pieces';
  } catch (thrown) {
    return `the framer threw ${thrown instanceof Error ? thrown.stack : String(thrown)}`;
  }
}

function framed(data: Buffer, size: () => number): string[] {
  const framer = new StreamFramer();
  const events: string[] = [];
  for (let at = 0; at < data.length;) {
    const end = Math.min(data.length, at + size());
    for (const event of framer.push(data.subarray(at, end)))
      events.push(
        event.type === 'message' ? event.data.toString('latin1') : event.type === 'error' ? `error ${event.failure.code}` : 'ping',
      );
    at = end;
  }
  return events;
}
