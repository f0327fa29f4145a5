import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { CodedError } from '@switchyard/kernel';
import { SrtpStream } from './srtp.js';
import { decodeAlaw, FRAME_SAMPLES, toneFrame, toneShare } from './g711.js';

const HEADER_BYTES = 12;
const FRAME_MS = 20;
/** RFC 4733 §3.2, by event code. */
const DIGITS = '0123456789*#ABCD';

/** The ear and the mouth of a test phone: sends a tone as PCMA over RTP, keeps what it receives and from whom. */
export class RtpEndpoint {
  readonly #payloads: Buffer[] = [];
  readonly #sources = new Set<string>();
  /** By the timestamp of the event: each is sent many times. */
  readonly #digits = new Map<number, string>();
  #incoming: SrtpStream | undefined;
  #outgoing: SrtpStream | undefined;
  /** Packets that were not encrypted with the key agreed on. */
  unreadable = 0;
  #timer: NodeJS.Timeout | undefined;
  #frame = 0;

  private constructor(
    private readonly socket: Socket,
    readonly address: string,
    readonly port: number,
  ) {
    socket.on('message', (received, from) => {
      const packet = this.#incoming ? this.#incoming.unprotect(received) : received;
      if (!packet) return void (this.unreadable += 1);
      this.#readDigit(packet);
      if (packet.length <= HEADER_BYTES || (packet[1] ?? 0) % 128 !== 8) return;
      this.#payloads.push(packet.subarray(HEADER_BYTES));
      this.#sources.add(from.address);
    });
  }

  static async open(address: string): Promise<RtpEndpoint> {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    socket.bind(0, address);
    await once(socket, 'listening');
    return new RtpEndpoint(socket, address, socket.address().port);
  }

  /** Dynamic payload types with four bytes are telephone events here: the phones of tests speak PCMA and nothing else. */
  #readDigit(packet: Buffer): void {
    if ((packet[1] ?? 0) % 128 < 96 || packet.length !== HEADER_BYTES + 4) return;
    const digit = DIGITS[packet[HEADER_BYTES] ?? 255];
    if (digit !== undefined) this.#digits.set(packet.readUInt32BE(4), digit);
  }

  /** Sends a tone of `hz` to `target` every 20 ms until `close`. */
  sendTone(hz: number, target: { readonly address: string; readonly port: number }): void {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      const header = Buffer.alloc(HEADER_BYTES);
      header.writeUInt8(0x80, 0);
      header.writeUInt8(8, 1);
      header.writeUInt16BE(this.#frame & 0xffff, 2);
      header.writeUInt32BE((this.#frame * FRAME_SAMPLES) >>> 0, 4);
      header.writeUInt32BE(0x5357_0000 + this.port, 8);
      const packet = Buffer.concat([header, toneFrame(hz, this.#frame)]);
      this.socket.send(this.#outgoing ? this.#outgoing.protect(packet) : packet, target.port, target.address);
      this.#frame += 1;
    }, FRAME_MS);
  }

  /** Says nothing until it is told to again. */
  silence(): void {
    clearInterval(this.#timer);
  }

  /** Presses a key for `ms` (RFC 4733): events of payload 101 in place of the tone, the last one three times. */
  async press(digit: string, target: { readonly address: string; readonly port: number }, ms = 120): Promise<void> {
    const event = DIGITS.indexOf(digit);
    const started = this.#frame;
    for (let at = 1; at <= ms / FRAME_MS + 2; at++) {
      const isEnd = at >= ms / FRAME_MS;
      const packet = Buffer.alloc(HEADER_BYTES + 4);
      packet.writeUInt8(0x80, 0);
      packet.writeUInt8(101 + (at === 1 ? 128 : 0), 1);
      packet.writeUInt16BE(this.#frame & 0xffff, 2);
      packet.writeUInt32BE((started * FRAME_SAMPLES) >>> 0, 4);
      packet.writeUInt32BE(0x5357_0000 + this.port, 8);
      packet.writeUInt8(event, HEADER_BYTES);
      packet.writeUInt8(isEnd ? 0x8a : 0x0a, HEADER_BYTES + 1);
      packet.writeUInt16BE(Math.min(at, ms / FRAME_MS) * FRAME_SAMPLES, HEADER_BYTES + 2);
      this.#frame += 1;
      this.socket.send(packet, target.port, target.address);
      await new Promise((resolve) => setTimeout(resolve, FRAME_MS));
    }
  }

  /** Addresses that media came from. Only rtpengine's may be among them. */
  get sources(): readonly string[] {
    return [...this.#sources];
  }

  /** From now on it speaks SRTP (RFC 3711): keys as they stand after `inline:`, its own and the other side's. */
  encrypt(ownKey: string, theirKey: string): void {
    this.#outgoing = new SrtpStream(ownKey);
    this.#incoming = new SrtpStream(theirKey);
  }

  /** Digits heard as telephone events (RFC 4733), in order. */
  get digits(): readonly string[] {
    return [...this.#digits.values()];
  }

  get receivedFrames(): number {
    return this.#payloads.length;
  }

  /** Share of what was heard in the last `frames` × 20 ms that is a tone of `hz`, 0…1. */
  heard(hz: number, frames = 25): number {
    const samples = this.#payloads.slice(-frames).flatMap((payload) => [...payload].map(decodeAlaw));
    return toneShare(samples, hz);
  }

  /** Resolves once `frames` packets were heard. */
  async hears(frames: number, timeoutMs = 8000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (this.#payloads.length < frames) {
      const left = deadline - Date.now();
      if (left <= 0)
        throw new CodedError(
          'audio-missing',
          `${this.address}:${this.port} heard ${this.#payloads.length} of ${frames} RTP packets within ${timeoutMs} ms`,
        );
      await Promise.race([once(this.socket, 'message'), new Promise((resolve) => setTimeout(resolve, left))]);
    }
  }

  close(): void {
    clearInterval(this.#timer);
    this.socket.close();
  }
}
