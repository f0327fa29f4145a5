import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SipServer } from '../../../../apps/sip-server/src/sip-server.js';
import { PaperRelay, sdpOf } from '../../test/paper-relay.js';
import { startApp, startRedis, startSipServer, type App, type AppOptions, type RedisProcess } from '../../test/stage.js';
import { UdpPhone, type UdpCall } from '../../test/udp-phone.js';
import type { InfoDecision } from './house.js';
import { sessionAnswer } from './session-answer.js';

const NET = '127.99.15';
const SERVER = `${NET}.20`;
const NUMBER = `sip:102@${SERVER}`;

let redis: RedisProcess;
let server: SipServer;
let phone: UdpPhone;
let hop: UdpPhone;
let relay: PaperRelay;
let app: App | undefined;
let apps = 0;

/** The hop is one of us, the phone is not; with `toPhone` the hop calls and the phone is rung. */
const start = async (more: Partial<AppOptions> = {}, toPhone = false): Promise<App> =>
  (app = await startApp({
    name: `in-call-${++apps}`,
    host: SERVER,
    redisUrl: redis.url,
    media: relay,
    plan: () => ({
      attempts: [
        {
          targets: toPhone
            ? [{ name: 'phone', uri: `sip:102@${phone.host}:5060`, from: { user: '101' } }]
            : [{ name: 'hop', uri: `sip:102@${hop.host}:5060`, from: { user: '101' }, callInfo: 'signed' }],
        },
      ],
      noReplyMs: 400,
      answerMs: 3000,
    }),
    ...more,
  }));

async function talk(headers: Record<string, string> = {}): Promise<{ a: UdpCall; b: UdpCall; answer: string | undefined }> {
  const a = phone.invite(NUMBER, SERVER, { sdp: sdpOf('phone'), headers });
  const invite = await hop.request('INVITE');
  hop.reply(invite, 200, { sdp: sdpOf('hop') });
  const answer = await a.connect();
  await hop.request('ACK');
  return { a, b: hop.answered(invite), answer: answer.get('session-expires') };
}

beforeAll(async () => {
  redis = await startRedis(`${NET}.2`);
});
afterAll(() => redis.stop());
beforeEach(async () => {
  server = await startSipServer(SERVER, 500, 5000, 1);
  [phone, hop] = [await UdpPhone.at(`${NET}.171`), await UdpPhone.at(`${NET}.172`)];
  relay = new PaperRelay();
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  await server.stop();
  for (const each of [phone, hop]) each.close();
});

describe('an INFO', () => {
  const decide = (decision: InfoDecision) => (): InfoDecision => decision;

  it('that passes reaches the other side with its body, and its answer comes back', async () => {
    await start({ onInfo: decide({ kind: 'pass' }) });
    const { a } = await talk();
    a.ask('INFO', { body: 'Signal=5\r\nDuration=160\r\n', type: 'application/dtmf-relay' });
    const info = await hop.request('INFO');
    expect([info.get('content-type'), info.body.toString()]).toEqual(['application/dtmf-relay', 'Signal=5\r\nDuration=160\r\n']);
    hop.reply(info, 200);
    expect((await a.final('INFO')).status).toBe(200);
  });

  it.each([
    [{ kind: 'answer' } as const, 200, []],
    [{ kind: 'refuse', cause: 'recording-refused' } as const, 403, []],
    [{ kind: 'record', about: 'the call' } as const, 200, ['record the call']],
    [{ kind: 'stop-recording' } as const, 200, ['record off']],
  ])('for us, %j, is answered here with %i', async (decision, status, commands) => {
    await start({ onInfo: decide(decision) });
    const { a } = await talk();
    relay.commands.length = 0;
    a.ask('INFO', { headers: { Record: 'on' } });
    expect((await a.final('INFO')).status).toBe(status);
    expect(relay.commands).toEqual(commands);
    expect(hop.heard.filter(({ method }) => method === 'INFO')).toEqual([]);
  });
});

describe('a session timer', () => {
  it('is asked of the phone, which refreshes; without a refresh the call ends by that name', async () => {
    const { nextEnded } = await start({ sessionExpiresSec: 2 });
    const { a, b, answer } = await talk({ Supported: 'timer' });
    expect(answer).toBe('2;refresher=uac');
    a.ask('UPDATE', { headers: { 'Session-Expires': '2;refresher=uac', Supported: 'timer' } });
    expect((await a.final('UPDATE')).status).toBe(200);
    hop.reply(await hop.request('BYE', b.callId), 200);
    expect((await nextEnded()).termination).toMatchObject({ cause: 'session-expired', at: 'sip-server' });
  });

  it('is kept by us for a phone that does not know it', async () => {
    await start({ sessionExpiresSec: 2 });
    const { a, answer } = await talk();
    expect(answer).toBe('2;refresher=uas');
    expect((await phone.request('INVITE', a.callId)).body.toString()).toContain('s=relayed hop');
  });

  it('is asked of a phone that is called; one that dies ends the call by that name', async () => {
    const { nextEnded } = await start({ sessionExpiresSec: 2 }, true);
    const caller = hop.invite(NUMBER, SERVER, { sdp: sdpOf('hop') });
    const invite = await phone.request('INVITE');
    expect(invite.get('session-expires')).toBe('2');
    phone.reply(invite, 200, { sdp: sdpOf('phone'), headers: { 'Session-Expires': '2;refresher=uas', Require: 'timer' } });
    await caller.connect();
    hop.reply(await hop.request('BYE', caller.callId), 200);
    expect((await nextEnded()).termination.cause).toBe('session-expired');
  });

  it('shorter than the least is refused with 422', async () => {
    await server.stop();
    server = await startSipServer(SERVER, 500, 5000, 90);
    await start();
    const a = phone.invite(NUMBER, SERVER, { sdp: sdpOf('phone'), headers: { 'Session-Expires': '60', Supported: 'timer' } });
    const refused = await a.final();
    expect([refused.status, refused.get('min-se')]).toEqual([422, '90']);
    a.ackFailure(refused);
  });

  it.each([
    [{}, '1800;refresher=uas'],
    [{ Supported: '100rel, timer' }, '1800;refresher=uac'],
    [{ Supported: 'timer', 'Session-Expires': '600' }, '600;refresher=uac'],
    [{ 'Session-Expires': '7200' }, '1800;refresher=uas'],
    [{ Supported: 'timer', 'Session-Expires': '600;refresher=uas' }, undefined],
  ])('asked for with %j is answered %s', (lines: Record<string, string>, expected) => {
    expect(sessionAnswer({ header: (name) => lines[name] }, 1800)['Session-Expires']).toBe(expected);
    expect(sessionAnswer({ header: (name) => lines[name] }, undefined)).toEqual({});
  });
});

describe('an UPDATE before the answer', () => {
  it('of the called phone is answered from what it was offered, and the relay learns where it is now', async () => {
    await start({}, true);
    const caller = hop.invite(NUMBER, SERVER, { sdp: sdpOf('hop') });
    const invite = await phone.request('INVITE');
    phone.reply(invite, 183, { sdp: sdpOf('phone'), headers: { Require: '100rel', RSeq: '1' } });
    const prack = await phone.request('PRACK');
    expect(prack.get('rack')).toBe(`1 ${invite.cseq().seq} INVITE`);
    phone.reply(prack, 200);
    expect((await caller.response(183)).body.toString()).toContain('s=relayed phone');
    relay.commands.length = 0;
    const dialog = phone.answered(invite);
    dialog.ask('UPDATE', { sdp: sdpOf('moved').replace('sendrecv', 'sendonly'), headers: { Contact: `<${phone.uri}>` } });
    const ok = await dialog.final('UPDATE');
    expect(ok.status).toBe(200);
    expect(ok.body.toString()).toMatch(/s=relayed hop[\s\S]*m=audio 4000 RTP\/AVP 8[\s\S]*a=recvonly/);
    expect(relay.commands).toEqual(['answer callee']);
    phone.reply(invite, 200);
    await caller.connect();
  });

  it('of the caller is answered from what it has heard, and the relay learns where it is now', async () => {
    await start();
    const a = phone.invite(NUMBER, SERVER, { sdp: sdpOf('phone'), headers: { Require: '100rel' } });
    const invite = await hop.request('INVITE');
    hop.reply(invite, 183, { sdp: sdpOf('hop') });
    const early = await a.response(183);
    a.to = early.get('to') ?? '';
    a.target = early.contacts()[0]?.uri ?? '';
    a.ask('PRACK', { headers: { RAck: `${early.get('rseq') ?? ''} 1 INVITE` } });
    expect((await a.final('PRACK')).status).toBe(200);
    relay.commands.length = 0;
    a.ask('UPDATE', { sdp: sdpOf('moved'), headers: { Contact: `<${phone.uri}>` } });
    const ok = await a.final('UPDATE');
    expect(ok.status).toBe(200);
    expect(ok.body.toString()).toContain('s=relayed hop');
    expect(relay.commands).toEqual(['offer caller']);
    hop.reply(invite, 200, { sdp: sdpOf('hop') });
    await a.connect();
  });
});
