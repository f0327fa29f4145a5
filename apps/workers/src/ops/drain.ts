import { messageOf, type Logger } from '@switchyard/kernel';

const GIVE_UP_MS = 5_000;

/** On SIGTERM or SIGINT runs the closers in order and exits 0, after five seconds at the latest. */
export function drainOnSignal(logger: Logger, closers: readonly (() => unknown)[]): void {
  let isDraining = false;
  const drain = async (signal: NodeJS.Signals): Promise<void> => {
    if (isDraining) return;
    isDraining = true;
    setTimeout(() => process.exit(0), GIVE_UP_MS).unref();
    logger.info('workers is stopping', { signal });
    for (const close of closers)
      try {
        await close();
      } catch (thrown) {
        logger.warn('a part of workers did not stop', { why: messageOf(thrown) });
      }
    process.exit(0);
  };
  process.on('SIGTERM', (signal) => void drain(signal));
  process.on('SIGINT', (signal) => void drain(signal));
}
