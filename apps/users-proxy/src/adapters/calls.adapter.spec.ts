import type { BridgeOutcome, LimitedBy, LimitOwner, SipExchange, TakenPlaces } from '@switchyard/b2bua';
import { describe, expect, it } from 'vitest';
import type { CallLife } from '../events/call-life.js';
import type { CallPlan } from '../ports/calls.port.js';
import { callsOf } from './calls.adapter.js';

const answered: BridgeOutcome = { kind: 'answered', target: 'bob', tries: [] };
function stage(full: LimitOwner | undefined) {
  const seen: string[] = [];
  const plans: CallPlan[] = [];
  const calls = callsOf(
    { bridge: async (_exchange: SipExchange, plan: CallPlan) => (plans.push(plan), answered) } as unknown as Parameters<typeof callsOf>[0],
    { started: () => seen.push('started') } as unknown as CallLife,
    {
      take: async (legUid, callUid, limits): Promise<TakenPlaces> => {
        seen.push(`take ${legUid} ${callUid} ${limits.map(({ owner }) => owner).join(' ')}`);
        return { full, alsoFull: new Set() };
      },
      keep: (legUid) => seen.push(`keep ${legUid}`),
    },
  );
  return { calls, seen, plans };
}
const limits: readonly LimitedBy[] = [
  { owner: 'client:2', max: 3 },
  { owner: 'brand:1', max: 0 },
];
const plan = (faces: 'from' | 'to'): CallPlan & { limits: readonly LimitedBy[] } => ({
  legUid: 'leg',
  callUid: 'call',
  facts: { brandId: 1, clientId: 2, caller: '101', callee: '102', faces },
  at: 'RING',
  attempts: [],
  noReplyMs: 1,
  answerMs: 1,
  limits,
});

describe('a call that is connected', () => {
  it('takes its places first, keeps them, and remembers with whom they are', async () => {
    const { calls, seen, plans } = stage(undefined);
    expect(await calls.connect({} as SipExchange, plan('to'))).toBe(answered);
    expect(seen).toEqual(['take leg call client:2 brand:1', 'keep leg', 'started']);
    expect(plans[0]?.facts.places).toEqual(['client:2']);
    expect(plans[0]).not.toHaveProperty('limits');
  });
  it.each([
    ['to', 'client:2', 486, 'limit-reached'],
    ['from', 'client:2', 403, 'limit-reached'],
    ['from', 'roaming-terminal:7', 403, 'address-not-permitted'],
  ] as const)('%s a phone is refused when %s is full: %d %s', async (faces, full, status, cause) => {
    const { calls, seen, plans } = stage(full);
    expect(await calls.connect({} as SipExchange, plan(faces))).toMatchObject({ kind: 'failed', status, cause });
    expect([seen.length, plans]).toEqual([1, []]);
  });
});
