import type { Logger } from '@switchyard/kernel';

/** Many jobs fail for one reason: a warning at most every five seconds, with how often it happened and the latest fields. */
export function warnRarely(logger: Logger, message: string, everyMs = 5_000): (fields: Readonly<Record<string, unknown>>) => void {
  let times = 0;
  let warnedAtMs = -Infinity;
  return (fields) => {
    times += 1;
    const nowMs = performance.now();
    if (nowMs - warnedAtMs < everyMs) return logger.debug(message, fields);
    logger.warn(message, { ...fields, times });
    times = 0;
    warnedAtMs = nowMs;
  };
}
