import type { Logger } from '@switchyard/kernel';
import type { ConnectionCause, Endpoint, Flow, Protocol } from '@switchyard/sip';

const LINES_PER_SECOND = 5;

/**
 * Tells of connections: whom a TLS peer has proved to be, and why a connection was refused or closed by us. Of one cause a few lines a second
 * are written; a flood of connections must not become a flood of log lines. The counters have them all.
 */
export class ConnectionLog {
  private readonly lines = new Map<ConnectionCause, number>();
  private secondEndsMs = 0;

  constructor(private readonly logger: Logger) {}

  opened({ protocol, remote, identity, connection }: Flow): void {
    const facts = { protocol, peer: remote.address, port: remote.port, connection };
    if (identity !== undefined) this.logger.info('peer verified', { ...facts, subject: identity.subject, names: identity.names });
    else this.logger.debug('connection opened', facts);
  }

  closed({ protocol, remote, connection }: Flow, cause: ConnectionCause | undefined): void {
    const facts = { protocol, peer: remote.address, port: remote.port, connection };
    if (cause === undefined) this.logger.debug('connection closed', facts);
    else if (this.mayWrite(cause)) this.logger.info('connection closed by us', { cause, ...facts });
  }

  refused(cause: ConnectionCause, protocol: Protocol, remote: Endpoint, why: string): void {
    if (this.mayWrite(cause)) this.logger.info('connection refused', { cause, protocol, peer: remote.address, port: remote.port, why });
  }

  private mayWrite(cause: ConnectionCause): boolean {
    const now = Date.now();
    if (now >= this.secondEndsMs) {
      this.secondEndsMs = now + 1_000;
      this.lines.clear();
    }
    const written = this.lines.get(cause) ?? 0;
    this.lines.set(cause, written + 1);
    return written < LINES_PER_SECOND;
  }
}
