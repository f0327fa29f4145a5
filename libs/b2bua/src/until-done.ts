import { messageOf, type Logger } from '@switchyard/kernel';

const RETRY_MAX_MS = 30_000;

/** Repeats what must not be lost until it succeeds, more and more slowly. */
export async function untilDone(run: () => Promise<void>, legUid: string, logger: Logger): Promise<void> {
  for (let delayMs = 250; ; delayMs = Math.min(delayMs * 2, RETRY_MAX_MS)) {
    try {
      return await run();
    } catch (thrown) {
      logger.error('the ending of a call was not recorded yet', { legUid, reason: messageOf(thrown), retryMs: delayMs });
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }
}
