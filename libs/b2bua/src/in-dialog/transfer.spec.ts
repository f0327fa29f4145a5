import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SipMessage } from '@switchyard/sip';
import type { SipServer } from '../../../../apps/sip-server/src/sip-server.js';
import { PaperRelay, sdpOf } from '../../test/paper-relay.js';
import { startApp, startRedis, startSipServer, type App, type AppOptions, type Json, type RedisProcess } from '../../test/stage.js';
import { UdpPhone, type UdpCall } from '../../test/udp-phone.js';
import type { BridgeTarget } from '../bridge-plan.js';
import type { ReferAsked, ReferDecision } from './house.js';

const NET = '127.99.15';
const SERVER = `${NET}.10`;
const NUMBER = `sip:102@${SERVER}`;

let redis: RedisProcess;
let server: SipServer;
/** The phone; `one` and `two` are hops of ours: application servers, the trunks proxy. */
let phone: UdpPhone;
let one: UdpPhone;
let two: UdpPhone;
let other: UdpPhone;
let relay: PaperRelay;
let app: App | undefined;
let apps = 0;

const inside = (host: string, name: string): BridgeTarget => ({
  name,
  uri: `sip:102@${host}:5060`,
  from: { user: '101' },
  callInfo: 'signed',
});
const plain = (...targets: BridgeTarget[]) => ({ attempts: targets.map((each) => ({ targets: [each] })), noReplyMs: 400, answerMs: 3000 });
/** Every REFER with a Replaces joins, every other one calls `two`. */
const transfers = ({ other: second, callUid }: ReferAsked<Json>): Promise<ReferDecision<Json>> =>
  Promise.resolve(
    second
      ? { kind: 'join', legUid: crypto.randomUUID(), facts: { caller: 'joined' }, at: 'TRANSFER' }
      : {
          kind: 'call',
          plan: { ...plain(inside(two.host, 'two')), legUid: crypto.randomUUID(), callUid, facts: { caller: 'sent on' }, at: 'TRANSFER' },
        },
  );
const start = async (more: Partial<AppOptions> = {}): Promise<App> =>
  (app = await startApp({
    name: `transfers-${++apps}`,
    host: SERVER,
    redisUrl: redis.url,
    media: relay,
    // The second call of a phone goes to the other hop.
    plan: (incoming) => plain(incoming.requestUri.user === '103' ? inside(two.host, 'two') : inside(one.host, 'one')),
    onRefer: transfers,
    ...more,
  }));

/** The phone calls a number; the hop answers. */
async function talk(hop: UdpPhone = one, uri = NUMBER): Promise<{ a: UdpCall; b: UdpCall }> {
  const a = phone.invite(uri, SERVER, { sdp: sdpOf('phone') });
  const invite = await hop.request('INVITE');
  hop.reply(invite, 200, { sdp: sdpOf(hop === one ? 'one' : 'two') });
  await a.connect();
  await hop.request('ACK');
  return { a, b: hop.answered(invite) };
}

const refer = (call: UdpCall, to = `<sip:103@${SERVER}>`, headers: Record<string, string> = {}): void =>
  call.ask('REFER', { headers: { 'Refer-To': to, Contact: `<${phone.uri}>`, ...headers } });

/** The next NOTIFY: its status line and state; answered. */
async function notified(of: UdpCall): Promise<string> {
  const notify = await phone.request('NOTIFY', of.callId);
  phone.reply(notify, 200);
  expect(notify.get('event')).toMatch(/^refer;id=\d+$/);
  expect(notify.get('content-type')).toBe('message/sipfrag;version=2.0');
  return `${notify.body.toString().trim()} ${(notify.get('subscription-state') ?? '').split(';')[0] ?? ''}`;
}

/** The hop is re-INVITEd with what `whom` said, and takes it. */
async function reinvited(hop: UdpPhone, callId: string, whom: string, says: string): Promise<SipMessage> {
  const invite = await hop.request('INVITE', callId);
  expect(invite.body.toString()).toContain(`s=relayed ${whom}`);
  hop.reply(invite, 200, { sdp: sdpOf(says) });
  await hop.request('ACK', callId);
  return invite;
}

async function byeTo(who: UdpPhone, callId: string): Promise<void> {
  who.reply(await who.request('BYE', callId), 200);
}

/** The two hops talk to each other now, and nobody else does: one hangs up, the other hears it. */
async function hopsTalk(b: UdpCall, c: { readonly callId: string }): Promise<void> {
  b.ask('BYE');
  await one.response(200, 'BYE', b.callId);
  await byeTo(two, c.callId);
}

const replacesOf = (call: UdpCall): string => {
  const tag = (text: string): string => /;tag=([^;>]+)/.exec(text)?.[1] ?? '';
  return `${call.callId};to-tag=${tag(call.to)};from-tag=${tag(call.from)}`;
};

beforeAll(async () => {
  redis = await startRedis(`${NET}.1`);
});
afterAll(() => redis.stop());
beforeEach(async () => {
  // Nothing is lost here: the standard T1 keeps a loaded machine from repeating what was heard.
  server = await startSipServer(SERVER, 500);
  [phone, one, two, other] = (await Promise.all(['101', '151', '152', '153'].map((host) => UdpPhone.at(`${NET}.${host}`)))) as [
    UdpPhone,
    UdpPhone,
    UdpPhone,
    UdpPhone,
  ];
  relay = new PaperRelay();
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  await server.stop();
  for (const each of [phone, one, two, other]) each.close();
});

describe('a blind transfer', () => {
  it('rings the target, connects it with the party that stays, tells the transferor and ends its leg', async () => {
    const { nextEnded, events } = await start();
    const { a, b } = await talk();
    refer(a);
    expect((await a.final('REFER')).status).toBe(202);
    expect(await notified(a)).toBe('SIP/2.0 100 Trying active');
    const invite = await two.request('INVITE');
    expect(invite.body.toString()).toContain('s=relayed one');
    two.reply(invite, 180);
    expect(await notified(a)).toBe('SIP/2.0 180 Ringing active');
    two.reply(invite, 200, { sdp: sdpOf('two') });
    await two.request('ACK', invite.callId());
    await reinvited(one, b.callId, 'two', 'one');
    expect(await notified(a)).toBe('SIP/2.0 200 OK terminated');
    await byeTo(phone, a.callId);
    expect(await nextEnded()).toMatchObject({ facts: { caller: 'caller' }, termination: { cause: 'transferred', class: 'success' } });
    await hopsTalk(b, { callId: invite.callId() });
    expect(await nextEnded()).toMatchObject({ facts: { caller: 'sent on' }, winner: 'two', termination: { cause: 'normal-clearing' } });
    expect(events).toEqual(['answered one', 'ringing two', 'answered two']);
    expect(relay.sessions.size).toBe(0);
  });

  it('goes on when the transferor hangs up as soon as its REFER is accepted', async () => {
    const { nextEnded } = await start();
    const { a, b } = await talk();
    refer(a);
    await a.final('REFER');
    expect(await notified(a)).toBe('SIP/2.0 100 Trying active');
    a.ask('BYE');
    await a.response(200, 'BYE');
    const invite = await two.request('INVITE');
    two.reply(invite, 200, { sdp: sdpOf('two') });
    await two.request('ACK', invite.callId());
    await reinvited(one, b.callId, 'two', 'one');
    expect((await nextEnded()).termination.cause).toBe('transferred');
    await hopsTalk(b, { callId: invite.callId() });
    await nextEnded();
    // The transferor still hears how it ended (RFC 5057): the subscription outlives its call.
    expect(await notified(a)).toBe('SIP/2.0 200 OK terminated');
  });

  it.each([
    [486, 'SIP/2.0 486 Busy Here terminated'],
    [404, 'SIP/2.0 404 Not Found terminated'],
    [603, 'SIP/2.0 603 Decline terminated'],
  ])('to a target that says %i gives the call back to the transferor', async (status, said) => {
    const { nextEnded } = await start();
    const { a, b } = await talk();
    refer(a);
    await a.final('REFER');
    await notified(a);
    const invite = await two.request('INVITE');
    two.reply(invite, status);
    await two.request('ACK', invite.callId());
    expect(await notified(a)).toBe(said);
    expect((await nextEnded()).winner).toBeNull();
    // Both still talk, and may transfer again.
    refer(a);
    expect((await a.final('REFER')).status).toBe(202);
    await notified(a);
    two.reply(await two.request('INVITE'), 486);
    await notified(a);
    await nextEnded();
    a.ask('BYE');
    await a.response(200, 'BYE');
    await byeTo(one, b.callId);
    expect((await nextEnded()).termination.cause).toBe('normal-clearing');
  });

  it('to a busy target ends the call when the transferor has gone already', async () => {
    const { nextEnded } = await start();
    const { a, b } = await talk();
    refer(a);
    await a.final('REFER');
    await notified(a);
    a.ask('BYE');
    await a.response(200, 'BYE');
    two.reply(await two.request('INVITE'), 486);
    await byeTo(one, b.callId);
    const causes = [(await nextEnded()).termination.cause, (await nextEnded()).termination.cause];
    expect(causes).toEqual(['busy', 'busy']);
  });

  it('stops ringing the target when the party that was to be transferred hangs up', async () => {
    const { nextEnded } = await start();
    const { a, b } = await talk();
    refer(a);
    await a.final('REFER');
    await notified(a);
    const invite = await two.request('INVITE');
    two.reply(invite, 180);
    await notified(a);
    b.ask('BYE');
    await one.response(200, 'BYE', b.callId);
    two.reply(await two.request('CANCEL', invite.callId()), 200);
    two.reply(invite, 487);
    await byeTo(phone, a.callId);
    const causes = [(await nextEnded()).termination.cause, (await nextEnded()).termination.cause];
    expect(causes.sort()).toEqual(['cancelled', 'normal-clearing']);
    expect(await notified(a)).toBe('SIP/2.0 487 Request Terminated terminated');
  });

  it('tells nothing to a phone that wants no news (RFC 4488)', async () => {
    const { nextEnded } = await start();
    const { a, b } = await talk();
    refer(a, undefined, { 'Refer-Sub': 'false' });
    const accepted = await a.final('REFER');
    expect([accepted.status, accepted.get('refer-sub')]).toEqual([202, 'false']);
    const invite = await two.request('INVITE');
    two.reply(invite, 200, { sdp: sdpOf('two') });
    await reinvited(one, b.callId, 'two', 'one');
    await byeTo(phone, a.callId);
    await nextEnded();
    expect(phone.heard.filter((heard) => heard.method === 'NOTIFY')).toEqual([]);
  });

  it('waits out a re-INVITE of the other side that crosses its own (491)', async () => {
    const { nextEnded } = await start();
    const { a, b } = await talk();
    refer(a);
    await a.final('REFER');
    await notified(a);
    const invite = await two.request('INVITE');
    two.reply(invite, 200, { sdp: sdpOf('two') });
    one.reply(await one.request('INVITE', b.callId), 491);
    await one.request('ACK', b.callId);
    await reinvited(one, b.callId, 'two', 'one');
    await notified(a);
    await byeTo(phone, a.callId);
    expect((await nextEnded()).termination.cause).toBe('transferred');
  });

  it('is refused where the app refuses, for a second one at the same time, and for a hop of ours', async () => {
    await start({
      onRefer: (asked) => (asked.user === '9' ? Promise.resolve({ kind: 'refused', cause: 'transfer-refused' }) : transfers(asked)),
    });
    const { a, b } = await talk();
    refer(a, `<sip:9@evil.test>`);
    const refused = await a.final('REFER');
    expect([refused.status, refused.get('reason')]).toEqual([403, expect.stringContaining('transfer-refused')]);
    a.ask('REFER', { headers: { Contact: `<${phone.uri}>` } });
    expect((await a.final('REFER')).status).toBe(400);
    b.ask('REFER', { headers: { 'Refer-To': `<sip:103@${SERVER}>`, Contact: `<${one.uri}>` } });
    expect((await b.final('REFER')).status).toBe(405);
    refer(a);
    expect((await a.final('REFER')).status).toBe(202);
    await two.request('INVITE');
    refer(a);
    expect((await a.final('REFER')).status).toBe(491);
  });

  it('works for a call of a former life of the process', async () => {
    const former = await start({ name: 'phoenix' });
    const { a, b } = await talk();
    await former.vanish();
    const { nextEnded } = await start({ name: 'phoenix' });
    refer(a);
    expect((await a.final('REFER')).status).toBe(202);
    await notified(a);
    const invite = await two.request('INVITE');
    expect(invite.body.toString()).toContain('s=relayed one');
    two.reply(invite, 200, { sdp: sdpOf('two') });
    await reinvited(one, b.callId, 'two', 'one');
    await notified(a);
    await byeTo(phone, a.callId);
    expect(await nextEnded()).toMatchObject({ restored: true, termination: { cause: 'transferred' } });
    await hopsTalk(b, { callId: invite.callId() });
    await nextEnded();
  });

  it('outlives a crash right after it: the two parties go on, and their end is recorded once', async () => {
    const former = await start({ name: 'ashes' });
    const { a, b } = await talk();
    refer(a);
    await a.final('REFER');
    await notified(a);
    const invite = await two.request('INVITE');
    two.reply(invite, 200, { sdp: sdpOf('two') });
    await reinvited(one, b.callId, 'two', 'one');
    await notified(a);
    await byeTo(phone, a.callId);
    await former.nextEnded();
    await former.vanish();
    const { nextEnded, ended } = await start({ name: 'ashes' });
    await hopsTalk(b, { callId: invite.callId() });
    expect(await nextEnded()).toMatchObject({ facts: { caller: 'sent on' }, restored: true });
    expect(ended).toHaveLength(1);
  });
});

describe('an attended transfer', () => {
  it('connects the two others, which are on different servers, and ends both calls of the transferor', async () => {
    const { nextEnded, events } = await start();
    const { a: first, b } = await talk();
    const { a: second, b: c } = await talk(two, `sip:103@${SERVER}`);
    refer(first, `<sip:103@${SERVER}?Replaces=${encodeURIComponent(replacesOf(second))}>`);
    expect((await first.final('REFER')).status).toBe(202);
    await notified(first);
    await reinvited(two, c.callId, 'one', 'two');
    await reinvited(one, b.callId, 'two', 'one');
    await byeTo(phone, second.callId);
    expect(await notified(first)).toBe('SIP/2.0 200 OK terminated');
    await byeTo(phone, first.callId);
    const ended = [await nextEnded(), await nextEnded()];
    expect(ended.map(({ termination }) => termination.cause)).toEqual(['transferred', 'transferred']);
    await hopsTalk(b, c);
    expect(await nextEnded()).toMatchObject({ facts: { caller: 'joined' }, termination: { cause: 'normal-clearing' } });
    expect(events).toEqual(['answered one', 'answered two', 'answered two']);
    expect(relay.sessions.size).toBe(0);
  });

  it('to a call that does not exist is refused, and the call stays', async () => {
    await start();
    const { a } = await talk();
    refer(a, `<sip:103@${SERVER}?Replaces=${encodeURIComponent('nobody;to-tag=1;from-tag=2')}>`);
    expect((await a.final('REFER')).status).toBe(481);
  });

  it('while the target still rings connects it when it answers, and the phone gets its INVITE refused', async () => {
    const { nextEnded } = await start();
    const { a: first, b } = await talk();
    const second = phone.invite(`sip:103@${SERVER}`, SERVER, { sdp: sdpOf('phone') });
    const invite = await two.request('INVITE');
    two.reply(invite, 180);
    const ringing = await second.response(180);
    second.to = ringing.get('to') ?? '';
    refer(first, `<sip:103@${SERVER}?Replaces=${encodeURIComponent(replacesOf(second))}>`);
    expect((await first.final('REFER')).status).toBe(202);
    await notified(first);
    two.reply(invite, 200, { sdp: sdpOf('two') });
    await two.request('ACK', invite.callId());
    await reinvited(two, invite.callId(), 'one', 'two');
    await reinvited(one, b.callId, 'two', 'one');
    const refused = await second.response(487);
    second.ackFailure(refused);
    expect(await notified(first)).toBe('SIP/2.0 200 OK terminated');
    await byeTo(phone, first.callId);
    const causes = [(await nextEnded()).termination.cause, (await nextEnded()).termination.cause];
    expect(causes).toEqual(['transferred', 'transferred']);
    await hopsTalk(b, { callId: invite.callId() });
    await nextEnded();
  });

  it('while the target still rings survives the CANCEL of the phone, and fails with the target', async () => {
    await start();
    const { a: first, b } = await talk();
    const second = phone.invite(`sip:103@${SERVER}`, SERVER, { sdp: sdpOf('phone') });
    const invite = await two.request('INVITE');
    two.reply(invite, 180);
    second.to = (await second.response(180)).get('to') ?? '';
    refer(first, `<sip:103@${SERVER}?Replaces=${encodeURIComponent(replacesOf(second))}>`);
    await first.final('REFER');
    await notified(first);
    second.cancel();
    await second.response(487);
    two.reply(invite, 486);
    await two.request('ACK', invite.callId());
    expect(await notified(first)).toBe('SIP/2.0 486 Busy Here terminated');
    first.ask('BYE');
    await first.response(200, 'BYE');
    await byeTo(one, b.callId);
  });
});

describe('an INVITE with Replaces', () => {
  /** A hop of ours rings the phone. */
  async function rung(): Promise<{ caller: UdpCall; invite: SipMessage; replaces: string }> {
    const caller = one.invite(NUMBER, SERVER, { sdp: sdpOf('one') });
    const invite = await phone.request('INVITE');
    phone.reply(invite, 180);
    await caller.response(180);
    const from = /;tag=([^;>]+)/.exec(invite.get('from') ?? '')?.[1] ?? '';
    return { caller, invite, replaces: `${invite.callId()};to-tag=${phone.tagOf(invite)};from-tag=${from}` };
  }
  const toPhone = { plan: () => plain({ name: 'phone', uri: `sip:102@${NET}.101:5060`, from: { user: '101' } }) };

  it('takes a call that rings: the first phone is cancelled, the caller is connected with the second', async () => {
    const { nextEnded, events } = await start(toPhone);
    const { caller, invite, replaces } = await rung();
    const taker = other.invite(NUMBER, SERVER, { sdp: sdpOf('other'), headers: { Replaces: replaces } });
    phone.reply(await phone.request('CANCEL', invite.callId()), 200);
    phone.reply(invite, 487);
    const held = await caller.connect();
    expect(held.body.toString()).toMatch(/m=audio 9 RTP\/AVP 8\r\na=inactive/);
    // The caller is asked with what the second phone offers, which gets the answer.
    const reinvite = await one.request('INVITE', caller.callId);
    expect(reinvite.body.toString()).toContain('s=relayed other');
    one.reply(reinvite, 200, { sdp: sdpOf('one') });
    await one.request('ACK', caller.callId);
    expect((await taker.connect()).body.toString()).toContain('s=relayed one');
    expect((await nextEnded()).termination).toMatchObject({ cause: 'picked-up', class: 'success' });
    caller.ask('BYE');
    await caller.response(200, 'BYE');
    await byeTo(other, taker.callId);
    expect((await nextEnded()).termination.cause).toBe('normal-clearing');
    expect(events).toEqual(['ringing phone', 'answered taker']);
    expect(relay.sessions.size).toBe(0);
  });

  it('takes a call that is answered, whichever way round the tags are', async () => {
    const { nextEnded } = await start(toPhone);
    const { caller, invite, replaces } = await rung();
    phone.reply(invite, 200, { sdp: sdpOf('phone') });
    await caller.connect();
    await phone.request('ACK');
    const swapped = replaces.replace('to-tag', 'x').replace('from-tag', 'to-tag').replace(';x=', ';from-tag=');
    const taker = other.invite(NUMBER, SERVER, { sdp: sdpOf('other'), headers: { Replaces: swapped } });
    await reinvited(one, caller.callId, 'other', 'one');
    await taker.connect();
    await byeTo(phone, invite.callId());
    expect((await nextEnded()).termination.cause).toBe('picked-up');
    taker.ask('BYE');
    await taker.response(200, 'BYE');
    await byeTo(one, caller.callId);
    await nextEnded();
  });

  it.each([
    ['of an unknown dialog', (): string => 'nobody;to-tag=1;from-tag=2'],
    ['with a wrong tag', (replaces: string): string => replaces.replace(/to-tag=[^;]+/, 'to-tag=guess')],
  ])('%s is refused', async (_what, spoil) => {
    await start(toPhone);
    const { caller, invite, replaces } = await rung();
    const taker = other.invite(NUMBER, SERVER, { sdp: sdpOf('other'), headers: { Replaces: spoil(replaces) } });
    const refused = await taker.final();
    expect(refused.status).toBe(481);
    taker.ackFailure(refused);
    phone.reply(invite, 486);
    await phone.request('ACK', invite.callId());
    caller.ackFailure(await caller.response(486));
  });
});
