import { setTimeout as sleep } from 'node:timers/promises';
import { type Actor, appActor, Lane, udpActor } from '../golden/actors.js';

const PATIENCE_MS = 3_000;
let frameCount = 0;

/** Somebody whose part is written by hand; what is said and heard goes into the recording. */
export class Part {
  readonly lane = new Lane();
  private actor: Actor | undefined;

  constructor(
    readonly name: string,
    private readonly recording: Recording,
    private readonly arrows: readonly [string, string],
  ) {}

  attach(actor: Actor): void {
    this.actor = actor;
  }

  hear = (text: string): void => {
    this.recording.write(this.name, this.arrows[1], text);
    this.lane.hear(text);
  };

  say(text: string): void {
    this.recording.write(this.name, this.arrows[0], text);
    this.actor?.send(text, false);
  }

  /** What was said exactly so, without a frame around it. */
  sayRaw(text: string): void {
    this.recording.write(this.name, `${this.arrows[0]} (raw)`, text);
    this.actor?.send(text, true);
  }

  /** The next text that fits; it is taken. */
  async next(fits: RegExp): Promise<string> {
    const at = await this.lane.find((text) => fits.test(text), PATIENCE_MS);
    if (at < 0) throw new Error(`${this.name} did not hear ${String(fits)}; heard ${JSON.stringify(this.lane.left)}`);
    const text = this.lane.left[at] ?? '';
    this.lane.take(at);
    return text;
  }

  close(): void {
    this.actor?.close();
  }
}

/** Conversations with a server of ours as they happen, in the form that `readTranscript` reads. */
export class Recording {
  private readonly lines: string[] = [];
  private readonly beganMs = Date.now();

  constructor(
    private readonly address: string,
    private readonly sipPort: number,
    private readonly controlPort: number,
  ) {}

  title(text: string): void {
    this.lines.push('', `======== ${text} ========`);
  }

  write(actor: string, words: string, text: string): void {
    const seconds = ((Date.now() - this.beganMs) / 1_000).toFixed(3);
    this.lines.push(`[${seconds}] ${actor} ${words}`, ...text.split('\r\n').map((line) => `    ${line}`));
  }

  async phone(name: string, port: number): Promise<Part> {
    const part = new Part(name, this, [`--> ${this.address}:${this.sipPort} udp`, `<-- ${this.address}:${this.sipPort} udp`]);
    part.attach(await udpActor(this.address, port, this.sipPort, part.hear));
    return part;
  }

  /** An application that has authenticated and registered its verbs. */
  async app(secret: string, verbs: readonly string[], tags = ''): Promise<Part> {
    const part = new Part('app', this, ['==> server', '<== server']);
    part.attach(await appActor(this.address, this.controlPort, part.hear));
    await askServer(part, `authenticate|${secret}|${tags}`);
    for (const verb of verbs) await askServer(part, `route|${verb}`);
    return part;
  }

  async leave(app: Part): Promise<void> {
    await sleep(100);
    this.write('app', 'socket closed', '');
    app.close();
  }

  get text(): string {
    return `${this.lines.join('\n').replaceAll(this.address, '127.0.0.1')}\n`;
  }
}

export const frameId = (): string => `00000000-0000-4000-8000-${String((frameCount += 1)).padStart(12, '0')}`;

/** Sends a frame and waits for its answer. */
export async function askServer(app: Part, text: string): Promise<string> {
  const id = frameId();
  app.say(`${id}|${text}`);
  return app.next(new RegExp(`^[^|]*\\|response\\|${id}\\|`));
}
