import { isIP } from 'node:net';
import type { Incoming, MediaOptions } from '@switchyard/b2bua';
import { parseSdp } from '@switchyard/sip';

/**
 * Media options of a phone that calls. An SDP with an address of a private network that is not where the request came from was
 * written behind an address translator: the relay must learn where the phone is (RFC 4787; reference §2.7).
 */
export function callerMediaOf({ body, source }: Pick<Incoming, 'body' | 'source'>): MediaOptions {
  const address = sdpAddress(body);
  const isTranslated = address !== undefined && address !== source.address && isPrivate(address);
  return { label: 'phone', ...(isTranslated ? { source: source.address } : {}) };
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
