import { Redis } from 'ioredis';
import type { SipServer } from '../../../apps/sip-server/src/sip-server.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PaperRelay, sdpOf } from '../test/paper-relay.js';
import { startApp, startRedis, startSipServer, type App, type AppOptions, type RedisProcess } from '../test/stage.js';
import { UdpPhone, type UdpCall } from '../test/udp-phone.js';

const NET = '127.99.7';
const SERVER = `${NET}.11`;

let redis: RedisProcess;
let server: SipServer;
let caller: UdpPhone;
let callee: UdpPhone;
let relay: PaperRelay;
let name = '';
let lives = 0;
const running: App[] = [];

const start = async (more: Partial<AppOptions> = {}): Promise<App> => {
  const plan: AppOptions['plan'] = () => ({
    attempts: [{ targets: [{ name: 'callee', uri: `sip:1@${callee.host}:5060`, from: { user: '2' } }] }],
    noReplyMs: 1000,
    answerMs: 3000,
  });
  const app = await startApp({ host: SERVER, redisUrl: redis.url, media: relay, name, plan, ...more });
  running.push(app);
  return app;
};

async function connected(): Promise<{ a: UdpCall; b: UdpCall }> {
  const a = caller.invite(`sip:1@${SERVER}`, SERVER, { sdp: sdpOf('caller') });
  const invite = await callee.request('INVITE');
  callee.reply(invite, 200, { sdp: sdpOf('callee') });
  await a.connect();
  await callee.request('ACK');
  return { a, b: callee.answered(invite) };
}

beforeAll(async () => {
  redis = await startRedis(`${NET}.2`);
});
afterAll(() => redis.stop());
beforeEach(async () => {
  name = `restart-${++lives}`;
  server = await startSipServer(SERVER);
  [caller, callee] = await Promise.all([UdpPhone.at(`${NET}.102`), UdpPhone.at(`${NET}.153`)]);
  relay = new PaperRelay();
});
afterEach(async () => {
  for (const app of running.splice(0)) await app.stop();
  await server.stop();
  caller.close();
  callee.close();
});

describe('after a restart of the process', () => {
  it('a BYE that was sent while it was away ends the call on the other side and is recorded with the whole duration', async () => {
    const first = await start();
    const { a } = await connected();
    await first.vanish();
    a.ask('BYE');
    const second = await start();
    await a.response(200, 'BYE');
    callee.reply(await callee.request('BYE'), 200);
    const ended = await second.nextEnded();
    expect(ended).toMatchObject({
      restored: true,
      winner: 'callee',
      facts: { caller: 'caller' },
      termination: { cause: 'normal-clearing', at: 'caller' },
    });
    expect(ended.durationMs).toBe(ended.endedAtMs - (ended.answeredAtMs ?? 0));
    expect([relay.sessions.size, first.ended.length]).toEqual([0, 0]);
  });

  it('a BYE of the called side, and a re-INVITE before it, are served as before', async () => {
    const first = await start();
    const { a, b } = await connected();
    await first.vanish();
    const second = await start();
    expect(second.board.active.established).toBe(1);
    a.ask('INVITE', { sdp: sdpOf('hold') });
    callee.reply(await callee.request('INVITE'), 200, { sdp: sdpOf('held') });
    expect((await a.response(200)).body.toString()).toContain('s=relayed held');
    a.ack(a.seq);
    await callee.request('ACK');
    b.ask('BYE');
    await callee.response(200, 'BYE', b.callId);
    await caller.request('BYE', a.callId);
    expect((await second.nextEnded()).termination.at).toBe('callee');
  });

  it('an ending that was begun is finished with its own time and cause', async () => {
    let refuse: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (refuse = resolve));
    const first = await start({
      onEnded: () => {
        refuse();
        return new Promise(() => undefined); // dies before it is recorded
      },
    });
    const { a } = await connected();
    a.ask('BYE');
    await a.response(200, 'BYE');
    await asked;
    const readBack = new Redis(redis.url);
    while (!((await readBack.get(await legKey(readBack))) ?? '').includes('normal-clearing'))
      await new Promise((resolve) => setTimeout(resolve, 10));
    readBack.disconnect();
    await first.vanish();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const second = await start();
    const ended = await second.nextEnded();
    expect(ended.termination).toMatchObject({ cause: 'normal-clearing', at: 'caller' });
    expect(Date.now() - ended.endedAtMs).toBeGreaterThanOrEqual(300);
    await second.board.idle();
    expect(second.board.active.established).toBe(0);
  });

  it('the credit cut still comes at its time', async () => {
    const plan: AppOptions['plan'] = () => ({
      attempts: [{ targets: [{ name: 'callee', uri: `sip:1@${callee.host}:5060`, from: { user: '2' } }] }],
      noReplyMs: 1000,
      answerMs: 3000,
      maxDurationMs: 1500,
    });
    const first = await start({ plan });
    const { a } = await connected();
    await first.vanish();
    const second = await start({ plan });
    await Promise.all([caller.request('BYE', a.callId), callee.request('BYE')]);
    const ended = await second.nextEnded();
    expect(ended.termination.cause).toBe('credit-cut');
    expect(ended.durationMs).toBe(1500);
  });

  it('a call whose media session is gone is closed', async () => {
    const first = await start();
    await connected();
    await first.vanish();
    relay.sessions.clear();
    const second = await start({ checkMs: 50 });
    expect((await second.nextEnded()).termination).toMatchObject({ cause: 'media-timeout', at: 'media' });
  });
});

describe('a call that one side has left without a word', () => {
  it('ends when that side no longer knows the dialog, and the other side hears a BYE', async () => {
    const app = await start({ checkMs: 100 });
    const { a, b } = await connected();
    callee.reply(await callee.request('OPTIONS', b.callId), 481);
    caller.reply(await caller.request('OPTIONS', a.callId), 200);
    caller.reply(await caller.request('BYE', a.callId), 200);
    expect((await app.nextEnded()).termination).toMatchObject({ cause: 'media-timeout', at: 'callee' });
  });

  it('ends when that side is silent twice', async () => {
    const app = await start({ checkMs: 100 });
    const { b } = await connected();
    const answering = setInterval(() => {
      const at = callee.heard.findIndex((one) => one.kind === 'request' && one.method === 'OPTIONS');
      const [asked] = at < 0 ? [] : callee.heard.splice(at, 1);
      if (asked) callee.reply(asked, 200);
    }, 20);
    const ended = await app.nextEnded().finally(() => clearInterval(answering));
    expect(ended.termination).toMatchObject({ cause: 'media-timeout', at: 'caller' });
    callee.reply(await callee.request('BYE', b.callId), 200);
  });
});

describe('after a crash of the sip-server', () => {
  it.each(['caller', 'callee'] as const)(
    'the BYE of the %s, whose dialog it has forgotten, still ends and records the call',
    async (side) => {
      const app = await start();
      const { a, b } = await connected();
      await server.stop();
      const back = new Promise<void>((resolve) => app.link.onUp(resolve));
      server = await startSipServer(SERVER);
      await back;
      const leaving = side === 'caller' ? a : b;
      leaving.ask('BYE');
      await leaving.response(200, 'BYE');
      expect((await app.nextEnded()).termination).toMatchObject({ cause: 'normal-clearing', at: side });
    },
  );
});

describe('while Redis is away', () => {
  it('a call is answered, its leg is written on recovery, and it survives a restart after that', async () => {
    const first = await start();
    await redis.stop();
    const { a } = await connected();
    expect(first.store.postponed).toBe(1);
    await redis.start();
    while (first.store.postponed > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await first.vanish();
    const second = await start();
    a.ask('BYE');
    await a.response(200, 'BYE');
    expect((await second.nextEnded()).restored).toBe(true);
  });

  it('a call that ends leaves nothing behind when Redis is back', async () => {
    const first = await start();
    const { a } = await connected();
    await redis.stop();
    a.ask('BYE');
    await a.response(200, 'BYE');
    expect((await first.nextEnded()).termination.cause).toBe('normal-clearing');
    await redis.start();
    while (first.store.postponed > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const readBack = new Redis(redis.url);
    expect(await readBack.smembers(`sy:legs:${name}`)).toEqual([]);
    readBack.disconnect();
  });
});

describe('when recording an ending fails', () => {
  it('it is repeated until it succeeds', async () => {
    let failures = 2;
    const app = await start({ onEnded: () => (failures-- > 0 ? Promise.reject(new Error('disk full')) : Promise.resolve()) });
    const { a } = await connected();
    a.ask('BYE');
    await app.nextEnded();
    expect([app.ended.length, failures, app.problems.length]).toEqual([1, -1, 2]);
  });
});

const legKey = async (redis_: Redis): Promise<string> => `sy:leg:${(await redis_.smembers(`sy:legs:${name}`))[0] ?? ''}`;
