import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { App, AppRequest } from '../../test/app.js';
import { newCall, request } from '../../test/requests.js';
import { buildBundle, ServerProcess } from '../../test/server-process.js';
import { SipPeer } from '../../test/sip-peer.js';
import { connectApp, ping, SDP } from '../../test/test-server.js';

const SERVER = '127.99.6.30';
const CALLER = '127.99.6.31';
const CALLEE = '127.99.6.32';
const SDP_HEADER = ['Content-Type: application/sdp'];

let built: Awaited<ReturnType<typeof buildBundle>>;
let folder: string;
let server: ServerProcess;
let caller: SipPeer;
let callee: SipPeer;
let app: App | undefined;

beforeAll(async () => {
  built = await buildBundle();
});
afterAll(() => built.remove());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-journal-'));
  server = new ServerProcess(built.main, SERVER, { JOURNAL: `file:${folder}/dialogs` });
  await server.start();
  caller = await SipPeer.udp(CALLER, 5060, { address: SERVER, port: 5060 });
  callee = await SipPeer.udp(CALLEE, 5060, { address: SERVER, port: 5060 });
});
afterEach(async () => {
  try {
    app?.disconnect();
  } finally {
    app = undefined;
    caller.close();
    callee.close();
    await server.end('SIGKILL');
  }
  rmSync(folder, { recursive: true, force: true });
});

/** Kills the server once it has journaled everything, starts it again, and resolves when the application has come back to it by itself. */
async function killAndStart(records: number): Promise<void> {
  await expect.poll(async () => await server.metric('sip_journal_records_total')).toBeGreaterThanOrEqual(records);
  await server.end('SIGKILL');
  await server.start();
  await expect.poll(async () => await server.metric('sip_app_connections'), { timeout: 15_000 }).toBe(1);
  if (app) await ping(app);
}

/** A call that the application answers. */
async function answeredCall(
  more: (srf: App) => void = () => undefined,
): Promise<{ call: ReturnType<typeof newCall>; to: string; ended: Promise<void>; dialogId: string }> {
  let end: () => void;
  let dialogId = '';
  const ended = new Promise<void>((resolve) => (end = resolve));
  app = await connectApp(SERVER, (srf) => {
    srf.invite((req, res) => {
      void srf.createUAS(req, res, { localSdp: SDP }).then((dialog) => {
        dialogId = dialog.id;
        dialog.on('destroy', () => end());
        dialog.on('modify', (_req: AppRequest, answer) => answer.send(200, { body: SDP }));
      });
    });
    more(srf);
  });
  const call = newCall();
  caller.send([...request(caller, SERVER, 'INVITE', call), ...SDP_HEADER], SDP);
  const to = (await caller.next(200)).get('to') ?? '';
  caller.send(request(caller, SERVER, 'ACK', call, { to }));
  await ping(app);
  return { call, to, ended, dialogId };
}

describe('after SIGKILL and a new start, a call answered by the application', () => {
  it('is ended by its caller, and the application is told', async () => {
    const { call, to, ended } = await answeredCall();
    await killAndStart(1);
    expect(await server.metric('sip_stable_dialogs_inbound')).toBe(1);
    caller.send(request(caller, SERVER, 'BYE', call, { to, seq: 2 }));
    expect((await caller.next(200)).method).toBe('BYE');
    await ended;
    expect(await server.metric('sip_stable_dialogs_inbound')).toBe(0);
    await killAndStart(2);
    expect(await server.metric('sip_stable_dialogs_inbound')).toBe(0);
  });

  it('is modified by its caller and by the application, and ended by the application', async () => {
    const { call, to, dialogId } = await answeredCall();
    await killAndStart(1);
    caller.send([...request(caller, SERVER, 'INVITE', call, { to, seq: 2 }), ...SDP_HEADER], SDP);
    expect((await caller.next(200)).cseq()).toMatchObject({ seq: 2, method: 'INVITE' });
    caller.send(request(caller, SERVER, 'ACK', call, { to, seq: 2 }));
    if (app) await ping(app);
    app?.request('sip:placeholder', { method: 'INVITE', stackDialogId: dialogId, body: SDP }, (_error, req) => {
      (req.on as unknown as (event: string, take: (res: unknown, ack: () => void) => void) => void)('response', (_res, ack) => ack());
    });
    const invite = await caller.next('INVITE');
    expect([invite.get('from'), invite.requestUri]).toEqual([to, `sip:alice@${CALLER}:5060`]);
    expect(invite.cseq().seq).toBeGreaterThan(1);
    caller.answer(invite, '200 OK', [`Contact: <sip:alice@${CALLER}:5060>`, ...SDP_HEADER], SDP);
    expect((await caller.next('ACK')).cseq().seq).toBe(invite.cseq().seq);
    app?.request('sip:placeholder', { method: 'BYE', stackDialogId: dialogId }, () => undefined);
    const bye = await caller.next('BYE');
    expect(bye.cseq().seq).toBeGreaterThan(invite.cseq().seq);
    caller.answer(bye, '200 OK');
    await expect.poll(async () => await server.metric('sip_stable_dialogs_inbound')).toBe(0);
  });

  it('survives several lives of the server', async () => {
    const { call, to } = await answeredCall();
    await killAndStart(1);
    await killAndStart(0);
    await killAndStart(0);
    caller.send(request(caller, SERVER, 'BYE', call, { to, seq: 2 }));
    expect((await caller.next(200)).method).toBe('BYE');
  });
});

describe('after SIGKILL and a new start, a call made by the application', () => {
  it('is modified and ended by its callee', async () => {
    app = await connectApp(SERVER, () => undefined);
    const dialed = app.createUAC(`sip:bob@${CALLEE}`, { localSdp: SDP });
    const invite = await callee.next('INVITE');
    callee.answer(invite, '200 OK', [`Contact: <sip:bob@${CALLEE}:5060>`, ...SDP_HEADER], SDP);
    await callee.next('ACK');
    const dialog = await dialed;
    const ended = new Promise<void>((resolve) => dialog.on('destroy', () => resolve()));
    dialog.on('modify', (_req: AppRequest, res) => res.send(200, { body: SDP }));
    await killAndStart(1);
    const inside = (method: string, seq: number): string[] => [
      `${method} sip:${SERVER}:5060 SIP/2.0`,
      `Via: SIP/2.0/UDP ${CALLEE}:5060;branch=z9hG4bK-${method}-${seq}`,
      'Max-Forwards: 70',
      `From: ${invite.get('to') ?? ''};tag=peer`,
      `To: ${invite.get('from') ?? ''}`,
      `Call-ID: ${invite.callId()}`,
      `CSeq: ${seq} ${method}`,
      `Contact: <sip:bob@${CALLEE}:5060>`,
    ];
    // The ACK got lost with the server: the 200 comes again and is acknowledged by what was restored.
    callee.answer(invite, '200 OK', [`Contact: <sip:bob@${CALLEE}:5060>`, ...SDP_HEADER], SDP);
    expect((await callee.next('ACK')).cseq().seq).toBe(invite.cseq().seq);
    callee.send([...inside('INVITE', 7), ...SDP_HEADER], SDP);
    expect((await callee.next(200)).cseq()).toMatchObject({ seq: 7, method: 'INVITE' });
    callee.send(inside('ACK', 7));
    callee.send(inside('BYE', 8));
    expect((await callee.next(200)).method).toBe('BYE');
    await ended;
  });
});

describe('after SIGKILL and a new start, a call that was proxied with Record-Route', () => {
  it('is ended through the server, which kept nothing of it', async () => {
    app = await connectApp(SERVER, (srf) => {
      srf.invite((req) => void req.proxy({ recordRoute: true, destination: `sip:bob@${CALLEE}` }));
    });
    const call = newCall();
    caller.send([...request(caller, SERVER, 'INVITE', call), ...SDP_HEADER], SDP);
    const invite = await callee.next('INVITE');
    callee.answer(invite, '200 OK', [`Contact: <sip:bob@${CALLEE}:5060>`, ...SDP_HEADER], SDP);
    const answer = await caller.next(200);
    const to = answer.get('to') ?? '';
    const route = [`Route: ${answer.get('record-route') ?? ''}`];
    const uri = `sip:bob@${CALLEE}:5060`;
    caller.send(request(caller, SERVER, 'ACK', call, { to, uri, more: route }));
    await callee.next('ACK');
    await killAndStart(0);
    caller.send(request(caller, SERVER, 'BYE', call, { to, uri, seq: 2, more: route }));
    callee.answer(await callee.next('BYE'), '200 OK');
    expect((await caller.next(200)).method).toBe('BYE');
  });
});
