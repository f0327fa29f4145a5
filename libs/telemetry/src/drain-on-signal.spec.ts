import { EventEmitter, once } from 'node:events';
import { silentLogger } from '@switchyard/kernel';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { drainOnSignal } from './drain-on-signal.js';

class FakeProcess extends EventEmitter {
  readonly exit = (code: number): void => void this.emit('exit', code);
}

describe('drainOnSignal', () => {
  it.each(['SIGTERM', 'SIGINT'])('on %s closes in order, once, past a closer that fails, and exits 0', async (signal) => {
    const own = new FakeProcess();
    const closed: string[] = [];
    const problems: unknown[] = [];
    const first = async (): Promise<void> => {
      await Promise.resolve();
      closed.push('first');
    };
    const broken = (): never => {
      throw new Error('it is stuck');
    };
    const logger = { ...silentLogger, warn: (_message: string, fields?: object) => void problems.push(fields) };
    drainOnSignal(logger, [first, broken, () => closed.push('last')], own);
    const exit = once(own, 'exit');
    own.emit(signal);
    own.emit('SIGTERM');
    expect(await exit).toEqual([0]);
    expect(closed).toEqual(['first', 'last']);
    expect(problems).toEqual([{ reason: 'it is stuck' }]);
  });

  describe('with a part that never stops', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    it('exits 0 after five seconds all the same', async () => {
      const own = new FakeProcess();
      drainOnSignal(silentLogger, [() => new Promise(() => undefined)], own);
      const exits: unknown[] = [];
      own.on('exit', (code) => exits.push(code));
      own.emit('SIGTERM');
      await vi.advanceTimersByTimeAsync(4_999);
      expect(exits).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      expect(exits).toEqual([0]);
    });
  });
});
