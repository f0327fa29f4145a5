import { fixedClock, silentLogger, type CodedError } from '@switchyard/kernel';
import { snapshotOf, type CallEvent, type Endpoint, type SnapshotInput, type UserRoute } from '@switchyard/model';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ENDPOINTS, incoming } from '../../test/house.js';
import { CallBoard, partyKey } from './call-board.js';
import { findList, type Directory } from './colleagues.js';
import { Notifier } from './notifier.js';
import { dialogPackage, lockKey } from './packages/dialog.package.js';
import { messageSummaryPackage, type Mailbox } from './packages/message-summary.package.js';
import { composed, presencePackage } from './packages/presence.package.js';
import type { Subscription } from './subscription.js';

interface Sent {
  readonly method: string;
  readonly dialogId?: string;
  readonly uri?: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const byName = (name: string): Endpoint => {
  const found = ENDPOINTS.find((one) => one.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
};
const [alice, bob] = [byName('alice'), byName('bob')];
const userOf = (endpoint: Endpoint): UserRoute => ({
  userId: endpoint.userId ?? 0,
  brandId: endpoint.brandId,
  clientId: endpoint.clientId,
  doNotDisturb: false,
  displayName: endpoint.name,
  extension: endpoint.extension,
  endpoint,
});

/** A notifier with everything real but the wire, the database and Redis. */
function setUp(more: SnapshotInput = {}) {
  let now = Date.parse('2026-11-21T10:00:00.000Z');
  const clock = { ...fixedClock('2026-11-21T10:00:00.000Z'), nowMs: () => now };
  const world: SnapshotInput = {
    service: [{ id: 9, kind: 'toggleLock', name: { en: 'Toggle' }, description: { en: '' }, defaultCode: '72' }],
    routeLock: [{ id: 4, brandId: 1, clientId: 1, name: 'door', open: false }],
    client: [
      { id: 1, brandId: 1, type: 'vpbx', name: 'Aurora', domain: 'aurora.northwind.test' },
      { id: 5, brandId: 2, type: 'vpbx', name: 'Boreal', domain: 'boreal.southwind.test' },
    ],
  };
  let config = snapshotOf({ ...world, ...more });
  const endpoints = [...ENDPOINTS];
  const directory: Directory = {
    endpointByAddress: async (name, domain) => endpoints.find((one) => one.name === name && one.domain === domain),
    endpointById: async (kind, id) => endpoints.find((one) => one.kind === kind && one.id === id),
    userRoute: async (userId) => endpoints.filter((one) => one.userId === userId).map(userOf)[0],
    userRouteByExtension: async (clientId, number) =>
      endpoints.filter((one) => one.clientId === clientId && one.extension === number).map(userOf)[0],
    serviceCodes: async () => new Map([['72', 9]]),
  };
  const sent: Sent[] = [];
  const answers: { status: number; source: string }[] = [];
  let onUp: () => void = () => undefined;
  const link = {
    isUp: true,
    onUp: (listener: () => void) => void (onUp = listener),
    send: (options: { method: string; dialogId?: string; uri?: string; headers?: object; body?: string }, events: object) => {
      const { method, dialogId, uri } = options;
      sent.push({
        method,
        ...(dialogId === undefined ? {} : { dialogId }),
        ...(uri === undefined ? {} : { uri }),
        headers: { ...(options.headers as Record<string, string>) },
        body: options.body ?? '',
      });
      const { status, source } = answers.shift() ?? { status: 200, source: '198.51.100.1' };
      const { onResponse } = events as { onResponse: (answer: object, ack: () => void) => void; onFailed: (error: CodedError) => void };
      onResponse({ status, source_address: source }, () => undefined);
      return { cancel: () => undefined };
    },
  };
  const stored = new Map<string, Subscription>();
  const counts = new Map<string, { fresh: number; old: number; urgentFresh: number; urgentOld: number }>();
  const board: CallBoard = new CallBoard(clock, (phone) => {
    notifier.changed('dialog', phone);
    notifier.changed('presence', phone);
  });
  const times = { minExpiresSec: 1800, defaultExpiresSec: 3600 };
  const notifier: Notifier = new Notifier({
    link: link as never,
    packages: [
      dialogPackage({ board, directory, snapshot: () => config }, times),
      messageSummaryPackage(
        {
          directory,
          mailboxes: {
            countsOf: async ({ of, id }: Mailbox) => counts.get(`${of}:${id}`) ?? { fresh: 0, old: 0, urgentFresh: 0, urgentOld: 0 },
            isShared: async (id, userId) => id === 7 && userId === 1,
          },
        },
        times,
      ),
      presencePackage({ board, directory, isRegistered: async () => true, publishedBy: async () => [] }, { ...times, minExpiresSec: 60 }),
    ],
    listOf: findList(directory, async (clientId) => endpoints.filter((one) => one.clientId === clientId && one.extension).map(userOf)),
    store: {
      save: (subscription) => void stored.set(subscription.id, subscription),
      remove: (id) => void stored.delete(id),
      takeOver: async (id) => {
        const found = stored.get(`other ${id}`);
        return found;
      },
    },
    snapshot: () => config,
    clock,
    logger: silentLogger,
    maxSubscriptions: 50,
    maxPerWatcher: 20,
    maxExpiresSec: 86_400,
    contactOf: async () => ({ uri: 'sip:alice@198.51.100.1', nextHop: 'sip:198.51.100.1' }),
  });
  let calls = 0;
  const subscribe = (target: string, headers: readonly string[], how: { watcher?: Endpoint; callId?: string; toTag?: string } = {}) => {
    const uri = `sip:${target}@aurora.northwind.test`;
    const message = incoming({
      method: 'SUBSCRIBE',
      uri,
      to: uri,
      callId: how.callId ?? `call-${(calls += 1)}`,
      headers,
    });
    const to = how.toTag === undefined ? message.to : { ...message.to, tag: how.toTag };
    return notifier.subscribe({ incoming: { ...message, to }, watcher: how.watcher ?? alice, snapshot: config });
  };
  return {
    notifier,
    board,
    sent,
    answers,
    stored,
    counts,
    endpoints,
    subscribe,
    link,
    comeUp: () => onUp(),
    pass: (seconds: number) => (now += seconds * 1000),
    change: (next: SnapshotInput) => (config = snapshotOf({ ...world, ...next })),
    lastSent: async (count: number): Promise<Sent> => {
      await vi.waitFor(() => expect(sent.length).toBeGreaterThanOrEqual(count), { interval: 2 });
      return sent[count - 1] as Sent;
    },
  };
}

const legOf = (event: CallEvent['event'], more: Partial<CallEvent> = {}): CallEvent => ({
  event,
  at: '2026-11-21T10:00:00.000Z',
  callUid: 'c',
  legUid: 'leg',
  by: 'users-proxy',
  brandId: 1,
  clientId: 1,
  caller: '103',
  callee: '102',
  to: { kind: 'terminal', id: bob.id, userId: bob.userId },
  faces: 'to',
  dialog: { callId: 'x@y', localTag: 'b', remoteTag: 'p' },
  ...more,
});
const DIALOG = ['Event: dialog', 'Accept: application/dialog-info+xml', 'Expires: 3600'];

let of: ReturnType<typeof setUp>;
beforeEach(() => {
  of = setUp();
  return () => of.notifier.close();
});

describe('a subscription to the calls of a colleague', () => {
  it('is granted, told how things are, and told again when they change, with versions that grow', async () => {
    expect(await of.subscribe('102', DIALOG)).toMatchObject({ kind: 'reply', status: 200, headers: { Expires: '3600' } });
    const first = await of.lastSent(1);
    expect(first).toMatchObject({ method: 'NOTIFY', dialogId: 'call-1;from-tag=f1' });
    expect(first.headers).toMatchObject({
      Event: 'dialog',
      'Subscription-State': 'active;expires=3600',
      'Content-Type': 'application/dialog-info+xml',
    });
    expect(first.body).toContain('version="0" state="full" entity="sip:102@aurora.northwind.test"');
    expect(first.body).not.toContain('<dialog ');
    of.pass(5);
    of.board.apply(legOf('ringing'));
    const second = await of.lastSent(2);
    expect(second.body).toContain('version="1"');
    expect(second.body).toContain('call-id="x@y" local-tag="b" remote-tag="p" direction="recipient"');
    expect(second.body).toContain('<state>early</state>');
    expect(second.body).toContain('<identity>sip:103@aurora.northwind.test</identity>');
    of.pass(5);
    of.board.apply(legOf('answered'));
    expect((await of.lastSent(3)).body).toContain('<state>confirmed</state>');
    of.pass(5);
    of.board.apply(legOf('ended'));
    expect((await of.lastSent(4)).body).not.toContain('<dialog ');
  });

  it('is not told twice of the same, nor of what shows nothing', async () => {
    await of.subscribe('102', DIALOG);
    await of.lastSent(1);
    of.pass(5);
    of.notifier.changed('dialog', partyKey(bob));
    of.board.apply(legOf('started'));
    of.pass(5);
    of.board.apply(legOf('ringing'));
    await of.lastSent(2);
    expect(of.sent).toHaveLength(2);
    expect(of.sent[1]?.body).toContain('version="1"');
  });

  it('hears of a storm of changes at most once a second, and then how it ended', async () => {
    vi.useFakeTimers();
    try {
      await of.subscribe('102', DIALOG);
      await vi.advanceTimersByTimeAsync(1);
      expect(of.sent).toHaveLength(1);
      of.board.apply(legOf('ringing'));
      of.board.apply(legOf('answered'));
      of.board.apply(legOf('ended'));
      of.board.apply(legOf('ringing', { legUid: 'second' }));
      await vi.advanceTimersByTimeAsync(900);
      expect(of.sent).toHaveLength(1);
      of.pass(1);
      await vi.advanceTimersByTimeAsync(200);
      expect(of.sent).toHaveLength(2);
      expect(of.sent[1]?.body.match(/<dialog /g)).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each<[string, string, readonly string[], Endpoint, object]>([
    [
      'an event that is not served',
      '102',
      ['Event: conference'],
      alice,
      { cause: 'event-refused', headers: { 'Allow-Events': 'dialog, message-summary, presence' } },
    ],
    ['no event', '102', [], alice, { cause: 'request-malformed' }],
    [
      'too short a time',
      '102',
      ['Event: dialog', 'Expires: 600'],
      alice,
      { cause: 'interval-too-brief', headers: { 'Min-Expires': '1800' } },
    ],
    ['a content type that is not made', '102', ['Event: dialog', 'Accept: application/pidf+xml'], alice, { cause: 'accept-refused' }],
    ['an extension of nobody', '199', ['Event: dialog'], alice, { cause: 'number-unknown' }],
    ['a phone of another client', 'zoe', ['Event: dialog'], alice, { cause: 'number-unknown' }],
    ['a lock that does not exist', '*725', ['Event: dialog'], alice, { cause: 'number-unknown' }],
    ['the mailbox of a colleague', '102', ['Event: message-summary'], alice, { cause: 'watch-refused' }],
  ])('is refused for %s', async (_title, target, headers, watcher, expected) => {
    expect(await of.subscribe(target, headers, { watcher })).toMatchObject({ kind: 'refuse', ...expected });
    expect(of.notifier.size).toBe(0);
  });

  it('grants an hour whatever the minimum is', async () => {
    const strict = setUp();
    expect(await strict.subscribe('102', ['Event: dialog', 'Expires: 3599'])).toMatchObject({ kind: 'reply', status: 200 });
    strict.notifier.close();
  });

  it('asks once with Expires 0 and is not kept', async () => {
    expect(await of.subscribe('102', ['Event: dialog', 'Expires: 0'])).toMatchObject({ status: 200, headers: { Expires: '0' } });
    const only = await of.lastSent(1);
    expect(only.headers['Subscription-State']).toBe('terminated;reason=timeout');
    expect(only.body).toContain('<dialog-info');
    await vi.waitFor(() => expect(of.notifier.size).toBe(0));
    expect(of.stored.size).toBe(0);
  });

  it('is refreshed and ended in its dialog, by its watcher alone', async () => {
    await of.subscribe('102', DIALOG, { callId: 'kept' });
    await of.lastSent(1);
    expect(await of.subscribe('102', DIALOG, { callId: 'kept', toTag: 't', watcher: bob })).toMatchObject({ cause: 'credentials-refused' });
    expect(await of.subscribe('102', ['Event: dialog', 'Expires: 1800'], { callId: 'kept', toTag: 't' })).toMatchObject({ status: 200 });
    expect((await of.lastSent(2)).headers['Subscription-State']).toBe('active;expires=1800');
    expect(await of.subscribe('102', ['Event: dialog', 'Expires: 0'], { callId: 'kept', toTag: 't' })).toMatchObject({ status: 200 });
    expect((await of.lastSent(3)).headers['Subscription-State']).toBe('terminated;reason=timeout');
    await vi.waitFor(() => expect(of.stored.size).toBe(0));
    expect(await of.subscribe('102', DIALOG, { callId: 'kept', toTag: 't' })).toMatchObject({ cause: 'subscription-unknown' });
  });

  it('ends by itself, with a word', async () => {
    await of.subscribe('102', DIALOG);
    await of.lastSent(1);
    of.pass(3601);
    of.notifier.expire();
    expect((await of.lastSent(2)).headers['Subscription-State']).toBe('terminated;reason=timeout');
    await vi.waitFor(() => expect(of.notifier.size).toBe(0));
  });

  it('ends when its phone does not know it any more, and stays when the phone only was unable to take it', async () => {
    await of.subscribe('102', DIALOG);
    await of.lastSent(1);
    of.answers.push({ status: 500, source: '198.51.100.1' }, { status: 481, source: '198.51.100.1' });
    of.pass(5);
    of.board.apply(legOf('ringing'));
    await of.lastSent(2);
    expect(of.notifier.size).toBe(1);
    of.notifier.reachable('alice@aurora.northwind.test');
    await of.lastSent(3);
    await vi.waitFor(() => expect(of.notifier.size).toBe(0));
    expect(of.stored.size).toBe(0);
  });

  it('waits for the SIP server, and then tells what is then', async () => {
    of.link.isUp = false;
    await of.subscribe('102', DIALOG);
    of.board.apply(legOf('ringing'));
    expect(of.sent).toHaveLength(0);
    of.link.isUp = true;
    of.comeUp();
    expect((await of.lastSent(1)).body).toContain('<state>early</state>');
  });

  it('is bounded for a phone', async () => {
    for (let i = 0; i < 20; i++) await of.subscribe('102', DIALOG);
    expect(await of.subscribe('102', DIALOG)).toMatchObject({ cause: 'subscriptions-exhausted' });
    expect(await of.subscribe('101', DIALOG, { watcher: bob })).toMatchObject({ status: 200 });
  });
});

describe('route locks', () => {
  it('look like a call while they are closed', async () => {
    expect(await of.subscribe('*724', DIALOG)).toMatchObject({ status: 200 });
    expect((await of.lastSent(1)).body).toContain('<state>confirmed</state>');
    of.pass(5);
    of.change({ routeLock: [{ id: 4, brandId: 1, clientId: 1, name: 'door', open: true }] });
    of.notifier.changed('dialog', lockKey(4));
    expect((await of.lastSent(2)).body).not.toContain('<dialog ');
    of.change({ routeLock: [] });
    await of.notifier.relocate(1);
    expect((await of.lastSent(3)).headers['Subscription-State']).toBe('terminated;reason=noresource');
  });
});

describe('a subscription to a mailbox', () => {
  it('is told the numbers of its own, under whatever name', async () => {
    of.counts.set('user:1', { fresh: 2, old: 5, urgentFresh: 1, urgentOld: 0 });
    for (const [at, name] of ['alice', '101', '*97'].entries()) {
      expect(await of.subscribe(name, ['Event: message-summary'])).toMatchObject({ status: 200 });
      expect((await of.lastSent(at + 1)).body).toBe(
        `Messages-Waiting: yes\r\nMessage-Account: sip:${name}@aurora.northwind.test\r\nVoice-Message: 2/5 (1/0)\r\n`,
      );
    }
    of.pass(5);
    of.counts.set('user:1', { fresh: 0, old: 7, urgentFresh: 0, urgentOld: 0 });
    of.notifier.changedOf('message-summary', 1);
    expect((await of.lastSent(4)).body).toContain('Messages-Waiting: no');
  });

  it('may be one that several share', async () => {
    expect(await of.subscribe('voicemail7', ['Event: message-summary'])).toMatchObject({ status: 200 });
    expect(await of.subscribe('voicemail8', ['Event: message-summary'])).toMatchObject({ cause: 'number-unknown' });
    expect(await of.subscribe('voicemail7', ['Event: message-summary'], { watcher: bob })).toMatchObject({ cause: 'number-unknown' });
  });

  it('may be implied by the phone: told without a dialog as long as it is registered (SX-19)', async () => {
    of.counts.set('user:1', { fresh: 1, old: 0, urgentFresh: 0, urgentOld: 0 });
    await of.notifier.imply('message-summary', alice, 'application/simple-message-summary');
    const told = await of.lastSent(1);
    expect(told).toMatchObject({ uri: 'sip:alice@198.51.100.1' });
    expect(told.headers).toMatchObject({ From: '<sip:alice@aurora.northwind.test>', Event: 'message-summary' });
    of.notifier.away(alice);
    expect(of.notifier.size).toBe(0);
  });
});

describe('rules of who may watch whom', () => {
  const rule = (allow: boolean): SnapshotInput => ({
    presenceRule: [
      { id: 1, brandId: 1, clientId: 1, name: 'r', priority: 1, watcherIds: [alice.userId ?? 0], watchedIds: [bob.userId ?? 0], allow },
    ],
  });

  it('refuse, and end what they no longer allow', async () => {
    await of.subscribe('102', DIALOG);
    await of.lastSent(1);
    of.change(rule(false));
    await of.notifier.relocate(1);
    expect((await of.lastSent(2)).headers['Subscription-State']).toBe('terminated;reason=rejected');
    expect(await of.subscribe('102', DIALOG)).toMatchObject({ cause: 'watch-refused' });
    expect(await of.subscribe('101', DIALOG, { watcher: bob })).toMatchObject({ status: 200 });
    of.change(rule(true));
    expect(await of.subscribe('102', DIALOG)).toMatchObject({ status: 200 });
  });

  it('end everything where presence is switched off', async () => {
    await of.subscribe('102', DIALOG);
    await of.lastSent(1);
    of.change({ presenceSwitch: [{ id: 1, scope: 'domain', target: 'aurora.northwind.test', enabled: false }] });
    await of.notifier.relocate(null);
    expect((await of.lastSent(2)).headers['Subscription-State']).toBe('terminated;reason=rejected');
  });
});

describe('a list of colleagues in one subscription (RFC 4662)', () => {
  const LIST: SnapshotInput = { presenceList: [{ id: 1, brandId: 1, clientId: 1, name: 'team', everyone: true }] };

  it('tells all at first and then those that changed, and needs a phone that understands it', async () => {
    of.change(LIST);
    expect(await of.subscribe('team', DIALOG)).toMatchObject({ cause: 'extension-required', headers: { Require: 'eventlist' } });
    expect(await of.subscribe('team', [...DIALOG, 'Supported: eventlist'])).toMatchObject({
      status: 200,
      headers: { Require: 'eventlist' },
    });
    const first = await of.lastSent(1);
    expect(first.headers).toMatchObject({
      Require: 'eventlist',
      'Content-Type': expect.stringContaining('multipart/related;type="application/rlmi+xml"'),
    });
    expect(first.body).toContain('fullState="true"');
    expect(first.body).toContain('<resource uri="sip:102@aurora.northwind.test">');
    of.pass(5);
    of.board.apply(legOf('ringing'));
    const second = await of.lastSent(2);
    expect(second.body).toContain('fullState="false"');
    expect(second.body).toContain('version="1"');
    expect(second.body.match(/<resource /g)).toHaveLength(1);
    expect(second.body).toContain('<state>early</state>');
  });
});

describe('presence', () => {
  it('says who is on the phone', async () => {
    await of.subscribe('102', ['Event: presence']);
    expect((await of.lastSent(1)).body).toContain('<basic>open</basic>');
    of.pass(5);
    of.board.apply(legOf('answered'));
    expect((await of.lastSent(2)).body).toContain('<rpid:on-the-phone/>');
  });

  it('never shows somebody as reachable who is not registered', () => {
    const said = { id: 'a', isOpen: true, contact: undefined, note: 'here', activities: ['meeting'] };
    expect(composed('sip:a@b', false, false, [said]).map(({ isOpen }) => isOpen)).toEqual([false, false]);
    expect(composed('sip:a@b', true, false, [said])[1]).toMatchObject({ isOpen: true, note: 'here', activities: ['meeting'] });
  });
});

describe('a restart', () => {
  it('goes on with what the former life left, with higher versions, and tells how things are now', async () => {
    await of.subscribe('102', DIALOG, { callId: 'kept' });
    await of.lastSent(1);
    const left = [...of.stored.values()];
    const next = setUp();
    next.pass(60);
    next.board.apply(legOf('ringing'));
    await next.notifier.adopt(left);
    const told = await next.lastSent(1);
    expect(told.dialogId).toBe('kept;from-tag=f1');
    expect(Number(/version="(\d+)"/.exec(told.body)?.[1])).toBeGreaterThanOrEqual(60);
    expect(told.body).toContain('<state>early</state>');
    expect(told.headers['Subscription-State']).toBe('active;expires=3540');
    expect(await next.subscribe('102', DIALOG, { callId: 'kept', toTag: 't' })).toMatchObject({ status: 200 });
    next.notifier.close();
  });

  it('of another process is no matter: its subscription is taken over by the refresh', async () => {
    await of.subscribe('102', DIALOG, { callId: 'kept' });
    await of.lastSent(1);
    const next = setUp();
    for (const [id, one] of of.stored) next.stored.set(`other ${id}`, one);
    expect(await next.subscribe('102', DIALOG, { callId: 'kept', toTag: 't' })).toMatchObject({ status: 200 });
    expect(next.notifier.size).toBe(1);
    next.notifier.close();
  });
});
