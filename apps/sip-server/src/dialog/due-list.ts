import type { CallDialog } from './call-dialog.js';

const TICK_MS = 1_000;

/**
 * When which dialog has to be looked at: a session to be refreshed, a session or a subscription that has expired. To the second; a dialog has one
 * entry at most, and there is one timer for all of them, which stands still while nothing is due at any time.
 */
export class DueList {
  private readonly seconds = new Map<number, Set<CallDialog>>();
  private timer: NodeJS.Timeout | undefined;
  private reached = 0;

  constructor(private readonly onDue: (dialog: CallDialog) => void) {}

  /** Replaces the entry of the dialog; `undefined` takes it out. */
  set(dialog: CallDialog, atMs: number | undefined): void {
    const second = atMs === undefined ? 0 : Math.max(Math.ceil(atMs / TICK_MS), this.now() + 1);
    if (dialog.dueSecond === second) return;
    const before = this.seconds.get(dialog.dueSecond);
    if (before?.delete(dialog) === true && before.size === 0) this.seconds.delete(dialog.dueSecond);
    dialog.dueSecond = second;
    if (second === 0) return;
    const there = this.seconds.get(second);
    if (there) there.add(dialog);
    else this.seconds.set(second, new Set([dialog]));
    if (this.timer !== undefined) return;
    this.reached = this.now();
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.seconds.clear();
  }

  private tick(): void {
    const now = this.now();
    while (this.reached < now) {
      this.reached += 1;
      const due = this.seconds.get(this.reached);
      if (due === undefined) continue;
      this.seconds.delete(this.reached);
      for (const dialog of due) {
        dialog.dueSecond = 0;
        this.onDue(dialog);
      }
    }
    if (this.seconds.size === 0) this.stop();
  }

  private now(): number {
    return Math.floor(Date.now() / TICK_MS);
  }
}
