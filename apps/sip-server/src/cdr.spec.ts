import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App, AppDialog } from '../test/app.js';
import { type Call, newCall, request } from '../test/requests.js';
import { SipPeer } from '../test/sip-peer.js';
import { connectApp, SDP, startTestServer, type TestServer } from '../test/test-server.js';

const SERVER = '127.99.4.30';
const at = { address: SERVER, port: 5060 };

interface Recorder {
  readonly on: (event: string, take: (...args: unknown[]) => void) => void;
}

let server: TestServer;
let phone: SipPeer;
let target: SipPeer;
let events: string[];
const apps: App[] = [];

/** An application that does `prepare`, and another that only writes down the call events: `attempt network INVITE`. */
async function begin(prepare: (srf: App) => void): Promise<App> {
  const app = await connectApp(SERVER, prepare);
  const recorder = await connectApp(SERVER, (srf) => {
    const record =
      (name: string) =>
      (...args: unknown[]): void => {
        const message = args.at(-1) as { readonly type: string; readonly method?: string; readonly status?: number };
        const detail = args.length > 3 ? ` ${String(args[2])}` : '';
        expect(args[1]).toMatch(/^\d\d:\d\d:\d\d\.\d{6}$/);
        events.push(`${name} ${String(args[0])}${detail} ${message.type === 'request' ? message.method : message.status}`);
      };
    for (const name of ['attempt', 'start', 'stop']) (srf as unknown as Recorder).on(`cdr:${name}`, record(name));
  });
  apps.push(app, recorder);
  return app;
}

const heard = async (...expected: string[]): Promise<void> => {
  await expect.poll(() => events.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(expected.length);
  expect(events).toEqual(expected);
};
const bye = (call: Call, to: string): void => phone.send(request(phone, SERVER, 'BYE', call, { to, seq: 2 }));

beforeEach(async () => {
  events = [];
  server = await startTestServer(SERVER, { t1: 50 });
  phone = await SipPeer.udp('127.99.4.31', 5060, at);
  target = await SipPeer.udp('127.99.4.32', 5060, at);
});
afterEach(async () => {
  for (const app of apps.splice(0)) app.disconnect();
  phone.close();
  target.close();
  await server.stop();
  expect(server.problems).toEqual([]);
});

describe('a call that an application answers', () => {
  it('is tried, started and released by the caller', async () => {
    await begin((srf) => srf.invite((req, res) => void srf.createUAS(req, res, { localSdp: SDP })));
    const call = newCall();
    phone.send(request(phone, SERVER, 'INVITE', call));
    const to = (await phone.next(200)).get('to') ?? '';
    phone.send(request(phone, SERVER, 'ACK', call, { to }));
    bye(call, to);
    await heard('attempt network INVITE', 'start application uas 200', 'stop network normal-release BYE');
  });

  it('is released by the application', async () => {
    let answered: Promise<AppDialog> | undefined;
    await begin((srf) => srf.invite((req, res) => void (answered = srf.createUAS(req, res, { localSdp: SDP }))));
    const call = newCall();
    phone.send(request(phone, SERVER, 'INVITE', call));
    phone.send(request(phone, SERVER, 'ACK', call, { to: (await phone.next(200)).get('to') ?? '' }));
    void (await answered)?.destroy();
    phone.answer(await phone.next('BYE'), '200 OK');
    await heard('attempt network INVITE', 'start application uas 200', 'stop application normal-release BYE');
  });

  it('is rejected', async () => {
    await begin((srf) => srf.invite((_req, res) => res.send(486)));
    phone.send(request(phone, SERVER, 'INVITE', newCall()));
    await phone.next(486);
    await heard('attempt network INVITE', 'stop application call-rejected 486');
  });

  it.each([
    ['before the application said anything', false],
    ['while it rings', true],
  ])('is cancelled %s', async (_name, rings) => {
    await begin((srf) => srf.invite((_req, res) => (rings ? res.send(180) : undefined)));
    const call = newCall();
    phone.send(request(phone, SERVER, 'INVITE', call));
    await phone.next(rings ? 180 : 100);
    phone.send(request(phone, SERVER, 'CANCEL', call));
    await phone.next(487);
    await heard('attempt network INVITE', 'stop network call-canceled INVITE');
  });

  it('finds nobody who takes it', async () => {
    await begin(() => undefined);
    phone.send(request(phone, SERVER, 'INVITE', newCall()));
    await phone.next(503);
    await heard('attempt network INVITE', 'stop application call-rejected 503');
  });
});

describe('a call that an application makes', () => {
  it('is tried, started and released by the callee', async () => {
    const app = await begin(() => undefined);
    const made = app.createUAC(`sip:${target.address}`, { localSdp: SDP });
    const invite = await target.next('INVITE');
    target.answer(invite, '200 OK', [`Contact: <sip:${target.address}>`, 'Content-Type: application/sdp'], SDP);
    await made;
    await target.next('ACK');
    target.send([
      `BYE sip:${SERVER} SIP/2.0`,
      `Via: SIP/2.0/UDP ${target.address}:5060;branch=z9hG4bKbye${Date.now()}`,
      `From: ${invite.get('to')};tag=peer`,
      `To: ${invite.get('from')}`,
      `Call-ID: ${invite.callId()}`,
      'CSeq: 1 BYE',
      'Max-Forwards: 70',
    ]);
    await heard('attempt application INVITE', 'start network uac 200', 'stop network normal-release BYE');
  });

  it.each([
    ['486 Busy Here', 'call-rejected'],
    ['487 Request Terminated', 'call-canceled'],
  ])('is refused with %s', async (status, reason) => {
    const app = await begin(() => undefined);
    const made = app.createUAC(`sip:${target.address}`, { localSdp: SDP });
    target.answer(await target.next('INVITE'), status);
    await expect(made).rejects.toThrow();
    await heard('attempt application INVITE', `stop network ${reason} ${status.slice(0, 3)}`);
  });

  it('has no answer', async () => {
    const app = await begin(() => undefined);
    await expect(app.createUAC(`sip:${target.address}`, { localSdp: SDP })).rejects.toThrow();
    await heard('attempt application INVITE', 'stop network call-rejected 408');
  });
});

describe('a proxied call', () => {
  it('is tried twice, started twice, and released twice when the proxy stays in the path', async () => {
    await begin((srf) =>
      srf.invite((req) => void req.proxy({ destination: [`sip:${target.address}`], remainInDialog: true, fullResponse: true })),
    );
    const call = newCall();
    phone.send(request(phone, SERVER, 'INVITE', call));
    target.answer(await target.next('INVITE'), '200 OK', [`Contact: <sip:${target.address}>`]);
    const ok = await phone.next(200);
    const more = [`Route: ${ok.get('record-route')}`];
    const uri = `sip:${target.address}`;
    phone.send(request(phone, SERVER, 'BYE', call, { to: ok.get('to') ?? '', seq: 2, more, uri }));
    target.answer(await target.next('BYE'), '200 OK');
    await heard(
      'attempt network INVITE',
      'attempt application INVITE',
      'start network proxy-uac 200',
      'start application proxy-uas 200',
      'stop network normal-release BYE',
      'stop application normal-release BYE',
    );
  });

  it('fails', async () => {
    await begin((srf) => srf.invite((req) => void req.proxy({ destination: [`sip:${target.address}`] })));
    phone.send(request(phone, SERVER, 'INVITE', newCall()));
    target.answer(await target.next('INVITE'), '404 Not Found');
    await phone.next(404);
    await heard(
      'attempt network INVITE',
      'attempt application INVITE',
      'stop network call-rejected 404',
      'stop application call-rejected 404',
    );
  });
});

it('each event goes to one application, in turn', async () => {
  const counts = [0, 0];
  for (const i of [0, 1]) {
    apps.push(await connectApp(SERVER, (srf) => (srf as unknown as Recorder).on('cdr:attempt', () => (counts[i] = (counts[i] ?? 0) + 1))));
  }
  for (let i = 0; i < 4; i += 1) {
    phone.send(request(phone, SERVER, 'INVITE', newCall()));
    await phone.next(503);
  }
  await expect.poll(() => counts).toEqual([2, 2]);
});
