import { isIP } from 'node:net';
import type { Incoming } from '@switchyard/b2bua';
import { HEADERS, parseSdp, parseUri } from '@switchyard/sip';

/** What shows that a request came through an address translator (reference §2.1 step 6). */
export type NatSign = 'contact' | 'via' | 'via-port' | 'sdp' | 'websocket';

type Seen = Pick<Incoming, 'body' | 'source' | 'contacts' | 'header'>;

/**
 * The signs of address translation: a Contact or SDP of a private network that is not where the request came from, a Via that names
 * another host, or over UDP another port, than it came from, and WebSocket, whose Contact and Via name nobody (RFC 7118 §5).
 */
export function natSigns({ body, source, contacts, header }: Seen): readonly NatSign[] {
  if (source.protocol === 'ws' || source.protocol === 'wss') return ['websocket'];
  const signs: NatSign[] = [];
  const contact = parseUri(contacts[0]?.uri ?? '');
  if (contact.ok && isElsewhere(contact.value.host, source.address)) signs.push('contact');
  const via = sentBy(header(HEADERS.VIA));
  if (via && isIP(via.host) !== 0 && via.host !== source.address) signs.push('via');
  if (via && source.protocol === 'udp' && via.port !== source.port) signs.push('via-port');
  const address = sdpAddress(body);
  if (address !== undefined && isElsewhere(address, source.address)) signs.push('sdp');
  return signs;
}

const isElsewhere = (host: string, source: string): boolean => bare(host) !== source && isPrivate(bare(host));
const bare = (host: string): string => host.toLowerCase().replace(/^\[|\]$/g, '');

/** Host and port of the topmost Via (RFC 3261 §20.42). */
function sentBy(via: string | undefined): { readonly host: string; readonly port: number } | undefined {
  const [, v6, v4, port] = /^SIP\s*\/\s*2\.0\s*\/\s*\w+\s+(?:\[([^\]]+)\]|([^\s:;,]+))(?:\s*:\s*(\d+))?/i.exec(via ?? '') ?? [];
  const host = v6 ?? v4;
  return host === undefined ? undefined : { host: host.toLowerCase(), port: port === undefined ? 5060 : Number(port) };
}

function sdpAddress(body: string): string | undefined {
  const sdp = body === '' ? undefined : parseSdp(body);
  if (!sdp?.ok) return undefined;
  return sdp.value.media[0]?.connection ?? sdp.value.connection;
}

/** RFC 1918, RFC 6598 (carrier-grade translators), link-local, RFC 4193. */
export const isPrivate = (address: string): boolean =>
  isIP(address) === 4
    ? /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.)/.test(address)
    : /^(f[cd]|fe80:)/i.test(address);
