import type { Instance } from '@switchyard/local-runner';
import { headerOf, outside, phone, PortalClient, ratedCall, trunksProxy, until, usersProxy, type Phone } from '@switchyard/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AnsweringPeer } from '../../answering-peer.js';
import { asBrand, openPlatform } from '../../platform.js';
import { newId, PeerCall, reasonOf, register, sdpOf, SipPeer, statusOf } from '../../sip-peer.js';

const SIP_PASSWORD = 'PaSSw0rd-123+*';
type Row = Record<string, unknown>;

let platform: Instance;
let brand: PortalClient;
let ids: { readonly aurora: number; readonly rita: number; readonly rita1: number };
/** What to delete afterwards, last first. */
const made: { readonly at: PortalClient; readonly path: string }[] = [];
const peers: { readonly close: () => void }[] = [];
const calls: PeerCall[] = [];

async function make(at: PortalClient, path: string, body: object): Promise<Row> {
  const added = await at.post(path, body);
  expect({ path, status: added.status, body: added.body }).toMatchObject({ status: 201 });
  made.push({ at, path: `${path}/${String(added.body['id'])}` });
  return added.body;
}
const revisionOf = async (app: 'users-proxy' | 'trunks-proxy'): Promise<number> => {
  const { host, port } = platform.addresses.ops[app];
  return Number(/revision (\d+)/.exec(await (await fetch(`http://${host}:${port}/health`)).text())?.[1]);
};
/** Resolves when the proxies know of everything that was written so far: a last write announces itself. */
async function obeyed(): Promise<void> {
  const apps = ['users-proxy', 'trunks-proxy'] as const;
  const before = await Promise.all(apps.map(revisionOf));
  await brand.patch(`clients/${ids.rita}`, { maxDailyUsageEmail: `${newId('a')}@northwind.test` });
  for (const [index, app] of apps.entries())
    await until(`${app} knows`, async () => (await revisionOf(app)) > (before[index] ?? 0) || undefined);
}
const address = (octet: number): string => `${platform.net}.${octet}`;
async function answering(octet: number, port = 5060): Promise<AnsweringPeer> {
  const peer = await AnsweringPeer.udp(address(octet), usersProxy(platform), port);
  peers.push(peer);
  return peer;
}
async function known(octet: number): Promise<AnsweringPeer> {
  const found = peers.find((peer): peer is AnsweringPeer => peer instanceof AnsweringPeer && peer.peer.address === address(octet));
  return found ?? (await answering(octet));
}
/** Writes as the brand acting for one of its clients. */
async function actAs(clientId: number): Promise<(path: string, body: object, method?: string) => Promise<Row>> {
  const { status, body } = await brand.post('token/exchange', { clientId });
  expect({ status, body }).toMatchObject({ status: 200 });
  return async (path, sent, method = 'POST') => {
    const reply = await fetch(`${platform.portalUrl}/api/client/${path}`, {
      method,
      headers: { authorization: `Bearer ${String(body['token'])}`, 'content-type': 'application/json' },
      body: JSON.stringify(sent),
    });
    const row = (await reply.json()) as Row;
    expect({ path, ok: reply.ok, row }).toMatchObject({ ok: true });
    return row;
  };
}
const friendPhone = (name: string, octet: number): Phone => ({
  user: name,
  domain: 'aurora.northwind.test',
  password: SIP_PASSWORD,
  address: address(octet),
  aor: `sip:${name}@aurora.northwind.test`,
});

/** A call that must be answered. */
async function call(
  from: SipPeer,
  who: Phone | undefined,
  target: string,
  said: { readonly from?: string; readonly headers?: readonly string[] } = {},
): Promise<PeerCall> {
  const out = new PeerCall(from, target, said.from ?? `<${who?.aor ?? target}>`);
  const final = await out.invite({
    ...(who ? { who } : {}),
    body: sdpOf(from.address, 4000),
    headers: said.headers ?? [],
    patienceMs: 9000,
  });
  if (statusOf(final) !== 200) throw new Error(`${target}: ${final.split('\r\n')[0] ?? ''} ${reasonOf(final)}`);
  out.connect(final);
  calls.push(out);
  return out;
}
const lastInvite = (peer: AnsweringPeer): string => peer.invites.at(-1) ?? '';
const uriOf = (invite: string): string => invite.split(' ')[1] ?? '';

beforeAll(async () => {
  platform = await openPlatform();
  brand = await asBrand(platform);
  const idOf = async (path: string): Promise<number> => Number((await brand.one(path))['id']);
  ids = {
    aurora: await idOf('clients?name=Aurora'),
    rita: await idOf('clients?name=Rita'),
    rita1: await idOf('retail-accounts?name=rita1'),
  };
  // What an earlier run left behind.
  for (const path of ['friends', 'call-forwards'] as const)
    for (const { id } of (await brand.list(`${path}?itemsPerPage=100`)) as { id: number }[]) await brand.delete(`${path}/${id}`);
});
afterEach(async () => {
  for (const each of calls.splice(0)) await each.request('BYE');
});
afterAll(async () => {
  for (const { at, path } of made.reverse()) await at.delete(path);
  for (const peer of peers) peer.close();
}, 30_000);

describe('a PBX beside a vPBX', () => {
  let aurora: PortalClient;
  let alice: SipPeer;
  beforeAll(async () => {
    aurora = await PortalClient.login(platform, 'client', 'aurora');
    alice = await SipPeer.udp(phone(platform, 'alice').address, usersProxy(platform));
    peers.push(alice);
    const friend = async (name: string, priority: number, more: object): Promise<number> =>
      Number((await make(brand, 'friends', { clientId: ids.aurora, name, priority, ...more }))['id']);
    const registering = await friend('annex', 1, { directConnectivity: 'no', password: SIP_PASSWORD });
    const direct = await friend('tower', 2, {
      directConnectivity: 'yes',
      transport: 'udp',
      ip: address(172),
      port: 5070,
      ruriDomain: 'tower.example.test',
      fromDomain: 'us.example.test',
      ddiIn: true,
    });
    await make(aurora, 'friend-patterns', { friendId: registering, name: 'seven', regExp: '^7\\d{3}$' });
    await make(aurora, 'friend-patterns', { friendId: direct, name: 'eight', regExp: '^8\\d{3}$' });
    await obeyed();
  });

  it('that registers gets the numbers of its pattern, and calls extensions', async () => {
    const annex = await answering(171);
    const who = friendPhone('annex', 171);
    expect(statusOf(await register(annex.peer, who))).toBe(200);
    await call(alice, phone(platform, 'alice'), 'sip:7123@aurora.northwind.test');
    expect(uriOf(lastInvite(annex))).toMatch(/^sip:7123@/);
    expect(headerOf(lastInvite(annex), 'From')).toMatch(/sip:101@aurora\.northwind\.test/);
    expect(lastInvite(annex)).not.toMatch(/^x-/im);
    const bob = await answering(102);
    expect(statusOf(await register(bob.peer, phone(platform, 'bob')))).toBe(200);
    await call(annex.peer, who, 'sip:102@aurora.northwind.test');
    expect(bob.invites).toHaveLength(1);
  });

  it('at a static address is called there with the domains it wants, and calls extensions without a password', async () => {
    const tower = await answering(172, 5070);
    await call(alice, phone(platform, 'alice'), 'sip:8123@aurora.northwind.test');
    expect(uriOf(lastInvite(tower))).toBe('sip:8123@tower.example.test');
    expect(headerOf(lastInvite(tower), 'To')).toMatch(/sip:8123@tower\.example\.test/);
    expect(headerOf(lastInvite(tower), 'From')).toMatch(/@us\.example\.test/);
    const bob = await known(102);
    const before = bob.invites.length;
    await call(tower.peer, undefined, 'sip:102@aurora.northwind.test', { from: '<sip:tower@aurora.northwind.test>' });
    expect(bob.invites).toHaveLength(before + 1);
  });

  it('is two vPBXs of a corporation that call one another’s extensions', async () => {
    const corporation = await make(brand, 'corporations', { name: newId('corp') });
    const { body: old } = await brand.get(`clients/${ids.aurora}`);
    const other = await make(brand, 'clients', {
      name: newId('Polaris'),
      type: 'vpbx',
      domain: 'polaris.northwind.test',
      currency: old['currency'],
      timezone: old['timezone'],
      language: old['language'],
      transformationRuleSetId: old['transformationRuleSetId'],
      ipFilter: false,
      corporationId: corporation['id'],
    });
    const clientId = Number(other['id']);
    expect((await brand.patch(`clients/${ids.aurora}`, { corporationId: corporation['id'] })).status).toBe(200);
    const polaris = await actAs(clientId);
    const terminal = await polaris('terminals', { name: 'star', password: SIP_PASSWORD });
    const user = await polaris('users', { name: 'Star', terminalId: terminal['id'] });
    const extension = await polaris('extensions', { number: '201', routeType: 'user', userId: user['id'] });
    await polaris(`users/${String(user['id'])}`, { extensionId: extension['id'] }, 'PATCH');
    await make(brand, 'friends', {
      clientId: ids.aurora,
      name: 'polaris',
      priority: 3,
      directConnectivity: 'intervpbx',
      interClientId: clientId,
    });
    await obeyed();
    const star = await answering(173);
    const who: Phone = {
      user: 'star',
      domain: 'polaris.northwind.test',
      password: SIP_PASSWORD,
      address: address(173),
      aor: 'sip:star@polaris.northwind.test',
    };
    expect(statusOf(await register(star.peer, who))).toBe(200);
    await call(alice, phone(platform, 'alice'), 'sip:201@aurora.northwind.test');
    expect(headerOf(lastInvite(star), 'From')).toMatch(/sip:101@/);
    const bob = await known(102);
    const before = bob.invites.length;
    await call(star.peer, who, 'sip:102@polaris.northwind.test');
    expect(bob.invites).toHaveLength(before + 1);
    expect(headerOf(lastInvite(bob), 'From')).toMatch(/sip:201@/);
  });
});

describe('a call to a retail account', () => {
  const shop = (): Phone => ({
    ...phone(platform, 'rita1'),
    user: 'shop',
    password: SIP_PASSWORD,
    aor: 'sip:shop@northwind.test',
    address: address(174),
  });
  let rita: PortalClient;
  let provider: SipPeer;
  let shopId: number;
  beforeAll(async () => {
    rita = await PortalClient.login(platform, 'client', 'rita');
    provider = await SipPeer.udp(outside(platform).ddiProvider, trunksProxy(platform));
    peers.push(provider);
    shopId = Number(
      (await make(brand, 'retail-accounts', { clientId: ids.rita, name: 'shop', password: SIP_PASSWORD, ddiIn: false }))['id'],
    );
  });
  const forwards: string[] = [];
  const forward = async (retailAccountId: number, more: object): Promise<void> => {
    const { status, body } = await rita.post('call-forwards', { retailAccountId, ...more });
    expect({ status, body }).toMatchObject({ status: 201 });
    forwards.push(`call-forwards/${String(body['id'])}`);
  };
  afterEach(async () => {
    for (const path of forwards.splice(0)) await rita.delete(path);
  });
  const callNumber = (): Promise<PeerCall> =>
    call(provider, undefined, `sip:+34910000301@${trunksProxy(platform)}`, { from: `<sip:600111222@${provider.address}>` });

  it('that is always forwarded goes to the number, and the forwarder pays', async () => {
    const carrier = await AnsweringPeer.udp(outside(platform).carrierOne, trunksProxy(platform));
    peers.push(carrier);
    await forward(ids.rita1, { type: 'unconditional', targetRouteType: 'number', targetRouteNumber: '912003101' });
    await obeyed();
    const since = new Date().toISOString();
    const up = await callNumber();
    expect(uriOf(lastInvite(carrier))).toContain('34912003101');
    expect(headerOf(lastInvite(carrier), 'From')).toContain('34910000301');
    calls.splice(calls.indexOf(up), 1);
    await up.request('BYE');
    expect(await ratedCall(brand, '+34912003101', since, 'outbound')).toMatchObject({ clientId: ids.rita, caller: '+34910000301' });
  });

  it('that is forwarded when nobody is there goes to another account, which is rung', async () => {
    const other = await answering(174);
    expect(statusOf(await register(other.peer, shop()))).toBe(200);
    await forward(ids.rita1, { type: 'notRegistered', targetRouteType: 'retail', targetRetailAccountId: shopId });
    await obeyed();
    const mine = await AnsweringPeer.udp(phone(platform, 'rita1').address, usersProxy(platform));
    peers.push(mine);
    expect(statusOf(await register(mine.peer, phone(platform, 'rita1'), 0))).toBe(200);
    await callNumber();
    expect(other.invites).toHaveLength(1);
    expect(headerOf(lastInvite(other), 'Diversion')).toMatch(/34910000301.*reason="?unavailable/);
    // Somebody is there now, and says that nobody is.
    expect(statusOf(await register(mine.peer, phone(platform, 'rita1')))).toBe(200);
    mine.answer = { status: '480 Temporarily Unavailable' };
    await callNumber();
    expect([mine.invites.length, other.invites.length]).toEqual([1, 2]);
    // And now takes the call.
    mine.answer = { status: '200 OK' };
    await callNumber();
    expect([mine.invites.length, other.invites.length]).toEqual([2, 2]);
  });

  it('that is asked for is answered with where its phones are', async () => {
    const mine = await known(121);
    const asking = new PeerCall(mine.peer, 'sip:shop@northwind.test', `<${phone(platform, 'rita1').aor}>`);
    const final = await asking.invite({
      who: phone(platform, 'rita1'),
      body: sdpOf(mine.peer.address, 4000),
      headers: ['Request-Disposition: redirect'],
    });
    expect(statusOf(final)).toBe(302);
    expect(headerOf(final, 'Contact')).toBe(`<sip:peer@${address(174)}:5060>;q=1.0`);
  });
});

describe('an address of ours', () => {
  let admin: PortalClient;
  let main: string;
  beforeAll(async () => {
    admin = await PortalClient.login(platform, 'platform', 'admin');
    main = `proxy-users/${String((await admin.one('proxy-users?isDefault=true'))['id'])}`;
    await make(admin, 'proxy-users', { name: newId('second'), ip: address(11), mode: 'serve' });
  });
  afterAll(async () => {
    await admin.patch(main, { mode: 'serve' });
    await obeyed();
  });

  it('sends phones and calls on while it balances', async () => {
    expect((await admin.patch(main, { mode: 'balance' })).status).toBe(200);
    await obeyed();
    const mine = await known(121);
    const registered = await register(mine.peer, phone(platform, 'rita1'));
    expect([statusOf(registered), headerOf(registered, 'Contact')]).toEqual([302, `<sip:${address(11)}:5060>;q=1.0;expires=300`]);
    const calling = new PeerCall(mine.peer, 'sip:+34912003199@northwind.test', `<${phone(platform, 'rita1').aor}>`);
    const final = await calling.invite({ body: sdpOf(mine.peer.address, 4000) });
    expect([statusOf(final), headerOf(final, 'Contact')]).toEqual([302, `<sip:+34912003199@${address(11)}:5060>;q=1.0;expires=300`]);
  });

  it('tells where an account is, unasked, while it redirects', async () => {
    expect((await admin.patch(main, { mode: 'redirect' })).status).toBe(200);
    await obeyed();
    const mine = await known(121);
    const calling = new PeerCall(mine.peer, 'sip:shop@northwind.test', `<${phone(platform, 'rita1').aor}>`);
    const final = await calling.invite({ who: phone(platform, 'rita1'), body: sdpOf(mine.peer.address, 4000) });
    expect([statusOf(final), headerOf(final, 'Contact')]).toEqual([302, `<sip:peer@${address(174)}:5060>;q=1.0`]);
  });
});
