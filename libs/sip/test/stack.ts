import { mkdtempSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { type Certificate, makeCertificate } from '@switchyard/testing';
import type { ParseFailure } from '../src/message/index.js';
import type { Flow, Received } from '../src/transport/index.js';
import { TransportLayer, type TransportOptions } from '../src/transport/index.js';

/** A transport layer that remembers what came, and what it told of connections. */
export class Stack {
  readonly received: Received[] = [];
  readonly malformed: ParseFailure[] = [];
  readonly opened: Flow[] = [];
  readonly refused: string[] = [];
  readonly closed: string[] = [];
  readonly certificates: string[] = [];
  readonly errors: string[] = [];

  private constructor(readonly layer: TransportLayer) {}

  static async start(options: Omit<TransportOptions, 'onMessage' | 'onMalformed' | 'onError'>): Promise<Stack> {
    const layer: TransportLayer = new TransportLayer({
      ...options,
      onMessage: (received) => stack.received.push(received),
      onMalformed: (failure) => stack.malformed.push(failure),
      onError: (error) => stack.errors.push(error.message),
      onConnection: (flow) => stack.opened.push(flow),
      onConnectionClosed: (_flow, cause) => stack.closed.push(cause ?? 'by peer'),
      onRefused: (cause) => stack.refused.push(cause),
      onCertificates: (result) => stack.certificates.push(result.ok ? 'read' : result.error.code),
    });
    const stack = new Stack(layer);
    await layer.start();
    return stack;
  }

  /** Address and port of a listener: tests bind port 0. */
  at(protocol: string): { readonly address: string; readonly port: number } {
    const local = this.layer.locals.find((candidate) => candidate.protocol === protocol);
    if (!local) throw new Error(`no ${protocol} listener`);
    return { address: local.address, port: local.port };
  }

  /** The n-th message that came, waited for. */
  async message(at = 0): Promise<Received> {
    await until(() => this.received.length > at);
    return this.received[at] as Received;
  }
}

/** Waits for something that some event makes true. */
export async function until(isTrue: () => boolean, patienceMs = 15_000): Promise<void> {
  for (const deadline = Date.now() + patienceMs; !isTrue();) {
    if (Date.now() > deadline) throw new Error(`not in time: ${String(isTrue)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const options = (via: string, more: readonly string[] = []): string =>
  [
    'OPTIONS sip:bob@example.com SIP/2.0',
    `Via: ${via};branch=z9hG4bK${Math.random().toString(36).slice(2)}`,
    'Max-Forwards: 70',
    'From: <sip:alice@example.com>;tag=1',
    'To: <sip:bob@example.com>',
    'Call-ID: c@example.com',
    'CSeq: 1 OPTIONS',
    ...more,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');

/** Files of certificates in a folder of their own. */
export class CertificateFiles {
  readonly folder = mkdtempSync(join(tmpdir(), 'switchyard-tls-'));
  readonly authority = makeCertificate({ commonName: 'Test authority', isAuthority: true });

  constructor() {
    writeFileSync(this.path('ca.pem'), this.authority.cert);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  make(
    commonName: string,
    more: { readonly names?: readonly string[]; readonly keyType?: 'rsa' | 'ec'; readonly days?: number } = {},
  ): Certificate {
    return makeCertificate({ commonName, names: [commonName], issuer: this.authority, ...more });
  }

  write(name: string, { cert, key }: Certificate): { readonly certificate: string; readonly key: string } {
    const pair = { certificate: this.path(`${name}.pem`), key: this.path(`${name}.key`) };
    writeFileSync(pair.certificate, cert);
    writeFileSync(pair.key, key);
    return pair;
  }
}

/** What came down a connection, as text. */
export interface Heard {
  text: string;
  closed: boolean;
}

export function listenTo(socket: Socket): Heard {
  const heard: Heard = { text: '', closed: false };
  socket.on('data', (chunk: Buffer) => (heard.text += chunk.toString()));
  socket.on('error', () => undefined);
  socket.on('close', () => (heard.closed = true));
  return heard;
}

export const dialTcp = (to: { readonly address: string; readonly port: number }, from?: string): Promise<Socket> =>
  connected(connect({ host: to.address, port: to.port, ...(from === undefined ? {} : { localAddress: from }) }), 'connect');

export const dialTls = (to: { readonly address: string; readonly port: number }, more: ConnectionOptions): Promise<TLSSocket> =>
  connected(connectTls({ host: to.address, port: to.port, ...more }), 'secureConnect') as Promise<TLSSocket>;

function connected<S extends Socket>(socket: S, event: string): Promise<S> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => resolve(socket));
    socket.once('error', reject);
  });
}
