import { once } from 'node:events';
import type { Instance } from '@switchyard/local-runner';
import { headerOf, phone, PortalClient, until, usersProxy, type Phone } from '@switchyard/testing';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { nextInvite, refuseInvite } from '../../new-call.js';
import { openPlatform } from '../../platform.js';
import { contactsIn, Registering } from '../../registering.js';
import { PeerCall, sdpOf, SipPeer, statusOf } from '../../sip-peer.js';

let platform: Instance;
let aurora: PortalClient;
let redis: Redis;
let bob: Phone;
let alice: Phone;
let desk: SipPeer;
let mobile: SipPeer;
let caller: SipPeer;
let registering: Registering;
let bobUser: Record<string, unknown>;
let terminalId: unknown;
const open: { close: () => unknown }[] = [];
const undo: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  platform = await openPlatform();
  aurora = await PortalClient.login(platform, 'client', 'aurora');
  redis = new Redis(platform.redisUrl);
  [alice, bob] = [phone(platform, 'alice'), phone(platform, 'bob')];
  desk = await SipPeer.udp(bob.address, usersProxy(platform));
  mobile = await SipPeer.udp(bob.address, usersProxy(platform), 5070);
  caller = await SipPeer.udp(alice.address, usersProxy(platform));
  open.push(desk, mobile, caller, { close: () => redis.disconnect() });
  terminalId = (await aurora.one('terminals?name=bob'))['id'];
  bobUser = await aurora.one(`users?terminalId=${String(terminalId)}`);
  registering = new Registering(desk, bob);
  await registering.ask({ contacts: ['*'], expires: 0 });
});
afterAll(async () => {
  await registering.ask({ contacts: ['*'], expires: 0 }).catch(() => undefined);
  for (const one of undo.splice(0).reverse()) await one();
  for (const one of open) one.close();
});

const contactOf = (peer: SipPeer, more = ''): string => `<sip:bob@${peer.address}:${peer.port}>${more}`;
const hosts = (response: string): string[] => contactsIn(response).map((value) => /:(\d+)>/.exec(value)?.[1] ?? '');
/** Alice calls; the final status, when somebody answers the INVITE the status is his. */
async function callBob(number = '102', busy: SipPeer | null = desk): Promise<number> {
  const call = new PeerCall(caller, `sip:${number}@${alice.domain}`, `<${alice.aor}>`);
  const final = call.invite({ who: alice, body: sdpOf(caller.address, 4000), patienceMs: 12_000 });
  if (busy) await refuseInvite(busy, await nextInvite(busy), '486 Busy Here');
  return statusOf(await final);
}
async function severalDevices(may: boolean): Promise<void> {
  expect((await aurora.patch(`users/${String(bobUser['id'])}`, { multiContact: may })).status).toBe(200);
}

describe('the registrar (IV-31, IV-32, SX-12, SX-13, OS-8)', () => {
  it('takes several devices of whoever may, with their preferences; lists, removes one, removes all', async () => {
    undo.push(() => severalDevices(false));
    await severalDevices(true);
    const both = await until(
      'the proxy knows that bob may have several devices',
      async () => {
        await registering.ask({ contacts: [contactOf(desk, ';q=0.9')], expires: 600 });
        const answer = await registering.ask({ contacts: [contactOf(mobile, ';q=0.3;+sip.instance="<urn:uuid:flow-20>"')], expires: 300 });
        return contactsIn(answer).length === 2 ? answer : undefined;
      },
      10_000,
    );
    expect(contactsIn(both)[0]).toMatch(/:5070>;expires=300;q=0\.3;\+sip\.instance="<urn:uuid:flow-20>"$/);
    expect(contactsIn(both)[1]).toMatch(/:5060>;expires=(600|599);q=0\.9$/);
    expect(hosts(await registering.ask({}))).toEqual(['5070', '5060']);
    expect(hosts(await registering.ask({ contacts: [contactOf(desk, ';expires=0')] }))).toEqual(['5070']);
    const none = await registering.ask({ contacts: ['*'], expires: 0 });
    expect([statusOf(none), contactsIn(none)]).toEqual([200, []]);
  });

  it('refuses too short a time, eleven contacts, and what came too late', async () => {
    const brief = await registering.ask({ contacts: [contactOf(desk)], expires: 5 });
    expect([statusOf(brief), headerOf(brief, 'Min-Expires')]).toEqual([423, '60']);
    const eleven = [...Array(11).keys()].map((n) => `<sip:bob@${bob.address}:${6000 + n}>`);
    expect(statusOf(await registering.ask({ contacts: eleven, expires: 300 }))).toBe(403);
    expect(statusOf(await registering.ask({ contacts: [contactOf(desk)], expires: 300 }))).toBe(200);
    registering.cseq -= 2;
    const late = await registering.ask({ contacts: [contactOf(desk, ';expires=0')] });
    expect(late.split('\r\n')[0]).toBe('SIP/2.0 400 CSeq Out Of Order');
    registering.cseq += 2;
    expect(hosts(await registering.ask({}))).toEqual(['5060']);
  });

  it('gives the place to the newest where there is only one', async () => {
    await severalDevices(false);
    const one = await until(
      'the proxy knows that bob may have one device',
      async () => {
        await registering.ask({ contacts: [contactOf(desk)], expires: 300 });
        const answer = await registering.ask({ contacts: [contactOf(mobile)], expires: 300 });
        return contactsIn(answer).length === 1 ? answer : undefined;
      },
      10_000,
    );
    expect(hosts(one)).toEqual(['5070']);
    await registering.ask({ contacts: [contactOf(desk)], expires: 300 });
  });
});

describe('aliases (SX-16, OS-16)', () => {
  it('lead to their subscriber, and one name to one of them', async () => {
    const made = await aurora.post('aliases', { name: 'front-desk', targetType: 'terminal', terminalId });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    undo.push(() => aurora.delete(`aliases/${String(made.body['id'])}`));
    for (const [path, body] of [
      ['aliases', { name: 'front-desk', targetType: 'terminal', terminalId }],
      ['aliases', { name: 'carol', targetType: 'terminal', terminalId }],
    ] as const)
      expect(await aurora.post(path, body)).toMatchObject({ status: 422, body: { code: 'not-unique' } });
    expect(await callBob('front-desk')).toBe(486);
  });
});

describe('the portal (SX-128, IV-191)', () => {
  /** A live view of the client, as the portal opens it. */
  async function liveView(): Promise<{ readonly heard: Record<string, unknown>[] }> {
    const login = { username: 'aurora', password: platform.secret('login:aurora') };
    const answer = await fetch(`${platform.portalUrl}/api/client/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(login),
    });
    const { token } = (await answer.json()) as { token: string };
    const view = new WebSocket(`${platform.portalUrl.replace('http', 'ws')}/api/client/live`);
    const heard: Record<string, unknown>[] = [];
    open.push(view);
    await once(view, 'open');
    view.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString()) as Record<string, unknown>));
    view.send(JSON.stringify({ token }));
    await until('the state of the live view', () => heard.find(({ type }) => type === 'state'));
    return { heard };
  }

  it('shows a device, removes it at once, and a live view hears of it', async () => {
    const live = await liveView();
    const path = `terminals/${String(terminalId)}/registration`;
    const { body } = await aurora.get(path);
    const [contact] = body['contacts'] as Record<string, unknown>[];
    expect(body).toMatchObject({
      status: 'registered',
      contacts: [{ address: bob.address, port: 5060, userAgent: 'Flow phone', reachable: true }],
    });
    expect((await aurora.list('registrations')).map(({ name }) => name)).toContain('bob');
    const boreal = await PortalClient.login(platform, 'client', 'boreal');
    expect((await boreal.delete(`${path}/${String(contact?.['id'])}`)).status).toBe(404);
    expect(await aurora.delete(`${path}/${String(contact?.['id'])}`)).toMatchObject({
      status: 200,
      body: { status: 'unregistered', contacts: [] },
    });
    await until('the live view hears that bob is gone', () =>
      live.heard.find(({ event }) => {
        const of = event as Record<string, unknown> | undefined;
        return of?.['kind'] === 'registration' && of['endpointName'] === 'bob' && of['contacts'] === 0;
      }),
    );
    expect(await callBob('102', null)).toBeGreaterThanOrEqual(400);
    expect(desk.heard.filter((text) => text.startsWith('INVITE '))).toEqual([]);
  });
});

describe('a restart (OS-10)', () => {
  it.each(['users-proxy', 'sip-server-users'] as const)('of %s loses no registration', async (name) => {
    await registering.ask({ contacts: [contactOf(desk)], expires: 300 });
    const process = platform.process(name);
    await process.kill('SIGKILL');
    await process.start();
    await process.waitHealthy();
    await platform.process('users-proxy').waitHealthy();
    expect(await callBob()).toBe(486);
  });

  it('is not even needed: Redis that forgets everything is told again', async () => {
    await registering.ask({ contacts: [contactOf(desk)], expires: 300 });
    const key = `sy:loc:bob@${bob.domain}`;
    expect(await redis.get(key)).toContain('bob@');
    await redis.del(key, 'sy:loc-epoch');
    expect(await callBob()).toBe(486);
    await until('the contact is in Redis again', async () => ((await redis.get(key)) ?? undefined) && true);
  });
});
