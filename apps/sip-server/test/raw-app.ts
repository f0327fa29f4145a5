import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { FrameReader } from '../src/control/frame-reader.js';

/** An application that writes frames by hand. */
export class RawApp {
  readonly frames: string[] = [];
  isClosed = false;
  private readonly waiting: Array<{ readonly wanted: (frame: string) => boolean; readonly take: (frame: string) => void }> = [];

  private constructor(private readonly socket: Socket) {
    const reader = new FrameReader(10_000_000);
    socket.on('data', (chunk) => {
      const frames = reader.push(chunk);
      if (!frames.ok) throw new Error(`the server sent a broken frame: ${frames.error}`);
      for (const frame of frames.value) this.hear(frame.toString());
    });
    socket.on('error', () => undefined);
    socket.on('close', () => (this.isClosed = true));
  }

  static async connect(host: string, port: number): Promise<RawApp> {
    const socket = connect(port, host);
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new RawApp(socket);
  }

  raw(data: string | Buffer): void {
    this.socket.write(data);
  }

  /** Sends a frame and resolves with the response to it, without the two ids. */
  async ask(text: string): Promise<string> {
    const id = randomUUID();
    const frame = `${id}|${text}`;
    this.raw(`${Buffer.byteLength(frame)}#${frame}`);
    const response = await this.next((heard) => heard.split('|')[2] === id);
    return response.slice(36 + '|response|'.length + 36 + 1);
  }

  next(wanted: (frame: string) => boolean): Promise<string> {
    const at = this.frames.findIndex(wanted);
    if (at >= 0) return Promise.resolve(this.frames.splice(at, 1)[0] ?? '');
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`frame not heard; heard: ${JSON.stringify(this.frames)}`)), 15_000);
      this.waiting.push({
        wanted,
        take: (frame) => {
          clearTimeout(timer);
          resolve(frame);
        },
      });
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private hear(frame: string): void {
    const at = this.waiting.findIndex(({ wanted }) => wanted(frame));
    if (at >= 0) this.waiting.splice(at, 1)[0]?.take(frame);
    else this.frames.push(frame);
  }
}
