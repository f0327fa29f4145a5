import { describe, expect, it } from 'vitest';
import { loadOf } from './load.js';
import { OverloadControl, type Work, WORK } from './overload.js';

/** A server that can do `capacity` per step; what is more waits and is the load. */
function run(steps: number, capacity: number, offered: Partial<Record<Work, number>>, control = new OverloadControl()) {
  const admitted: Record<Work, number> = { 0: 0, 1: 0, 2: 0, 3: 0, 4: 0 };
  let backlog = 0;
  for (let step = 0; step < steps; step++) {
    for (const work of [WORK.STRANGER, WORK.ACCEPTED, WORK.PROVEN, WORK.CONTINUED, WORK.PRIORITY]) {
      for (let i = 0; i < (offered[work] ?? 0); i++) {
        if (!control.admit(work)) continue;
        admitted[work] += 1;
        backlog += 1;
      }
    }
    backlog = Math.max(0, backlog - capacity);
    control.step(backlog / (capacity * 2));
  }
  return { control, admitted, backlog };
}

describe('overload control', () => {
  it('sheds nothing while the server keeps up', () => {
    const { control, admitted } = run(100, 100, { [WORK.PROVEN]: 90 });
    expect(control.isActive).toBe(false);
    expect(admitted[WORK.PROVEN]).toBe(9_000);
  });

  it('keeps the work near what can be done at three times as much, and the backlog small', () => {
    const { control, admitted, backlog } = run(600, 100, { [WORK.PROVEN]: 300 });
    expect(control.isActive).toBe(true);
    expect(admitted[WORK.PROVEN]).toBeGreaterThan(600 * 80);
    expect(admitted[WORK.PROVEN]).toBeLessThan(600 * 110);
    expect(backlog).toBeLessThan(1_000);
    expect(control.share).toBeGreaterThan(0.5);
  });

  it('goes on serving most of what it mastered when what is shed fills the queue by itself, unless that is severe', () => {
    const control = new OverloadControl();
    const serve = (steps: number, offered: number, level: number): number => {
      let admitted = 0;
      for (let step = 0; step < steps; step++) {
        admitted = 0;
        for (let i = 0; i < offered; i++) if (control.admit(WORK.PROVEN)) admitted += 1;
        control.step(level);
      }
      return admitted;
    };
    serve(20, 100, 0.5);
    expect(serve(60, 400, 1.6)).toBeGreaterThan(40);
    expect(serve(60, 400, 4)).toBeLessThan(20);
  });

  it('sheds strangers first and priority calls last', () => {
    const offered = { [WORK.PRIORITY]: 10, [WORK.PROVEN]: 40, [WORK.ACCEPTED]: 100, [WORK.STRANGER]: 300 };
    const { admitted } = run(600, 100, offered);
    expect(admitted[WORK.PRIORITY]).toBeGreaterThan(600 * 10 * 0.99);
    expect(admitted[WORK.PROVEN]).toBeGreaterThan(600 * 40 * 0.97);
    expect(admitted[WORK.STRANGER]).toBeLessThan(600 * 300 * 0.06);
    expect(admitted[WORK.ACCEPTED] / (600 * 100)).toBeGreaterThan(admitted[WORK.STRANGER] / (600 * 300));
  });

  it('sheds answers to challenges after first attempts', () => {
    const { admitted } = run(600, 100, { [WORK.CONTINUED]: 60, [WORK.PROVEN]: 240 });
    expect(admitted[WORK.CONTINUED]).toBeGreaterThan(600 * 60 * 0.95);
    expect(admitted[WORK.PROVEN]).toBeLessThan(600 * 60);
  });

  it('ends when the work is less again, and not while the level is between the marks', () => {
    const { control } = run(200, 100, { [WORK.PROVEN]: 300 });
    expect(control.isActive).toBe(true);
    for (let step = 0; step < 50; step++) control.step(0.8);
    expect(control.isActive).toBe(true);
    for (let step = 0; step < 50; step++) control.step(0.1);
    expect(control.isActive).toBe(false);
    expect(control.share).toBe(0);
  });

  it('is severe far above the mark, and stays so until well below it', () => {
    const control = new OverloadControl();
    control.step(2.9);
    expect(control.isSevere).toBe(false);
    control.step(3.1);
    expect(control.isSevere).toBe(true);
    control.step(2);
    expect(control.isSevere).toBe(true);
    control.step(1.4);
    expect(control.isSevere).toBe(false);
  });
});

describe('the load level', () => {
  const none = { lagMs: 0, queuedBytes: 0, transactions: 0, waiting: 0, unsent: 0 };
  it.each([
    [{ lagMs: 300 }, 2, 'lagMs'],
    [{ queuedBytes: 500 }, 0.5, 'queuedBytes'],
    [{ transactions: 0.9 }, 1, 'transactions'],
    [{ waiting: 0.45 }, 0.5, 'waiting'],
    [{ unsent: 1.8, lagMs: 100 }, 2, 'unsent'],
  ] as const)('%j is level %d by %s', (signs, level, sign) => {
    expect(loadOf({ ...none, ...signs }, { lagMs: 150, queuedBytes: 1_000 })).toEqual({ level, sign });
  });
});
