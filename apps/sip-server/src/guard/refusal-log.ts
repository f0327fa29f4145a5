import type { Logger } from '@switchyard/kernel';
import { REFUSAL_CAUSES, REFUSALS, type RefusalCause } from './causes.js';

/** What a log line tells about a refused message; whatever of it is known. */
export interface RefusedMessage {
  readonly source: string;
  readonly port: number;
  readonly protocol?: string | undefined;
  readonly method?: string | undefined;
  readonly callId?: string | undefined;
  readonly status?: number | undefined;
  readonly detail?: string | undefined;
}

const SECOND_MS = 1_000;

/**
 * Counts every refused message by its cause and writes a line about each, but never more than a few lines per cause and second: what was
 * left out is told as a number. A flood must not become a flood of log lines.
 */
export class RefusalLog {
  private readonly totals = new Float64Array(REFUSAL_CAUSES.length);
  private readonly thisSecond = new Uint32Array(REFUSAL_CAUSES.length);
  private secondEndsMs = 0;

  constructor(
    private readonly logger: Logger,
    private readonly linesPerSecond: number,
  ) {}

  /** One more. True when a line about it is wanted: `write` it then, and make its fields only then. */
  count(cause: RefusalCause): boolean {
    const at = INDEX[cause];
    this.totals[at] = (this.totals[at] ?? 0) + 1;
    const seen = (this.thisSecond[at] ?? 0) + 1;
    this.thisSecond[at] = seen;
    return seen <= this.linesPerSecond;
  }

  write(cause: RefusalCause, message: RefusedMessage): void {
    this.logger.info('message refused', { cause, ...message });
  }

  /** To be called a few times per second: ends the second when it is over and tells what was not written in it. */
  tick(nowMs: number): void {
    if (nowMs < this.secondEndsMs) return;
    this.secondEndsMs = nowMs + SECOND_MS;
    for (const [at, cause] of REFUSAL_CAUSES.entries()) {
      const unwritten = (this.thisSecond[at] ?? 0) - this.linesPerSecond;
      this.thisSecond[at] = 0;
      if (unwritten > 0) this.logger.warn('more messages refused', { cause, count: unwritten, text: REFUSALS[cause].text });
    }
  }

  total(cause: RefusalCause): number {
    return this.totals[INDEX[cause]] ?? 0;
  }
}

const INDEX = Object.fromEntries(REFUSAL_CAUSES.map((cause, at) => [cause, at])) as Readonly<Record<RefusalCause, number>>;
