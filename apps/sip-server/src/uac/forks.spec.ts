import type { SipMessage } from '@switchyard/sip';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HandApp, type Sent } from '../../test/hand-app.js';
import { SipPeer } from '../../test/sip-peer.js';
import { SDP, startTestServer, type TestServer } from '../../test/test-server.js';

const SERVER = '127.99.3.20';
const CALLEE = '127.99.3.102';
const SDP_TYPE = 'Content-Type: application/sdp';

let server: TestServer;
let callee: SipPeer;
let app: HandApp;
let sent: Sent;
let invite: SipMessage;
let plainId: string;

beforeEach(async () => {
  server = await startTestServer(SERVER, { t1: 40, t4: 200 });
  callee = await SipPeer.udp(CALLEE, 5060, { address: SERVER, port: 5060 });
  app = await HandApp.connect(SERVER, ['invite', 'update', 'bye']);
  sent = await app.request(`sip:bob@${CALLEE}`, 'INVITE', [SDP_TYPE], SDP);
  invite = await callee.next('INVITE');
  plainId = `${invite.callId()};from-tag=${invite.fromTag()}`;
});
afterEach(async () => {
  app.close();
  callee.close();
  await server.stop();
  expect(server.problems).toEqual([]);
});

const contactOf = (fork: string): string => `Contact: <sip:${fork}@${CALLEE}:5060>`;
const ring = (fork: string, rseq?: number, body = ''): void =>
  callee.answer(
    invite,
    rseq === undefined ? '180 Ringing' : '183 Session Progress',
    [contactOf(fork), ...(rseq === undefined ? [] : ['Require: 100rel', `RSeq: ${rseq}`]), ...(body === '' ? [] : [SDP_TYPE])],
    body,
    fork,
  );
const accept = (fork: string): void => callee.answer(invite, '200 OK', [contactOf(fork), SDP_TYPE], SDP, fork);
const fromFork = (fork: string, method: string, seq: number, more: readonly string[] = [], body = ''): void =>
  callee.send(
    [
      `${method} sip:${SERVER}:5060 SIP/2.0`,
      `Via: SIP/2.0/UDP ${CALLEE}:5060;branch=z9hG4bK-${fork}-${method}-${seq}`,
      'Max-Forwards: 70',
      `From: ${invite.get('to')};tag=${fork}`,
      `To: ${invite.get('from')}`,
      `Call-ID: ${invite.callId()}`,
      `CSeq: ${seq} ${method}`,
      contactOf(fork),
      ...more,
      ...(body === '' ? [] : [SDP_TYPE]),
    ],
    body,
  );

describe('a forked INVITE', () => {
  it('gives each fork an early dialog with an id, a target and a sequence of its own', async () => {
    ring('one', 11);
    ring('two', 21);
    const [first, second] = [await app.next(183), await app.next(183)];
    expect([first.dialogId, second.dialogId]).toEqual([plainId, `${plainId};to-tag=two`]);
    await app.inDialog(second.dialogId, 'PRACK', [`RAck: 21 ${invite.cseq().seq} INVITE`]);
    const prack = await callee.next('PRACK');
    callee.answer(prack, '200 OK');
    expect([prack.requestUri, prack.toTag()]).toEqual([`sip:two@${CALLEE}:5060`, 'two']);
    await app.inDialog(first.dialogId, 'PRACK', [`RAck: 11 ${invite.cseq().seq} INVITE`]);
    const other = await callee.next((message) => message.method === 'PRACK' && message.toTag() === 'one');
    expect([other.requestUri, other.toTag(), other.cseq().seq]).toEqual([`sip:one@${CALLEE}:5060`, 'one', prack.cseq().seq]);
  });

  it('goes on under its plain id with the fork that answers; the others are forgotten', async () => {
    ring('one');
    ring('two');
    await app.next(180);
    const second = await app.next(180);
    accept('two');
    expect((await app.next(200)).dialogId).toBe(plainId);
    await app.inDialog(plainId, 'ACK');
    expect((await callee.next('ACK')).toTag()).toBe('two');
    await app.inDialog(plainId, 'INFO');
    expect((await callee.next('INFO')).toTag()).toBe('two');
    expect(await app.inDialog(second.dialogId, 'INFO')).toMatchObject({ ok: false });
    fromFork('one', 'UPDATE', 1);
    await callee.next(481);
    expect(server.server.counts().dialogsOut).toBe(1);
  });

  it('that is answered again by another fork keeps the first call and ends the second', async () => {
    accept('one');
    await app.next(200);
    await app.inDialog(plainId, 'ACK');
    await callee.next('ACK');
    accept('two');
    const ack = await callee.next('ACK');
    const bye = await callee.next('BYE');
    expect([ack.toTag(), bye.toTag(), bye.requestUri]).toEqual(['two', 'two', `sip:two@${CALLEE}:5060`]);
    accept('two');
    expect((await callee.next('ACK')).branch()).toBe(ack.branch());
    callee.answer(bye, '200 OK');
    await app.settle();
    expect(app.left()).toEqual([]);
    expect(server.server.counts().dialogsOut).toBe(1);
  });

  it('that fails ends all its early dialogs', async () => {
    ring('one');
    ring('two');
    const { dialogId } = await app.next(180);
    callee.answer(invite, '486 Busy Here', [], '', 'one');
    await app.next(486);
    expect(await app.inDialog(dialogId, 'INFO')).toMatchObject({
      ok: false,
      text: expect.stringMatching(/unable to find dialog/) as string,
    });
  });

  it('has the ACK of an answer repeated with it, and forgets it with the transaction', async () => {
    accept('one');
    await app.next(200);
    accept('one');
    await app.settle();
    expect(callee.summary()).not.toContain('ACK');
    await app.inDialog(plainId, 'ACK');
    const ack = await callee.next('ACK');
    accept('one');
    expect((await callee.next('ACK')).branch()).toBe(ack.branch());
    expect(app.left()).toEqual([]);
  });
});

describe('a reliable provisional of a callee (RFC 3262 §4)', () => {
  it('is shown once and in its order', async () => {
    ring('one', 5);
    ring('one', 5);
    ring('one', 7);
    ring('one', 6);
    ring('one', 7);
    const numbers = [];
    for (let i = 0; i < 3; i += 1) numbers.push((await app.next(183)).message.get('rseq'));
    expect(numbers).toEqual(['5', '6', '7']);
    await app.settle();
    expect(app.left()).toEqual([]);
  });

  it('starts at any number, for each fork', async () => {
    ring('one', 900);
    ring('two', 3);
    expect([(await app.next(183)).message.get('rseq'), (await app.next(183)).message.get('rseq')]).toEqual(['900', '3']);
  });

  it('is followed by an UPDATE of the callee: 491 before our offer is answered, delivered after', async () => {
    ring('one', 1);
    await app.next(183);
    fromFork('one', 'UPDATE', 1, [], SDP);
    await callee.next(491);
    ring('one', 2, SDP);
    await app.next(183);
    fromFork('one', 'UPDATE', 2, [], SDP);
    const update = await app.next('UPDATE');
    expect(update.dialogId).toBe(plainId);
    await app.respond(update, '200 OK', [SDP_TYPE], SDP);
    await callee.next((message) => message.status === 200 && message.method === 'UPDATE');
  });
});

describe('a CANCEL of the application', () => {
  it('waits for the first provisional', async () => {
    await app.cancel(sent.txnId);
    await app.settle();
    expect(callee.summary()).not.toContain('CANCEL');
    ring('one');
    callee.answer(await callee.next('CANCEL'), '200 OK');
    callee.answer(invite, '487 Request Terminated', [], '', 'one');
    await callee.next('ACK');
    await app.next(487);
  });

  it('is not sent when the answer comes first: the call is acknowledged and ended', async () => {
    await app.cancel(sent.txnId);
    accept('one');
    await app.next(200);
    await app.inDialog(plainId, 'ACK');
    await callee.next('ACK');
    const bye = await callee.next('BYE');
    expect(bye.get('reason')).toContain('ACK-BYE due to cancel race condition');
    callee.answer(bye, '200 OK');
    const shown = await app.next('BYE');
    expect([shown.source, shown.txnId]).toEqual(['application', 'unsolicited']);
    expect(callee.summary()).not.toContain('CANCEL');
  });

  it('that crosses the answer ends the call after its ACK', async () => {
    ring('one');
    await app.next(180);
    await app.cancel(sent.txnId);
    const cancel = await callee.next('CANCEL');
    accept('one');
    callee.answer(cancel, '481 Call/Transaction Does Not Exist');
    await app.next(200);
    await app.inDialog(plainId, 'ACK');
    await callee.next('ACK');
    callee.answer(await callee.next('BYE'), '200 OK');
  });

  it('of a call that was answered, or refused, is refused', async () => {
    accept('one');
    await app.next(200);
    expect(await app.cancel(sent.txnId)).toMatchObject({ ok: false, text: `unable to cancel unknown transaction id: ${sent.txnId}` });
  });

  it('that the callee never obeys ends the call for the application after 64·T1', async () => {
    ring('one');
    await app.next(180);
    await app.cancel(sent.txnId);
    callee.answer(await callee.next('CANCEL'), '200 OK');
    const given = await app.next(487);
    expect(given.source).toBe('network');
    expect(server.server.counts().openTransactions).toBe(0);
  });
});

describe('in the dialog of a call', () => {
  const up = async (): Promise<void> => {
    accept('one');
    await app.next(200);
    await app.inDialog(plainId, 'ACK');
    await callee.next('ACK');
  };

  it('a re-INVITE of the callee gets 491 while ours is under way, and the other way round ours gets theirs', async () => {
    await up();
    await app.inDialog(plainId, 'INVITE', [SDP_TYPE], SDP);
    const ours = await callee.next((message) => message.method === 'INVITE' && message.kind === 'request');
    fromFork('one', 'INVITE', 1, [], SDP);
    await callee.next(491);
    callee.answer(ours, '491 Request Pending');
    await app.next(491);
    fromFork('one', 'INVITE', 2, [], SDP);
    await app.next('INVITE');
  });

  it('an UPDATE of the callee with an offer gets 491 while ours is under way', async () => {
    await up();
    await app.inDialog(plainId, 'UPDATE', [SDP_TYPE], SDP);
    await callee.next('UPDATE');
    fromFork('one', 'UPDATE', 1, [], SDP);
    await callee.next(491);
    fromFork('one', 'UPDATE', 2);
    await app.next('UPDATE');
  });

  it('BYEs that cross are both answered', async () => {
    await up();
    await app.inDialog(plainId, 'BYE');
    const ours = await callee.next('BYE');
    fromFork('one', 'BYE', 1);
    const theirs = await app.next('BYE');
    await app.respond(theirs, '200 OK');
    await callee.next((message) => message.status === 200 && message.method === 'BYE');
    callee.answer(ours, '200 OK');
    await app.next(200);
    expect(server.server.counts().dialogsOut).toBe(0);
  });

  it('a BYE of the application calls off its re-INVITE that is under way', async () => {
    await up();
    await app.inDialog(plainId, 'INVITE', [SDP_TYPE], SDP);
    const ours = await callee.next((message) => message.method === 'INVITE' && message.kind === 'request');
    callee.answer(ours, '100 Trying');
    await app.settle();
    await app.inDialog(plainId, 'BYE');
    callee.answer(await callee.next('CANCEL'), '200 OK');
    callee.answer(ours, '487 Request Terminated');
    callee.answer(await callee.next('BYE'), '200 OK');
    await app.next(487);
    await app.next(200);
  });

  it('a re-INVITE that is answered after the BYE is acknowledged all the same', async () => {
    await up();
    await app.inDialog(plainId, 'INVITE', [SDP_TYPE], SDP);
    const ours = await callee.next((message) => message.method === 'INVITE' && message.kind === 'request');
    await app.inDialog(plainId, 'BYE');
    callee.answer(await callee.next('BYE'), '200 OK');
    await app.next(200);
    callee.answer(ours, '200 OK', [contactOf('one'), SDP_TYPE], SDP);
    expect((await callee.next('ACK')).cseq().seq).toBe(ours.cseq().seq);
  });

  it('requests out of order get 500, gaps in their numbers do not matter', async () => {
    await up();
    fromFork('one', 'UPDATE', 100);
    await app.respond(await app.next('UPDATE'), '200 OK');
    await callee.next((message) => message.status === 200 && message.method === 'UPDATE');
    fromFork('one', 'UPDATE', 99);
    expect((await callee.next(500)).has('retry-after')).toBe(false);
    fromFork('one', 'UPDATE', 2 ** 31 - 1);
    await app.next('UPDATE');
  });

  it('a re-INVITE without Contact is refused, and @localhost in ours is replaced', async () => {
    await up();
    callee.send([
      `INVITE sip:${SERVER}:5060 SIP/2.0`,
      `Via: SIP/2.0/UDP ${CALLEE}:5060;branch=z9hG4bK-no-contact`,
      'Max-Forwards: 70',
      `From: ${invite.get('to')};tag=one`,
      `To: ${invite.get('from')}`,
      `Call-ID: ${invite.callId()}`,
      'CSeq: 1 INVITE',
    ]);
    expect((await callee.next(400)).reason).toBe('Missing Contact Header');
    await app.inDialog(plainId, 'INVITE', ['Contact: <sip:us@localhost>;x=1', SDP_TYPE], SDP);
    const ours = await callee.next((message) => message.method === 'INVITE' && message.kind === 'request');
    expect(ours.get('contact')).toBe(`<sip:us@${SERVER}:5060>;x=1`);
  });
});

describe('a late offer', () => {
  it('comes in the 2xx and is answered in the ACK', async () => {
    const late = await app.request(`sip:carol@${CALLEE}`, 'INVITE');
    const empty = await callee.next((message) => message.requestUri.includes('carol'));
    expect(late.ok && empty.body.length).toBe(0);
    callee.answer(empty, '200 OK', [contactOf('carol'), SDP_TYPE], SDP);
    const answer = await app.next(200);
    expect(answer.message.body.toString()).toBe(SDP);
    await app.inDialog(answer.dialogId, 'ACK', [SDP_TYPE], SDP);
    expect((await callee.next('ACK')).body.toString()).toBe(SDP);
  });
});

describe('the route set', () => {
  it('with a strict router puts it into the Request-URI, without what must not stand there', async () => {
    callee.answer(invite, '200 OK', [`Contact: <sip:bob@192.0.2.9>`, `Record-Route: <sip:${CALLEE};method=INVITE?x=y>`, SDP_TYPE], SDP);
    await app.next(200);
    await app.inDialog(plainId, 'ACK');
    const ack = await callee.next('ACK');
    expect([ack.requestUri, ack.values('route')]).toEqual([`sip:${CALLEE}`, ['<sip:bob@192.0.2.9>']]);
  });
});
