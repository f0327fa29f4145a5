import type { Socket } from 'node:net';
import type { SecureContextOptions, TlsOptions } from 'node:tls';
import { wantedHost } from './client-hello.js';
import type { ClientCertificateRule } from './listen-address.js';
import type { TlsCertificates } from './tls-certificates.js';

/** A server that takes sockets by its `connection` event: of `tls` or `https`. */
interface SocketTaker {
  readonly emit: (event: 'connection', socket: Socket) => boolean;
}

/**
 * Gives each connection to a server with the certificates of the name that its client asks for. Node's own SNI changes only one certificate of
 * a connection, so that RSA and ECDSA of different hosts would mix; here each name has a context of its own with all its keys.
 */
export class TlsRouter {
  private readonly servers = new Map<string, SocketTaker>();

  constructor(
    private readonly certificates: TlsCertificates,
    private readonly rule: ClientCertificateRule,
    private readonly makeServer: (options: TlsOptions) => SocketTaker,
  ) {}

  /** Waits for the ClientHello, then hands the socket on, untouched. */
  route(socket: Socket): void {
    let seen: Buffer | undefined;
    const look = (): void => {
      const chunk = socket.read() as Buffer | null;
      if (chunk !== null) seen = seen === undefined ? chunk : Buffer.concat([seen, chunk]);
      if (seen === undefined) return;
      const wanted = wantedHost(seen);
      if (wanted.kind === 'more') return;
      socket.removeListener('readable', look);
      // The TLS layer takes what stands in the socket's buffer before it reads on.
      socket.unshift(seen);
      this.serverOf(wanted.host).emit('connection', socket);
    };
    socket.on('readable', look);
  }

  /** Servers with the certificates as they are now, for connections to come. */
  refresh(): void {
    this.servers.clear();
  }

  private serverOf(host: string | undefined): SocketTaker {
    const { key, options } = this.certificates.chosenFor(host);
    let server = this.servers.get(key);
    if (server === undefined) {
      server = this.makeServer(this.optionsWith(options));
      this.servers.set(key, server);
    }
    return server;
  }

  private optionsWith(options: SecureContextOptions): TlsOptions {
    return { ...options, requestCert: this.rule !== 'none', rejectUnauthorized: this.rule === 'require' };
  }
}
