import type { TimerTable } from '@switchyard/sip';

/**
 * Repeats a 2xx until its ACK comes (RFC 3261 §13.3.1.4), or a reliable provisional until its PRACK comes (RFC 3262 §3): after T1,
 * doubling, for 64·T1. A 2xx is repeated on streams too, because a later hop may be UDP.
 */
export class ReliableSender {
  private timer: NodeJS.Timeout | undefined;
  private deadline: NodeJS.Timeout | undefined;
  private intervalMs: number;

  constructor(
    /** CSeq number of the INVITE. */
    readonly seq: number,
    /** RSeq of a provisional; 0 for a 2xx. */
    readonly rseq: number,
    /** Transaction id under which the application knows the INVITE. */
    readonly txnId: string,
    timers: TimerTable,
    /** The interval stops to grow here: T2 for a 2xx, never for a provisional. */
    private readonly maxIntervalMs: number,
    private readonly send: () => void,
    onGivenUp: () => void,
  ) {
    this.intervalMs = timers.t1;
    this.schedule();
    this.deadline = setTimeout(() => {
      this.stop();
      onGivenUp();
    }, timers.giveUp);
  }

  stop(): void {
    clearTimeout(this.timer);
    clearTimeout(this.deadline);
  }

  private schedule(): void {
    this.timer = setTimeout(() => {
      this.send();
      this.intervalMs = Math.min(this.intervalMs * 2, this.maxIntervalMs);
      this.schedule();
    }, this.intervalMs);
  }
}
