import { DnsServer } from '@switchyard/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, type AppRequest, ask } from '../../test/app.js';
import { newCall, request } from '../../test/requests.js';
import { SipPeer } from '../../test/sip-peer.js';
import { connectApp, SDP, startTestServer, type TestServer } from '../../test/test-server.js';

const SERVER = '127.99.2.70';
const FIRST = '127.99.2.71';
const SECOND = '127.99.2.72';
const at = { address: SERVER, port: 5060 };
const T1 = 50;

let server: TestServer;
let dns: DnsServer;
let srf: App;
const peers: SipPeer[] = [];
const closers: Array<() => void> = [];

const peer = async (address: string): Promise<SipPeer> => {
  const made = await SipPeer.udp(address, 5060, at);
  peers.push(made);
  return made;
};
const options = (uri: string, more: object = {}): Promise<number> =>
  ask(srf, uri, { method: 'OPTIONS', ...more }).then(({ status }) => status);
const large = { headers: { 'X-Ballast': 'x'.repeat(1_500) } };

beforeEach(async () => {
  dns = await DnsServer.start('127.99.2.73', [
    { type: 'SRV', name: '_sip._udp.farm.test', target: 'first.farm.test', port: 5060, priority: 1 },
    { type: 'SRV', name: '_sip._udp.farm.test', target: 'second.farm.test', port: 5060, priority: 2 },
    { type: 'SRV', name: '_sip._tcp.farm.test', target: 'first.farm.test', port: 5060, priority: 1 },
    { type: 'SRV', name: '_sip._tcp.farm.test', target: 'second.farm.test', port: 5060, priority: 2 },
    { type: 'A', name: 'first.farm.test', address: FIRST },
    { type: 'A', name: 'second.farm.test', address: SECOND },
  ]);
  server = await startTestServer(SERVER, { t1: T1, transport: { dns: { servers: [dns.name] } } });
  srf = await connectApp(SERVER, () => undefined);
});
afterEach(async () => {
  srf.disconnect();
  for (const close of closers.splice(0)) close();
  for (const made of peers.splice(0)) made.close();
  await server.stop();
  dns.stop();
  expect(server.problems).toEqual([]);
});

describe('a request to a host with several targets goes to the next', () => {
  it('when the first answers 503, in a transaction of its own; the application sees one answer', async () => {
    const [first, second] = [await peer(FIRST), await peer(SECOND)];
    const status = options('sip:bob@farm.test');
    const refused = await first.next('OPTIONS');
    first.answer(refused, '503 Service Unavailable');
    const again = await second.next('OPTIONS');
    expect(again.via()?.branch).not.toBe(refused.via()?.branch);
    for (const id of ['call-id', 'cseq', 'from', 'to']) expect(again.get(id)).toBe(refused.get(id));
    expect(again.values('via')).toHaveLength(1);
    second.answer(again, '200 OK');
    expect(await status).toBe(200);
  });

  it('when nobody listens at the first, within T1', async () => {
    const second = await peer(SECOND);
    const startMs = Date.now();
    const status = options('sip:bob@farm.test');
    second.answer(await second.next('OPTIONS'), '200 OK');
    expect(await status).toBe(200);
    expect(Date.now() - startMs).toBeLessThan(20 * T1);
  });

  it('when the first is silent for 64·T1', async () => {
    const [first, second] = [await peer(FIRST), await peer(SECOND)];
    const status = options('sip:bob@farm.test');
    second.answer(await second.next('OPTIONS'), '200 OK');
    expect(await status).toBe(200);
    expect(first.heard.length).toBeGreaterThan(5);
  });

  it('when the first refuses the connection', async () => {
    const listener = await SipPeer.tcpServer(SECOND, 5060);
    closers.push(() => listener.close());
    const status = options('sip:bob@farm.test;transport=tcp');
    const second = await listener.accepted;
    const request = await second.next('OPTIONS');
    expect(request.get('via')).toMatch(/^SIP\/2.0\/TCP /);
    second.answer(request, '200 OK');
    expect(await status).toBe(200);
  });

  it('and later requests go there at once, for as long as the first asked with Retry-After', async () => {
    const [first, second] = [await peer(FIRST), await peer(SECOND)];
    const status = options('sip:bob@farm.test');
    first.answer(await first.next('OPTIONS'), '503 Service Unavailable', ['Retry-After: 60']);
    second.answer(await second.next('OPTIONS'), '200 OK');
    expect(await status).toBe(200);
    const later = options('sip:bob@farm.test');
    second.answer(await second.next('OPTIONS'), '200 OK');
    expect(await later).toBe(200);
    expect(first.heard).toHaveLength(1);
  });
});

describe('a request does not go to the next target', () => {
  it.each([
    ['500 Server Internal Error', 500],
    ['486 Busy Here', 486],
    ['302 Moved', 302],
  ])('after %s', async (answer, status) => {
    const [first, second] = [await peer(FIRST), await peer(SECOND)];
    const asked = options('sip:bob@farm.test');
    first.answer(await first.next('OPTIONS'), answer);
    expect(await asked).toBe(status);
    expect(second.heard).toEqual([]);
  });

  it('when there is none left: the last answer is the answer', async () => {
    const [first, second] = [await peer(FIRST), await peer(SECOND)];
    const asked = options('sip:bob@farm.test');
    for (const one of [first, second]) one.answer(await one.next('OPTIONS'), '503 Service Unavailable', ['X-Who: me']);
    expect(await asked).toBe(503);
  });

  it('when it was cancelled meanwhile', async () => {
    const [first, second] = [await peer(FIRST), await peer(SECOND)];
    let sent: AppRequest | undefined;
    const call = srf.createUAC('sip:bob@farm.test', { localSdp: SDP }, { cbRequest: (_error, req) => (sent = req) });
    const failed = expect(call).rejects.toMatchObject({ status: 503 });
    const invite = await first.next('INVITE');
    first.answer(invite, '100 Trying');
    await expect.poll(() => sent !== undefined).toBe(true);
    sent?.cancel({}, () => undefined);
    first.answer(await first.next('CANCEL'), '200 OK');
    first.answer(invite, '503 Service Unavailable');
    await failed;
    expect(second.heard).toEqual([]);
  });
});

describe('a call that took the second target', () => {
  it('can be cancelled there', async () => {
    const [first, second] = [await peer(FIRST), await peer(SECOND)];
    let sent: AppRequest | undefined;
    const call = srf.createUAC('sip:bob@farm.test', { localSdp: SDP }, { cbRequest: (_error, req) => (sent = req) });
    const failed = expect(call).rejects.toMatchObject({ status: 487 });
    first.answer(await first.next('INVITE'), '503 Service Unavailable');
    await first.next('ACK');
    const invite = await second.next('INVITE');
    second.answer(invite, '180 Ringing');
    await expect.poll(() => sent !== undefined).toBe(true);
    sent?.cancel({}, () => undefined);
    const cancel = await second.next('CANCEL');
    expect(cancel.via()?.branch).toBe(invite.via()?.branch);
    second.answer(cancel, '200 OK');
    second.answer(invite, '487 Request Terminated');
    await failed;
  });

  it('is acknowledged and hung up there', async () => {
    const [first, second] = [await peer(FIRST), await peer(SECOND)];
    const call = srf.createUAC('sip:bob@farm.test', { localSdp: SDP });
    first.answer(await first.next('INVITE'), '503 Service Unavailable');
    second.answer(await second.next('INVITE'), '200 OK', [`Contact: <sip:bob@${SECOND}>`, 'Content-Type: application/sdp'], SDP);
    await second.next('ACK');
    void (await call).destroy();
    second.answer(await second.next('BYE'), '200 OK');
    await expect.poll(() => server.server.counts().dialogsOut).toBe(0);
  });
});

describe('a request that is proxied', () => {
  it('goes to the next target too, and its sender sees one answer', async () => {
    const proxying = await connectApp(SERVER, (application) =>
      application.options((req) => void req.proxy({ destination: 'sip:farm.test' })),
    );
    closers.push(() => proxying.disconnect());
    const [first, second, caller] = [await peer(FIRST), await peer(SECOND), await SipPeer.udp('127.99.2.74', 5060, at)];
    peers.push(caller);
    caller.send(request(caller, SERVER, 'OPTIONS', newCall()));
    const refused = await first.next('OPTIONS');
    first.answer(refused, '503 Service Unavailable');
    const again = await second.next('OPTIONS');
    expect(again.via()?.branch).not.toBe(refused.via()?.branch);
    expect(again.values('via')).toHaveLength(2);
    second.answer(again, '200 OK');
    await caller.next(200);
    expect(caller.heard).toHaveLength(1);
  });
});

describe('a request that is too large for a datagram', () => {
  it('goes by TCP, with the Via of TCP', async () => {
    const listener = await SipPeer.tcpServer(FIRST, 5060);
    closers.push(() => listener.close());
    const udp = await peer(FIRST);
    const status = options(`sip:bob@${FIRST}`, large);
    const first = await listener.accepted;
    const request = await first.next('OPTIONS');
    expect(request.values('via')).toEqual([expect.stringMatching(/^SIP\/2.0\/TCP 127.99.2.70:5060;branch=z9hG4bK/)]);
    first.answer(request, '200 OK');
    expect(await status).toBe(200);
    expect(udp.heard).toEqual([]);
  });

  it('goes by UDP when TCP is refused, and the next one at once', async () => {
    const udp = await peer(FIRST);
    for (const round of [1, 2]) {
      const status = options(`sip:bob@${FIRST}`, large);
      const request = await udp.next('OPTIONS');
      expect(request.values('via')).toEqual([expect.stringMatching(/^SIP\/2.0\/UDP 127.99.2.70:5060;rport;branch=z9hG4bK/)]);
      udp.answer(request, '200 OK');
      expect(await status).toBe(200);
      // Repeats of a slow moment do not count.
      expect(new Set(udp.heard.map(({ message }) => message.branch())).size).toBe(round);
    }
  });

  it.each([
    ['UDP was asked for', `sip:bob@${FIRST};transport=udp`, large],
    ['it is small', `sip:bob@${FIRST}`, {}],
  ])('but not when %s', async (_name, uri, more) => {
    const listener = await SipPeer.tcpServer(FIRST, 5060);
    closers.push(() => listener.close());
    const udp = await peer(FIRST);
    const status = options(uri, more);
    udp.answer(await udp.next('OPTIONS'), '200 OK');
    expect(await status).toBe(200);
  });
});
