import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { CodedError } from '@switchyard/kernel';
import { decodeAlaw, FRAME_SAMPLES, toneFrame, toneShare } from './g711.js';

const HEADER_BYTES = 12;
const FRAME_MS = 20;

/** The ear and the mouth of a test phone: sends a tone as PCMA over RTP, keeps what it receives and from whom. */
export class RtpEndpoint {
  readonly #payloads: Buffer[] = [];
  readonly #sources = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #frame = 0;

  private constructor(
    private readonly socket: Socket,
    readonly address: string,
    readonly port: number,
  ) {
    socket.on('message', (packet, from) => {
      if (packet.length <= HEADER_BYTES || (packet[1] ?? 0) % 128 !== 8) return;
      this.#payloads.push(packet.subarray(HEADER_BYTES));
      this.#sources.add(from.address);
    });
  }

  static async open(address: string): Promise<RtpEndpoint> {
    const socket = createSocket('udp4');
    socket.bind(0, address);
    await once(socket, 'listening');
    return new RtpEndpoint(socket, address, socket.address().port);
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
      this.socket.send(Buffer.concat([header, toneFrame(hz, this.#frame)]), target.port, target.address);
      this.#frame += 1;
    }, FRAME_MS);
  }

  /** Addresses that media came from. Only rtpengine's may be among them. */
  get sources(): readonly string[] {
    return [...this.#sources];
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
