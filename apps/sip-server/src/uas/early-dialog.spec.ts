import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HandApp, type Shown } from '../../test/hand-app.js';
import { type Call, newCall, request } from '../../test/requests.js';
import { SipPeer } from '../../test/sip-peer.js';
import { SDP, startTestServer, type TestServer } from '../../test/test-server.js';

const SERVER = '127.99.3.10';
const SDP_TYPE = 'Content-Type: application/sdp';
const RELIABLE = ['Require: 100rel'];

let server: TestServer;
let peer: SipPeer;
let app: HandApp;
let call: Call;
let seq: number;
let to: string;

beforeEach(async () => {
  server = await startTestServer(SERVER, { t1: 40 });
  peer = await SipPeer.udp('127.99.3.101', 5060, { address: SERVER, port: 5060 });
  app = await HandApp.connect(SERVER, ['invite', 'prack', 'update']);
  call = newCall();
  seq = 1;
});
afterEach(async () => {
  app.close();
  peer.close();
  await server.stop();
  expect(server.problems).toEqual([]);
});

const invite = async (offer: boolean): Promise<Shown> => {
  peer.send([...request(peer, SERVER, 'INVITE', call, { more: ['Supported: 100rel'] }), ...(offer ? [SDP_TYPE] : [])], offer ? SDP : '');
  return app.next('INVITE');
};
/** Sends a request of the caller inside the dialog. */
const follow = (method: string, more: readonly string[] = [], body = ''): void => {
  seq += 1;
  peer.send(request(peer, SERVER, method, call, { to, seq, more: [...more, ...(body === '' ? [] : [SDP_TYPE])] }), body);
};
const prack = (rseq: string | undefined): void => follow('PRACK', [`RAck: ${rseq} 1 INVITE`]);
const provisional = async (status: number): Promise<string | undefined> => {
  const message = await peer.next(status);
  to = message.get('to') ?? '';
  return message.get('rseq');
};
const acknowledged = async (rseq: string | undefined): Promise<void> => {
  prack(rseq);
  await app.respond(await app.next('PRACK'), '200 OK');
  await peer.next((message) => message.status === 200 && message.method === 'PRACK');
};

describe('a reliable provisional (RFC 3262 §3)', () => {
  it('waits for the PRACK of the one before it, and is numbered one higher', async () => {
    const shown = await invite(true);
    await app.respond(shown, '183 Session Progress', RELIABLE);
    const second = app.respond(shown, '180 Ringing', RELIABLE);
    const first = await provisional(183);
    await app.settle();
    expect(peer.summary()).not.toContain('180');
    await acknowledged(first);
    expect((await second).ok).toBe(true);
    expect(Number(await provisional(180))).toBe(Number(first) + 1);
  });

  it.each([
    ['a number it does not have', (rseq: number) => `${rseq + 1} 1 INVITE`],
    ['the number of another INVITE', (rseq: number) => `${rseq} 2 INVITE`],
    ['another method', (rseq: number) => `${rseq} 1 UPDATE`],
    ['no RAck', () => ''],
  ])('is not acknowledged by a PRACK with %s, which gets 481 and is not shown', async (_what, rack) => {
    const shown = await invite(true);
    await app.respond(shown, '183 Session Progress', RELIABLE);
    const rseq = Number(await provisional(183));
    follow('PRACK', rack(rseq) === '' ? [] : [`RAck: ${rack(rseq)}`]);
    await peer.next(481);
    await peer.next(183);
    expect(app.left()).toEqual([]);
    await acknowledged(String(rseq));
  });

  it('is acknowledged once', async () => {
    const shown = await invite(true);
    await app.respond(shown, '183 Session Progress', RELIABLE);
    const rseq = await provisional(183);
    await acknowledged(rseq);
    prack(rseq);
    await peer.next(481);
  });

  it('with a session description holds the 2xx back until it is acknowledged', async () => {
    const shown = await invite(true);
    await app.respond(shown, '183 Session Progress', [...RELIABLE, SDP_TYPE], SDP);
    const answer = app.respond(shown, '200 OK');
    const rseq = await provisional(183);
    await peer.next(183);
    expect(peer.summary()).not.toContain('200/INVITE');
    prack(rseq);
    const shownPrack = await app.next('PRACK');
    expect((await answer).ok).toBe(true);
    await peer.next((message) => message.status === 200 && message.method === 'INVITE');
    await app.respond(shownPrack, '200 OK');
    follow('ACK');
  });

  it('without one does not hold the 2xx back, and may be acknowledged after it', async () => {
    const shown = await invite(true);
    await app.respond(shown, '180 Ringing', RELIABLE);
    const rseq = await provisional(180);
    expect((await app.respond(shown, '200 OK', [SDP_TYPE], SDP)).ok).toBe(true);
    await peer.next(200);
    await acknowledged(rseq);
    peer.send(request(peer, SERVER, 'ACK', call, { to, seq: 1 }));
    await app.next('ACK');
  });

  it('does not hold a failure back; what waited is refused', async () => {
    const shown = await invite(true);
    await app.respond(shown, '183 Session Progress', [...RELIABLE, SDP_TYPE], SDP);
    const answer = app.respond(shown, '200 OK');
    await provisional(183);
    await app.respond(shown, '486 Busy Here');
    await peer.next(486);
    expect(await answer).toMatchObject({ ok: false, text: 'Response not sent due to unknown transaction' });
  });

  it('that nobody acknowledges ends the INVITE with 504', async () => {
    const shown = await invite(true);
    await app.respond(shown, '183 Session Progress', RELIABLE);
    await peer.next(504);
    expect(peer.heard.filter(({ message }) => message.status === 183)).toHaveLength(7);
    expect((await app.respond(shown, '200 OK')).ok).toBe(false);
  });
});

describe('an UPDATE before the answer (RFC 3311 §5.2)', () => {
  const progress = async (offer: boolean): Promise<Shown> => {
    const shown = await invite(offer);
    await app.respond(shown, '183 Session Progress', [...RELIABLE, SDP_TYPE], SDP);
    return shown;
  };

  it('with an offer reaches the application once the first offer is answered and acknowledged', async () => {
    const shown = await progress(true);
    await acknowledged(await provisional(183));
    follow('UPDATE', [], SDP);
    const update = await app.next('UPDATE');
    expect(update.dialogId).toBe(`${call.callId};from-tag=${call.fromTag}`);
    // As applications of the real engine answer: under the INVITE's transaction, told apart by its CSeq.
    await app.respond(shown, '200 OK', [`CSeq: ${seq} UPDATE`, SDP_TYPE], SDP);
    expect((await peer.next((message) => message.status === 200 && message.method === 'UPDATE')).body.toString()).toBe(SDP);
  });

  it('with an offer gets 500 and a Retry-After while theirs is not answered', async () => {
    const shown = await invite(true);
    await app.respond(shown, '180 Ringing');
    await provisional(180);
    follow('UPDATE', [], SDP);
    expect(Number((await peer.next(500)).get('retry-after'))).toBeLessThanOrEqual(10);
    expect(app.left()).toEqual([]);
  });

  it('with an offer gets 491 while ours is not answered', async () => {
    await progress(false);
    await provisional(183);
    follow('UPDATE', [], SDP);
    await peer.next(491);
  });

  it('gets 500 while another UPDATE is with the application', async () => {
    await progress(true);
    await acknowledged(await provisional(183));
    follow('UPDATE', [], SDP);
    const first = await app.next('UPDATE');
    follow('UPDATE');
    await peer.next(500);
    await app.respond(first, '200 OK', [SDP_TYPE], SDP);
    await peer.next((message) => message.status === 200 && message.method === 'UPDATE');
  });

  it('is sent by the application and refreshes the target of the caller', async () => {
    const shown = await progress(true);
    await acknowledged(await provisional(183));
    const { dialogId } = await app.respond(shown, '180 Ringing');
    await app.inDialog(dialogId, 'UPDATE', [SDP_TYPE], SDP);
    const update = await peer.next('UPDATE');
    expect(update.get('contact')).toBe(`<sip:${SERVER}:5060>`);
    peer.answer(update, '200 OK', [`Contact: <sip:moved@${peer.address}:${peer.port}>`]);
    await app.next(200);
    await app.inDialog(dialogId, 'INFO');
    expect((await peer.next('INFO')).requestUri).toBe(`sip:moved@${peer.address}:${peer.port}`);
  });
});

describe('an early call', () => {
  it('is ended by a BYE of its caller: the INVITE gets 487 and the application sees a CANCEL', async () => {
    const shown = await invite(true);
    await app.respond(shown, '180 Ringing');
    await provisional(180);
    follow('BYE');
    await peer.next((message) => message.status === 200 && message.method === 'BYE');
    await peer.next(487);
    expect((await app.next('CANCEL')).txnId).toBe(shown.txnId);
    expect(server.server.counts().dialogsIn).toBe(0);
  });

  it('refuses a second INVITE with 500 and a random Retry-After (RFC 3261 §14.2)', async () => {
    const shown = await invite(true);
    await app.respond(shown, '180 Ringing');
    await provisional(180);
    follow('INVITE', [], SDP);
    expect(Number((await peer.next(500)).get('retry-after'))).toBeLessThanOrEqual(10);
  });
});
