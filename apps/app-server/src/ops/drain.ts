import { messageOf, type Logger } from '@switchyard/kernel';

const GIVE_UP_MS = 5_000;

/** On SIGTERM or SIGINT runs `closers` in order and exits 0, after five seconds at the latest. */
export function drain(logger: Logger, closers: readonly (() => unknown)[]): void {
  let draining = false;
  const run = async (signal: string): Promise<void> => {
    if (draining) return;
    draining = true;
    setTimeout(() => process.exit(0), GIVE_UP_MS).unref();
    logger.info('app-server is stopping', { signal });
    for (const close of closers) {
      try {
        await close();
      } catch (thrown) {
        logger.warn('app-server did not stop a part of itself', { why: messageOf(thrown) });
      }
    }
    process.exit(0);
  };
  process.on('SIGTERM', () => void run('SIGTERM'));
  process.on('SIGINT', () => void run('SIGINT'));
}
