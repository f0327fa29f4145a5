import type { SipMessage } from '@switchyard/sip';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HandApp } from '../../test/hand-app.js';
import { type Call, newCall, request } from '../../test/requests.js';
import { SipPeer } from '../../test/sip-peer.js';
import { SDP, startTestServer, type TestServer } from '../../test/test-server.js';

const SERVER = '127.99.3.40';
const PEER = '127.99.3.104';
const CONTACT = `Contact: <sip:bob@${PEER}:5060>`;
const SDP_TYPE = 'Content-Type: application/sdp';
const ENDED = /unable to find dialog/;

let server: TestServer;
let peer: SipPeer;
let app: HandApp;
let call: Call;

beforeEach(async () => {
  server = await startTestServer(SERVER, { t1: 20, t2: 80, t4: 100 });
  peer = await SipPeer.udp(PEER, 5060, { address: SERVER, port: 5060 });
  app = await HandApp.connect(SERVER, ['invite', 'subscribe', 'notify', 'refer', 'bye', 'info']);
  call = newCall();
});
afterEach(async () => {
  app.close();
  peer.close();
  await server.stop();
  expect(server.problems).toEqual([]);
});

/** A request of the peer in a dialog that a request of ours, heard as `ours`, has made. */
const fromPeer = (ours: SipMessage, method: string, seq: number, more: readonly string[], tag = 'peer'): void =>
  peer.send([
    `${method} sip:${SERVER}:5060 SIP/2.0`,
    `Via: SIP/2.0/UDP ${PEER}:5060;branch=z9hG4bK-${ours.callId()}-${tag}-${method}-${seq}`,
    'Max-Forwards: 70',
    `From: ${ours.get('to')};tag=${tag}`,
    `To: ${ours.get('from')}`,
    `Call-ID: ${ours.callId()}`,
    `CSeq: ${seq} ${method}`,
    CONTACT,
    ...more,
  ]);
const notify = (ours: SipMessage, seq: number, state: string, event = 'presence', tag?: string): void =>
  fromPeer(ours, 'NOTIFY', seq, [`Event: ${event}`, `Subscription-State: ${state}`], tag);
const takeNotify = async (): Promise<{ dialogId: string; state: string | undefined }> => {
  const shown = await app.next('NOTIFY');
  await app.respond(shown, '200 OK');
  await peer.next((message) => message.status === 200 && message.method === 'NOTIFY');
  return { dialogId: shown.dialogId, state: shown.message.get('subscription-state') };
};
const isOver = async (dialogId: string): Promise<void> => {
  expect(await app.inDialog(dialogId, 'OPTIONS')).toMatchObject({ ok: false, text: expect.stringMatching(ENDED) as string });
};
const callUp = async (): Promise<{ dialogId: string; to: string }> => {
  peer.send(request(peer, SERVER, 'INVITE', call, { more: [SDP_TYPE] }), SDP);
  const { dialogId } = await app.respond(await app.next('INVITE'), '200 OK', [SDP_TYPE], SDP);
  const to = (await peer.next(200)).get('to') ?? '';
  peer.send(request(peer, SERVER, 'ACK', call, { to }));
  await app.next('ACK');
  return { dialogId, to };
};

describe('a SUBSCRIBE of the application (RFC 6665 §4.1.2.4)', () => {
  const subscribe = async (): Promise<SipMessage> => {
    await app.request(`sip:bob@${PEER}`, 'SUBSCRIBE', ['Event: presence', 'Expires: 600']);
    return peer.next('SUBSCRIBE');
  };
  const idOf = (ours: SipMessage): string => `${ours.callId()};from-tag=${ours.fromTag()}`;

  it('has its dialog made by the NOTIFYs that come before the 200', async () => {
    const ours = await subscribe();
    notify(ours, 1, 'pending;expires=600');
    notify(ours, 2, 'active;expires=600');
    expect(await takeNotify()).toEqual({ dialogId: idOf(ours), state: 'pending;expires=600' });
    expect(await takeNotify()).toEqual({ dialogId: idOf(ours), state: 'active;expires=600' });
    peer.answer(ours, '200 OK', [CONTACT, 'Expires: 600']);
    expect((await app.next(200)).dialogId).toBe(idOf(ours));
    await app.inDialog(idOf(ours), 'SUBSCRIBE', ['Event: presence', 'Expires: 600']);
    const refresh = await peer.next((message) => message.method === 'SUBSCRIBE' && message.toTag() !== undefined);
    expect([refresh.requestUri, refresh.cseq().seq]).toEqual([`sip:bob@${PEER}:5060`, ours.cseq().seq + 1]);
  });

  it('is over with a NOTIFY that says terminated', async () => {
    const ours = await subscribe();
    peer.answer(ours, '200 OK', [CONTACT, 'Expires: 600']);
    const { dialogId } = await app.next(200);
    notify(ours, 1, 'active');
    await takeNotify();
    expect(server.server.counts().dialogsOut).toBe(1);
    notify(ours, 2, 'terminated;reason=noresource');
    await takeNotify();
    await isOver(dialogId);
  });

  it('that was over before its 200 came leaves no dialog', async () => {
    const ours = await subscribe();
    notify(ours, 1, 'terminated;reason=timeout');
    await takeNotify();
    peer.answer(ours, '200 OK', [CONTACT, 'Expires: 0']);
    await isOver((await app.next(200)).dialogId);
    expect(server.server.counts().dialogsOut).toBe(0);
  });

  it('may be answered by several notifiers, each with a dialog of its own', async () => {
    const ours = await subscribe();
    peer.answer(ours, '200 OK', [CONTACT, 'Expires: 600'], '', 'one');
    expect((await app.next(200)).dialogId).toBe(idOf(ours));
    notify(ours, 1, 'active', 'presence', 'two');
    expect((await takeNotify()).dialogId).toBe(`${idOf(ours)};to-tag=two`);
    notify(ours, 1, 'active', 'presence', 'one');
    expect((await takeNotify()).dialogId).toBe(idOf(ours));
  });

  it('that fails leaves no dialog, and later NOTIFYs get 481 when nobody takes them as new', async () => {
    const ours = await subscribe();
    notify(ours, 1, 'active');
    await takeNotify();
    peer.answer(ours, '403 Forbidden');
    await isOver((await app.next(403)).dialogId);
    expect(server.server.counts().dialogsOut).toBe(0);
  });

  it('expires when nobody says how it ended', async () => {
    await app.request(`sip:bob@${PEER}`, 'SUBSCRIBE', ['Event: presence', 'Expires: 0']);
    const ours = await peer.next('SUBSCRIBE');
    peer.answer(ours, '200 OK', [CONTACT, 'Expires: 0']);
    await app.next(200);
    expect(server.server.counts().dialogsOut).toBe(1);
    await expect.poll(() => server.server.counts().dialogsOut, { timeout: 15_000 }).toBe(0);
  });
});

describe('a SUBSCRIBE of the network', () => {
  it('makes a dialog in which the application notifies, until it says terminated', async () => {
    peer.send(request(peer, SERVER, 'SUBSCRIBE', call, { more: ['Event: presence', 'Expires: 600'] }));
    const { dialogId } = await app.respond(await app.next('SUBSCRIBE'), '202 Accepted', ['Expires: 600']);
    expect((await peer.next(202)).get('contact')).toBe(`<sip:${SERVER}:5060>`);
    for (const state of ['active;expires=600', 'terminated']) {
      await app.inDialog(dialogId, 'NOTIFY', ['Event: presence', `Subscription-State: ${state}`]);
      peer.answer(await peer.next('NOTIFY'), '200 OK');
      await app.next(200);
    }
    await isOver(dialogId);
  });

  it.each([
    ['481 Subscription Does Not Exist', true],
    ['500 Server Internal Error', false],
  ])('whose NOTIFY gets %s is over: %s', async (status, over) => {
    peer.send(request(peer, SERVER, 'SUBSCRIBE', call, { more: ['Event: presence'] }));
    const { dialogId } = await app.respond(await app.next('SUBSCRIBE'), '200 OK');
    await app.inDialog(dialogId, 'NOTIFY', ['Event: presence', 'Subscription-State: active']);
    peer.answer(await peer.next('NOTIFY'), status);
    await app.next(Number(status.slice(0, 3)));
    expect((await app.inDialog(dialogId, 'OPTIONS')).ok).toBe(!over);
  });
});

describe('several subscriptions in one dialog (RFC 6665 §4.5.2)', () => {
  it('end one by one', async () => {
    peer.send(request(peer, SERVER, 'SUBSCRIBE', call, { more: ['Event: presence'] }));
    const { dialogId } = await app.respond(await app.next('SUBSCRIBE'), '200 OK');
    const to = (await peer.next(200)).get('to') ?? '';
    peer.send(request(peer, SERVER, 'SUBSCRIBE', call, { seq: 2, to, more: ['Event: dialog;id=7'] }));
    await app.respond(await app.next('SUBSCRIBE'), '200 OK');
    for (const event of ['dialog;id=7', 'presence']) {
      expect((await app.inDialog(dialogId, 'OPTIONS')).ok).toBe(true);
      await app.inDialog(dialogId, 'NOTIFY', [`Event: ${event}`, 'Subscription-State: terminated']);
      peer.answer(await peer.next('NOTIFY'), '200 OK');
      await app.next(200);
    }
    await isOver(dialogId);
  });
});

describe('a REFER', () => {
  it('inside a call keeps the dialog for its NOTIFYs after the BYE, and for nothing else (RFC 5057)', async () => {
    const { dialogId, to } = await callUp();
    peer.send(request(peer, SERVER, 'REFER', call, { to, seq: 2, more: ['Refer-To: <sip:carol@x>'] }));
    await app.respond(await app.next('REFER'), '202 Accepted');
    await peer.next(202);
    peer.send(request(peer, SERVER, 'BYE', call, { to, seq: 3 }));
    await app.respond(await app.next('BYE'), '200 OK');
    await peer.next((message) => message.status === 200 && message.method === 'BYE');
    expect(server.server.counts().dialogsIn).toBe(0);
    await app.inDialog(dialogId, 'NOTIFY', ['Event: refer', 'Subscription-State: active;expires=60']);
    peer.answer(await peer.next('NOTIFY'), '200 OK');
    await app.next(200);
    expect(await app.inDialog(dialogId, 'INVITE', [SDP_TYPE], SDP)).toMatchObject({ ok: false });
    peer.send(request(peer, SERVER, 'INFO', call, { to, seq: 4 }));
    await peer.next(481);
    await app.inDialog(dialogId, 'NOTIFY', ['Event: refer;id=2', 'Subscription-State: terminated;reason=noresource']);
    peer.answer(await peer.next((message) => message.method === 'NOTIFY' && message.cseq().seq > 2), '200 OK');
    await app.next(200);
    await isOver(dialogId);
  });

  it('without a subscription (RFC 4488) keeps nothing', async () => {
    const { dialogId, to } = await callUp();
    peer.send(request(peer, SERVER, 'REFER', call, { to, seq: 2, more: ['Refer-To: <sip:carol@x>', 'Refer-Sub: false'] }));
    await app.respond(await app.next('REFER'), '200 OK', ['Refer-Sub: false']);
    peer.send(request(peer, SERVER, 'BYE', call, { to, seq: 3 }));
    await app.respond(await app.next('BYE'), '200 OK');
    await isOver(dialogId);
  });

  it('outside a call makes a dialog for its NOTIFYs', async () => {
    peer.send(request(peer, SERVER, 'REFER', call, { more: ['Refer-To: <sip:carol@x>'] }));
    const { dialogId } = await app.respond(await app.next('REFER'), '202 Accepted');
    expect(dialogId).toBe(`${call.callId};from-tag=${call.fromTag}`);
    expect((await peer.next(202)).has('contact')).toBe(true);
    await app.inDialog(dialogId, 'NOTIFY', ['Event: refer', 'Subscription-State: terminated']);
    peer.answer(await peer.next('NOTIFY'), '200 OK');
    await app.next(200);
    await isOver(dialogId);
  });

  it('of the application outside a call gets its NOTIFYs, also before the 202', async () => {
    await app.request(`sip:bob@${PEER}`, 'REFER', ['Refer-To: <sip:carol@x>']);
    const ours = await peer.next('REFER');
    expect(ours.has('contact')).toBe(true);
    notify(ours, 1, 'active', 'refer');
    const { dialogId } = await takeNotify();
    peer.answer(ours, '202 Accepted', [CONTACT]);
    expect((await app.next(202)).dialogId).toBe(dialogId);
    notify(ours, 2, 'terminated', `refer;id=${ours.cseq().seq}`);
    await takeNotify();
    await isOver(dialogId);
  });
});
