import type { SipServer } from '../../../apps/sip-server/src/sip-server.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PaperRelay, sdpOf } from '../test/paper-relay.js';
import { startApp, startRedis, startSipServer, type App, type AppOptions, type RedisProcess } from '../test/stage.js';
import { UdpPhone, type UdpCall } from '../test/udp-phone.js';
import type { BridgeTarget } from './bridge-plan.js';
import { COMPLETED_ELSEWHERE } from './fork-rules.js';

const NET = '127.99.14';
const SERVER = `${NET}.10`;

let redis: RedisProcess;
let server: SipServer;
let caller: UdpPhone;
let one: UdpPhone;
let two: UdpPhone;
let app: App | undefined;
let apps = 0;

type Plan = ReturnType<AppOptions['plan']>;
const target = (phone: UdpPhone, name: string, more: Partial<BridgeTarget> = {}): BridgeTarget => ({
  name,
  uri: `sip:102@${phone.host}:5060`,
  from: { user: '101' },
  ...more,
});
const both = (more: Partial<Plan> = {}): Plan => ({
  attempts: [{ targets: [target(one, 'one'), target(two, 'two')] }],
  noReplyMs: 2000,
  answerMs: 3000,
  ...more,
});
const start = async (plan: () => Plan): Promise<App> =>
  (app = await startApp({ name: `fork-${++apps}`, host: SERVER, redisUrl: redis.url, media: new PaperRelay(), plan }));
const call = (): UdpCall => caller.invite(`sip:102@${SERVER}`, SERVER, { sdp: sdpOf('caller') });
const invites = () => Promise.all([one.request('INVITE'), two.request('INVITE')]);
/** The CANCEL that a phone hears is answered; its Reason. */
async function cancelled(phone: UdpPhone, invite: Awaited<ReturnType<UdpPhone['request']>>): Promise<string | undefined> {
  const cancel = await phone.request('CANCEL');
  phone.reply(cancel, 200);
  phone.reply(invite, 487);
  return cancel.get('reason');
}

beforeAll(async () => {
  redis = await startRedis(`${NET}.2`);
});
afterAll(() => redis.stop());
beforeEach(async () => {
  server = await startSipServer(SERVER);
  [caller, one, two] = await Promise.all([UdpPhone.at(`${NET}.101`), UdpPhone.at(`${NET}.151`), UdpPhone.at(`${NET}.152`)]);
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
  await server.stop();
  for (const phone of [caller, one, two]) phone.close();
});

describe('phones that ring together', () => {
  it.each([
    ['rfc', 603, 'SIP;cause=603;text="Decline"', 603],
    ['600', 486, 'SIP;cause=486;text="Busy Here"', 486],
    ['600', 480, 'SIP;cause=480;text="Temporarily Unavailable"', 480],
  ] as const)('by policy %s a %d of one ends them all, and says so', async (rejection, status, reason, passed) => {
    await start(() => both({ rejection }));
    const a = call();
    const [first, second] = await invites();
    one.reply(first, status);
    two.reply(second, 180);
    expect(await cancelled(two, second)).toBe(reason);
    expect((await a.final()).status).toBe(passed);
  });

  it.each([
    ['rfc', 486, 404, 486],
    ['rfc', 480, 486, 486],
    ['486', 603, 480, 486],
    ['486', 600, 404, 486],
    ['600', 404, 410, 404],
  ] as const)(
    'by policy %s a %d of one leaves the other ringing; with its %d the caller hears %d',
    async (rejection, status, other, passed) => {
      await start(() => both({ rejection }));
      const a = call();
      const [first, second] = await invites();
      two.reply(second, 180);
      one.reply(first, status);
      await one.request('ACK');
      two.reply(second, other);
      expect((await a.final()).status).toBe(passed);
    },
  );

  it('those that lose against an answer hear that it was completed elsewhere', async () => {
    await start(both);
    const a = call();
    const [first, second] = await invites();
    two.reply(second, 180);
    one.reply(first, 200, { sdp: sdpOf('one') });
    expect(await cancelled(two, second)).toBe(COMPLETED_ELSEWHERE);
    await a.connect();
  });

  it.each([
    [true, COMPLETED_ELSEWHERE, COMPLETED_ELSEWHERE],
    [false, COMPLETED_ELSEWHERE, undefined],
    [true, 'SIP;cause=487', undefined],
  ])('believing the caller: %s, its CANCEL with %s reaches them with %s', async (believesCaller, said, heard) => {
    await start(() => both({ believesCaller }));
    const a = call();
    const [first, second] = await invites();
    one.reply(first, 180);
    two.reply(second, 180);
    await a.response(180);
    a.cancel({ Reason: said });
    expect(await Promise.all([cancelled(one, first), cancelled(two, second)])).toEqual([heard, heard]);
    expect((await a.final()).status).toBe(487);
  });
});

describe('phones that ring one after the other', () => {
  const inTurn = (more: Partial<Plan> = {}): Plan => ({
    ...both(more),
    attempts: [{ targets: [target(one, 'one')], answerMs: 150 }, { targets: [target(two, 'two')] }],
  });
  it('the second rings when the first has had its time', async () => {
    await start(inTurn);
    const a = call();
    const first = await one.request('INVITE');
    one.reply(first, 180);
    await a.response(180);
    const second = await two.request('INVITE');
    expect(await cancelled(one, first)).toBeUndefined();
    two.reply(second, 486);
    expect((await a.final()).status).toBe(486);
  });
});

describe('ways to one phone', () => {
  it('the next way is taken when the flow of the first is gone', async () => {
    await start(() => both({ attempts: [{ targets: [target(one, 'flow 1', { instead: target(two, 'flow 2') })] }] }));
    const a = call();
    one.reply(await one.request('INVITE'), 430);
    two.reply(await two.request('INVITE'), 200, { sdp: sdpOf('two') });
    await a.connect();
  });
  it('a phone that wakes up late joins those that ring', async () => {
    let wake: (target: BridgeTarget | undefined) => void = () => undefined;
    const later = [new Promise<BridgeTarget | undefined>((resolve) => (wake = resolve))];
    await start(() => both({ attempts: [{ targets: [target(one, 'one')], later }] }));
    const a = call();
    one.reply(await one.request('INVITE'), 486);
    await one.request('ACK');
    wake(target(two, 'two'));
    two.reply(await two.request('INVITE'), 200, { sdp: sdpOf('two') });
    await a.connect();
  });
  it('one that does not wake up is waited for no longer', async () => {
    await start(() => both({ attempts: [{ targets: [target(one, 'one')], later: [Promise.resolve(undefined)] }] }));
    const a = call();
    one.reply(await one.request('INVITE'), 486);
    expect((await a.final()).status).toBe(486);
  });
});
