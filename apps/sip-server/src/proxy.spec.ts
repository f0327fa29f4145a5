import type { App } from '../test/app.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newCall, request } from '../test/requests.js';
import { SipPeer } from '../test/sip-peer.js';
import { connectApp, SDP, startTestServer, type TestServer } from '../test/test-server.js';

const SERVER = '127.99.2.60';
const at = { address: SERVER, port: 5060 };

let server: TestServer;
let caller: SipPeer;
let one: SipPeer;
let two: SipPeer;
const apps: App[] = [];
let refusals: unknown[];
let results: Promise<Array<{ connected: boolean; finalStatus: number; statuses: number[] }>>;

/** An application that proxies every INVITE that way; `results` resolves with what it was told. */
const proxying = async (options: object): Promise<void> => {
  const all: Array<{ connected: boolean; finalStatus: number; statuses: number[] }> = [];
  let done: () => void;
  results = new Promise((resolve) => (done = () => resolve(all)));
  apps.push(
    await connectApp(SERVER, (srf) =>
      srf.invite((req) => {
        void req.proxy({ ...options }).then(
          ({ connected, finalStatus, responses }) => {
            all.push({ connected, finalStatus, statuses: responses.flatMap(({ msgs }) => msgs.map(({ status }) => status)) });
            done();
          },
          (error: unknown) => refusals.push(error),
        );
      }),
    ),
  );
};
const targets = (): string[] => [`sip:${one.address}:5060`, `sip:${two.address}:5060`];

beforeEach(async () => {
  server = await startTestServer(SERVER, { t1: 50 });
  refusals = [];
  caller = await SipPeer.udp('127.99.2.110', 5060, at);
  one = await SipPeer.udp('127.99.2.111', 5060, at);
  two = await SipPeer.udp('127.99.2.112', 5060, at);
});
afterEach(async () => {
  for (const srf of apps.splice(0)) srf.disconnect();
  for (const peer of [caller, one, two]) peer.close();
  await server.stop();
  expect(server.problems).toEqual([]);
});

describe('a proxied call', () => {
  it('stays in the path when asked, and its ACK and BYE pass by Route', async () => {
    await proxying({ destination: targets().slice(0, 1), recordRoute: true, headers: { 'X-Added': 'yes' } });
    const call = newCall();
    caller.send([...request(caller, SERVER, 'INVITE', call), 'Content-Type: application/sdp'], SDP);
    const invite = await one.next('INVITE');
    expect([invite.requestUri, invite.get('max-forwards'), invite.get('x-added'), invite.get('record-route')]).toEqual([
      `sip:${one.address}:5060`,
      '69',
      'yes',
      `<sip:${SERVER}:5060;lr>`,
    ]);
    expect(invite.getAll('via')).toHaveLength(2);
    expect(invite.body.toString()).toBe(SDP);
    one.answer(invite, '180 Ringing');
    await caller.next(180);
    one.answer(invite, '200 OK', [`Contact: <sip:bob@${one.address}>`]);
    const ok = await caller.next(200);
    expect(ok.getAll('via')).toHaveLength(1);
    const inDialog = { to: ok.get('to') ?? '', uri: `sip:bob@${one.address}`, more: [`Route: <sip:${SERVER}:5060;lr>`] };
    caller.send(request(caller, SERVER, 'ACK', call, inDialog));
    expect((await one.next('ACK')).has('route')).toBe(false);
    caller.send(request(caller, SERVER, 'BYE', call, { ...inDialog, seq: 2 }));
    one.answer(await one.next('BYE'), '200 OK');
    expect((await caller.next((message) => message.method === 'BYE')).status).toBe(200);
    expect(await results).toEqual([{ connected: true, finalStatus: 200, statuses: [200] }]);
    expect(server.server.counts().proxied).toBe(0);
  });

  it('tries one target after the other and returns the best failure', async () => {
    await proxying({ destination: targets() });
    caller.send(request(caller, SERVER, 'INVITE', newCall()));
    one.answer(await one.next('INVITE'), '404 Not Found');
    await one.next('ACK');
    two.answer(await two.next('INVITE'), '500 Oops');
    expect((await caller.next(404)).reason).toBe('Not Found');
    expect(await results).toMatchObject([{ connected: false, statuses: expect.arrayContaining([404, 500]) as number[] }]);
  });

  it('leaves a silent target after the provisional timeout', async () => {
    await proxying({ destination: targets(), provisionalTimeout: '100ms' });
    caller.send(request(caller, SERVER, 'INVITE', newCall()));
    const late = await one.next('INVITE');
    two.answer(await two.next('INVITE'), '200 OK', [`Contact: <sip:bob@${two.address}>`]);
    await caller.next(200);
    one.answer(late, '180 Ringing');
    await one.next('CANCEL');
  });

  it('cancels a target after the final timeout', async () => {
    await proxying({ destination: targets().slice(0, 1), finalTimeout: '100ms' });
    caller.send(request(caller, SERVER, 'INVITE', newCall()));
    const invite = await one.next('INVITE');
    one.answer(invite, '180 Ringing');
    one.answer(await one.next('CANCEL'), '200 OK');
    one.answer(invite, '487 Request Terminated');
    await caller.next(408);
  });

  it('rings all targets at once and cancels the others when one answers', async () => {
    await proxying({ destination: targets(), forking: 'simultaneous' });
    caller.send(request(caller, SERVER, 'INVITE', newCall()));
    const [first, second] = [await one.next('INVITE'), await two.next('INVITE')];
    one.answer(first, '180 Ringing');
    two.answer(second, '180 Ringing');
    two.answer(second, '200 OK', [`Contact: <sip:bob@${two.address}>`]);
    await caller.next(200);
    one.answer(await one.next('CANCEL'), '200 OK');
    one.answer(first, '487 Request Terminated');
    await one.next('ACK');
    expect(await results).toMatchObject([{ connected: true }]);
  });

  it.each([true, false])('follows a redirection when asked (%s)', async (followRedirects) => {
    await proxying({ destination: targets().slice(0, 1), followRedirects });
    caller.send(request(caller, SERVER, 'INVITE', newCall()));
    one.answer(await one.next('INVITE'), '302 Moved', [`Contact: <sip:carol@${two.address}>`]);
    if (!followRedirects) {
      await caller.next(302);
      return;
    }
    const invite = await two.next('INVITE');
    expect(invite.requestUri).toBe(`sip:carol@${two.address}`);
    two.answer(invite, '486 Busy Here');
    await caller.next(486);
  });

  it('returns a challenge at once', async () => {
    await proxying({ destination: targets() });
    caller.send(request(caller, SERVER, 'INVITE', newCall()));
    one.answer(await one.next('INVITE'), '407 Proxy Authentication Required', ['Proxy-Authenticate: Digest realm="x", nonce="n"']);
    expect((await caller.next(407)).get('proxy-authenticate')).toBe('Digest realm="x", nonce="n"');
    expect(two.heard).toEqual([]);
  });

  it('finds the target again that asked for credentials, whatever order the application names by then', async () => {
    const order = targets();
    const app = await connectApp(SERVER, (srf) => srf.invite((req) => void req.proxy({ destination: [...order] }).catch(() => undefined)));
    apps.push(app);
    const call = newCall();
    caller.send(request(caller, SERVER, 'INVITE', call));
    const challenge = 'Proxy-Authenticate: Digest realm="x", nonce="only-one-knows"';
    one.answer(await one.next('INVITE'), '407 Proxy Authentication Required', [challenge]);
    await caller.next(407);
    order.reverse();
    const more = ['Proxy-Authorization: Digest username="u", realm="x", nonce="only-one-knows", uri="sip:b", response="0"'];
    caller.send(request(caller, SERVER, 'INVITE', call, { seq: 2, more }));
    one.answer(await one.next('INVITE'), '486 Busy Here');
    await caller.next(486);
    expect(two.heard).toEqual([]);
  });

  it('lets reliable provisionals and their PRACK pass end to end, with and without staying in the path', async () => {
    for (const recordRoute of [true, false]) {
      const app = await connectApp(SERVER, (srf) =>
        srf.invite((req) => void req.proxy({ destination: targets().slice(0, 1), recordRoute }).catch(() => undefined)),
      );
      const call = newCall();
      caller.send(request(caller, SERVER, 'INVITE', call, { more: ['Supported: 100rel'] }));
      const invite = await one.next('INVITE');
      one.answer(invite, '183 Session Progress', ['Require: 100rel', 'RSeq: 4711', `Contact: <sip:bob@${one.address}>`]);
      const progress = await caller.next(183);
      expect(progress.get('rseq')).toBe('4711');
      const route = progress.get('record-route');
      expect(route !== undefined).toBe(recordRoute);
      if (route !== undefined) {
        const more = [`Route: ${route}`, 'RAck: 4711 1 INVITE'];
        caller.send(request(caller, SERVER, 'PRACK', call, { seq: 2, to: progress.get('to') ?? '', uri: `sip:bob@${one.address}`, more }));
        const prack = await one.next('PRACK');
        expect([prack.get('rack'), prack.has('route')]).toEqual(['4711 1 INVITE', false]);
        one.answer(prack, '200 OK');
        expect((await caller.next(200)).method).toBe('PRACK');
      }
      one.answer(invite, '486 Busy Here');
      await caller.next(486);
      app.disconnect();
    }
  });

  it('as REGISTER leaves its address in Path', async () => {
    apps.push(
      await connectApp(SERVER, (srf) =>
        srf.register((req) => void req.proxy({ destination: targets().slice(0, 1), recordRoute: true }).catch(() => undefined)),
      ),
    );
    caller.send(request(caller, SERVER, 'REGISTER', newCall()));
    const register = await one.next('REGISTER');
    expect([register.get('require'), register.has('record-route')]).toEqual(['path', false]);
    expect(register.get('path')).toMatch(new RegExp(`^<sip:.*${SERVER.replaceAll('.', '\\.')}:5060;lr`));
    one.answer(register, '200 OK');
    await caller.next(200);
  });

  it('has nowhere to go: the application and the caller are told at once', async () => {
    await proxying({ destination: [`sip:${one.address};transport=ws`] });
    caller.send(request(caller, SERVER, 'INVITE', newCall()));
    await caller.next(500);
    await expect.poll(() => refusals).toEqual(['error proxying request to ']);
  });

  it('is cancelled by its caller', async () => {
    await proxying({ destination: targets().slice(0, 1) });
    const call = newCall();
    caller.send(request(caller, SERVER, 'INVITE', call));
    const invite = await one.next('INVITE');
    one.answer(invite, '180 Ringing');
    await caller.next(180);
    caller.send(request(caller, SERVER, 'CANCEL', call));
    expect((await caller.next(200)).method).toBe('CANCEL');
    await caller.next(487);
    one.answer(await one.next('CANCEL'), '200 OK');
    one.answer(invite, '487 Request Terminated');
    await one.next('ACK');
    expect(await results).toMatchObject([{ connected: false, finalStatus: 487 }]);
  });

  it('that may pass no further element is refused', async () => {
    await proxying({ destination: targets() });
    caller.send(request(caller, SERVER, 'INVITE', newCall()).map((line) => line.replace('Max-Forwards: 70', 'Max-Forwards: 0')));
    await caller.next(483);
    await expect.poll(() => refusals).toEqual(['Rejected with 483 Too Many Hops due to Max-Forwards value of 0']);
  });

  it('gets 408 when its target never answers', async () => {
    await proxying({ destination: targets().slice(0, 1) });
    caller.send(request(caller, SERVER, 'INVITE', newCall()));
    await caller.next(408);
    expect(one.heard.length).toBeGreaterThan(5);
  });
});
