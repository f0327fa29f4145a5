import { messageOf, type Logger } from '@switchyard/kernel';

const GIVE_UP_MS = 5_000;

/** What a drain needs of `process`. */
interface Process {
  readonly on: (signal: 'SIGTERM' | 'SIGINT', run: () => void) => unknown;
  readonly exit: (code: number) => void;
}

/** On SIGTERM or SIGINT runs `closers` in order and exits 0, after five seconds at the latest; a closer that fails stops no other. */
export function drainOnSignal(logger: Logger, closers: readonly (() => unknown)[], own: Process = process): void {
  let isDraining = false;
  const drain = async (signal: string): Promise<void> => {
    if (isDraining) return;
    isDraining = true;
    setTimeout(() => own.exit(0), GIVE_UP_MS).unref();
    logger.info('stopping', { signal });
    for (const close of closers) {
      try {
        await close();
      } catch (thrown) {
        logger.warn('a part did not stop', { reason: messageOf(thrown) });
      }
    }
    own.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) own.on(signal, () => void drain(signal));
}
