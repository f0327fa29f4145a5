import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type App, ask } from '../../test/app.js';
import { type Call, newCall, request } from '../../test/requests.js';
import { buildBundle, ServerProcess } from '../../test/server-process.js';
import { SipPeer } from '../../test/sip-peer.js';
import { connectApp, ping, SDP } from '../../test/test-server.js';

const SERVER = '127.99.6.60';
const CALLER = '127.99.6.61';
const CALLEE = '127.99.6.62';
const SDP_HEADER = ['Content-Type: application/sdp'];
/** Enough for both processes to get some of them. */
const CALLS = 24;

let built: Awaited<ReturnType<typeof buildBundle>>;
let folder: string;
let server: ServerProcess;
let peer: SipPeer;
let app: App;
const ended: string[] = [];

beforeAll(async () => {
  built = await buildBundle();
});
afterAll(() => built.remove());
async function begin(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-processes-'));
  ended.length = 0;
  await start(2);
  peer = await SipPeer.udp(CALLER, 5060, { address: SERVER, port: 5060 });
  app = await connectApp(SERVER, (srf) => {
    srf.invite((req, res) => {
      void srf.createUAS(req, res, { localSdp: SDP }).then((dialog) => dialog.on('destroy', () => ended.push(dialog.id)));
    });
    srf.options((_req, res) => res.send(200));
  });
}
async function finish(): Promise<void> {
  try {
    app.disconnect();
  } finally {
    peer.close();
    await server.end('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function start(processes: number): Promise<void> {
  server = new ServerProcess(built.main, SERVER, { PROCESSES: String(processes), JOURNAL: `file:${folder}/dialogs` });
  await server.start();
}

const workers = (): number[] => readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8').trim().split(' ').map(Number);

/** Calls that are up, with the To of each. */
async function callsUp(count = CALLS): Promise<ReadonlyArray<{ readonly call: Call; readonly to: string }>> {
  const calls = Array.from({ length: count }, () => newCall());
  for (const call of calls) peer.send([...request(peer, SERVER, 'INVITE', call), ...SDP_HEADER], SDP);
  const up = await Promise.all(
    calls.map(async (call) => ({ call, to: (await peer.next((m) => m.status === 200 && m.callId() === call.callId)).get('to') ?? '' })),
  );
  for (const { call, to } of up) peer.send(request(peer, SERVER, 'ACK', call, { to }));
  await ping(app);
  return up;
}

async function hangUp(calls: Awaited<ReturnType<typeof callsUp>>): Promise<void> {
  for (const { call, to } of calls) peer.send(request(peer, SERVER, 'BYE', call, { to, seq: 2 }));
  const answers = await Promise.all(
    calls.map(({ call }) => peer.next((m) => m.kind === 'response' && m.method === 'BYE' && m.callId() === call.callId)),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
}

const dialogs = async (): Promise<number> =>
  (await server.metric('sip_stable_dialogs_inbound')) + (await server.metric('sip_stable_dialogs_outbound'));

describe('two processes', () => {
  beforeAll(begin);
  afterAll(finish);
  beforeEach(() => void (ended.length = 0));

  it('share the calls of one caller and one application, whoever reads a datagram', async () => {
    const calls = await callsUp();
    expect(await dialogs()).toBe(CALLS);
    expect(await server.metric('sip_processes')).toBe(2);
    const metrics = await server.metrics();
    const inbound = (process: number): number =>
      Number(new RegExp(`^switchyard_sip_stable_dialogs_inbound\\{.*process="${process}".*\\} (\\d+)`, 'm').exec(metrics)?.[1]);
    expect([inbound(0), inbound(1)].every((count) => count > 0)).toBe(true);
    expect(inbound(0) + inbound(1)).toBe(CALLS);
    await hangUp(calls);
    await expect.poll(() => ended.length).toBe(CALLS);
    expect(await dialogs()).toBe(0);
  });

  it('answer OPTIONS, each once', async () => {
    const calls = Array.from({ length: 60 }, () => newCall());
    for (const call of calls) peer.send(request(peer, SERVER, 'OPTIONS', call));
    await Promise.all(calls.map((call) => peer.next((m) => m.status === 200 && m.callId() === call.callId)));
    expect(peer.heard.filter(({ message }) => message.method === 'OPTIONS')).toHaveLength(60);
  });

  it('make calls for the application, and its requests inside them find their process', async () => {
    const callee = await SipPeer.udp(CALLEE, 5060, { address: SERVER, port: 5060 });
    const made = Array.from({ length: CALLS }, () => app.createUAC(`sip:bob@${CALLEE}`, { localSdp: SDP }));
    for (let n = 0; n < CALLS; n += 1)
      callee.answer(await callee.next('INVITE'), '200 OK', [`Contact: <sip:bob@${CALLEE}:5060>`, ...SDP_HEADER], SDP);
    const up = await Promise.all(made);
    const byes = up.map((dialog) => dialog.destroy());
    for (let n = 0; n < CALLS; n += 1) callee.answer(await callee.next('BYE'), '200 OK');
    await Promise.all(byes);
    await expect.poll(dialogs).toBe(0);
    callee.close();
  });

  it('give calls over TCP to the one that has the connections, requests of the application too', async () => {
    const phone = await SipPeer.tcp(CALLER, { address: SERVER, port: 5060 });
    const calls = Array.from({ length: 8 }, () => newCall());
    let ids: string[] = [];
    for (const call of calls) {
      phone.send([...request(phone, SERVER, 'INVITE', call, { transport: 'TCP' }), ...SDP_HEADER], SDP);
      const to = (await phone.next(200)).get('to') ?? '';
      phone.send(request(phone, SERVER, 'ACK', call, { to, transport: 'TCP' }));
      ids = [...ids, `${call.callId};from-tag=${call.fromTag}`];
    }
    await ping(app);
    for (const stackDialogId of ids) {
      app.request('sip:placeholder', { method: 'BYE', stackDialogId }, () => undefined);
      phone.answer(await phone.next('BYE'), '200 OK');
    }
    await expect.poll(dialogs).toBe(0);
    phone.close();
  });
});

describe('two processes, of which', () => {
  beforeEach(begin);
  afterEach(finish);

  it('one that is killed is started again and has its calls back; those of the other never stop', async () => {
    const calls = await callsUp();
    await expect.poll(async () => await server.metric('sip_journal_records_total')).toBeGreaterThanOrEqual(CALLS);
    const [victim] = workers();
    process.kill(victim ?? 0, 'SIGKILL');
    await expect.poll(async () => await server.metric('sip_process_restarts_total')).toBe(1);
    await expect.poll(async () => (await server.health()).status, { timeout: 15_000 }).toBe('ok');
    await expect.poll(dialogs, { timeout: 15_000 }).toBe(CALLS);
    // The application never noticed.
    await ping(app);
    await hangUp(calls);
    await expect.poll(() => ended.length, { timeout: 15_000 }).toBe(CALLS);
  });

  it('each drains, end together', async () => {
    const calls = await callsUp();
    server.signal('SIGTERM');
    await expect
      .poll(async () => (await server.health()).checks['calls']?.detail ?? '')
      .toMatch(/draining: \d+ dialogs.*; draining: \d+ dialogs/);
    for (let n = 0; n < 4; n += 1) {
      peer.send(request(peer, SERVER, 'OPTIONS', newCall()));
      await peer.next(503);
    }
    await hangUp(calls);
    await expect.poll(() => ended.length).toBe(CALLS);
    const { ok } = (await server.health()).checks['applications'] ?? {};
    expect(ok).toBe(true);
    app.disconnect();
    expect(await server.ended()).toBe(0);
    app = await startedAgain();
  });

  it('both are gone leave their calls to a server of one process, and take them back', async () => {
    const calls = await callsUp();
    await expect.poll(async () => await server.metric('sip_journal_records_total')).toBeGreaterThanOrEqual(CALLS);
    await server.end('SIGKILL');
    await start(1);
    expect(await dialogs()).toBe(CALLS);
    await server.end('SIGINT');
    await start(2);
    expect(await dialogs()).toBe(CALLS);
    await expect.poll(async () => (await server.health()).checks['applications']?.ok, { timeout: 15_000 }).toBe(true);
    await expect
      .poll(async () => (await ask(app, `sip:bob@${SERVER}`, { method: 'OPTIONS' }).catch(() => 'refused')) !== undefined)
      .toBe(true);
    await hangUp(calls);
  });
});

/** For the next test's end: a server and its application. */
async function startedAgain(): Promise<App> {
  await start(2);
  return await connectApp(SERVER, () => undefined);
}
