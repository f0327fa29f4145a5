import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Logger } from '@switchyard/kernel';
import { encodeHep } from './hep-packet.js';
import { parseHostAndPort } from './host-and-port.js';
import { maskText } from './mask.js';

export interface CapturedMessage {
  /** The message exactly as it was on the wire; secrets in it are masked before it is sent. */
  readonly data: Buffer;
  readonly protocol: 'udp' | 'tcp' | 'tls' | 'ws' | 'wss';
  readonly source: { readonly address: string; readonly port: number };
  readonly destination: { readonly address: string; readonly port: number };
  /** Milliseconds since the epoch; fractions become microseconds. */
  readonly timeMs: number;
  /** The Call-ID: the collector groups by it. */
  readonly correlationId: string;
}

export interface HepCaptureOptions {
  /** `host:port` of a HEPv3 collector over UDP. */
  readonly collector: string;
  /** Number that tells this agent apart at the collector, 32 bits. */
  readonly captureId: number;
  /** Agent name shown by the collector. */
  readonly nodeName?: string;
  readonly logger: Logger;
}

export interface HepCapture {
  /** Never throws and never waits: a lost capture must not disturb a call. */
  readonly capture: (message: CapturedMessage) => void;
  readonly close: () => void;
}

/** A UDP datagram carries 65,507 bytes; the chunks around the payload need less than 500. */
const MAX_PAYLOAD = 65_000;
const COMPLAINT_EVERY_MS = 60_000;

/** Sends SIP messages as HEPv3 packets. Problems are logged at most once a minute, with the number of packets lost since. */
export function createHepCapture(options: HepCaptureOptions): HepCapture {
  const { host, port } = parseHostAndPort(options.collector, 'HEP_COLLECTOR');
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  socket.unref();
  let open = true;
  let lost = 0;
  let lastComplaintMs = Number.NEGATIVE_INFINITY;
  const complain = (problem: string): void => {
    lost += 1;
    const now = Date.now();
    if (now - lastComplaintMs < COMPLAINT_EVERY_MS) return;
    options.logger.warn('SIP capture not sent', { collector: options.collector, problem, lost });
    lastComplaintMs = now;
    lost = 0;
  };
  socket.on('error', (error) => complain(error.message));

  const send = (message: CapturedMessage): void => {
    const data = withoutSecrets(message.data);
    const payload = data.length > MAX_PAYLOAD ? data.subarray(0, MAX_PAYLOAD) : data;
    socket.send(packetOf(message, payload, options), port, host, (error) => {
      if (error) complain(error.message);
    });
  };

  return {
    capture: (message) => {
      if (!open) return;
      try {
        send(message);
      } catch (thrown) {
        complain(String(thrown));
      }
    },
    close: () => {
      if (!open) return;
      open = false;
      socket.close();
    },
  };
}

/** Digest responses and media keys must not be readable in captures (invariant I10). All other bytes stay as they were. */
function withoutSecrets(data: Buffer): Buffer {
  const text = data.toString('latin1');
  const masked = maskText(text);
  return masked === text ? data : Buffer.from(masked, 'latin1');
}

const packetOf = (message: CapturedMessage, payload: Buffer, options: HepCaptureOptions): Buffer =>
  encodeHep({
    payload,
    ipProtocol: message.protocol === 'udp' ? 17 : 6,
    source: message.source,
    destination: message.destination,
    timeMs: message.timeMs,
    agentId: options.captureId,
    nodeName: options.nodeName,
    correlationId: message.correlationId,
  });
