import { createHmac, timingSafeEqual, type X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';

/** Tells an application which client certificate a peer has proven to hold; of the family of headers that never leave the platform. */
export const PEER_CERTIFICATE_HEADER = 'X-Info-Peer-Certificate';

/**
 * SHA-256 of the certificate of a finished handshake, 64 lower-case hexadecimal digits, whoever issued it: the handshake proves that the
 * peer holds its key, and who pins fingerprints needs no authority. `undefined` without a certificate, or outside its validity.
 */
export function certificateOf(socket: TLSSocket, nowMs = Date.now()): string | undefined {
  const certificate = socket.getPeerX509Certificate();
  return certificate && isValidAt(certificate, nowMs) ? certificate.fingerprint256.replaceAll(':', '').toLowerCase() : undefined;
}

const isValidAt = ({ validFrom, validTo }: X509Certificate, nowMs: number): boolean =>
  Date.parse(validFrom) <= nowMs && nowMs < Date.parse(validTo);

/** What the sealed value is good for: one request of one peer. */
export interface SealedRequest {
  readonly callId: string;
  readonly address: string;
  readonly port: number;
}

const mac = (key: string, fingerprint: string, { callId, address, port }: SealedRequest): Buffer =>
  createHmac('sha256', key).update(`peer-certificate\n${fingerprint}\n${callId}\n${address}\n${port}`).digest();

/** The value of the header. `key` is known to the server and its applications only, so nobody outside can write one. */
export const sealCertificate = (key: string, fingerprint: string, request: SealedRequest): string =>
  `${fingerprint};${mac(key, fingerprint, request).toString('hex')}`;

/** The fingerprint of a header value; `undefined` when it is not one that was sealed for this request. */
export function readSealedCertificate(key: string, value: string | undefined, request: SealedRequest): string | undefined {
  const [, fingerprint, given] = /^([0-9a-f]{64});([0-9a-f]{64})$/.exec(value ?? '') ?? [];
  if (fingerprint === undefined || given === undefined) return undefined;
  return timingSafeEqual(Buffer.from(given, 'hex'), mac(key, fingerprint, request)) ? fingerprint : undefined;
}
