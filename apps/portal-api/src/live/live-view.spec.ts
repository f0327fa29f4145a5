import type { FedEvent } from '@switchyard/queue';
import type { ActiveLeg, CallEvent, CallParty, QueueState } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { openView, type LiveMessage, type LiveSource } from './live-view.js';

const phone = (id: number, userId: number): CallParty => ({ kind: 'terminal', id, userId });
const call = (id: string, brandId: number, clientId: number, parties: Partial<CallEvent> = {}): FedEvent => ({
  id,
  event: {
    kind: 'call',
    event: 'started',
    at: '2026-11-21T10:00:00.000Z',
    callUid: `call ${id}`,
    legUid: `leg ${id}`,
    by: 'users-proxy',
    brandId,
    clientId,
    caller: '101',
    callee: '102',
    ...parties,
  },
});

/** A stream in memory that keeps its last `kept` events; `onRead` runs while a view reads its beginning. */
function stream(kept = 100) {
  const events: FedEvent[] = [];
  const listeners = new Set<(fed: FedEvent) => void>();
  const hooks = { onRead: (): void => undefined };
  const source: LiveSource = {
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    since: async (sequence) => {
      const at = events.findIndex(({ id }) => id === sequence);
      const found = at >= 0 ? events.slice(at + 1) : undefined;
      hooks.onRead();
      return found;
    },
    newest: async () => {
      const newest = events.at(-1)?.id ?? '0-0';
      hooks.onRead();
      return newest;
    },
    legs: async () => events.flatMap(({ event }) => (event.kind === 'call' ? [event as unknown as ActiveLeg] : [])),
    queues: async () => events.flatMap(({ event }) => (event.kind === 'queue' ? [event] : [])),
  };
  const add = (fed: FedEvent): void => {
    events.push(fed);
    if (events.length > kept) events.shift();
    for (const listener of listeners) listener(fed);
  };
  return { source, add, hooks, listeners };
}
const brand = { scope: { level: 'brand', brandId: 1 } } as const;
const ids = (messages: readonly LiveMessage[]): readonly string[] =>
  messages.flatMap((message) => (message.type === 'event' ? [message.sequence] : []));

describe('a live view', () => {
  it('begins with what there is, then tells each event once and in order', async () => {
    const { source, add } = stream();
    add(call('1-0', 1, 1));
    const sent: LiveMessage[] = [];
    await openView(source, brand, undefined, (message) => sent.push(message));
    add(call('2-0', 1, 1));
    add(call('2-1', 1, 1));
    expect(sent[0]).toMatchObject({ type: 'state', sequence: '1-0', legs: [{ legUid: 'leg 1-0' }] });
    expect(ids(sent)).toEqual(['2-0', '2-1']);
  });

  it('goes on after a number without loss or repetition, also for events that come in the meantime', async () => {
    const { source, add, hooks } = stream();
    for (const id of ['1-0', '2-0', '3-0']) add(call(id, 1, 1));
    hooks.onRead = () => {
      hooks.onRead = () => undefined;
      add(call('4-0', 1, 1));
    };
    const sent: LiveMessage[] = [];
    await openView(source, brand, '1-0', (message) => sent.push(message));
    add(call('10-0', 1, 1));
    expect(sent.map(({ type }) => type)).not.toContain('state');
    expect(ids(sent)).toEqual(['2-0', '3-0', '4-0', '10-0']);
  });

  it('begins anew when what was missed is no longer kept', async () => {
    const { source, add } = stream(2);
    for (const id of ['1-0', '2-0', '3-0', '4-0']) add(call(id, 1, 1));
    const sent: LiveMessage[] = [];
    await openView(source, brand, '1-0', (message) => sent.push(message));
    expect(sent).toMatchObject([{ type: 'state', sequence: '4-0' }]);
  });

  it.each([
    [{ level: 'platform' } as const, ['1-0', '2-0', '3-0']],
    [brand.scope, ['1-0', '2-0']],
    [{ level: 'client', brandId: 1, clientId: 2 } as const, ['2-0']],
    [{ level: 'client', brandId: 2, clientId: 2 } as const, []],
    [{ level: 'user', brandId: 1, clientId: 2, userId: 1 } as const, ['2-0']],
    [{ level: 'user', brandId: 1, clientId: 2, userId: 2 } as const, []],
    [{ level: 'user', brandId: 1, clientId: 1, userId: 1 } as const, []],
  ])('shows to %j its own only', async (scope, expected) => {
    const { source, add } = stream();
    const sent: LiveMessage[] = [];
    await openView(source, { scope }, undefined, (message) => sent.push(message));
    add(call('1-0', 1, 1));
    add(call('2-0', 1, 2, { from: phone(7, 1), to: phone(8, 3) }));
    add(call('3-0', 2, 1));
    expect(ids(sent)).toEqual(expected);
  });

  const queue: QueueState = {
    at: '2026-11-21T10:00:00.000Z',
    brandId: 1,
    clientId: 2,
    queueId: 5,
    queueName: 'Sales',
    waiting: 2,
    waitingSince: '2026-11-21T09:59:00.000Z',
    membersFree: 0,
    membersBusy: 3,
    membersPaused: 1,
  };
  const registration: FedEvent = {
    id: '3-0',
    event: {
      kind: 'registration',
      at: queue.at,
      brandId: 1,
      clientId: 2,
      endpointKind: 'friend',
      endpointId: 1,
      endpointName: 'pbx',
      contacts: 1,
      userAgent: '',
    },
  };

  it('shows queues as they are and as they change', async () => {
    const { source, add } = stream();
    add({ id: '1-0', event: { kind: 'queue', ...queue } });
    const sent: LiveMessage[] = [];
    await openView(source, brand, undefined, (message) => sent.push(message));
    add({ id: '2-0', event: { kind: 'queue', ...queue, waiting: 1 } });
    expect(sent).toMatchObject([
      { type: 'state', queues: [queue] },
      { type: 'event', event: { kind: 'queue', waiting: 1 } },
    ]);
  });

  it.each([
    [undefined, ['call', 'queue', 'registration']],
    [['callLeg'], ['call']],
    [
      ['queue', 'friend'],
      ['queue', 'registration'],
    ],
    [['terminal'], []],
  ])('shows to an administrator with the grants %j only %j', async (granted, expected) => {
    const { source, add } = stream();
    const sent: LiveMessage[] = [];
    const grants = granted && new Map(granted.map((name) => [name, new Set(['read'] as const)]));
    await openView(source, { ...brand, ...(grants && { grants }) }, undefined, (message) => sent.push(message));
    add(call('1-0', 1, 2));
    add({ id: '2-0', event: { kind: 'queue', ...queue } });
    add(registration);
    expect(sent.flatMap((message) => (message.type === 'event' ? [message.event.kind] : []))).toEqual(expected);
  });

  it('tells nobody the dialog of a phone, by which a call could be taken over, and a user nothing of the other side', async () => {
    const { source, add } = stream();
    const inside = { node: 'users-proxy-1', faces: 'from', dialog: { callId: 'secret', localTag: 'a', remoteTag: 'b' } } as const;
    const parties = { from: phone(7, 1), to: phone(8, 3) };
    const [above, user]: [LiveMessage[], LiveMessage[]] = [[], []];
    add(call('1-0', 1, 2, { ...parties, ...inside }));
    await openView(source, brand, undefined, (message) => above.push(message));
    const scope = { level: 'user', brandId: 1, clientId: 2, userId: 3 } as const;
    await openView(source, { scope }, undefined, (message) => user.push(message));
    add(call('2-0', 1, 2, { ...parties, ...inside }));
    expect(JSON.stringify([above, user])).not.toMatch(/secret|users-proxy-1|faces/);
    expect(above).toMatchObject([{ legs: [parties] }, { event: parties }]);
    for (const shown of user.map((message) => (message.type === 'state' ? message.legs[0] : message.type === 'event' ? message.event : {})))
      expect(shown).toMatchObject({ to: phone(8, 3) });
    expect(JSON.stringify(user)).not.toContain('"id":7');
  });

  it('hears nothing more when it is stopped, and nothing at all when its beginning cannot be read', async () => {
    const { source, add, listeners } = stream();
    const sent: LiveMessage[] = [];
    const stop = await openView(source, brand, undefined, (message) => sent.push(message));
    stop();
    add(call('1-0', 1, 1));
    expect(ids(sent)).toEqual([]);
    await expect(
      openView({ ...source, newest: () => Promise.reject(new Error('away')) }, brand, undefined, () => undefined),
    ).rejects.toThrow('away');
    expect(listeners.size).toBe(0);
  });
});
