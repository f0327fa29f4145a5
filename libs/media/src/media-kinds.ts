/**
 * What is spoken on one side of a session: plain RTP, SRTP with keys in the SDP (RFC 4568), SRTP with keys by DTLS (RFC 5764), or that
 * with ICE and one port for everything, as browsers want it (RFC 8827).
 */
export type MediaKind = 'rtp' | 'sdes' | 'dtls' | 'webrtc';
export const MEDIA_KINDS: readonly MediaKind[] = ['rtp', 'sdes', 'dtls', 'webrtc'];

/** Suites that are offered; `NULL` and `F8` ones of the relay are not (RFC 4568 §6.2, RFC 6188, RFC 7714). */
const SUITES = [
  'AES_CM_128_HMAC_SHA1_80',
  'AES_CM_128_HMAC_SHA1_32',
  'AES_256_CM_HMAC_SHA1_80',
  'AES_256_CM_HMAC_SHA1_32',
  'AEAD_AES_128_GCM',
  'AEAD_AES_256_GCM',
];
const SDES_SUITES = SUITES.map((suite) => `only-${suite}`);

/** How the relay describes itself to a side of each kind in an offer. The relay is the only path, so plain sides see no candidates. */
const OFFERED: Readonly<Record<MediaKind, object>> = {
  rtp: { ICE: 'remove', 'rtcp-mux': ['demux'], 'transport-protocol': 'RTP/AVP' },
  sdes: { ICE: 'remove', 'rtcp-mux': ['demux'], 'transport-protocol': 'RTP/SAVP', DTLS: 'off', SDES: SDES_SUITES },
  dtls: { ICE: 'remove', 'rtcp-mux': ['demux'], 'transport-protocol': 'UDP/TLS/RTP/SAVP', SDES: ['off'] },
  webrtc: { ICE: 'force', 'rtcp-mux': ['require'], 'transport-protocol': 'UDP/TLS/RTP/SAVPF', SDES: ['off'] },
};

/** The ng keys that make a description for a side of that kind. An answer speaks the transport that was offered; only ICE must be told. */
export const ngOfKind = (kind: MediaKind, command: 'offer' | 'answer'): object =>
  command === 'offer' ? OFFERED[kind] : { ICE: kind === 'webrtc' ? 'force' : 'remove' };

/** Browsers want their streams named (RFC 5888). */
export const flagsOfKind = (kind: MediaKind): readonly string[] => (kind === 'webrtc' ? ['generate-mid'] : []);

/** The kind that a description speaks, by its first audio or video in use; undefined when it has none (T.38, nothing at all). */
export function kindOfSdp(sdp: string): MediaKind | undefined {
  const protocol = /^m=(?:audio|video) [1-9]\d*(?:\/\d+)? (\S+)/m.exec(sdp)?.[1]?.toUpperCase();
  if (protocol === undefined) return undefined;
  if (protocol.startsWith('UDP/TLS/')) return /^a=ice-ufrag:/m.test(sdp) ? 'webrtc' : 'dtls';
  if (!protocol.includes('SAVP')) return 'rtp';
  return /^a=crypto:/m.test(sdp) || !/^a=fingerprint:/m.test(sdp) ? 'sdes' : 'dtls';
}
