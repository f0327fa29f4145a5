import cluster, { type Worker } from 'node:cluster';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodedError, type Logger } from '@switchyard/kernel';
import type { Metrics } from '@switchyard/telemetry';
import type { News, Order, Report } from './crew-messages.js';
import { controlPath, handoverPath, SEAT_VARIABLE, writeSeat } from './seat.js';

const REPORT_WITHIN_MS = 1_500;
/** A process that ends sooner than this after its start is not started again at once. */
const SHORT_LIFE_MS = 5_000;
const SLOW_RESTART_MS = 1_000;

/** The processes that serve, kept alive by the one that does not. */
export class Crew {
  readonly folder = mkdtempSync(join(tmpdir(), 'sip-server-'));
  private readonly flowKey = randomBytes(32).toString('hex');
  private readonly workers: Array<Worker | undefined>;
  private readonly waiting = new Map<number, (report: Report) => void>();
  private number = 0;
  private isEnding = false;
  private allEnded: (() => void) | undefined;
  private readonly restarts;

  constructor(
    private readonly count: number,
    private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.workers = Array.from({ length: count }, () => undefined);
    this.restarts = metrics.counter({ name: 'sip_process_restarts_total', help: 'Serving processes that ended and were started again.' });
    metrics.gauge({
      name: 'sip_processes',
      help: 'Serving processes.',
      collect: (gauge) => gauge.set(this.up.length),
    });
  }

  get controlPaths(): readonly string[] {
    return this.workers.map((_worker, index) => controlPath(this, index));
  }

  get isEmpty(): boolean {
    return this.up.length === 0;
  }

  get isComplete(): boolean {
    return this.up.length === this.count;
  }

  /** Resolves when all serve. Throws what keeps one from serving as `process-not-started`. */
  async start(): Promise<void> {
    await Promise.all(this.workers.map((_worker, index) => this.startOne(index)));
  }

  order(order: 'drain' | 'stop' | 'reload'): void {
    if (order !== 'reload') this.isEnding = true;
    for (const worker of this.up) worker.send({ order } satisfies Order);
  }

  /** Resolves when all have ended. */
  async ended(): Promise<void> {
    if (this.up.length > 0) await new Promise<void>((resolve) => (this.allEnded = resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What each process says of itself; one that does not answer in time is left out. */
  async reports(): Promise<readonly Report[]> {
    const answers = this.up.map(
      (worker) =>
        new Promise<Report | undefined>((resolve) => {
          const number = (this.number += 1);
          const timer = setTimeout(() => {
            this.waiting.delete(number);
            resolve(undefined);
          }, REPORT_WITHIN_MS);
          this.waiting.set(number, (report) => {
            clearTimeout(timer);
            resolve(report);
          });
          worker.send({ order: 'report', number } satisfies Order);
        }),
    );
    return (await Promise.all(answers)).filter((report) => report !== undefined);
  }

  private get up(): Worker[] {
    return this.workers.filter((worker) => worker !== undefined);
  }

  private startOne(index: number): Promise<void> {
    const { count, folder, flowKey } = this;
    for (const path of [controlPath(this, index), handoverPath(this, index)]) rmSync(path, { force: true });
    const startedMs = Date.now();
    const worker = cluster.fork({ [SEAT_VARIABLE]: writeSeat({ index, count, folder, flowKey }) });
    this.workers[index] = worker;
    return new Promise((resolve, reject) => {
      let reason = 'it ended';
      worker.on('message', (news: News) => {
        if (news.news === 'serving') resolve();
        else if (news.news === 'failed') reason = news.reason;
        else {
          this.waiting.get(news.number)?.(news);
          this.waiting.delete(news.number);
        }
      });
      worker.once('exit', (code, signal) => {
        this.workers[index] = undefined;
        reject(new CodedError('process-not-started', reason, { index }));
        if (this.isEnding) {
          if (this.up.length === 0) this.allEnded?.();
          return;
        }
        this.restarts.inc();
        this.logger.error('a serving process ended and is started again', { index, code, signal });
        const delayMs = Date.now() - startedMs < SHORT_LIFE_MS ? SLOW_RESTART_MS : 0;
        setTimeout(() => {
          if (!this.isEnding) this.startOne(index).catch(() => undefined);
        }, delayMs);
      });
    });
  }
}
