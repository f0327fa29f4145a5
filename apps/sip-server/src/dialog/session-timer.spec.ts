import type { SipMessage } from '@switchyard/sip';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HandApp, type Sent, type Shown } from '../../test/hand-app.js';
import { type Call, newCall, request } from '../../test/requests.js';
import { SipPeer } from '../../test/sip-peer.js';
import { SDP, startTestServer, type TestServer } from '../../test/test-server.js';
import type { SessionSettings } from './session-timer.js';

const SERVER = '127.99.3.30';
const PEER = '127.99.3.103';
const SDP_TYPE = 'Content-Type: application/sdp';

let server: TestServer;
let peer: SipPeer;
let app: HandApp;
let call: Call;

const start = async (sessions: SessionSettings = { defaultRefresher: 'none', minSec: 2 }): Promise<void> => {
  server = await startTestServer(SERVER, { t1: 20, t2: 80, t4: 100, sessions });
  peer = await SipPeer.udp(PEER, 5060, { address: SERVER, port: 5060 });
  app = await HandApp.connect(SERVER, ['invite', 'update', 'bye']);
};
beforeEach(() => {
  call = newCall();
});
afterEach(async () => {
  app.close();
  peer.close();
  await server.stop();
  expect(server.problems).toEqual([]);
});

const offered = (more: readonly string[]): Promise<Shown> => {
  peer.send(request(peer, SERVER, 'INVITE', call, { more: [...more, SDP_TYPE] }), SDP);
  return app.next('INVITE');
};
/** A call to the application that is up. */
const incoming = async (asked: readonly string[], answered: readonly string[] = []): Promise<{ ok: SipMessage; dialogId: string }> => {
  const { dialogId } = await app.respond(await offered(asked), '200 OK', [...answered, SDP_TYPE], SDP);
  const ok = await peer.next((message) => message.status === 200 && message.method === 'INVITE');
  peer.send(request(peer, SERVER, 'ACK', call, { to: ok.get('to') ?? '' }));
  await app.next('ACK');
  return { ok, dialogId };
};
/** A call of the application that is up. */
const outgoing = async (asked: readonly string[], answered: readonly string[]): Promise<string> => {
  await app.request(`sip:bob@${PEER}`, 'INVITE', [...asked, SDP_TYPE], SDP);
  const invite = await peer.next('INVITE');
  peer.answer(invite, '200 OK', [`Contact: <sip:bob@${PEER}:5060>`, ...answered, SDP_TYPE], SDP);
  const { dialogId } = await app.next(200);
  await app.inDialog(dialogId, 'ACK');
  await peer.next('ACK');
  return dialogId;
};
const agreed = (message: SipMessage): (string | undefined)[] => [message.get('session-expires'), message.get('require')];
const isRequest =
  (method: string) =>
  (message: SipMessage): boolean =>
    message.kind === 'request' && message.method === method;
const expectExpired = async (): Promise<void> => {
  const bye = await peer.next('BYE');
  expect(bye.get('reason')).toBe('SIP;cause=200;text="Session timer expired"');
  peer.answer(bye, '200 OK');
  const shown = await app.next('BYE');
  expect([shown.source, shown.txnId]).toEqual(['application', 'unsolicited']);
  const { dialogsIn, dialogsOut } = server.server.counts();
  expect(dialogsIn + dialogsOut).toBe(0);
};

describe('the answer to an INVITE (RFC 4028 §9)', () => {
  const timer = 'Supported: timer';
  it.each([
    [
      'echoes an interval whose refresher is named',
      [timer, 'Session-Expires: 1800;refresher=uac'],
      [],
      'none',
      '1800;refresher=uac',
      'timer',
    ],
    ['echoes that we refresh', [timer, 'Session-Expires: 1800;refresher=uas'], [], 'none', '1800;refresher=uas', undefined],
    ['says nothing when nobody is named and the setting is none', [timer, 'Session-Expires: 1800'], [], 'none', undefined, undefined],
    ['names the caller when the setting does', [timer, 'Session-Expires: 1800'], [], 'uac', '1800;refresher=uac', 'timer'],
    ['names us when the setting does', [timer, 'x: 1800'], [], 'uas', '1800;refresher=uas', undefined],
    ['never names a caller that does not know the extension', ['Session-Expires: 1800'], [], 'uac', '1800;refresher=uas', undefined],
    ['takes the interval of the application', [timer], ['Session-Expires: 600'], 'none', '600;refresher=uac', 'timer'],
    ['takes the refresher of the application', [timer], ['Session-Expires: 600;refresher=uas'], 'none', '600;refresher=uas', undefined],
    [
      'does not make the interval longer than asked',
      [timer, 'Session-Expires: 300'],
      ['Session-Expires: 600'],
      'none',
      '300;refresher=uac',
      'timer',
    ],
    ['raises the interval of the application to the least', [timer], ['Session-Expires: 10'], 'none', '90;refresher=uac', 'timer'],
    [
      'keeps what else the application requires',
      [timer],
      ['Session-Expires: 600', 'Require: path'],
      'none',
      '600;refresher=uac',
      'path, timer',
    ],
    ['says nothing when nobody asks', [timer], [], 'uas', undefined, undefined],
  ] as const)('%s', async (_what, asked, answered, defaultRefresher, expires, require) => {
    await start({ defaultRefresher, minSec: 90 });
    const { ok } = await incoming(asked, answered);
    expect(agreed(ok)).toEqual([expires, require]);
  });

  it.each([
    ['422 to who understands it', [timer, 'Session-Expires: 30'], 422],
    ['the call to who does not', ['Session-Expires: 30'], 200],
    ['the call when it is long enough', [timer, 'Session-Expires: 90'], 200],
  ] as const)('to an interval of 30 or 90 s gives %s', async (_what, asked, status) => {
    await start({ defaultRefresher: 'none', minSec: 90 });
    if (status === 200) return void (await incoming(asked));
    peer.send(request(peer, SERVER, 'INVITE', call, { more: [...asked] }));
    expect((await peer.next(422)).get('min-se')).toBe('90');
    expect(app.left()).toEqual([]);
  });
});

describe('a session that the peer refreshes', () => {
  it('ends with BYE when it does not, and the application is told', async () => {
    await start();
    await incoming(['Supported: timer', 'Session-Expires: 2;refresher=uac']);
    await expectExpired();
  });

  it('goes on when it does, by re-INVITE or UPDATE', async () => {
    await start();
    const { ok } = await incoming(['Supported: timer', 'Session-Expires: 3;refresher=uac']);
    const to = ok.get('to') ?? '';
    const since = Date.now();
    for (const seq of [2, 3]) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      peer.send(request(peer, SERVER, 'UPDATE', call, { to, seq, more: ['Supported: timer', 'Session-Expires: 3'] }));
      await app.respond(await app.next('UPDATE'), '200 OK');
      // The refresher stays who it was.
      expect((await peer.next((message) => message.status === 200 && message.method === 'UPDATE')).get('session-expires')).toBe(
        '3;refresher=uac',
      );
    }
    await expectExpired();
    expect(Date.now() - since).toBeGreaterThan(3_500);
  });

  it('ends its timer when a refresh leaves it out', async () => {
    await start();
    const { ok, dialogId } = await incoming(['Supported: timer', 'Session-Expires: 2;refresher=uac']);
    peer.send(request(peer, SERVER, 'UPDATE', call, { to: ok.get('to') ?? '', seq: 2 }));
    await app.respond(await app.next('UPDATE'), '200 OK');
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(app.left()).toEqual([]);
    expect((await app.inDialog(dialogId, 'INFO')).ok).toBe(true);
  });

  it('is refused a refresh with too short an interval', async () => {
    await start({ defaultRefresher: 'none', minSec: 90 });
    const { ok } = await incoming(['Supported: timer', 'Session-Expires: 1800;refresher=uac']);
    peer.send(request(peer, SERVER, 'INVITE', call, { to: ok.get('to') ?? '', seq: 2, more: ['Session-Expires: 30'] }));
    expect((await peer.next(422)).get('min-se')).toBe('90');
  });
});

describe('a session that we refresh', () => {
  it('is refreshed by UPDATE when the peer allows it, without the application', async () => {
    await start();
    await incoming(['Supported: timer', 'Allow: INVITE, UPDATE', 'Session-Expires: 2;refresher=uas']);
    for (let i = 0; i < 2; i += 1) {
      const update = await peer.next(isRequest('UPDATE'));
      expect([update.get('session-expires'), update.get('min-se'), update.get('supported'), update.body.length]).toEqual([
        '2;refresher=uac',
        '2',
        'timer',
        0,
      ]);
      expect(update.get('contact')).toBe(`<sip:${SERVER}:5060>`);
      peer.answer(update, '200 OK', ['Session-Expires: 2;refresher=uac']);
    }
    expect(app.left()).toEqual([]);
  });

  it('is refreshed by a re-INVITE with the last session description else, and its 2xx is acknowledged each time', async () => {
    await start();
    await outgoing(['Session-Expires: 2'], ['Session-Expires: 2;refresher=uac']);
    const invite = await peer.next(isRequest('INVITE'));
    expect([invite.body.toString(), invite.get('session-expires')]).toEqual([SDP, '2;refresher=uac']);
    // Glare while it is under way.
    peer.send([
      `INVITE sip:${SERVER}:5060 SIP/2.0`,
      `Via: SIP/2.0/UDP ${PEER}:5060;branch=z9hG4bK-glare`,
      'Max-Forwards: 70',
      `From: ${invite.get('to')}`,
      `To: ${invite.get('from')}`,
      `Call-ID: ${invite.callId()}`,
      'CSeq: 1 INVITE',
      `Contact: <sip:bob@${PEER}:5060>`,
    ]);
    await peer.next(491);
    for (let i = 0; i < 2; i += 1) {
      peer.answer(invite, '200 OK', [`Contact: <sip:bob@${PEER}:5060>`, 'Session-Expires: 2;refresher=uac', SDP_TYPE], SDP);
      expect((await peer.next('ACK')).cseq().seq).toBe(invite.cseq().seq);
    }
    expect(app.left()).toEqual([]);
  });

  it.each([
    ['408 Request Timeout', undefined],
    ['481 Call/Transaction Does Not Exist', undefined],
  ])('ends when its refresh gets %s', async (status) => {
    await start();
    await incoming(['Supported: timer', 'Allow: UPDATE', 'Session-Expires: 2;refresher=uas']);
    peer.answer(await peer.next(isRequest('UPDATE')), status);
    await expectExpired();
  });

  it('ends when nobody answers its refresh', async () => {
    await start();
    await incoming(['Supported: timer', 'Allow: UPDATE', 'Session-Expires: 2;refresher=uas']);
    await peer.next(isRequest('UPDATE'));
    await expectExpired();
  });

  it('is tried again at once with the interval that a 422 names', async () => {
    await start();
    await incoming(['Supported: timer', 'Allow: UPDATE', 'Session-Expires: 2;refresher=uas']);
    const first = await peer.next(isRequest('UPDATE'));
    peer.answer(first, '422 Session Interval Too Small', ['Min-SE: 12']);
    const longer = await peer.next((message) => isRequest('UPDATE')(message) && message.branch() !== first.branch());
    expect([longer.get('session-expires'), longer.get('min-se')]).toEqual(['12;refresher=uac', '12']);
    peer.answer(longer, '200 OK', ['Session-Expires: 12;refresher=uac']);
  });

  it('goes on for a peer that does not know the extension', async () => {
    await start({ defaultRefresher: 'uas', minSec: 2 });
    await incoming(['Allow: UPDATE', 'Session-Expires: 2']);
    for (let i = 0; i < 2; i += 1) peer.answer(await peer.next(isRequest('UPDATE')), '200 OK');
  });

  it('is not refreshed while the application changes it', async () => {
    await start();
    const { dialogId } = await incoming(['Supported: timer', 'Allow: UPDATE', 'Session-Expires: 3;refresher=uas']);
    await app.inDialog(dialogId, 'INVITE', [SDP_TYPE], SDP);
    const invite = await peer.next(isRequest('INVITE'));
    // The application's own request goes on with the timer.
    expect([invite.get('session-expires'), invite.get('supported')]).toEqual(['3;refresher=uac', 'timer']);
    peer.answer(invite, '100 Trying');
    await expectExpired();
    expect(peer.summary()).not.toContain('UPDATE');
  });
});

describe('an INVITE of the application that asks for a timer', () => {
  const refusedOnce = async (minSe: string): Promise<{ sent: Sent; first: SipMessage }> => {
    const sent = await app.request(`sip:bob@${PEER}`, 'INVITE', ['Session-Expires: 90', SDP_TYPE], SDP);
    const first = await peer.next('INVITE');
    expect(first.get('supported')).toBe('timer');
    peer.answer(first, '422 Session Interval Too Small', [`Min-SE: ${minSe}`]);
    await peer.next('ACK');
    return { sent, first };
  };

  it('is sent again with the interval that a 422 names; the application sees only the answer', async () => {
    await start();
    const { sent, first } = await refusedOnce('300');
    const second = await peer.next('INVITE');
    expect([second.get('session-expires'), second.get('min-se'), second.callId()]).toEqual(['300', '300', first.callId()]);
    expect([second.cseq().seq, second.branch() === first.branch(), second.getAll('via').length]).toEqual([first.cseq().seq + 1, false, 1]);
    peer.answer(second, '200 OK', [`Contact: <sip:bob@${PEER}:5060>`, 'Session-Expires: 300;refresher=uas', SDP_TYPE], SDP);
    const answer = await app.next(200);
    expect(answer.txnId).toBe(sent.txnId);
    await app.inDialog(answer.dialogId, 'ACK');
    expect((await peer.next('ACK')).cseq().seq).toBe(second.cseq().seq);
    expect(app.left()).toEqual([]);
  });

  it('is not sent again for a 422 that asks for no more', async () => {
    await start();
    await refusedOnce('90');
    await app.next(422);
  });

  it('can be cancelled while it is tried again', async () => {
    await start();
    const { sent } = await refusedOnce('300');
    const second = await peer.next('INVITE');
    peer.answer(second, '180 Ringing');
    await app.next(180);
    await app.cancel(sent.txnId);
    const cancel = await peer.next('CANCEL');
    expect(cancel.branch()).toBe(second.branch());
    peer.answer(cancel, '200 OK');
    peer.answer(second, '487 Request Terminated');
    await app.next(487);
  });

  it('is answered without a timer: then there is none', async () => {
    await start();
    const dialogId = await outgoing(['Session-Expires: 2'], []);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect((await app.inDialog(dialogId, 'INFO')).ok).toBe(true);
    expect(peer.summary()).not.toContain('BYE');
  });
});
