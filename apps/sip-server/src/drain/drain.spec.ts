import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type App, type AppResponse, ask } from '../../test/app.js';
import { newCall, request } from '../../test/requests.js';
import { buildBundle, ServerProcess } from '../../test/server-process.js';
import { SipPeer } from '../../test/sip-peer.js';
import { connectApp, ping, SDP } from '../../test/test-server.js';

const SERVER = '127.99.6.40';
const CALLER = '127.99.6.41';
const CALLEE = '127.99.6.42';
const SDP_HEADER = ['Content-Type: application/sdp'];

let built: Awaited<ReturnType<typeof buildBundle>>;
let folder: string;
let server: ServerProcess;
let peer: SipPeer;
let app: App | undefined;
/** MESSAGE requests that wait for their answer. */
const held: AppResponse[] = [];

beforeAll(async () => {
  built = await buildBundle();
  folder = mkdtempSync(join(tmpdir(), 'switchyard-drain-'));
});
afterAll(() => {
  built.remove();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  peer.close();
  await server.end('SIGKILL');
});

/** A server with one call that is up. */
async function serving(settings: Record<string, string> = {}): Promise<{ readonly call: ReturnType<typeof newCall>; readonly to: string }> {
  server = new ServerProcess(built.main, SERVER, settings);
  await server.start();
  peer = await SipPeer.udp(CALLER, 5060, { address: SERVER, port: 5060 });
  app = await connectApp(SERVER, (srf) => {
    srf.invite((req, res) => void srf.createUAS(req, res, { localSdp: SDP }).catch(() => undefined));
    for (const verb of ['options', 'register'] as const) srf[verb]((_req, res) => res.send(200));
    srf.message((_req, res) => held.push(res));
  });
  const call = newCall();
  peer.send([...request(peer, SERVER, 'INVITE', call), ...SDP_HEADER], SDP);
  const to = (await peer.next(200)).get('to') ?? '';
  peer.send(request(peer, SERVER, 'ACK', call, { to }));
  await ping(app);
  return { call, to };
}

const drained = async (): Promise<void> => await expect.poll(async () => (await server.health()).status).toBe('failing');
/** The application goes before the server does: it would come back to the next one. */
const appGone = (): void => {
  app?.disconnect();
  app = undefined;
};

describe('after SIGTERM', () => {
  it.each(['INVITE', 'OPTIONS', 'REGISTER', 'MESSAGE'])(
    'a new %s is refused with 503 and Retry-After, and the health tells why',
    async (method) => {
      const { call, to } = await serving();
      server.signal('SIGTERM');
      await drained();
      expect((await server.health()).checks['calls']).toEqual({ ok: false, detail: 'draining: 1 dialogs and 0 requests are left' });
      peer.send(request(peer, SERVER, method, newCall()));
      const refusal = await peer.next(503);
      expect([refusal.method, refusal.get('retry-after')]).toEqual([method, '30']);
      expect(await server.metric('sip_drain_refusals_total')).toBe(1);
      appGone();
      peer.send(request(peer, SERVER, 'BYE', call, { to, seq: 2 }));
    },
  );

  it('calls go on, and the last that ends lets the server exit with 0', async () => {
    const { call, to } = await serving();
    server.signal('SIGTERM');
    await drained();
    peer.send([...request(peer, SERVER, 'INVITE', call, { to, seq: 2 }), ...SDP_HEADER], SDP);
    const answer = await peer.next((message) => message.status >= 200);
    // The application took the call without a `modify` handler; what counts is that it was asked.
    expect([answer.method, answer.status === 503]).toEqual(['INVITE', false]);
    peer.send(request(peer, SERVER, 'ACK', call, { to, seq: 2 }));
    peer.send(request(peer, SERVER, 'OPTIONS', call, { to, seq: 3 }));
    expect((await peer.next((message) => message.method === 'OPTIONS')).status).toBe(200);
    peer.send(request(peer, SERVER, 'BYE', call, { to, seq: 4 }));
    expect((await peer.next((message) => message.method === 'BYE')).status).toBe(200);
    appGone();
    expect(await server.ended()).toBe(0);
    expect(server.output).toContain('why=drained');
  });

  it('an application may not begin a call, but a call that was let in before may get its other side', async () => {
    const { call, to } = await serving();
    const callee = await SipPeer.udp(CALLEE, 5060, { address: SERVER, port: 5060 });
    peer.send(request(peer, SERVER, 'MESSAGE', newCall()));
    await expect.poll(() => held.length).toBe(1);
    server.signal('SIGTERM');
    await drained();
    if (app === undefined) throw new Error('no application');
    const allowed = ask(app, `sip:bob@${CALLEE}`, { method: 'OPTIONS' });
    callee.answer(await callee.next('OPTIONS'), '200 OK');
    expect((await allowed).status).toBe(200);
    held.pop()?.send(200);
    await peer.next((message) => message.method === 'MESSAGE');
    await ping(app);
    await expect(ask(app, `sip:bob@${CALLEE}`, { method: 'OPTIONS' })).rejects.toThrow('the server drains');
    callee.close();
    appGone();
    peer.send(request(peer, SERVER, 'BYE', call, { to, seq: 2 }));
  });

  it('a second one ends it at once, and the call is there after the next start', async () => {
    await serving({ JOURNAL: `file:${folder}/dialogs` });
    server.signal('SIGTERM');
    await drained();
    appGone();
    expect(await server.end('SIGTERM')).toBe(0);
    await server.start();
    expect(await server.metric('sip_stable_dialogs_inbound')).toBe(1);
  });

  it.each([
    ['the time for it is over', { DRAIN: '300ms' }, /drain time is over, draining: 1 dialogs/],
    ['there is no time for it', { DRAIN: '0s' }, /why=SIGTERM/],
  ])('it exits with 0 although a call is up when %s', async (_name, settings, said) => {
    await serving(settings);
    appGone();
    expect(await server.end('SIGTERM')).toBe(0);
    expect(server.output).toMatch(said);
  });
});

it('SIGINT never waits', async () => {
  await serving();
  appGone();
  expect(await server.end('SIGINT')).toBe(0);
});
