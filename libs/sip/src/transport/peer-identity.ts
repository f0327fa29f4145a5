import type { X509Certificate } from 'node:crypto';
import { checkServerIdentity, type PeerCertificate, type TLSSocket } from 'node:tls';
import type { PeerIdentity } from './flow.js';

/** Who the peer of a finished handshake is; `undefined` without a certificate or with one that was not verified. */
export function identityOf(socket: TLSSocket): PeerIdentity | undefined {
  const certificate = socket.authorized ? socket.getPeerX509Certificate() : undefined;
  return certificate === undefined ? undefined : { subject: subjectOf(certificate), names: namesOf(certificate) };
}

/** Hosts that a certificate speaks for (RFC 5922 §7.1): its `sip:` URIs without user, else DNS names, else the common name. */
export function namesOf(certificate: X509Certificate): string[] {
  const entries = (certificate.subjectAltName ?? '').split(', ');
  const uris = entries.flatMap((entry) => /^URI:sips?:([^@;?]+)$/i.exec(entry)?.[1] ?? []);
  const dns = entries.flatMap((entry) => /^DNS:(.+)$/.exec(entry)?.[1] ?? []);
  const addresses = entries.flatMap((entry) => /^IP Address:(.+)$/.exec(entry)?.[1] ?? []);
  const names = [...uris, ...dns, ...addresses];
  const common = names.length === 0 ? commonName(certificate) : undefined;
  return (common === undefined ? names : [common]).map((name) => name.toLowerCase());
}

const commonName = (certificate: X509Certificate): string | undefined => /^CN=(.+)$/m.exec(certificate.subject)?.[1];

const subjectOf = (certificate: X509Certificate): string => commonName(certificate) ?? certificate.subject.replaceAll('\n', ', ');

/** Whether a certified name stands for a host. A wildcard stands for one label (RFC 5922 §7.2 forbids it to servers of SIP, browsers' CAs do not). */
export function speaksFor(names: readonly string[], host: string): boolean {
  const wanted = host.toLowerCase().replace(/^\[|\]$/g, '');
  return names.some((name) => name === wanted || (name.startsWith('*.') && wanted.slice(wanted.indexOf('.')) === name.slice(1)));
}

/** The check of a server that we dial: a `sip:` URI in its certificate counts as much as a DNS name (RFC 5922 §7.4). */
export function checkSipServerIdentity(host: string, certificate: PeerCertificate): Error | undefined {
  const uris = (certificate.subjectaltname ?? '').split(', ').flatMap((entry) => /^URI:sips?:([^@;?]+)$/i.exec(entry)?.[1] ?? []);
  if (
    speaksFor(
      uris.map((uri) => uri.toLowerCase()),
      host,
    )
  )
    return undefined;
  return checkServerIdentity(host, certificate);
}
