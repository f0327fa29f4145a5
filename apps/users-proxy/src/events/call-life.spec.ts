import { fixedClock, silentLogger, terminate } from '@switchyard/kernel';
import type { CallEvent } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { CallLife } from './call-life.js';

describe('CallLife', () => {
  it('tells the life of a call in four events and counts its one cause', () => {
    const events: CallEvent[] = [];
    const counted: unknown[] = [];
    const places: string[] = [];
    const life = new CallLife({
      publish: (event) => events.push(event),
      limits: {
        hold: (legUid, callUid, owners) => places.push(`${legUid} of ${callUid} holds ${owners.join(' ')}`),
        free: (legUid) => places.push(`${legUid} is free`),
      },
      clock: fixedClock('2026-11-21T10:00:00Z'),
      logger: silentLogger,
      count: (cause, setUpMs) => counted.push([cause, setUpMs]),
    });
    const call = { legUid: 'leg', callUid: 'call', facts: { brandId: 1, clientId: 2, caller: '101', callee: '102' }, target: 'bob' };
    life.restored({ ...call, facts: { ...call.facts, places: ['client:2', 'terminal:7'] } });
    life.restored(call);
    life.started(call);
    life.ringing(call);
    life.answered(call);
    life.ended({
      ...call,
      startedAtMs: 0,
      answeredAtMs: 1,
      endedAtMs: 2,
      durationMs: 1,
      postDialDelayMs: 12,
      termination: terminate('normal-clearing', 'caller'),
      tries: [],
      winner: 'bob',
      restored: false,
    });
    expect(places).toEqual(['leg of call holds client:2 terminal:7', 'leg is free']);
    const common = {
      at: '2026-11-21T10:00:00.000Z',
      callUid: 'call',
      legUid: 'leg',
      by: 'users-proxy',
      brandId: 1,
      clientId: 2,
      caller: '101',
      callee: '102',
    };
    expect(events).toEqual([
      { event: 'started', ...common },
      { event: 'ringing', ...common },
      { event: 'answered', ...common },
      { event: 'ended', ...common, cause: 'normal-clearing' },
    ]);
    expect(counted).toEqual([['normal-clearing', 12]]);
  });

  it.each([
    ['to', 'anonymous', undefined],
    ['from', '101', { kind: 'terminal', id: 1, userId: 1 }],
  ] as const)('tells nobody on the leg that faces %s more than it may know of a caller who is withheld', (faces, caller, from) => {
    const events: CallEvent[] = [];
    const life = new CallLife({
      publish: (event) => events.push(event),
      limits: { hold: () => undefined, free: () => undefined },
      clock: fixedClock('2026-11-21T10:00:00Z'),
      logger: silentLogger,
      count: () => undefined,
    });
    const party = { kind: 'terminal', id: 1, userId: 1 } as const;
    life.started({
      legUid: 'leg',
      callUid: 'call',
      facts: { brandId: 1, clientId: 2, caller: '101', callee: '102', from: party, faces, anonymous: true },
    });
    expect([events[0]?.caller, events[0]?.from]).toEqual([caller, from]);
  });
});
