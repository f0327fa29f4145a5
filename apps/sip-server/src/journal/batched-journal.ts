import { type Logger, messageOf } from '@switchyard/kernel';
import type { Metrics } from '@switchyard/telemetry';
import type { CallDialog } from '../dialog/call-dialog.js';
import type { DialogJournal } from './dialog-journal.js';
import { dialogOfRecord, recordOf } from './dialog-record.js';
import type { JournalStore, StoredDialog } from './journal-store.js';

export interface BatchedJournalOptions {
  readonly store: JournalStore;
  /** All dialogs of the server, for rewriting the store. */
  readonly dialogs: () => Iterable<CallDialog>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Marks are collected for that long before they are written. */
  readonly batchMs?: number;
  /** How long after a failure the store is tried again. */
  readonly retryMs?: number;
}

const BATCH_MS = 20;
const RETRY_MS = 2_000;
/** Dialogs that a rewrite puts before it lets messages through again: some 2 ms of work. */
const SLICE = 500;

/**
 * Collects marks and writes them in batches, each dialog once, as it then is. A call that is over before its batch is due is never written.
 * When the store fails, marks are forgotten and nothing is kept for it; as soon as it takes something again, all live dialogs are written anew.
 */
export class BatchedJournal implements DialogJournal {
  private queue: CallDialog[] = [];
  private gone: number[] = [];
  private lastNo = 0;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private trouble: string | undefined;
  private stopped = false;
  private take: ((dialog: CallDialog) => void) | undefined;
  /** True until all live dialogs stand in the store: at the start, and after a failure. */
  private outdated = true;
  private readonly store: JournalStore;
  private readonly written;
  private readonly failures;

  constructor(private readonly options: BatchedJournalOptions) {
    this.store = options.store;
    const { metrics } = options;
    this.written = metrics.counter({ name: 'sip_journal_records_total', help: 'Dialogs and ends of dialogs written to the journal.' });
    this.failures = metrics.counter({ name: 'sip_journal_failures_total', help: 'Writes that the store of the journal did not take.' });
    metrics.gauge({ name: 'sip_journal_bytes', help: 'Size of the journal.', collect: (gauge) => gauge.set(this.store.bytes()) });
    metrics.gauge({
      name: 'sip_journal_waiting',
      help: 'Marks that wait for the next batch of the journal.',
      collect: (gauge) => gauge.set(this.queue.length + this.gone.length),
    });
    metrics.gauge({
      name: 'sip_journal_up',
      help: '1 while the store of the journal takes writes.',
      collect: (gauge) => gauge.set(this.trouble === undefined ? 1 : 0),
    });
  }

  confirmed(dialog: CallDialog): void {
    if (dialog.journalQueued || dialog.ended) return;
    dialog.journalQueued = true;
    this.queue.push(dialog);
    this.timer ??= setTimeout(this.flush, this.options.batchMs ?? BATCH_MS);
  }

  changed(dialog: CallDialog): void {
    if (dialog.confirmed) this.confirmed(dialog);
  }

  ended(dialog: CallDialog): void {
    if (dialog.journalNo === 0) return;
    this.gone.push(dialog.journalNo);
    dialog.journalNo = 0;
    this.timer ??= setTimeout(this.flush, this.options.batchMs ?? BATCH_MS);
  }

  async restore(take: (dialog: CallDialog) => void): Promise<void> {
    this.take = take;
    this.run(() => this.load());
    await this.running;
  }

  health(): { readonly ok: boolean; readonly detail: string } {
    return this.trouble === undefined
      ? { ok: true, detail: this.store.name }
      : { ok: false, detail: `${this.store.name}: ${this.trouble}` };
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
    if (this.trouble === undefined && !this.take) {
      this.run(() => (this.outdated ? this.rewrite() : this.writeBatch()));
      await this.running;
    }
    clearTimeout(this.timer);
    await this.store.close();
  }

  private readonly flush = (): void => {
    this.timer = undefined;
    // The batch in work is followed by the next one: there never are two.
    if (this.running) return;
    this.run(async () => {
      if (this.take) return await this.load();
      if (this.outdated || this.store.wantsRewrite()) return await this.rewrite();
      await this.writeBatch();
    });
  };

  private run(work: () => Promise<void>): void {
    this.running = work()
      .catch((thrown: unknown) => this.failed(thrown))
      .finally(() => {
        this.running = undefined;
        const hasMore = this.queue.length + this.gone.length > 0;
        if (!this.stopped && hasMore) this.timer ??= setTimeout(this.flush, this.options.batchMs ?? BATCH_MS);
      });
  }

  private async load(): Promise<void> {
    const { dialogs, damaged } = await this.store.load();
    let unreadable = damaged;
    for (const { no, fields } of dialogs) {
      this.lastNo = Math.max(this.lastNo, no);
      const dialog = dialogOfRecord(no, fields);
      if (dialog) this.take?.(dialog);
      else unreadable += 1;
    }
    this.take = undefined;
    if (dialogs.length + unreadable > 0)
      this.options.logger.info('dialogs restored from the journal', { store: this.store.name, dialogs: dialogs.length, unreadable });
    // What was read is written anew once, so that torn and foreign lines do not stay.
    this.timer ??= setTimeout(this.flush, this.options.batchMs ?? BATCH_MS);
  }

  private async writeBatch(): Promise<void> {
    const { queue, gone } = this;
    if (queue.length + gone.length === 0) return;
    this.queue = [];
    this.gone = [];
    const put: StoredDialog[] = [];
    for (const dialog of queue) {
      dialog.journalQueued = false;
      if (!dialog.ended) put.push(this.stored(dialog));
    }
    if (put.length + gone.length === 0) return;
    await this.append(put, gone);
  }

  private async append(put: readonly StoredDialog[], gone: readonly number[]): Promise<void> {
    await this.store.append(put, gone);
    this.written.inc(put.length + gone.length);
  }

  private stored(dialog: CallDialog): StoredDialog {
    if (dialog.journalNo === 0) dialog.journalNo = this.lastNo += 1;
    return { no: dialog.journalNo, fields: recordOf(dialog) };
  }

  /** Puts all live dialogs anew, a slice at a time, and drops what is older. */
  private async rewrite(): Promise<void> {
    await this.store.beginRewrite();
    let slice: StoredDialog[] = [];
    const live = new Set<number>();
    for (const dialog of [...this.options.dialogs()]) {
      if (!dialog.confirmed || dialog.ended) continue;
      // The batch that follows puts it.
      if (dialog.journalQueued) {
        live.add(dialog.journalNo);
        continue;
      }
      const stored = this.stored(dialog);
      live.add(stored.no);
      if (slice.push(stored) < SLICE) continue;
      await this.append(slice, []);
      slice = [];
      await this.writeBatch();
    }
    if (slice.length > 0) await this.append(slice, []);
    await this.writeBatch();
    await this.store.endRewrite((no) => live.has(no));
    this.outdated = false;
    if (this.trouble === undefined) return;
    this.trouble = undefined;
    this.options.logger.info('the journal is written again', { store: this.store.name });
  }

  private failed(thrown: unknown): void {
    const reason = messageOf(thrown);
    this.failures.inc();
    if (this.trouble === undefined) {
      this.options.logger.warn('the journal is not written: dialogs would not survive a restart now', { store: this.store.name, reason });
    }
    this.trouble = reason;
    this.outdated = true;
    for (const dialog of this.queue) dialog.journalQueued = false;
    this.queue = [];
    this.gone = [];
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.flush, this.options.retryMs ?? RETRY_MS);
  }
}
