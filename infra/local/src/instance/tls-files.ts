import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { makeCertificate } from '@switchyard/testing';
import { writePrivate } from './instance-folder.js';

/** Where the certificate lies that phones and browsers are shown. */
export interface TlsFiles {
  readonly certificate: string;
  readonly key: string;
  /** Who signed it, for peers that should believe it; phones with a certificate of the same authority are believed too. */
  readonly authority: string;
}

const VALID_DAYS = 365;
/** A certificate with less left is made anew. */
const RENEW_BELOW_DAYS = 30;
const DAY_MS = 24 * 3_600_000;

/** The certificate of an instance for the address phones use, made once by an authority of its own whose key is kept beside it. */
export function tlsFilesIn(folder: string, host: string): TlsFiles {
  const files = { certificate: join(folder, 'users.pem'), key: join(folder, 'users.key'), authority: join(folder, 'ca.pem') };
  if (isGood(files.certificate, host) && existsSync(files.key) && existsSync(files.authority)) return files;
  mkdirSync(folder, { recursive: true });
  const authority = makeCertificate({ commonName: 'Switchyard local authority', isAuthority: true, days: VALID_DAYS });
  const users = makeCertificate({ commonName: host, names: [host, 'localhost'], issuer: authority, days: VALID_DAYS });
  writePrivate(files.authority, authority.cert);
  writePrivate(join(folder, 'ca.key'), authority.key);
  writePrivate(files.key, users.key);
  writePrivate(files.certificate, users.cert);
  return files;
}

function isGood(file: string, host: string): boolean {
  if (!existsSync(file)) return false;
  const certificate = new X509Certificate(readFileSync(file));
  return certificate.checkIP(host) !== undefined && Date.parse(certificate.validTo) - Date.now() > RENEW_BELOW_DAYS * DAY_MS;
}
