import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createSecureContext, rootCertificates, type SecureContextOptions, type SecureVersion } from 'node:tls';
import { CodedError, messageOf } from '@switchyard/kernel';
import { namesOf, speaksFor } from './peer-identity.js';

export interface TlsSettings {
  /** PEM files, the certificate first in its chain. The first pair serves peers that name no host, and is shown to servers we dial. */
  readonly certificates: ReadonlyArray<{ readonly certificate: string; readonly key: string }>;
  /** PEM file of the authorities that may vouch for peers; the public ones when absent. */
  readonly authorities?: string | undefined;
  readonly minVersion: SecureVersion;
  /** OpenSSL cipher list; OpenSSL's default when absent. */
  readonly ciphers?: string | undefined;
  /** False takes any certificate of a server that we dial. */
  readonly verifyServers: boolean;
}

/** One certificate as it is served now. */
export interface ServedCertificate {
  readonly file: string;
  readonly names: readonly string[];
  readonly notAfterMs: number;
}

interface Loaded extends ServedCertificate {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly keyType: string;
}

/**
 * The certificates of a stack, chosen by the name that a client asks for (SNI, RFC 6066 §3). Several with the same names but other key
 * types are served together (RSA and ECDSA). They can be read again while connections are open: those keep what they have.
 */
export class TlsCertificates {
  private loaded: readonly Loaded[] = [];
  private authorities: readonly string[] | Buffer = [];
  private signature = '';

  /** Throws `tls-file-unusable`, naming the file, when a file cannot be read or does not fit. */
  constructor(readonly settings: TlsSettings) {
    this.read();
  }

  get served(): readonly ServedCertificate[] {
    return this.loaded;
  }

  /** For connections that we dial. */
  get clientOptions(): SecureContextOptions {
    return this.optionsFor(this.loaded.slice(0, 1));
  }

  /** What to serve to a client that asks for a name, or for none; `key` tells choices apart. */
  chosenFor(name: string | undefined): { readonly key: string; readonly options: SecureContextOptions } {
    const exact = this.loaded.filter(({ names }) => name !== undefined && names.includes(name));
    const fitting = exact.length > 0 ? exact : this.loaded.filter(({ names }) => name !== undefined && speaksFor(names, name));
    const oneOfEachKey = fitting.filter(({ keyType }, at) => fitting.findIndex((other) => other.keyType === keyType) === at);
    const chosen = oneOfEachKey.length > 0 ? oneOfEachKey : this.loaded.slice(0, 1);
    return { key: chosen.map(({ file }) => file).join('|'), options: this.optionsFor(chosen) };
  }

  /** True when a file is not what it was when last read, whether or not that reading succeeded. */
  get haveChanged(): boolean {
    return this.signature !== this.filesSignature();
  }

  /** Reads all files again. Throws `tls-file-unusable` and keeps what was served before when one does not fit. */
  reload(): void {
    this.read();
  }

  private read(): void {
    const { certificates, authorities } = this.settings;
    const signature = this.filesSignature();
    // Remembered first: files that do not fit are complained about once, not until they change.
    this.signature = signature;
    const loaded = certificates.map(({ certificate, key }) => loadPair(certificate, key));
    const trusted = authorities === undefined ? rootCertificates : readPem(authorities);
    if (authorities !== undefined) refuseUnless(authorities, () => new X509Certificate(trusted as Buffer));
    this.loaded = loaded;
    this.authorities = trusted;
    // Everything that OpenSSL may refuse (ciphers, versions) is refused now, not at the first handshake.
    refuseUnless(certificates[0]?.certificate ?? 'ciphers', () => createSecureContext(this.clientOptions));
  }

  private optionsFor(pairs: readonly Loaded[]): SecureContextOptions {
    const { minVersion, ciphers } = this.settings;
    return {
      cert: pairs.map(({ cert }) => cert),
      key: pairs.map(({ key }) => key),
      ca: this.authorities as Buffer | string[],
      minVersion,
      honorCipherOrder: true,
      ...(ciphers === undefined ? {} : { ciphers }),
    };
  }

  private filesSignature(): string {
    const { certificates, authorities } = this.settings;
    const files = [
      ...certificates.flatMap(({ certificate, key }) => [certificate, key]),
      ...(authorities === undefined ? [] : [authorities]),
    ];
    return files.map(stamp).join('|');
  }
}

function stamp(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? 'none' : `${stat.ino}.${stat.mtimeMs}.${stat.size}`;
}

function loadPair(file: string, keyFile: string): Loaded {
  const [cert, key] = [readPem(file), readPem(keyFile)];
  const leaf = refuseUnless(file, () => new X509Certificate(cert));
  refuseUnless(keyFile, () => createSecureContext({ cert, key }));
  return { file, cert, key, names: namesOf(leaf), notAfterMs: Date.parse(leaf.validTo), keyType: leaf.publicKey.asymmetricKeyType ?? '' };
}

const readPem = (file: string): Buffer => refuseUnless(file, () => readFileSync(file));

function refuseUnless<T>(file: string, use: () => T): T {
  try {
    return use();
  } catch (cause) {
    throw new CodedError('tls-file-unusable', `${file} cannot be used for TLS: ${messageOf(cause)}`, { file }, { cause });
  }
}
