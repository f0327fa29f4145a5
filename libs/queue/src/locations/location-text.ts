import type { Registration } from './registration.js';

/**
 * All contacts of an AoR as one short text, because a million of them lie in memory: `1`, then a line per contact, fields between tabs,
 * empty ones at the end left out. Control characters cannot stand in a URI or a header value, so nothing needs an escape.
 */
const VERSION = '1';
const PROTOCOL_LETTERS: Readonly<Record<string, string>> = { udp: 'u', tcp: 't', tls: 's', ws: 'w', wss: 'x' };
const PROTOCOLS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(PROTOCOL_LETTERS).map(([name, letter]) => [letter, name]),
);
/** Most instance ids are UUIDs (RFC 5626 §4.1). */
const UUID_URN = 'urn:uuid:';
const BETWEEN_PATHS = '\x1f';
const BASE = 36;

/** The text of these contacts; empty when there is none. */
export const writeLocations = (contacts: readonly Registration[]): string =>
  contacts.length === 0 ? '' : VERSION + contacts.map(lineOf).join('\n');

function lineOf(of: Registration): string {
  const { source, instance = '', regId } = of;
  const line = [
    plain(of.contact),
    `${PROTOCOL_LETTERS[source.protocol] ?? 'u'}${source.address}:${source.port}`,
    of.receivedOn ?? '',
    plain(of.callId),
    of.cseq.toString(BASE),
    Math.round(of.expiresAtMs / 1000).toString(BASE),
    plain(of.userAgent),
    of.q === 1000 ? '' : of.q.toString(BASE),
    of.silentPings === 0 ? '' : of.silentPings.toString(BASE),
    plain(instance.startsWith(UUID_URN) ? `~${instance.slice(UUID_URN.length)}` : instance),
    regId === undefined ? '' : regId.toString(BASE),
    of.path.map(plain).join(BETWEEN_PATHS),
  ];
  while (line.at(-1) === '') line.pop();
  return line.join('\t');
}

const CONTROL = /[\0-\x1f]/;

const CONTROLS = /[\0-\x1f]/g;
const plain = (text: string): string => (CONTROL.test(text) ? text.replace(CONTROLS, ' ') : text);

/** The contacts of a text. A line that cannot be read is left out and told to `broken`: one bad value must not make a subscriber unreachable. */
export function readLocations(text: string, broken?: (line: string) => void): Registration[] {
  if (text === '') return [];
  if (!text.startsWith(VERSION)) {
    broken?.(text);
    return [];
  }
  const contacts: Registration[] = [];
  for (const line of text.slice(VERSION.length).split('\n')) {
    const contact = contactOf(line);
    if (contact) contacts.push(contact);
    else broken?.(line);
  }
  return contacts;
}

function contactOf(line: string): Registration | undefined {
  const [contact = '', from = '', receivedOn = '', callId = '', cseq = '', expires = '', userAgent = '', ...rare] = line.split('\t');
  const [q = '', silent = '', instance = '', regId = '', path = ''] = rare;
  const colon = from.lastIndexOf(':');
  const source = { protocol: PROTOCOLS[from.charAt(0)] ?? '', address: from.slice(1, colon), port: Number(from.slice(colon + 1)) };
  const expiresAtMs = Number.parseInt(expires, BASE) * 1000;
  const sequence = Number.parseInt(cseq, BASE);
  if (contact === '' || colon < 2 || source.protocol === '' || !(source.port > 0) || !(expiresAtMs >= 0) || !(sequence >= 0))
    return undefined;
  return {
    contact,
    source,
    receivedOn: receivedOn === '' ? null : receivedOn,
    callId,
    cseq: sequence,
    expiresAtMs,
    userAgent,
    q: q === '' ? 1000 : Number.parseInt(q, BASE),
    silentPings: silent === '' ? 0 : Number.parseInt(silent, BASE),
    path: path === '' ? [] : path.split(BETWEEN_PATHS),
    ...(instance === '' ? {} : { instance: instance.startsWith('~') ? UUID_URN + instance.slice(1) : instance }),
    ...(regId === '' ? {} : { regId: Number.parseInt(regId, BASE) }),
  };
}
