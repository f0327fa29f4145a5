import type { App } from '../test/app.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newCall, request } from '../test/requests.js';
import { SipPeer } from '../test/sip-peer.js';
import { connectApp, ping, SDP, startTestServer, type TestServer } from '../test/test-server.js';

const SERVER = '127.99.2.30';
const CALLEE = '127.99.2.104';
const SDP_HEADER = ['Content-Type: application/sdp'];

let server: TestServer;
let peer: SipPeer;
const apps: App[] = [];
const app = async (prepare: (srf: App) => void, tags?: string[]): Promise<App> => {
  const srf = await connectApp(SERVER, prepare, tags);
  apps.push(srf);
  return srf;
};
const gone = (srf: App): Promise<void> => {
  apps.splice(apps.indexOf(srf), 1);
  srf.disconnect();
  return expect.poll(() => server.server.counts().apps).toBe(0) as Promise<void>;
};

/** A call that is up; its application has disconnected. */
async function orphanedCall(tags?: string[]): Promise<{ call: ReturnType<typeof newCall>; to: string; dialogId: string }> {
  let dialogId = '';
  const srf = await app(
    (application) =>
      application.invite((req, res) => {
        void application.createUAS(req, res, { localSdp: SDP }).then((dialog) => (dialogId = dialog.id));
      }),
    tags,
  );
  const call = newCall();
  peer.send([...request(peer, SERVER, 'INVITE', call), ...SDP_HEADER], SDP);
  const to = (await peer.next(200)).get('to') ?? '';
  peer.send(request(peer, SERVER, 'ACK', call, { to }));
  await ping(srf);
  await gone(srf);
  expect(server.server.counts().dialogsIn).toBe(1);
  return { call, to, dialogId };
}

beforeEach(async () => {
  server = await startTestServer(SERVER, { t1: 50, appReturnMs: 300 });
  peer = await SipPeer.udp('127.99.2.105', 5060, { address: SERVER, port: 5060 });
});
afterEach(async () => {
  for (const srf of apps.splice(0)) srf.disconnect();
  peer.close();
  await server.stop();
  expect(server.problems).toEqual([]);
});

describe('a call whose application has gone', () => {
  it('is ended by its caller through the application that came back meanwhile', async () => {
    const { call, to, dialogId } = await orphanedCall();
    let shown = '';
    await app((srf) => {
      srf.invite((_req, res) => res.send(486));
      srf.bye((req, res) => {
        shown = req.stackDialogId;
        res.send(200);
      });
    });
    peer.send(request(peer, SERVER, 'BYE', call, { to, seq: 2 }));
    expect((await peer.next(200)).method).toBe('BYE');
    expect(shown).toBe(dialogId);
    expect(server.server.counts().dialogsIn).toBe(0);
  });

  it('keeps its BYE waiting until the application is back', async () => {
    const { call, to } = await orphanedCall(['users']);
    const bye = request(peer, SERVER, 'BYE', call, { to, seq: 2 });
    peer.send(bye);
    await expect.poll(() => server.server.counts().parked).toBe(1);
    peer.send(bye);
    // Another application, with other tags, is not given the call.
    await app((srf) => srf.bye((_req, res) => res.send(500)), ['trunks']);
    expect(server.server.counts().parked).toBe(1);
    await app((srf) => srf.bye((_req, res) => res.send(200)), ['users']);
    await peer.next(200);
    expect(server.server.counts().parked).toBe(0);
  });

  it('gets 481 when nobody comes back in time: BYE ends it, anything else leaves it', async () => {
    const { call, to } = await orphanedCall();
    peer.send(request(peer, SERVER, 'INFO', call, { to, seq: 2 }));
    expect((await peer.next(481)).method).toBe('INFO');
    expect(server.server.counts().dialogsIn).toBe(1);
    peer.send(request(peer, SERVER, 'BYE', call, { to, seq: 3 }));
    expect((await peer.next(481)).method).toBe('BYE');
    expect(server.server.counts().dialogsIn).toBe(0);
  });

  it('is modified by a re-INVITE that waited, and ended by the application under the dialog id', async () => {
    const { call, to, dialogId } = await orphanedCall();
    peer.send([...request(peer, SERVER, 'INVITE', call, { to, seq: 2 }), ...SDP_HEADER], SDP);
    await peer.next(100);
    const srf = await app((application) => application.invite((_req, res) => res.send(200, { body: SDP })));
    expect((await peer.next(200)).cseq().seq).toBe(2);
    peer.send(request(peer, SERVER, 'ACK', call, { to, seq: 2 }));
    srf.request('sip:placeholder', { method: 'BYE', stackDialogId: dialogId }, () => undefined);
    peer.answer(await peer.next('BYE'), '200 OK');
    await expect.poll(() => server.server.counts().dialogsIn).toBe(0);
  });

  it('gives a BYE that the lost application had read, but not answered, to the next one', async () => {
    const call = newCall();
    let read: () => void;
    const wasRead = new Promise<void>((resolve) => (read = resolve));
    const first = await app((application) => {
      application.invite((_req, res) => res.send(200, { body: SDP }));
      application.bye(() => read());
    });
    peer.send(request(peer, SERVER, 'INVITE', call));
    const to = (await peer.next(200)).get('to') ?? '';
    peer.send(request(peer, SERVER, 'ACK', call, { to }));
    peer.send(request(peer, SERVER, 'BYE', call, { to, seq: 2 }));
    await wasRead;
    await gone(first);
    await app((application) => application.bye((_req, res) => res.send(200)));
    expect((await peer.next(200)).method).toBe('BYE');
  });
});

describe('what an application leaves behind unanswered', () => {
  it('is refused with 503', async () => {
    const first = await app((application) => {
      application.invite((_req, res) => res.send(180));
      application.options(() => undefined);
    });
    peer.send(request(peer, SERVER, 'INVITE', newCall()));
    const ringing = await peer.next(180);
    peer.send(request(peer, SERVER, 'OPTIONS', newCall()));
    await ping(first);
    await gone(first);
    const refused = await peer.next((message) => message.status === 503 && message.method === 'INVITE');
    expect(refused.to().params.get('tag')).toBe(ringing.to().params.get('tag'));
    await peer.next((message) => message.status === 503 && message.method === 'OPTIONS');
  });

  it('on the other side is cancelled, or acknowledged and hung up when it is answered', async () => {
    const callee = await SipPeer.udp(CALLEE, 5060, { address: SERVER, port: 5060 });
    const srf = await app(() => undefined);
    void srf.createUAC(`sip:bob@${CALLEE}`, { localSdp: SDP }).catch(() => undefined);
    const invite = await callee.next('INVITE');
    callee.answer(invite, '180 Ringing');
    await gone(srf);
    const cancel = await callee.next('CANCEL');
    callee.answer(cancel, '200 OK');
    callee.answer(invite, '200 OK', [`Contact: <sip:bob@${CALLEE}>`, ...SDP_HEADER], SDP);
    await callee.next('ACK');
    callee.answer(await callee.next('BYE'), '200 OK');
    expect(server.server.counts().dialogsOut).toBe(0);
    callee.close();
  });

  it('of a call that is up is acknowledged, so that the call goes on', async () => {
    const { to, dialogId } = await orphanedCall();
    const srf = await app(() => undefined);
    srf.request('sip:placeholder', { method: 'INVITE', stackDialogId: dialogId, body: SDP }, () => undefined);
    const invite = await peer.next('INVITE');
    expect(invite.get('from')).toBe(to);
    await gone(srf);
    peer.answer(invite, '200 OK', [`Contact: <sip:alice@${peer.address}>`, ...SDP_HEADER], SDP);
    expect((await peer.next('ACK')).cseq().seq).toBe(invite.cseq().seq);
    expect(server.server.counts().dialogsIn).toBe(1);
  });
});
