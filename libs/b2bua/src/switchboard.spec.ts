import type { SipServer } from '../../../apps/sip-server/src/sip-server.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PaperRelay, sdpOf } from '../test/paper-relay.js';
import { startApp, startRedis, startSipServer, type App, type AppOptions, type RedisProcess } from '../test/stage.js';
import { UdpPhone, type UdpCall } from '../test/udp-phone.js';
import type { BridgeTarget } from './bridge-plan.js';

const NET = '127.99.7';
const SERVER = `${NET}.10`;
const NUMBER = `sip:+34910000001@${SERVER}`;
const target = (host: string, name: string, more: Partial<BridgeTarget> = {}): BridgeTarget => ({
  name,
  uri: `sip:+34910000001@${host}:5060`,
  from: { user: '+34600000000' },
  ...more,
});

let redis: RedisProcess;
let server: SipServer;
let caller: UdpPhone;
let one: UdpPhone;
let two: UdpPhone;
let relay: PaperRelay;
let app: App | undefined;
let apps = 0;

const serial = (...targets: BridgeTarget[]) => ({ attempts: targets.map((each) => ({ targets: [each] })), noReplyMs: 400, answerMs: 3000 });
const defaults = () => serial(target(one.host, 'one'), target(two.host, 'two'));
const start = async (plan: AppOptions['plan'] = defaults, more: Partial<AppOptions> = {}): Promise<App> =>
  (app = await startApp({ name: `stage-${++apps}`, host: SERVER, redisUrl: redis.url, media: relay, plan, ...more }));
const call = (options: Parameters<UdpPhone['invite']>[2] = {}): UdpCall =>
  caller.invite(NUMBER, SERVER, { sdp: sdpOf('caller'), ...options });

/** One rings and answers, the caller acknowledges; both ends of the call. */
async function connected(): Promise<{ a: UdpCall; b: UdpCall }> {
  const a = call();
  const invite = await one.request('INVITE');
  one.reply(invite, 200, { sdp: sdpOf('one') });
  await a.connect();
  await one.request('ACK');
  return { a, b: one.answered(invite) };
}

beforeAll(async () => {
  redis = await startRedis(`${NET}.1`);
});
afterAll(() => redis.stop());
beforeEach(async () => {
  server = await startSipServer(SERVER);
  [caller, one, two] = await Promise.all([UdpPhone.at(`${NET}.101`), UdpPhone.at(`${NET}.151`), UdpPhone.at(`${NET}.152`)]);
  relay = new PaperRelay();
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  await server.stop();
  for (const phone of [caller, one, two]) phone.close();
});

describe('a call that is answered', () => {
  it('passes ringing and early media, connects through the relay, and ends when the caller hangs up', async () => {
    const { nextEnded, events } = await start();
    const a = call();
    const invite = await one.request('INVITE');
    expect(invite.requestUri).toBe(`sip:+34910000001@${one.host}:5060`);
    expect(invite.body.toString()).toContain('s=relayed caller');
    expect(invite.get('max-forwards')).toBe('69');
    expect(invite.from().uri).toBe(`sip:+34600000000@${SERVER}:5060`);
    one.reply(invite, 180);
    await a.response(180);
    one.reply(invite, 183, { sdp: sdpOf('one') });
    expect((await a.response(183)).body.toString()).toContain('s=relayed one');
    one.reply(invite, 200, { sdp: sdpOf('one') });
    expect((await a.connect()).body.toString()).toContain('s=relayed one');
    await one.request('ACK');
    expect(relay.commands).toEqual(['offer caller', 'answer callee']);

    a.ask('BYE');
    await a.response(200, 'BYE');
    one.reply(await one.request('BYE'), 200);
    const ended = await nextEnded();
    expect(ended).toMatchObject({
      winner: 'one',
      facts: { caller: 'caller' },
      restored: false,
      termination: { cause: 'normal-clearing', at: 'caller' },
    });
    expect(ended.tries).toEqual([{ attempt: 0, target: 'one', status: 200 }]);
    expect(ended.answeredAtMs).toBeGreaterThanOrEqual(ended.startedAtMs);
    expect(ended.postDialDelayMs).toBeGreaterThanOrEqual(0);
    expect([relay.sessions.size, relay.deleted]).toEqual([0, 1]);
    expect(events).toEqual(['ringing one', 'answered one']);
  });

  it('ends when the called side hangs up', async () => {
    const { nextEnded } = await start();
    const { a, b } = await connected();
    b.ask('BYE');
    await one.response(200, 'BYE', b.callId);
    caller.reply(await caller.request('BYE', a.callId), 200);
    expect((await nextEnded()).termination).toMatchObject({ cause: 'normal-clearing', at: 'callee' });
  });

  it('ends once when both hang up at the same moment', async () => {
    const { nextEnded, ended, board } = await start();
    const { a, b } = await connected();
    a.ask('BYE');
    b.ask('BYE');
    await Promise.all([a.final('BYE'), one.final('BYE', b.callId)]);
    await nextEnded();
    await board.idle();
    expect([ended.length, relay.deleted, board.active.established]).toEqual([1, 1, 0]);
  });

  it.each([
    ['a hop of ours', { callInfo: 'signed' }, 'credit-cut'],
    ['anybody else', {}, 'normal-clearing'],
  ] as const)('ends with the cause that the BYE of %s names', async (_who, more, cause) => {
    const { nextEnded } = await start(() => serial(target(one.host, 'one', more)));
    const { a, b } = await connected();
    b.ask('BYE', { headers: { Reason: 'Q.850;cause=50;text="credit-cut"' } });
    const bye = await caller.request('BYE', a.callId);
    caller.reply(bye, 200);
    expect((await nextEnded()).termination.cause).toBe(cause);
    expect(bye.get('reason')).toBe(cause === 'credit-cut' ? 'Q.850;cause=50;text="credit-cut"' : undefined);
  });

  it('is cut on both sides when the authorised time is used up', async () => {
    const { nextEnded } = await start(() => ({ ...defaults(), maxDurationMs: 200 }));
    const { a, b } = await connected();
    const byes = await Promise.all([caller.request('BYE', a.callId), one.request('BYE', b.callId)]);
    expect(byes[0].get('reason')).toContain('text="credit-cut"');
    const ended = await nextEnded();
    expect(ended.termination).toMatchObject({ cause: 'credit-cut', class: 'success' });
    expect(ended.durationMs).toBe(200); // what was authorised, not a millisecond that rounds up to another second
  });

  it('ends when the caller never acknowledges', async () => {
    const { nextEnded } = await start();
    call();
    one.reply(await one.request('INVITE'), 200, { sdp: sdpOf('one') });
    await one.request('BYE');
    expect((await nextEnded()).termination).toMatchObject({ cause: 'media-timeout', at: 'sip-server' });
  });

  it('takes a re-INVITE of either side through the relay', async () => {
    await start();
    const { a, b } = await connected();
    a.ask('INVITE', { sdp: sdpOf('hold') });
    const atB = await one.request('INVITE');
    expect(atB.body.toString()).toContain('s=relayed hold');
    one.reply(atB, 200, { sdp: sdpOf('held') });
    expect((await a.response(200)).body.toString()).toContain('s=relayed held');
    a.ack(a.seq);
    await one.request('ACK');

    b.ask('INVITE', { sdp: sdpOf('other') });
    caller.reply(await caller.request('INVITE', a.callId), 200, { sdp: sdpOf('back') });
    expect((await one.response(200, 'INVITE', b.callId)).body.toString()).toContain('s=relayed back');
    b.ack(b.seq);
    await caller.request('ACK');
    expect(relay.commands.slice(2)).toEqual(['offer caller', 'answer callee', 'offer callee', 'answer caller']);
  });

  it('asks the other side for an offer when a re-INVITE has none', async () => {
    await start();
    const { a } = await connected();
    a.ask('INVITE');
    const atB = await one.request('INVITE');
    expect(atB.body.length).toBe(0);
    one.reply(atB, 200, { sdp: sdpOf('fresh') });
    expect((await a.response(200)).body.toString()).toContain('s=relayed fresh');
    a.ack(a.seq, sdpOf('agreed'));
    expect((await one.request('ACK')).body.toString()).toContain('s=relayed agreed');
    expect(relay.commands.slice(2)).toEqual(['offer callee', 'answer caller']);
  });

  it('passes the refusal of a re-INVITE back and lives on', async () => {
    const { board } = await start();
    const { a } = await connected();
    a.ask('INVITE', { sdp: sdpOf('video') });
    one.reply(await one.request('INVITE'), 488);
    expect((await a.final()).status).toBe(488);
    expect(board.active.established).toBe(1);
  });

  it('ends when the other side does not know the dialog any more', async () => {
    const { nextEnded } = await start();
    const { a } = await connected();
    a.ask('INVITE', { sdp: sdpOf('hold') });
    one.reply(await one.request('INVITE'), 481);
    await caller.request('BYE', a.callId);
    expect((await nextEnded()).termination.cause).toBe('media-timeout');
  });

  it('passes INFO with its body, answers OPTIONS and an empty UPDATE by itself, and refuses REFER', async () => {
    await start();
    const { a } = await connected();
    a.ask('INFO', { body: 'Signal=5\r\nDuration=160', type: 'application/dtmf-relay' });
    const info = await one.request('INFO');
    expect([info.body.toString(), info.get('content-type')]).toEqual(['Signal=5\r\nDuration=160', 'application/dtmf-relay']);
    one.reply(info, 200);
    await a.response(200, 'INFO');
    a.ask('OPTIONS');
    expect((await a.response(200, 'OPTIONS')).get('allow')).toContain('INVITE');
    a.ask('UPDATE');
    await a.response(200, 'UPDATE');
    a.ask('REFER', { headers: { 'Refer-To': '<sip:x@example.test>' } });
    expect((await a.final('REFER')).status).toBe(405);
  });

  it('carries an UPDATE with a description to the other side as a re-INVITE', async () => {
    await start();
    const { a } = await connected();
    a.ask('UPDATE', { sdp: sdpOf('update') });
    const atB = await one.request('INVITE');
    one.reply(atB, 200, { sdp: sdpOf('updated') });
    expect((await a.response(200, 'UPDATE')).body.toString()).toContain('s=relayed updated');
  });

  it('starts without an offer when the caller has none', async () => {
    await start();
    const a = call({ sdp: undefined as never });
    const invite = await one.request('INVITE');
    expect(invite.body.length).toBe(0);
    one.reply(invite, 200, { sdp: sdpOf('offer') });
    expect((await a.connect({ sdp: sdpOf('answer') })).body.toString()).toContain('s=relayed offer');
    expect((await one.request('ACK')).body.toString()).toContain('s=relayed answer');
    expect(relay.commands).toEqual(['offer callee', 'answer caller']);
  });

  it('acknowledges reliable provisionals of the called side and gives them to a caller who requires them', async () => {
    await start();
    const a = call({ headers: { Require: '100rel' } });
    const invite = await one.request('INVITE');
    one.reply(invite, 183, { sdp: sdpOf('one'), headers: { Require: '100rel', RSeq: '77', Contact: `<${one.uri}>` } });
    expect((await one.request('PRACK')).get('rack')).toContain('77 ');
    const progress = await a.response(183);
    expect(progress.get('rseq')).toBeDefined();
    a.to = progress.get('to') ?? '';
    a.ask('PRACK', { headers: { RAck: `${progress.get('rseq')} 1 INVITE` } });
    await a.response(200, 'PRACK');
    one.reply(invite, 200, { sdp: sdpOf('one') });
    a.seq = 1;
    await a.connect();
  });
});

describe('a call that is not answered', () => {
  it('goes to the next target on failure and on silence, and connects there', async () => {
    const { nextEnded } = await start(() => serial(target(`${NET}.150`, 'nobody'), target(one.host, 'one'), target(two.host, 'two')));
    const a = call();
    one.reply(await one.request('INVITE'), 503);
    two.reply(await two.request('INVITE'), 200, { sdp: sdpOf('two') });
    await a.connect();
    a.ask('BYE');
    const ended = await nextEnded();
    expect(ended.winner).toBe('two');
    expect(ended.tries.map(({ target: name, status }) => `${name} ${status}`)).toEqual(['nobody 0', 'one 503', 'two 200']);
  });

  it('fails with the last status when all targets failed, and records it once', async () => {
    const { nextEnded, causes, ended } = await start();
    const a = call();
    one.reply(await one.request('INVITE'), 500);
    two.reply(await two.request('INVITE'), 486);
    const final = await a.final();
    expect([final.status, final.get('reason')]).toEqual([486, 'Q.850;cause=17;text="busy"']);
    expect((await nextEnded()).termination).toMatchObject({ cause: 'busy', at: 'BRIDGE', sipStatus: 486 });
    expect([causes, ended.length, relay.sessions.size]).toEqual([['busy'], 1, 0]);
  });

  it('gives up where the plan says so, with the cause of that status', async () => {
    const { nextEnded } = await start(() => ({
      ...defaults(),
      onFailure: (status) => (status === 404 ? 'give-up' : 'next'),
      exhausted: 'gateways-exhausted',
    }));
    const a = call();
    one.reply(await one.request('INVITE'), 404);
    expect((await a.final()).status).toBe(404);
    expect((await nextEnded()).tries).toHaveLength(1);
  });

  it('names what was exhausted when nobody answered at all', async () => {
    const { nextEnded } = await start(() => ({ ...serial(target(`${NET}.150`, 'nobody')), exhausted: 'gateways-exhausted' }));
    const final = await call().final();
    expect([final.status, final.get('reason')]).toEqual([503, 'Q.850;cause=34;text="gateways-exhausted"']);
    expect((await nextEnded()).tries).toEqual([{ attempt: 0, target: 'nobody', status: 0 }]);
  });

  it('waits longer for a target that is slow to ring but answers OPTIONS', async () => {
    const { nextEnded } = await start(() => serial(target(one.host, 'one'), target(two.host, 'two')));
    const a = call();
    const invite = await one.request('INVITE');
    one.reply(invite, 100);
    one.reply(await one.request('OPTIONS'), 405);
    await expect(two.hear('an INVITE', (message) => message.method === 'INVITE', 600)).rejects.toThrow('did not hear');
    one.reply(invite, 200, { sdp: sdpOf('one') });
    await a.connect();
    a.ask('BYE');
    expect((await nextEnded()).winner).toBe('one');
  });

  it('cancels a target that rings too long', async () => {
    const { nextEnded } = await start(() => ({ ...serial(target(one.host, 'one')), answerMs: 300 }));
    const a = call();
    const invite = await one.request('INVITE');
    one.reply(invite, 180);
    one.reply(await one.request('CANCEL'), 200);
    one.reply(invite, 487);
    expect((await a.final()).status).toBe(408);
    expect((await nextEnded()).termination.cause).toBe('no-answer');
  });

  it('cancels the target when the caller gives up, and records the call as cancelled', async () => {
    const { nextEnded } = await start();
    const a = call();
    const invite = await one.request('INVITE');
    one.reply(invite, 180);
    await a.response(180);
    a.cancel();
    one.reply(await one.request('CANCEL'), 200);
    one.reply(invite, 487);
    expect((await a.final()).status).toBe(487);
    const ended = await nextEnded();
    expect([ended.termination.cause, ended.answeredAtMs, relay.sessions.size]).toEqual(['cancelled', null, 0]);
  });

  it('hangs up on a target whose answer crossed the CANCEL', async () => {
    const { nextEnded } = await start();
    const a = call();
    const invite = await one.request('INVITE');
    one.reply(invite, 180);
    await a.response(180);
    a.cancel();
    one.reply(await one.request('CANCEL'), 200);
    one.reply(invite, 200, { sdp: sdpOf('one') });
    await one.request('ACK');
    await one.request('BYE');
    expect((await nextEnded()).termination.cause).toBe('cancelled');
  });

  it('tells nobody outside about a challenge nobody can meet', async () => {
    await start(() => serial(target(one.host, 'one')));
    const a = call();
    one.reply(await one.request('INVITE'), 407, { headers: { 'Proxy-Authenticate': 'Digest realm="c", nonce="n"' } });
    const final = await a.final();
    expect([final.status, final.get('proxy-authenticate')]).toEqual([503, undefined]);
  });

  it('refuses a call whose hops are used up', async () => {
    await start();
    const a = caller.invite(NUMBER, SERVER, { sdp: sdpOf('caller') });
    await one.request('INVITE');
    const spent = a.build('INVITE', 1);
    spent.set('Max-Forwards', '0');
    spent.set('Call-ID', 'spent');
    spent.set('Contact', `<${caller.uri}>`);
    caller.send(spent, SERVER);
    expect((await caller.final('INVITE', 'spent')).status).toBe(483);
  });
});

describe('several targets at once', () => {
  const both = () => ({ attempts: [{ targets: [target(one.host, 'one'), target(two.host, 'two')] }], noReplyMs: 1000, answerMs: 3000 });

  it('ring together; the first answer wins and the others are cancelled', async () => {
    const { nextEnded } = await start(both);
    const a = call();
    const [first, second] = await Promise.all([one.request('INVITE'), two.request('INVITE')]);
    one.reply(first, 180);
    two.reply(second, 180);
    await a.response(180);
    two.reply(second, 200, { sdp: sdpOf('two') });
    expect((await a.connect()).body.toString()).toContain('s=relayed two');
    one.reply(await one.request('CANCEL'), 200);
    one.reply(first, 487);
    a.ask('BYE');
    expect((await nextEnded()).winner).toBe('two');
  });

  it('fail with the most telling status; a 6xx ends all of them', async () => {
    await start(both);
    const a = call();
    const [first, second] = await Promise.all([one.request('INVITE'), two.request('INVITE')]);
    two.reply(second, 180);
    await a.response(180);
    one.reply(first, 603);
    expect((await a.final()).status).toBe(603);
    await two.request('CANCEL');
  });
});

describe('credentials', () => {
  it('answer the challenge of a target', async () => {
    await start(() => serial(target(one.host, 'one', { credentials: { username: 'sw-auth', password: 'swordfish' } })));
    const a = call();
    one.reply(await one.request('INVITE'), 407, {
      headers: { 'Proxy-Authenticate': 'Digest realm="carrier", nonce="abc", qop="auth", algorithm=MD5' },
    });
    const again = await one.hear('credentials', (message) => message.has('proxy-authorization'));
    expect(again.get('proxy-authorization')).toMatch(/^Digest username="sw-auth",realm="carrier"/);
    one.reply(again, 200, { sdp: sdpOf('one') });
    await a.connect();
  });
});

describe('what leaves the platform', () => {
  it('holds no internal header but the one that was given on purpose', async () => {
    const headers = { 'X-Info-Call': 'forged', 'x-info-brand': '1', 'X-Other': 'yes', Subject: 'hello' };
    await start(() =>
      serial(
        target(one.host, 'outside', {
          headers: { 'X-INFO-Call': 'sneaky', ' x-info-brand ': '2', 'P-Asserted-Identity': '<sip:a@b.test>' },
        }),
        target(two.host, 'inside', { callInfo: 'signed.value' }),
      ),
    );
    call({ headers });
    const outside = await one.request('INVITE');
    expect(outside.headers.map(({ name }) => name).filter((name) => /^x-|subject/i.test(name))).toEqual([]);
    expect(outside.get('p-asserted-identity')).toBe('<sip:a@b.test>');
    one.reply(outside, 503);
    const inside = await two.request('INVITE');
    expect(inside.getAll('x-info-call')).toEqual(['signed.value']);
    two.reply(inside, 486);
  });
});
