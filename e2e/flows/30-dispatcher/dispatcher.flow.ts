import type { Instance } from '@switchyard/local-runner';
import { outside, phone, PortalClient, trunksProxy, until, usersProxy } from '@switchyard/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AnsweringPeer } from '../../answering-peer.js';
import { asBrand, openPlatform } from '../../platform.js';
import { PeerCall, reasonOf, register, sdpOf, SipPeer, statusOf } from '../../sip-peer.js';

/** Media timeout of the relay, and the rounds in which proxies look after their calls. */
const LEFT_OVER_MS = 200_000;
const PROXIES = ['users-proxy', 'trunks-proxy'] as const;
type Proxy = (typeof PROXIES)[number];
interface State {
  readonly id: number;
  readonly state: string;
  readonly draining: boolean;
  readonly calls: number;
}

let platform: Instance;
let admin: PortalClient;
/** Ids of the two Asterisks, their set, and the vPBX client whose calls they serve. */
let first: number;
let second: number;
let set: Record<string, unknown>;
let aurora: number;
let alice: SipPeer;
let bob: AnsweringPeer;
let provider: SipPeer;
const calls: PeerCall[] = [];

const revisionOf = async (proxy: Proxy): Promise<number> => {
  const { host, port } = platform.addresses.ops[proxy];
  return Number(/revision (\d+)/.exec(await (await fetch(`http://${host}:${port}/health`)).text())?.[1]);
};
/** Changes the configuration; resolves when both proxies work with it. What is so already makes no new revision. */
async function configure(path: string, body: Readonly<Record<string, unknown>>): Promise<void> {
  const { body: row } = await admin.get(path);
  if (Object.entries(body).every(([key, value]) => row[key] === value)) return;
  const before = await Promise.all(PROXIES.map(revisionOf));
  const { status, body: said } = await admin.patch(path, body);
  expect({ status, said }).toMatchObject({ status: 200 });
  for (const [index, proxy] of PROXIES.entries())
    await until(`${proxy} obeys`, async () => ((await revisionOf(proxy)) > (before[index] ?? 0) ? true : undefined));
}
const untilState = (what: string, id: number, fits: (state: State) => boolean): Promise<State> =>
  until(`application server ${id} ${what}`, async () => {
    const all = (await admin.get('application-servers/states')).body as unknown as readonly State[];
    return all.find((one) => one.id === id && fits(one));
  });
/** How the users proxy sees a server, as it decides now. */
const untilSeen = (name: string, state: 'up' | 'down'): Promise<true> =>
  until(`the users proxy sees ${name} ${state}`, async () => {
    const text = await metricsOf('users-proxy');
    return (
      new RegExp(`^switchyard_application_server_state\\{[^}]*server="${name}",state="${state}"[,}].* 1$`, 'm').test(text) || undefined
    );
  });
const bothDriven = (): Promise<true> =>
  until('the app-server drives both', async () => {
    const driven = (await metricsOf('app-server')).matchAll(/asterisk_connected\{[^}]*server="asterisk-[12]"[^}]*\} 1$/gm);
    return [...driven].length === 2 || undefined;
  });
async function metricsOf(proxy: Proxy | 'app-server'): Promise<string> {
  const { host, port } = platform.addresses.ops[proxy];
  return (await fetch(`http://${host}:${port}/metrics`)).text();
}
/** Calls of a proxy on both servers, as it counts them now. */
async function callsOn(proxy: Proxy): Promise<readonly [number, number]> {
  const text = await metricsOf(proxy);
  const of = (name: string): number =>
    Number(new RegExp(`^switchyard_application_server_calls\\{[^}]*server="${name}"[^}]*\\} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  return [of('asterisk-1'), of('asterisk-2')];
}

/** Alice calls Bob; the final response. */
async function dial(): Promise<{ readonly call: PeerCall; readonly final: string }> {
  const who = phone(platform, 'alice');
  const call = new PeerCall(alice, `sip:102@${who.domain}`, `<${who.aor}>`);
  return { call, final: await call.invite({ who, body: sdpOf(alice.address, 4000), patienceMs: 12_000 }) };
}
async function callBob(): Promise<PeerCall> {
  const { call, final } = await dial();
  if (statusOf(final) !== 200) throw new Error(`the call was refused: ${final.split('\r\n')[0] ?? ''} ${reasonOf(final)}`);
  call.connect(final);
  calls.push(call);
  return call;
}
/** The world calls Bob's number. */
async function callNumber(): Promise<PeerCall> {
  const call = new PeerCall(provider, `sip:+34910000102@${trunksProxy(platform)}`, `<sip:600111222@${provider.address}>`);
  const final = await call.invite({ body: sdpOf(provider.address, 4006), patienceMs: 12_000 });
  expect(statusOf(final)).toBe(200);
  call.connect(final);
  calls.push(call);
  return call;
}
async function hangUp(call: PeerCall): Promise<void> {
  calls.splice(calls.indexOf(call), 1);
  expect(statusOf(await call.request('BYE'))).toBe(200);
}

beforeAll(async () => {
  platform = await openPlatform();
  admin = await PortalClient.login(platform, 'platform', 'admin');
  const { process, sip, ariUrl } = platform.secondAsterisk();
  await process.start();
  first = Number((await admin.one('application-servers?name=asterisk-1'))['id']);
  const [known] = await admin.list('application-servers?name=asterisk-2');
  const added =
    known ?? (await admin.post('application-servers', { name: 'asterisk-2', sipHost: sip.host, sipPort: sip.port, ariUrl })).body;
  second = Number(added['id']);
  set = await admin.one('application-server-sets?isDefault=true');
  aurora = Number((await (await asBrand(platform)).one('clients?name=Aurora'))['id']);
  alice = await SipPeer.udp(phone(platform, 'alice').address, usersProxy(platform));
  bob = await AnsweringPeer.udp(phone(platform, 'bob').address, usersProxy(platform));
  provider = await SipPeer.udp(outside(platform).ddiProvider, trunksProxy(platform));
  expect(statusOf(await register(bob.peer, phone(platform, 'bob')))).toBe(200);
  await untilState('answers', second, ({ state }) => state === 'up');
  await bothDriven();
  // A flow that broke may have left calls: they are counted until their media times out.
  await until('calls of other flows are over', async () => String(await callsOn('users-proxy')) === '0,0' || undefined, LEFT_OVER_MS);
}, 60_000 + LEFT_OVER_MS);

afterEach(async () => {
  for (const call of [...calls]) await hangUp(call);
  bob.answer = { status: '200 OK' };
});

afterAll(async () => {
  await admin.patch(`clients/${aurora}`, { distributeMethod: 'set', applicationServerId: null });
  await admin.patch(`application-server-sets/${String(set['id'])}`, { distributeMethod: 'hash', applicationServerIds: [first] });
  await admin.patch(`application-servers/${first}`, { weight: 1, draining: false });
  await admin.delete(`application-servers/${second}`);
  await platform.secondAsterisk().process.stop();
  for (const peer of [alice, bob, provider]) peer?.close();
}, 30_000);

const setTo = (distributeMethod: string): Promise<void> => configure(`application-server-sets/${String(set['id'])}`, { distributeMethod });

describe('calls of a client', () => {
  it('meet on one server by hash, through either proxy', async () => {
    for (let n = 0; n < 2; n += 1) await callBob();
    await callNumber();
    const [users, trunks] = [await callsOn('users-proxy'), await callsOn('trunks-proxy')];
    expect([...users].sort()).toEqual([0, 2]);
    expect(trunks.map((count) => count > 0)).toEqual(users.map((count) => count > 0));
  });

  it('go to each in turn', async () => {
    await setTo('rr');
    for (let n = 0; n < 4; n += 1) await callBob();
    expect(await callsOn('users-proxy')).toEqual([2, 2]);
  });

  it('are shared by weight', async () => {
    await setTo('weighted');
    await configure(`application-servers/${first}`, { weight: 3 });
    for (let n = 0; n < 4; n += 1) await callBob();
    expect(await callsOn('users-proxy')).toEqual([3, 1]);
    await configure(`application-servers/${first}`, { weight: 1 });
  });

  it('go where the fewest are', async () => {
    await setTo('leastLoaded');
    const one = await callBob();
    await callBob();
    const before = await callsOn('users-proxy');
    expect(before).toEqual([1, 1]);
    await hangUp(one);
    await callBob();
    expect(await callsOn('users-proxy')).toEqual([1, 1]);
  });

  it('go to the server of the client, and elsewhere while it is dead; it is back as soon as it answers', async () => {
    await configure(`clients/${aurora}`, { distributeMethod: 'static', applicationServerId: second });
    await callBob();
    expect(await callsOn('users-proxy')).toEqual([0, 1]);
    for (const call of [...calls]) await hangUp(call);
    const { process } = platform.secondAsterisk();
    await process.kill('SIGKILL');
    const began = Date.now();
    await callBob();
    expect(Date.now() - began).toBeLessThan(6000);
    expect(await callsOn('users-proxy')).toEqual([1, 0]);
    await untilSeen('asterisk-2', 'down');
    const next = Date.now();
    await callBob();
    expect(Date.now() - next).toBeLessThan(1500);
    await process.start();
    await Promise.all([untilSeen('asterisk-2', 'up'), bothDriven()]);
  });

  it('stay where they are while a server drains, and the platform sees how many are left', async () => {
    await configure(`clients/${aurora}`, { distributeMethod: 'static', applicationServerId: second });
    const staying = await callBob();
    expect(await callsOn('users-proxy')).toEqual([0, 1]);
    await configure(`application-servers/${second}`, { draining: true });
    await callBob();
    expect(await callsOn('users-proxy')).toEqual([1, 1]);
    await untilState('has one call left', second, ({ draining, calls: left }) => draining && left === 1);
    await hangUp(staying);
    await untilState('has no call left', second, ({ draining, calls: left }) => draining && left === 0);
    await configure(`application-servers/${second}`, { draining: false });
  });
});

describe('a server that cannot serve', () => {
  let odd: AnsweringPeer;
  let oddId: number;
  beforeAll(async () => {
    const host = `${platform.net}.42`;
    odd = await AnsweringPeer.udp(host, usersProxy(platform), 6060);
    const added = await admin.post('application-servers', {
      name: 'asterisk-odd',
      sipHost: host,
      sipPort: 6060,
      ariUrl: `http://${host}:8088`,
    });
    oddId = Number(added.body['id']);
    await untilState('is known', oddId, ({ state }) => state === 'up');
  });
  afterAll(async () => {
    await admin.patch(`clients/${aurora}`, { distributeMethod: 'set', applicationServerId: null });
    await admin.patch(`application-server-sets/${String(set['id'])}`, { applicationServerIds: [first, second] });
    await admin.delete(`application-servers/${oddId}`);
    odd.close();
  });

  it.each([
    ['refuses before it has looked at the call', '500 Server Internal Error', undefined],
    ['is not driven', '503 Service Unavailable', ['Reason: Q.850;cause=66']],
  ] as const)(
    'is passed over within the call when it %s, and rests',
    async (_title, status, headers) => {
      await configure(`clients/${aurora}`, { distributeMethod: 'static', applicationServerId: oddId });
      await untilSeen('asterisk-odd', 'up');
      odd.answer = { status, ...(headers ? { headers } : {}) };
      const asked = odd.invites.length;
      await callBob();
      expect(odd.invites.length).toBe(asked + 1);
      await callBob();
      expect(odd.invites.length).toBe(asked + 1);
    },
    20_000,
  );

  it('has the last word when it has decided about the call', async () => {
    await untilSeen('asterisk-odd', 'up');
    odd.answer = { status: '501 Not Implemented', headers: ['Reason: Q.850;cause=79'] };
    expect(statusOf((await dial()).final)).toBe(501);
    odd.answer = { status: '486 Busy Here', headers: ['Reason: Q.850;cause=17'] };
    expect(statusOf((await dial()).final)).toBe(486);
  }, 20_000);
});
