import type { Replaceable, TakePlan } from '@switchyard/b2bua';
import { describe, expect, it } from 'vitest';
import { alice, house, initial, proven, rita, snapshot, type Caller, type House } from '../../test/house.js';
import type { CallPlan } from '../ports/calls.port.js';
import { inviteRoute } from '../routes/invite.route.js';

type Facts = CallPlan['facts'];

const REPLACES = 'Replaces: abc;to-tag=1;from-tag=2';
const facts: Facts = {
  brandId: 1,
  clientId: 1,
  caller: '104',
  callee: '102',
  to: { kind: 'terminal', id: 2, userId: 2 },
  faces: 'to',
};

/** A call of Bob's phone that was, or was not, answered. */
function replaceable(of: House, more: Partial<Replaceable<Facts>> = {}): TakePlan<Facts>[] {
  const taken: TakePlan<Facts>[] = [];
  of.replaceable = {
    callUid: 'call',
    facts,
    isAnswered: false,
    take: (_exchange, plan) => {
      taken.push(plan);
      return Promise.resolve({ kind: 'answered', target: plan.name, tries: [] });
    },
    ...more,
  };
  return taken;
}

async function invite(of: House, caller: Caller, header = REPLACES): Promise<string> {
  const domain = caller.domain;
  const { final } = await inviteRoute.run(initial(of, proven(of, caller, { uri: `sip:102@${domain}`, headers: [header] })));
  return final.kind === 'refuse' ? `${final.cause}${final.status === undefined ? '' : ` ${final.status}`}` : final.kind;
}

describe('an INVITE with Replaces', () => {
  it('takes a call that rings within the client, and is from then on the phone of that leg', async () => {
    const of = house();
    const taken = replaceable(of);
    expect(await invite(of, alice)).toBe('handled');
    expect(taken).toMatchObject([{ name: 'alice', facts: { caller: '104', to: { kind: 'terminal', id: 1, userId: 1 }, faces: 'to' } }]);
    expect(of.plans).toEqual([]);
  });

  it.each([
    ['that rings at another client', rita, {}, REPLACES, 'dialog-unknown'],
    ['that a colleague has answered', alice, { isAnswered: true }, REPLACES, 'dialog-unknown'],
    [
      'that another phone of the user has answered',
      alice,
      { isAnswered: true, facts: { ...facts, to: { kind: 'terminal', id: 7, userId: 1 } } },
      REPLACES,
      'handled',
    ],
    [
      'that was answered, when it is wanted early only',
      alice,
      { isAnswered: true, facts: { ...facts, to: { kind: 'terminal', id: 1, userId: 1 } } },
      `${REPLACES};early-only`,
      'busy 486',
    ],
    ['in which no phone is', alice, { facts: { brandId: 1, clientId: 1, caller: '1', callee: '2' } }, REPLACES, 'dialog-unknown'],
    ['that it does not name', alice, {}, 'Replaces: abc', 'request-malformed'],
  ] as const)('for a call %s', async (_what, caller, more, header, expected) => {
    const of = house();
    replaceable(of, more as Partial<Replaceable<Facts>>);
    expect(await invite(of, caller, header)).toBe(expected);
  });

  it('for a call that does not exist is refused', async () => {
    expect(await invite(house(), alice)).toBe('dialog-unknown');
  });
});

describe('a pick-up code', () => {
  const group = (...userIds: number[]) => ({ id: 1, brandId: 1, clientId: 1, name: 'Sales', userIds });
  const dial = async (of: House, number: string, groups: readonly ReturnType<typeof group>[] = [], caller = alice): Promise<string> => {
    const start = initial(of, proven(of, caller, { uri: `sip:${number}@${caller.domain}` }), snapshot({ pickUpGroup: groups }));
    const { final } = await inviteRoute.run(start);
    return final.kind === 'refuse' ? `${final.cause} ${final.status ?? ''}`.trim() : final.kind;
  };

  it.each([
    ['*94102', [], 'handled', 1],
    ['*94103', [], 'dialog-unknown 404', 0],
    ['*95', [group(1, 2)], 'handled', 1],
    ['*95', [group(2, 3)], 'dialog-unknown 404', 0],
    ['*95', [], 'dialog-unknown 404', 0],
    ['*95', [group(1, 3)], 'dialog-unknown 404', 0],
  ] as const)('%s, in groups %j: %s', async (number, groups, expected, count) => {
    const of = house();
    const taken = replaceable(of);
    expect(await dial(of, number, groups)).toBe(expected);
    expect(taken).toHaveLength(count);
    expect(of.plans).toEqual([]);
  });

  it('takes nothing of another client', async () => {
    const of = house();
    replaceable(of, { facts: { ...facts, clientId: 5 } });
    expect(await dial(of, '*94102')).toBe('dialog-unknown 404');
  });

  it('that is none goes to the application server', async () => {
    const of = house();
    replaceable(of);
    await dial(of, '*96102');
    expect(of.plans).toHaveLength(1);
  });
});
