import { messageOf, type Logger } from '@switchyard/kernel';

const GIVE_UP_MS = 5_000;

/** On SIGTERM or SIGINT runs `closers` in order and exits 0, after five seconds at the latest. */
export function drain(logger: Logger, closers: readonly (() => unknown)[]): void {
  let isDraining = false;
  const run = async (signal: string): Promise<void> => {
    if (isDraining) return;
    isDraining = true;
    setTimeout(() => process.exit(0), GIVE_UP_MS).unref();
    logger.info('stopping', { signal });
    for (const close of closers) {
      try {
        await close();
      } catch (thrown) {
        logger.warn('a part did not stop', { reason: messageOf(thrown) });
      }
    }
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void run(signal));
}
