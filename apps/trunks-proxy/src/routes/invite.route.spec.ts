import { readCallInfo } from '@switchyard/call-flow';
import { systemClock } from '@switchyard/kernel';
import { decideOutbound } from '@switchyard/routing';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PaperRelay, sdpOf } from '../../../../libs/b2bua/test/paper-relay.js';
import { startRedis, startSipServer, type RedisProcess } from '../../../../libs/b2bua/test/stage.js';
import { UdpPhone, type UdpCall } from '../../../../libs/b2bua/test/udp-phone.js';
import { KEY, signed, startTrunks, type TrunksApp, type TrunksOptions } from '../../test/trunks-stage.js';
import { AURORA, BRAND, GONE, HOSTS, RITA, WANDA, world } from '../../test/world.js';

const NUMBER = '+34911111111';

let redis: RedisProcess;
let server: Awaited<ReturnType<typeof startSipServer>>;
let relay: PaperRelay;
let phones: Record<'asterisk' | 'users' | 'one' | 'two' | 'auth' | 'provider' | 'stranger', UdpPhone>;
let app: TrunksApp;
let runs = 0;

const start = async (more: Partial<TrunksOptions> = {}): Promise<TrunksApp> =>
  (app = await startTrunks({ redisUrl: redis.url, media: relay, snapshot: () => snapshot, name: `trunks-${++runs}`, ...more }));
let snapshot = world();

beforeAll(async () => {
  redis = await startRedis('127.99.12.4');
});
afterAll(() => redis.stop());
beforeEach(async () => {
  snapshot = world();
  server = await startSipServer(HOSTS.trunks);
  const at = (host: string, port = 5060): Promise<UdpPhone> => UdpPhone.at(host, port);
  phones = {
    asterisk: await at(HOSTS.asterisk, 6060),
    users: await at(HOSTS.users),
    one: await at(HOSTS.carrierOne),
    two: await at(HOSTS.carrierTwo),
    auth: await at(HOSTS.carrierAuth),
    provider: await at(HOSTS.provider),
    stranger: await at(HOSTS.stranger),
  };
  relay = new PaperRelay();
});
afterEach(async () => {
  await app.stop();
  await server.stop();
  for (const phone of Object.values(phones)) phone.close();
});

/** Hop (c): Asterisk calls the public network for a client. */
const outbound = (info: string | undefined = signed(), number = NUMBER, from: UdpPhone = phones.asterisk): UdpCall =>
  from.invite(`sip:${number}@${HOSTS.trunks}`, HOSTS.trunks, {
    sdp: sdpOf('inside'),
    ...(info === undefined ? {} : { headers: { 'X-Info-Call': info } }),
  });
const inbound = (
  number: string,
  more: { headers?: Record<string, string>; from?: string } = {},
  from: UdpPhone = phones.provider,
): UdpCall =>
  from.invite(`sip:${number}@${HOSTS.trunks}`, HOSTS.trunks, { sdp: sdpOf('carrier'), from: '<sip:600123456@carrier.test>', ...more });
const causeIn = (reason: string | undefined): string | undefined => /text="(.*)"/.exec(reason ?? '')?.[1];
const refusal = async (call: UdpCall): Promise<[number, string | undefined]> => {
  const final = await call.final();
  return [final.status, causeIn(final.get('reason'))];
};

describe('a call from our side to the public network', () => {
  it('goes to the second gateway when the first answers 503, and one whole record lies in the queue', async () => {
    await start();
    const info = signed();
    const a = outbound(info);
    const first = await phones.one.request('INVITE');
    expect(first.requestUri).toBe(`sip:${NUMBER}@${HOSTS.carrierOne}:5060`);
    expect(first.get('p-asserted-identity')).toContain('sip:+34910000101@');
    expect(first.headers.filter(({ id }) => id.startsWith('x-'))).toEqual([]);
    phones.one.reply(first, 503);
    const second = await phones.two.request('INVITE');
    expect(second.get('p-asserted-identity')).toBeUndefined();
    phones.two.reply(second, 180);
    await a.response(180);
    phones.two.reply(second, 200, { sdp: sdpOf('two') });
    await a.connect();
    await phones.two.request('ACK');
    a.ask('BYE');
    await a.response(200, 'BYE');
    phones.two.reply(await phones.two.request('BYE'), 200);

    const [record] = await app.recorded(1);
    expect(record).toMatchObject({
      callUid: infoOf(info).callUid,
      brandId: BRAND,
      clientId: AURORA,
      userId: 1,
      endpointName: 'alice',
      direction: 'outbound',
      caller: '+34910000101',
      callee: NUMBER,
      cause: 'normal-clearing',
      causeClass: 'success',
      causeAt: 'caller',
      sipStatus: 200,
      carrierId: 2,
      carrierName: 'Carrier Two',
      bounced: false,
      configRevision: 7,
      price: { ratingPlanName: 'Northwind Retail', destinationName: 'Spain', ratePerMinute: '0.020000' },
      cost: { ratingPlanName: 'Carriers', ratePerMinute: '0.008000' },
      attempts: [
        { carrierServerId: 1, carrierName: 'Carrier One', target: `udp:${HOSTS.carrierOne}:5060`, sipStatus: 503 },
        { carrierServerId: 2, carrierName: 'Carrier Two', target: `udp:${HOSTS.carrierTwo}:5060`, sipStatus: 200 },
      ],
    });
    const simulated = decideOutbound(snapshot, {
      brandId: BRAND,
      clientId: AURORA,
      caller: '+34910000101',
      callee: NUMBER,
      at: new Date().toISOString(),
      balance: null,
    });
    expect([record?.decision, record?.trace]).toEqual([simulated.decision, simulated.trace]);
    await app.board.idle();
    expect(app.events.map(({ event }) => event)).toEqual(['started', 'ringing', 'answered', 'ended']);
    expect([relay.sessions.size, relay.deleted]).toEqual([0, 1]);
    await queued([record?.legUid ?? '']);
  });

  it('answers the challenge of a carrier with the credentials of its server', async () => {
    await start();
    const a = outbound(signed({ callee: '+442070000000' }), '+442070000000');
    const plain = await phones.auth.request('INVITE');
    expect(plain.from().uri).toBe('sip:sw-auth@auth.test');
    phones.auth.reply(plain, 401, { headers: { 'WWW-Authenticate': 'Digest realm="auth.test", nonce="n1", qop="auth", algorithm=MD5' } });
    const proven = await phones.auth.hear('credentials', (message) => message.has('authorization'));
    expect(proven.get('authorization')).toContain('username="sw-auth"');
    phones.auth.reply(proven, 200, { sdp: sdpOf('auth') });
    await a.connect();
    a.ask('BYE');
    expect((await app.recorded(1))[0]).toMatchObject({ carrierName: 'Carrier Auth', cost: null, attempts: [{ sipStatus: 200 }] });
  });

  it.each([486, 480, 603])('passes %i of a gateway back and tries no other', async (status) => {
    await start();
    const a = outbound();
    phones.one.reply(await phones.one.request('INVITE'), status);
    expect((await a.final()).status).toBe(status);
    const [record] = await app.recorded(1);
    expect(record).toMatchObject({
      sipStatus: status,
      answeredAt: null,
      durationMs: 0,
      carrierName: 'Carrier One',
      attempts: [{ sipStatus: status }],
    });
  });

  it('says so with one cause everywhere when all gateways failed', async () => {
    await start();
    phones.two.close();
    const a = outbound();
    phones.one.reply(await phones.one.request('INVITE'), 500);
    expect(await refusal(a)).toEqual([503, 'gateways-exhausted']);
    const [record] = await app.recorded(1);
    expect(record).toMatchObject({
      cause: 'gateways-exhausted',
      causeAt: 'TRY_GATEWAYS',
      attempts: [{ sipStatus: 500 }, { sipStatus: 0 }],
    });
    expect(app.causes).toEqual(['gateways-exhausted']);
    phones.two = await UdpPhone.at(HOSTS.carrierTwo);
  });

  it('is recorded as cancelled when the caller gives up', async () => {
    await start();
    const a = outbound();
    const invite = await phones.one.request('INVITE');
    phones.one.reply(invite, 180);
    await a.response(180);
    a.cancel();
    phones.one.reply(await phones.one.request('CANCEL'), 200);
    phones.one.reply(invite, 487);
    expect((await a.final()).status).toBe(487);
    expect((await app.recorded(1))[0]).toMatchObject({ cause: 'cancelled', answeredAt: null });
  });

  it.each([
    ['a blocked number', { callee: '+34906000000' }, 403, 'route-blocked'],
    ['a number without route', { callee: '+33100000000' }, 404, 'route-missing'],
    ['a number without rate', { callee: '+15550000000' }, 403, 'rate-missing'],
    ['a disabled client', { clientId: GONE }, 403, 'client-disabled'],
    ['a prepaid client without credit', { clientId: WANDA }, 402, 'credit-exhausted'],
  ] as const)('is refused and recorded once: %s', async (_title, info, status, cause) => {
    await start({ balance: '0.000000' });
    expect(await refusal(outbound(signed(info)))).toEqual([status, cause]);
    const records = await app.recorded(1);
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ cause, causeAt: 'DECIDE_OUTBOUND', attempts: [], answeredAt: null });
    expect(records[0]?.trace.length).toBeGreaterThan(0);
  });

  it('of a prepaid client is cut when the credit is used up', async () => {
    await start({ balance: '0.010400' });
    const a = outbound(
      signed({ clientId: WANDA, clientType: 'wholesale', from: { kind: 'wholesale', id: null, name: 'Wanda' }, userId: null }),
    );
    phones.one.reply(await phones.one.request('INVITE'), 200, { sdp: sdpOf('one') });
    await a.connect();
    await phones.one.request('BYE');
    const [record] = await app.recorded(1);
    expect(record).toMatchObject({ cause: 'credit-cut', causeClass: 'success', decision: { maxDurationSec: 1 } });
    expect(record?.durationMs).toBeLessThan(1500);
  });

  it('obeys a change of the configuration at the next call', async () => {
    await start();
    snapshot = world({ carrier: { status: 'blocked' } }, 8);
    const a = outbound();
    phones.two.reply(await phones.two.request('INVITE'), 486);
    await a.final();
    expect((await app.recorded(1))[0]).toMatchObject({ configRevision: 8, attempts: [{ carrierName: 'Carrier Two' }] });
  });

  it('is refused above the maximum of the client, which frees its place when a call ends', async () => {
    snapshot = world({ client: { maxCalls: 1 } });
    await start();
    const a = outbound();
    phones.one.reply(await phones.one.request('INVITE'), 200, { sdp: sdpOf('one') });
    await a.connect();
    expect(await refusal(outbound())).toEqual([403, 'limit-reached']);
    a.ask('BYE');
    await app.recorded(2);
    const c = outbound();
    phones.one.reply(await phones.one.request('INVITE'), 486);
    await c.final();
    expect((await app.recorded(3)).map(({ cause }) => cause)).toEqual(['limit-reached', 'normal-clearing', 'busy']);
  });

  it('passes over a carrier that is full', async () => {
    snapshot = world({ carrier: { maxCalls: 1 } });
    await start();
    const a = outbound();
    phones.one.reply(await phones.one.request('INVITE'), 200, { sdp: sdpOf('one') });
    await a.connect();
    const b = outbound();
    phones.two.reply(await phones.two.request('INVITE'), 486);
    await b.final();
  });
});

describe('a call to a number of ours', () => {
  it('loops back inside without a carrier, and both sides get a leg: the caller with its price, the called without', async () => {
    await start();
    const a = outbound(signed({ callee: '+34910000101', caller: '+34910000102' }), '+34910000101');
    const invite = await phones.asterisk.request('INVITE');
    const info = readCallInfo(invite.get('x-info-call'), KEY, systemClock);
    expect(info).toMatchObject({
      ok: true,
      value: { clientId: AURORA, callee: '+34910000101', ddiId: 1, from: { kind: 'ddiProvider', id: null } },
    });
    phones.asterisk.reply(invite, 200, { sdp: sdpOf('asterisk') });
    await a.connect();
    a.ask('BYE');
    const [out, in_] = await app.recorded(2);
    expect(out).toMatchObject({
      direction: 'outbound',
      bounced: true,
      carrierId: null,
      cost: null,
      attempts: [],
      price: { destinationName: 'Spain' },
    });
    expect(in_).toMatchObject({ direction: 'inbound', bounced: true, price: null, ddiId: 1, callUid: out?.callUid });
    expect(out?.legUid).not.toBe(in_?.legUid);
    await queued([out?.legUid ?? '', in_?.legUid ?? '']);
  });
});

describe('a call of a DDI provider', () => {
  it('rings at the application server with a signed header', async () => {
    await start();
    const a = inbound('+34910000101', { headers: { 'X-Info-Call': signed({ clientId: RITA }) } });
    const invite = await phones.asterisk.request('INVITE');
    expect(invite.requestUri).toBe(`sip:+34910000101@${HOSTS.asterisk}:6060`);
    expect(invite.from().uri).toContain('sip:+34600123456@');
    expect(invite.getAll('x-info-call')).toHaveLength(1);
    expect(readCallInfo(invite.get('x-info-call'), KEY, systemClock)).toMatchObject({
      ok: true,
      value: {
        clientId: AURORA,
        ddiId: 1,
        ddiProviderId: 1,
        caller: '+34600123456',
        callee: '+34910000101',
        from: { kind: 'ddiProvider', id: 1, name: 'Inbound One' },
      },
    });
    phones.asterisk.reply(invite, 200, { sdp: sdpOf('asterisk') });
    await a.connect();
    phones.asterisk.answered(invite).ask('BYE');
    await phones.provider.request('BYE');
    expect(await app.recorded(1)).toMatchObject([
      { direction: 'inbound', clientId: AURORA, ddiProviderId: 1, price: null, causeAt: 'callee', cause: 'normal-clearing' },
    ]);
  });

  it('to a retail account goes to the users side, with no application server', async () => {
    await start();
    const a = inbound('+34910000301');
    const invite = await phones.users.request('INVITE');
    expect(invite.requestUri).toBe('sip:rita1@northwind.test');
    expect(readCallInfo(invite.get('x-info-call'), KEY, systemClock)).toMatchObject({
      ok: true,
      value: { clientId: RITA, to: { kind: 'retailAccount', id: 5 } },
    });
    phones.users.reply(invite, 480, { headers: { Reason: 'Q.850;cause=20;text="not-registered"' } });
    expect(await refusal(a)).toEqual([480, 'not-registered']);
    expect(await app.recorded(1)).toMatchObject([{ clientId: RITA, cause: 'not-registered', sipStatus: 480 }]);
  });

  it('to a number of nobody is 404 and recorded for nobody', async () => {
    await start();
    expect(await refusal(inbound('+34919999999'))).toEqual([404, 'ddi-unknown']);
    expect(app.records).toEqual([]);
  });

  it('to a DDI that leads nowhere is 404 and recorded for its client', async () => {
    await start();
    expect(await refusal(inbound('+34910000109'))).toEqual([404, 'ddi-without-route']);
    expect(await app.recorded(1)).toMatchObject([{ clientId: AURORA, cause: 'ddi-without-route' }]);
  });

  it('says that no application server answers when it is silent', async () => {
    await start();
    phones.asterisk.close();
    expect(await refusal(inbound('+34910000101'))).toEqual([503, 'application-server-missing']);
    phones.asterisk = await UdpPhone.at(HOSTS.asterisk, 6060);
  });
});

describe('requests that nobody may send', () => {
  it('from an unknown address are 403, whatever their headers say', async () => {
    await start();
    for (const call of [outbound(signed(), NUMBER, phones.stranger), inbound('+34910000101', {}, phones.stranger)]) {
      expect(await refusal(call)).toEqual([403, 'source-refused']);
    }
    expect([app.records, relay.commands]).toEqual([[], []]);
  });

  it.each([
    ['no header', undefined],
    ['another key', 'other'],
    ['noise', 'noise'],
  ])('from inside with %s are 403', async (_title, how) => {
    await start();
    const info = how === undefined ? undefined : how === 'other' ? signed({}, 'another key') : 'x.y';
    const call = phones.asterisk.invite(`sip:${NUMBER}@${HOSTS.trunks}`, HOSTS.trunks, {
      sdp: sdpOf('x'),
      headers: info === undefined ? {} : { 'x-INFO-call': info },
    });
    expect(await refusal(call)).toEqual([403, 'header-forged']);
  });

  it('OPTIONS is answered to those we know and refused to strangers; other methods are 405', async () => {
    await start();
    for (const [phone, status] of [
      [phones.asterisk, 200],
      [phones.one, 200],
      [phones.provider, 200],
      [phones.stranger, 403],
    ] as const) {
      const probe = phone.invite(`sip:${HOSTS.trunks}`, '127.99.12.250').build('OPTIONS', 1);
      phone.send(probe, HOSTS.trunks);
      expect((await phone.final('OPTIONS', probe.callId())).status).toBe(status);
    }
    const message = phones.provider.invite(`sip:${HOSTS.trunks}`, '127.99.12.250').build('MESSAGE', 1);
    phones.provider.send(message, HOSTS.trunks);
    expect((await phones.provider.final('MESSAGE', message.callId())).status).toBe(405);
  });
});

describe('when the n-th call of a port fails', () => {
  const place = { outbound: () => outbound(), inbound: () => inbound('+34910000101'), retail: () => inbound('+34910000301') };
  const cases = (Object.keys(place) as (keyof typeof place)[]).flatMap((kind) => Array.from({ length: 9 }, (_, n) => ({ kind, n: n + 1 })));

  it.each(cases)('$kind, n = $n: one final answer, no media session left, no place kept', async ({ kind, n }) => {
    let left = n;
    let failed = '';
    await start({
      onPort: (name) => {
        left -= 1;
        if (left !== 0) return;
        failed = name;
        throw new Error(`${name} is broken`);
      },
    });
    const call = place[kind]();
    const callee = kind === 'outbound' ? phones.one : kind === 'inbound' ? phones.asterisk : phones.users;
    const first = await Promise.race([callee.request('INVITE').then((invite) => ({ invite })), call.final().then((final) => ({ final }))]);
    if ('final' in first) {
      expect([first.final.status, causeIn(first.final.get('reason'))]).toEqual([500, 'internal-error']);
    } else {
      callee.reply(first.invite, 486);
      expect((await call.final()).status).toBe(486);
      if (failed === 'record') await app.recorded(1);
    }
    await app.board.idle();
    expect([relay.sessions.size, app.board.active, app.limits.legs, app.causes.length]).toEqual([0, { established: 0, ringing: 0 }, 0, 1]);
  });
});

const infoOf = (info: string) => {
  const read = readCallInfo(info, KEY, systemClock);
  if (!read.ok) throw new Error(read.error);
  return read.value;
};

/** Waits until BullMQ has the jobs. */
async function queued(legUids: readonly string[]): Promise<void> {
  const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
  const queue = new Queue('cdr', { connection, prefix: `trunks-${runs}` });
  try {
    for (const legUid of legUids) {
      while ((await queue.getJob(legUid)) === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
      expect((await queue.getJob(legUid))?.name).toBe('leg');
    }
  } finally {
    await queue.close();
    connection.disconnect();
  }
}
