import { createHmac, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '@switchyard/kernel';
import { type Endpoint, type Flow, type Protocol, PROTOCOLS } from './flow.js';

/** What a token stands for: enough to find the flow again in the process that has it. */
export interface FlowReference {
  readonly protocol: Protocol;
  readonly local: Endpoint;
  readonly remote: Endpoint;
  /** Number of the stream connection: a later one between the same ports is another flow. Who makes a token elsewhere cannot know it. */
  readonly connection: number | undefined;
}

export type FlowTokenFailure = 'flow-token-unreadable' | 'flow-token-forged';

const MAC_BYTES = 10;

/**
 * Flow tokens of RFC 5626 §5.2: the user part of the URI that an edge proxy writes into Path or Record-Route, from which it finds the flow
 * again. They are signed, so that nobody can make the proxy send to where they like. They hold no secret: who knows one knows its addresses.
 */
export class FlowTokens {
  /** Processes that shall understand each other's tokens share the key. */
  constructor(private readonly key: string) {}

  /** Only characters that a URI's user part needs no escapes for. */
  encode({ protocol, local, remote, connection }: FlowReference | Flow): string {
    const text = [protocol, local.address, local.port, remote.address, remote.port, connection ?? ''].join(',');
    const body = Buffer.from(text);
    return Buffer.concat([this.mac(body), body]).toString('base64url');
  }

  decode(token: string): Result<FlowReference, FlowTokenFailure> {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length <= MAC_BYTES || bytes.length > 256 || bytes.toString('base64url') !== token) return err('flow-token-unreadable');
    const body = bytes.subarray(MAC_BYTES);
    if (!timingSafeEqual(bytes.subarray(0, MAC_BYTES), this.mac(body))) return err('flow-token-forged');
    const [name, localAddress = '', localPort, remoteAddress = '', remotePort, connection = ''] = body.toString().split(',');
    const protocol = PROTOCOLS.find((known) => known === name);
    if (protocol === undefined) return err('flow-token-unreadable');
    return ok({
      protocol,
      local: { address: localAddress, port: Number(localPort) },
      remote: { address: remoteAddress, port: Number(remotePort) },
      connection: connection === '' ? undefined : Number(connection),
    });
  }

  private mac(body: Buffer): Buffer {
    return createHmac('sha256', this.key).update(body).digest().subarray(0, MAC_BYTES);
  }
}
