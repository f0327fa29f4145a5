import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { Logger } from '@switchyard/kernel';
import { FrameCutter } from './frame-cutter.js';
import { answeredBy, isUnknownDialog, routeOfFrame } from './frame-route.js';

const RECONNECT_MS = 100;
/** An application, or a process, that does not read may not make us keep more. */
const MAX_UNSENT_BYTES = 64 * 1024 * 1024;
const MAX_BYTES_BEFORE_AUTHENTICATION = 4_096;
const AWAY = 'the process of this call is being restarted';

/** A frame that all processes got: its answer is passed on once, when all have given theirs. */
interface Shared {
  /** One bit for each process that has not answered. */
  waiting: number;
  answer: Buffer | undefined;
  readonly isSilent: boolean;
}

/**
 * One connection of an application that serves all processes: each of them has a connection of its own to this relay and takes it for the
 * application. What an application tells all of them, it tells once; the rest goes to the process of its call.
 */
export class RelayedApplication {
  private readonly processes: Array<Socket | undefined>;
  private readonly cutter = new FrameCutter();
  private readonly shared = new Map<string, Shared>();
  /** Frames that go to the first process when the one of their Call-ID does not know the dialog. */
  private readonly doubtful = new Map<string, { readonly index: number; readonly whole: Buffer }>();
  private authentication: Buffer | undefined;
  private readonly routes = new Map<string, Buffer>();
  private turn = 0;
  private closed = false;
  private authenticated = false;
  /** Processes that were not tried yet; the application is not read before. */
  private untried: number;

  constructor(
    private readonly application: Socket,
    private readonly paths: readonly string[],
    private readonly logger: Logger,
  ) {
    this.processes = paths.map(() => undefined);
    this.untried = paths.length;
    application.pause();
    paths.forEach((_path, index) => this.reach(index));
    application.setNoDelay(true);
    application.on('data', (chunk) => this.receive(chunk));
    application.on('error', (error) => logger.debug('application connection failed', { error: error.message }));
    application.on('close', () => {
      this.closed = true;
      for (const process of this.processes) process?.destroy();
    });
  }

  private receive(chunk: Buffer): void {
    const cuts = this.cutter.push(chunk);
    if (!cuts.ok) {
      this.logger.warn('application sent no frame', { cause: 'frame-malformed', why: cuts.error });
      this.application.destroy();
      return;
    }
    if (!this.authenticated && this.cutter.waiting > MAX_BYTES_BEFORE_AUTHENTICATION) {
      this.application.destroy();
      return;
    }
    // What goes to one process in this turn leaves in one write.
    const batches: Buffer[][] = this.paths.map(() => []);
    for (const { data, start, text, end } of cuts.value) this.route(data.subarray(start, end), data.subarray(text, end), batches);
    batches.forEach((batch, index) => {
      if (batch.length > 0) this.write(index, batch.length === 1 ? (batch[0] as Buffer) : Buffer.concat(batch));
    });
  }

  private route(whole: Buffer, frame: Buffer, batches: Buffer[][]): void {
    const route = routeOfFrame(frame, this.paths.length);
    const { id, to } = route;
    if (to === 'all') {
      if (route.type === 'authenticate') this.authentication = whole;
      else if (route.type === 'route') this.routes.set(verbOf(frame), whole);
      else if (route.type === 'remove_route') this.routes.delete(verbOf(frame));
      const up = this.processes.flatMap((process, index) => (process === undefined ? [] : [index]));
      if (up.length === 0) return this.refuse(id);
      this.shared.set(id, { waiting: up.reduce((bits, index) => bits | (1 << index), 0), answer: undefined, isSilent: false });
      for (const index of up) batches[index]?.push(whole);
      return;
    }
    let index = to === 'any' ? this.next() : to;
    if (this.processes[index] === undefined && to === 'any') index = this.next();
    if (this.processes[index] === undefined) return this.refuse(id);
    if (to !== 'any' && route.fallback) this.doubtful.set(id, { index, whole });
    batches[index]?.push(whole);
  }

  private next(): number {
    this.turn = (this.turn + 1) % this.paths.length;
    return this.turn;
  }

  /** Frames of a process: answers to what all were told are held back, everything else is passed on as it is. */
  private hear(index: number, cutter: FrameCutter, chunk: Buffer): void {
    const cuts = cutter.push(chunk);
    if (!cuts.ok) {
      this.processes[index]?.destroy();
      return;
    }
    if (this.shared.size === 0 && this.doubtful.size === 0) {
      const [first] = cuts.value;
      const last = cuts.value.at(-1);
      if (first && last) this.tell(first.data.subarray(first.start, last.end));
      return;
    }
    const passed: Buffer[] = [];
    for (const { data, start, text, end } of cuts.value) {
      const frame = data.subarray(text, end);
      const id = answeredBy(frame);
      if (id === undefined || !this.withhold(id, index, frame, data.subarray(start, end), passed)) passed.push(data.subarray(start, end));
    }
    if (passed.length > 0) this.tell(passed.length === 1 ? (passed[0] as Buffer) : Buffer.concat(passed));
  }

  private withhold(id: string, index: number, frame: Buffer, whole: Buffer, passed: Buffer[]): boolean {
    const shared = this.shared.get(id);
    if (shared) {
      // The first process has all listeners: its answer counts.
      if (index === 0 || shared.answer === undefined) shared.answer = whole;
      this.settle(id, shared, index, passed);
      return true;
    }
    const again = this.doubtful.get(id);
    if (again === undefined) return false;
    this.doubtful.delete(id);
    if (!isUnknownDialog(frame) || this.processes[0] === undefined) return false;
    this.write(0, again.whole);
    return true;
  }

  private settle(id: string, shared: Shared, index: number, passed: Buffer[]): void {
    shared.waiting &= ~(1 << index);
    if (shared.waiting !== 0) return;
    this.shared.delete(id);
    if (shared.answer === undefined || shared.isSilent) return;
    if (!this.authenticated && this.authentication !== undefined) this.authenticated = shared.answer.includes('|OK|');
    passed.push(shared.answer);
  }

  private reach(index: number): void {
    if (this.closed) return;
    const socket = connect(this.paths[index] ?? '');
    const cutter = new FrameCutter();
    socket.once('connect', () => {
      this.processes[index] = socket;
      this.tried();
      // A process that was restarted learns what the others know.
      for (const whole of [...(this.authentication ? [this.authentication] : []), ...this.routes.values()]) {
        const { type, more } = partsOf(whole);
        const own = randomUUID();
        this.shared.set(own, { waiting: 1 << index, answer: undefined, isSilent: true });
        this.write(index, framed(`${own}|${type}${more}`));
      }
    });
    socket.on('data', (chunk) => this.hear(index, cutter, chunk));
    socket.on('error', (error) => this.logger.debug('process not reached', { index, error: error.message }));
    socket.once('close', () => this.lost(index, socket));
  }

  private lost(index: number, socket: Socket): void {
    if (this.processes[index] === socket) this.processes[index] = undefined;
    else this.tried();
    if (this.closed) return;
    const passed: Buffer[] = [];
    for (const [id, shared] of [...this.shared]) if ((shared.waiting & (1 << index)) !== 0) this.settle(id, shared, index, passed);
    for (const whole of passed) this.tell(whole);
    // A process hangs up on an application that it refuses.
    if (this.authentication !== undefined && !this.authenticated) return void this.application.end();
    for (const [id, { index: asked }] of [...this.doubtful]) {
      if (asked !== index) continue;
      this.doubtful.delete(id);
      this.refuse(id);
    }
    setTimeout(() => this.reach(index), RECONNECT_MS);
  }

  private tried(): void {
    this.untried -= 1;
    if (this.untried === 0) this.application.resume();
  }

  private refuse(id: string): void {
    this.tell(framed(`${randomUUID()}|response|${id}|NOK|${AWAY}`));
  }

  private tell(data: Buffer): void {
    if (this.application.writableLength > MAX_UNSENT_BYTES) this.application.destroy();
    else if (!this.application.destroyed) this.application.write(data);
  }

  private write(index: number, data: Buffer): void {
    const process = this.processes[index];
    if (process === undefined) return;
    if (process.writableLength > MAX_UNSENT_BYTES) process.destroy();
    else process.write(data);
  }
}

const framed = (text: string): Buffer => Buffer.from(`${Buffer.byteLength(text)}#${text}`);
const verbOf = (frame: Buffer): string => frame.toString('latin1').split('|')[2] ?? '';

function partsOf(whole: Buffer): { readonly type: string; readonly more: string } {
  const text = whole.toString('utf8');
  const [, type = '', ...more] = text.slice(text.indexOf('#') + 1).split('|');
  return { type, more: more.map((field) => `|${field}`).join('') };
}
