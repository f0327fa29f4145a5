/** What is told when its time has come. `event` is the word it was queued with. */
export interface Waiter {
  readonly onTime: (event: string) => void;
}

/** One place in a queue. */
export interface Wait {
  readonly waiter: Waiter;
  readonly event: string;
  readonly dueMs: number;
  readonly queue: Queue;
  previous: Wait | undefined;
  next: Wait | undefined;
  isQueued: boolean;
}

/** All who wait equally long, the first one first. */
interface Queue {
  readonly durationMs: number;
  first: Wait | undefined;
  last: Wait | undefined;
}

/** An empty queue above this many is forgotten: durations that applications choose must not pile up. */
const MAX_IDLE_QUEUES = 64;

/**
 * Timers of which nearly all are cancelled or fire long after anybody cares. SIP has few different durations (RFC 3261 table 4), so those who
 * wait equally long stand in one queue in the order of their deadlines: to join and to leave costs a few pointers, and one Node timer
 * serves all queues. Deadlines are met to a few milliseconds, never early.
 */
export class TimerQueues {
  private readonly queues = new Map<number, Queue>();
  private wake: NodeJS.Timeout | undefined;
  private wakeMs = Number.POSITIVE_INFINITY;

  /**
   * Tells `waiter` in `durationMs`, unless `cancel` is called first. With `slackMs` it may come up to that much later, together with others:
   * thousands of transactions that end each second must not wake the process thousands of times.
   */
  add(durationMs: number, waiter: Waiter, event: string, slackMs = 0): Wait {
    const queue = this.queues.get(durationMs) ?? this.open(durationMs);
    const exactMs = performance.now() + durationMs;
    const dueMs = slackMs === 0 ? exactMs : Math.ceil(exactMs / slackMs) * slackMs;
    const wait: Wait = { waiter, event, dueMs, queue, previous: queue.last, next: undefined, isQueued: true };
    if (queue.last) queue.last.next = wait;
    else queue.first = wait;
    queue.last = wait;
    if (dueMs < this.wakeMs) this.wakeAt(dueMs, dueMs - exactMs + durationMs);
    return wait;
  }

  /** Nothing happens when it has fired or was cancelled already. */
  cancel(wait: Wait | undefined): void {
    if (wait?.isQueued !== true) return;
    const { previous, next, queue } = wait;
    wait.isQueued = false;
    if (previous) previous.next = next;
    else queue.first = next;
    if (next) next.previous = previous;
    else queue.last = previous;
    wait.previous = undefined;
    wait.next = undefined;
  }

  /** Forgets everybody. */
  stop(): void {
    clearTimeout(this.wake);
    this.wakeMs = Number.POSITIVE_INFINITY;
    for (const queue of this.queues.values()) while (queue.first) this.cancel(queue.first);
  }

  private open(durationMs: number): Queue {
    if (this.queues.size >= MAX_IDLE_QUEUES) {
      for (const [duration, queue] of this.queues) if (queue.first === undefined) this.queues.delete(duration);
    }
    const queue: Queue = { durationMs, first: undefined, last: undefined };
    this.queues.set(durationMs, queue);
    return queue;
  }

  private wakeAt(dueMs: number, inMs: number): void {
    clearTimeout(this.wake);
    this.wakeMs = dueMs;
    this.wake = setTimeout(() => this.fire(), Math.max(1, Math.ceil(inMs)));
  }

  private fire(): void {
    this.wakeMs = Number.POSITIVE_INFINITY;
    const now = performance.now();
    try {
      for (const queue of this.queues.values()) {
        for (let wait = queue.first; wait !== undefined && wait.dueMs <= now; wait = queue.first) {
          this.cancel(wait);
          wait.waiter.onTime(wait.event);
        }
      }
    } finally {
      // Also when a waiter threw: the others still want to be woken.
      let earliest = Number.POSITIVE_INFINITY;
      for (const { first } of this.queues.values()) if (first !== undefined && first.dueMs < earliest) earliest = first.dueMs;
      if (earliest < this.wakeMs) this.wakeAt(earliest, earliest - now);
    }
  }
}
