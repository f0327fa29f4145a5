import type { BridgeTarget } from '@switchyard/b2bua';
import { describe, expect, it } from 'vitest';
import { ringPlan, type RankedTarget } from './ring-plan.js';

const phone = (name: string, q: number): RankedTarget => ({
  target: { name, uri: `sip:${name}`, from: { user: '1' } } satisfies BridgeTarget,
  q,
});
const times = { serialMs: 15_000, answerMs: 180_000 };

describe('the plan of ringing', () => {
  it.each<[string, RankedTarget[], (readonly [string[], number?])[]]>([
    ['all together when all have one q', [phone('a', 1000), phone('b', 1000)], [[['a', 'b']]]],
    [
      'by q, the highest first, the last with all the time',
      [phone('a', 300), phone('b', 1000), phone('c', 300)],
      [[['b'], 15_000], [['a', 'c']]],
    ],
    ['one after the other', [phone('a', 1), phone('b', 2), phone('c', 0)], [[['b'], 15_000], [['a'], 15_000], [['c']]]],
  ])('is %s', (_title, ranked, groups) => {
    const { attempts, answerMs } = ringPlan(ranked, { rejectCallMethod: 'rfc' }, times);
    expect(
      attempts.map(({ targets, answerMs: ms }) =>
        ms === undefined ? [targets.map(({ name }) => name)] : [targets.map(({ name }) => name), ms],
      ),
    ).toEqual(groups);
    expect(answerMs).toBe(180_000);
  });
  it.each([
    ['rfc', 486, 'next'],
    ['rfc', 603, 'give-up'],
    ['600', 486, 'give-up'],
    ['600', 480, 'give-up'],
    ['600', 404, 'next'],
    ['486', 486, 'next'],
    ['rfc', 408, 'next'],
    ['rfc', 0, 'next'],
  ] as const)('by policy %s after %d of one group: %s', (rejectCallMethod, status, then) => {
    const plan = ringPlan([phone('a', 1000), phone('b', 500)], { rejectCallMethod }, times);
    expect([plan.onFailure?.(status, 0, undefined), plan.rejection]).toEqual([then, rejectCallMethod]);
  });
});
