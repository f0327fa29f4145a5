import type { Logger } from '@switchyard/kernel';

const POLL_MS = 100;
/** Repeats of the last requests are answered for that long: two intervals of RFC 3261's first repeat. */
const LINGER_MS = 1_000;

export interface Ending {
  readonly beginDrain: () => void;
  readonly isDrained: () => boolean;
  readonly progress: () => string;
  /** Closes everything; dialogs that are left stay in the journal. */
  readonly stop: () => Promise<void>;
}

/** What ending needs of `process`. */
interface Process {
  readonly on: (signal: 'SIGTERM' | 'SIGINT', run: () => void) => unknown;
  readonly exit: (code: number) => void;
}

/**
 * SIGTERM drains for at most `drainMs` and exits 0, SIGINT and a second SIGTERM exit at once. A `drainMs` of 0 makes both the same. What
 * can be ended without waiting for any call is not delayed.
 */
export function endOnSignal(logger: Logger, drainMs: number, ending: Ending, own: Process = process): void {
  let poll: NodeJS.Timeout | undefined;
  let isStopping = false;
  const stop = (why: string): void => {
    if (isStopping) return;
    isStopping = true;
    clearInterval(poll);
    logger.info('stopping', { why });
    ending.stop().then(
      () => own.exit(0),
      (thrown: unknown) => {
        logger.error('not all parts stopped', { error: String(thrown) });
        own.exit(1);
      },
    );
  };
  own.on('SIGINT', () => stop('SIGINT'));
  own.on('SIGTERM', () => {
    if (drainMs === 0 || poll !== undefined) return stop('SIGTERM');
    ending.beginDrain();
    if (ending.isDrained()) return stop('SIGTERM, nothing to wait for');
    logger.info('draining: new calls are refused', { state: ending.progress(), forMs: drainMs });
    const startedMs = Date.now();
    let idleSinceMs: number | undefined;
    poll = setInterval(() => {
      const nowMs = Date.now();
      idleSinceMs = ending.isDrained() ? (idleSinceMs ?? nowMs) : undefined;
      if (idleSinceMs !== undefined && nowMs - idleSinceMs >= LINGER_MS) stop('drained');
      else if (nowMs - startedMs >= drainMs) stop(`drain time is over, ${ending.progress()}`);
    }, POLL_MS);
  });
}
