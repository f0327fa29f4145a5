import type { TimerQueues, TimerTable, Wait } from '@switchyard/sip';

/**
 * Repeats a 2xx until its ACK comes (RFC 3261 §13.3.1.4), or a reliable provisional until its PRACK comes (RFC 3262 §3): after T1,
 * doubling, for 64·T1. A 2xx is repeated on streams too, because a later hop may be UDP.
 */
export class ReliableSender {
  private wait: Wait | undefined;
  private deadline: Wait | undefined;
  private intervalMs: number;

  constructor(
    /** CSeq number of the INVITE. */
    readonly seq: number,
    /** RSeq of a provisional; 0 for a 2xx. */
    readonly rseq: number,
    /** Transaction id under which the application knows the INVITE. */
    readonly txnId: string,
    private readonly clock: { readonly timers: TimerTable; readonly queues: TimerQueues },
    /** The interval stops to grow here: T2 for a 2xx, never for a provisional. */
    private readonly maxIntervalMs: number,
    private readonly send: () => void,
    private readonly onGivenUp: () => void,
  ) {
    const { timers, queues } = clock;
    this.intervalMs = timers.t1;
    this.wait = queues.add(timers.t1, this, 'repeat');
    this.deadline = queues.add(timers.giveUp, this, 'give-up');
  }

  stop(): void {
    this.clock.queues.cancel(this.wait);
    this.clock.queues.cancel(this.deadline);
    this.wait = undefined;
    this.deadline = undefined;
  }

  /** For the queues. */
  onTime(event: string): void {
    if (event === 'give-up') {
      this.stop();
      this.onGivenUp();
      return;
    }
    this.send();
    this.intervalMs = Math.min(this.intervalMs * 2, this.maxIntervalMs);
    this.wait = this.clock.queues.add(this.intervalMs, this, 'repeat');
  }
}
