import type { SipMessage } from '@switchyard/sip';
import { afterEach, describe, expect, it } from 'vitest';
import { HandApp } from '../../test/hand-app.js';
import { type Call, newCall, request } from '../../test/requests.js';
import { SipPeer } from '../../test/sip-peer.js';
import { SDP, startTestServer, type TestServer } from '../../test/test-server.js';
import type { RequestSettings } from './request-checks.js';

const SERVER = '127.99.3.50';
const PEER = '127.99.3.105';
const SDP_TYPE = 'Content-Type: application/sdp';

let server: TestServer;
let peer: SipPeer;
let app: HandApp;
const start = async (checks?: RequestSettings): Promise<void> => {
  server = await startTestServer(SERVER, { t1: 20, t2: 80, t4: 100, ...(checks ? { checks } : {}) });
  peer = await SipPeer.udp(PEER, 5060, { address: SERVER, port: 5060 });
  app = await HandApp.connect(SERVER, ['invite', 'options', 'message', 'bye']);
};
afterEach(async () => {
  app.close();
  peer.close();
  await server.stop();
  expect(server.problems).toEqual([]);
});

describe('a new request', () => {
  it.each([
    ['an unknown scheme', 'nobodyknows:bob@x', [], 416, undefined],
    ['an unknown extension', 'sip:bob@x', ['Require: 100rel, nothing', 'Require: neither'], 420, 'nothing, neither'],
    ['an extension unknown to proxies', 'sip:bob@x', ['Proxy-Require: nothing'], 420, 'nothing'],
  ])('with %s is refused', async (_what, uri, more, status, unsupported) => {
    await start();
    peer.send(request(peer, SERVER, 'OPTIONS', newCall(), { uri, more }));
    expect((await peer.next(status)).get('unsupported')).toBe(unsupported);
    expect(app.left()).toEqual([]);
  });

  it.each([
    ['a telephone number', 'tel:+3412', [] as string[]],
    ['an emergency service', 'urn:service:sos', []],
    ['registered extensions', 'SIP:bob@x', ['Require: Replaces, timer']],
    ['an extension that the operator has named', 'sip:bob@x', ['Require: com.example.own']],
  ])('with %s reaches the application', async (_what, uri, more) => {
    await start({ optionTags: ['com.example.own'], unknownReplaces: 'deliver' });
    peer.send(request(peer, SERVER, 'OPTIONS', newCall(), { uri, more }));
    await app.respond(await app.next('OPTIONS'), '200 OK');
    await peer.next(200);
  });

  it('that comes a second time by another way gets 482 while the first is with an application', async () => {
    await start();
    const call = newCall();
    peer.send(request(peer, SERVER, 'MESSAGE', call, { branch: 'z9hG4bK-way-1' }));
    const shown = await app.next('MESSAGE');
    peer.send(request(peer, SERVER, 'MESSAGE', call, { branch: 'z9hG4bK-way-2' }));
    await peer.next(482);
    peer.send(request(peer, SERVER, 'MESSAGE', call, { branch: 'z9hG4bK-next', seq: 2 }));
    await app.respond(await app.next('MESSAGE'), '200 OK');
    await app.respond(shown, '200 OK');
    peer.send(request(peer, SERVER, 'MESSAGE', call, { branch: 'z9hG4bK-way-3' }));
    await app.next('MESSAGE');
  });
});

/** Call-ID and tags of a dialog as the other side of it writes them into Replaces. */
const named = (call: Call, ours: string, more = ''): string => `${call.callId};to-tag=${ours};from-tag=${call.fromTag}${more}`;

describe.each(['Replaces', 'Join'])('an INVITE with %s', (header) => {
  const invite = (value: string, ...more: readonly string[]): void =>
    peer.send(request(peer, SERVER, 'INVITE', newCall(), { more: [`${header}: ${value}`, ...more] }));
  const ring = async (): Promise<{ call: Call; tag: string }> => {
    const call = newCall();
    peer.send(request(peer, SERVER, 'INVITE', call, { more: [SDP_TYPE] }), SDP);
    await app.respond(await app.next('INVITE'), '180 Ringing');
    return { call, tag: (await peer.next(180)).toTag() ?? '' };
  };
  const up = async (): Promise<{ call: Call; tag: string; dialogId: string }> => {
    const call = newCall();
    peer.send(request(peer, SERVER, 'INVITE', call, { more: [SDP_TYPE] }), SDP);
    const { dialogId } = await app.respond(await app.next('INVITE'), '200 OK', [SDP_TYPE], SDP);
    const ok: SipMessage = await peer.next(200);
    peer.send(request(peer, SERVER, 'ACK', call, { to: ok.get('to') ?? '' }));
    await app.next('ACK');
    return { call, tag: ok.toTag() ?? '', dialogId };
  };

  it('that names a call goes to the application that has it', async () => {
    await start();
    const { call, tag } = await up();
    const other = await HandApp.connect(SERVER, ['invite']);
    for (let i = 0; i < 3; i += 1) {
      invite(named(call, tag));
      await app.next('INVITE');
    }
    expect(other.left()).toEqual([]);
    other.close();
  });

  it.each([
    ['no tags', 'abc'],
    ['one tag', 'abc;to-tag=1'],
    ['two of a tag', 'abc;to-tag=1;to-tag=2;from-tag=3'],
    ['no Call-ID', ';to-tag=1;from-tag=3'],
  ])('with %s gets 400', async (_what, value) => {
    await start();
    invite(value);
    expect((await peer.next(400)).reason).toBe(`Bad ${header} Header`);
  });

  it('beside the other of its kind, or twice, or not in an INVITE, gets 400', async () => {
    await start();
    invite('abc;to-tag=1;from-tag=2', `${header === 'Join' ? 'Replaces' : 'Join'}: def;to-tag=1;from-tag=2`);
    await peer.next(400);
    invite('abc;to-tag=1;from-tag=2', `${header}: def;to-tag=1;from-tag=2`);
    await peer.next(400);
    peer.send(request(peer, SERVER, 'OPTIONS', newCall(), { more: [`${header}: abc;to-tag=1;from-tag=2`] }));
    await peer.next((message) => message.status === 400 && message.method === 'OPTIONS');
  });

  it('that names a call that is over gets 603', async () => {
    await start();
    const { call, tag, dialogId } = await up();
    await app.inDialog(dialogId, 'BYE');
    peer.answer(await peer.next('BYE'), '200 OK');
    await app.next(200);
    invite(named(call, tag));
    await peer.next(603);
  });

  it('that names a call which rings at the application gets 481', async () => {
    await start();
    const { call, tag } = await ring();
    invite(named(call, tag));
    await peer.next(481);
  });

  it('that names a call of the application which rings reaches it', async () => {
    await start();
    await app.request(`sip:bob@${PEER}`, 'INVITE', [SDP_TYPE], SDP);
    const ours = await peer.next('INVITE');
    peer.answer(ours, '180 Ringing', [], '', 'them');
    await app.next(180);
    invite(`${ours.callId()};to-tag=${ours.fromTag()};from-tag=them;early-only`);
    await app.next('INVITE');
  });

  it(`early-only of a call that is answered gets ${header === 'Replaces' ? 486 : 'through'}`, async () => {
    await start();
    const { call, tag } = await up();
    invite(named(call, tag, ';early-only'));
    if (header === 'Replaces') await peer.next(486);
    else await app.next('INVITE');
  });

  it('that names no call of ours is for the application to decide, unless the setting refuses it', async () => {
    await start();
    invite('abc;to-tag=1;from-tag=2');
    await app.next('INVITE');
    app.close();
    peer.close();
    await server.stop();
    await start({ optionTags: [], unknownReplaces: 'refuse' });
    invite('abc;to-tag=1;from-tag=2');
    await peer.next(481);
  });
});
