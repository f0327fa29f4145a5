import type { Logger } from '@switchyard/kernel';
import { describe, expect, it } from 'vitest';
import { warnRarely } from './warn-rarely.js';

describe('warnRarely', () => {
  const collect = (everyMs: number, calls: number) => {
    const warned: unknown[] = [];
    const ignore = (): void => undefined;
    const logger: Logger = {
      debug: ignore,
      info: ignore,
      error: ignore,
      warn: (_message, fields) => void warned.push(fields),
      child: () => logger,
    };
    const warn = warnRarely(logger, 'it happened', everyMs);
    for (let call = 1; call <= calls; call += 1) warn({ call });
    return warned;
  };
  it('warns at once, then keeps quiet for the interval', () => {
    expect(collect(60_000, 100)).toEqual([{ call: 1, times: 1 }]);
  });
  it('warns again after the interval', () => {
    expect(collect(0, 2)).toEqual([
      { call: 1, times: 1 },
      { call: 2, times: 1 },
    ]);
  });
});
