import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';

/** What a test wants a certificate to say. */
export interface CertificateWish {
  readonly commonName: string;
  /** DNS names, IPv4 addresses, or `sip:` URIs for subjectAltName. */
  readonly names?: readonly string[];
  /** Who signs it; itself when absent. */
  readonly issuer?: Certificate;
  readonly isAuthority?: boolean;
  readonly keyType?: 'rsa' | 'ec';
  /** Valid from yesterday for so many days; negative has ended already. */
  readonly days?: number;
}

/** A certificate and its key, as PEM. */
export interface Certificate {
  readonly commonName: string;
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 24 * 3_600_000;
const OID = {
  commonName: '2.5.4.3',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  rsaWithSha256: '1.2.840.113549.1.1.11',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const;

/** Makes an X.509 certificate without any tool of the system: tests of TLS run wherever Node does (RFC 5280 §4.1). */
export function makeCertificate(wish: CertificateWish): Certificate {
  const { publicKey, privateKey } = keyPair(wish.keyType ?? 'ec');
  const issuerKey = wish.issuer ? createPrivateKey(wish.issuer.key) : privateKey;
  const algorithm = sequence(oid(issuerKey.asymmetricKeyType === 'rsa' ? OID.rsaWithSha256 : OID.ecdsaWithSha256));
  const start = Date.now() - DAY_MS;
  const toBeSigned = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name(wish.issuer?.commonName ?? wish.commonName),
    sequence(utcTime(start), utcTime(start + (wish.days ?? 30) * DAY_MS)),
    name(wish.commonName),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions(wish))),
  );
  const signature = sign('sha256', toBeSigned, issuerKey);
  const der = sequence(toBeSigned, algorithm, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])));
  return {
    commonName: wish.commonName,
    cert: pem('CERTIFICATE', der),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function keyPair(type: 'rsa' | 'ec'): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  return type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function extensions({ names = [], isAuthority = false }: CertificateWish): Buffer[] {
  const list = [extension(OID.basicConstraints, sequence(...(isAuthority ? [tagged(0x01, Buffer.from([0xff]))] : [])))];
  if (names.length > 0) list.push(extension(OID.subjectAltName, sequence(...names.map(alternativeName))));
  return list;
}

/** RFC 5280 §4.2.1.6: dNSName 2, uniformResourceIdentifier 6, iPAddress 7. */
function alternativeName(text: string): Buffer {
  if (isIP(text) === 4) return tagged(0x87, Buffer.from(text.split('.').map(Number)));
  return tagged(text.startsWith('sip:') ? 0x86 : 0x82, Buffer.from(text));
}

const extension = (id: string, value: Buffer): Buffer => sequence(oid(id), tagged(0x04, value));
const name = (common: string): Buffer => sequence(tagged(0x31, sequence(oid(OID.commonName), tagged(0x0c, Buffer.from(common)))));
const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts));
const integer = (bytes: Buffer): Buffer => tagged(0x02, bytes);

/** `YYMMDDHHMMSSZ`. */
const utcTime = (ms: number): Buffer => tagged(0x17, Buffer.from(`${new Date(ms).toISOString().replaceAll(/[-:T]/g, '').slice(2, 14)}Z`));

function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const arc of rest) {
    const digits = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
    bytes.push(...digits);
  }
  return tagged(0x06, Buffer.from(bytes));
}

/** Tag, length, value (X.690 §8.1). */
function tagged(tag: number, value: Buffer): Buffer {
  const { length } = value;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}

const pem = (label: string, der: Buffer): string =>
  `-----BEGIN ${label}-----\n${der.toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd()}\n-----END ${label}-----\n`;
