import { type App, type AppDialog, type AppRequest, ask } from '../test/app.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newCall, request } from '../test/requests.js';
import { SipPeer } from '../test/sip-peer.js';
import { connectApp, ping, SDP, startTestServer, type TestServer } from '../test/test-server.js';

const SERVER = '127.99.2.20';
const CALLEE = '127.99.2.102';
const CALLER = '127.99.2.103';
const SDP_HEADER = ['Content-Type: application/sdp'];
const CONTACT = [`Contact: <sip:bob@${CALLEE}:5060>`];

let server: TestServer;
let callee: SipPeer;
const apps: App[] = [];
const app = async (prepare: (srf: App) => void = () => undefined): Promise<App> => {
  const srf = await connectApp(SERVER, prepare);
  apps.push(srf);
  return srf;
};
beforeEach(async () => {
  server = await startTestServer(SERVER, { t1: 50 });
  callee = await SipPeer.udp(CALLEE, 5060, { address: SERVER, port: 5060 });
});
afterEach(async () => {
  for (const srf of apps.splice(0)) srf.disconnect();
  callee.close();
  await server.stop();
  expect(server.problems).toEqual([]);
});

describe('a request of an application', () => {
  it('is completed with what it leaves out and answered', async () => {
    const srf = await app();
    const answer = ask(srf, `sip:bob@${CALLEE}`, { method: 'OPTIONS' });
    const options = await callee.next('OPTIONS');
    expect(options.get('via')).toMatch(new RegExp(`^SIP/2.0/UDP ${SERVER}:5060;rport;branch=z9hG4bK`));
    expect(options.get('max-forwards')).toBe('70');
    expect(options.get('from')).toMatch(new RegExp(`^<sip:${SERVER}:5060>;tag=\\w+$`));
    expect(options.get('to')).toBe(`<sip:bob@${CALLEE}>`);
    expect(options.get('contact')).toBeUndefined();
    callee.answer(options, '200 OK');
    expect((await answer).status).toBe(200);
  });

  it('keeps its Route when it goes to a next hop of its own choice, also in its CANCEL', async () => {
    const srf = await app();
    const headers = { route: `<sip:${CALLEE};lr>, <sip:edge.example;lr;ob>`, 'content-type': 'application/sdp' };
    const options = { method: 'INVITE', proxy: `sip:${CALLEE}:5060`, headers, body: SDP };
    const sent = new Promise<AppRequest>((resolve) => srf.request('sip:bob@10.0.0.7', options, (_error, req) => resolve(req)));
    const invite = await callee.next('INVITE');
    expect([invite.requestUri, invite.values('route')]).toEqual(['sip:bob@10.0.0.7', [`<sip:${CALLEE};lr>`, '<sip:edge.example;lr;ob>']]);
    callee.answer(invite, '180 Ringing');
    (await sent).cancel({}, () => undefined);
    const cancel = await callee.next('CANCEL');
    expect(cancel.values('route')).toEqual(invite.values('route'));
    callee.answer(cancel, '200 OK');
    callee.answer(invite, '487 Request Terminated');
    await callee.next('ACK');
  });

  it('has @localhost replaced and its own From, CSeq and headers kept', async () => {
    const srf = await app();
    const headers = {
      from: '"Al" <sip:alice@localhost>',
      contact: '<sip:alice@localhost>;expires=60',
      'p-asserted-identity': 'sip:al@localhost;x=1',
      'call-id': 'mine-1',
      cseq: '77 REGISTER',
      'max-forwards': '12',
      via: 'SIP/2.0/UDP evil;branch=z9hG4bKevil',
      route: '<sip:evil;lr>',
      'record-route': '<sip:evil;lr>',
    };
    const answer = ask(srf, `sip:${CALLEE}`, { method: 'REGISTER', headers });
    const register = await callee.next('REGISTER');
    expect(register.get('from')).toMatch(new RegExp(`^"Al" <sip:alice@${SERVER}:5060>;tag=`));
    expect(register.get('contact')).toBe(`<sip:alice@${SERVER}:5060>;expires=60`);
    expect(register.get('p-asserted-identity')).toBe(`<sip:al@${SERVER}:5060>;x=1`);
    expect([register.callId(), register.get('cseq'), register.get('max-forwards')]).toEqual(['mine-1', '77 REGISTER', '12']);
    expect([register.getAll('via').length, register.has('route'), register.has('record-route')]).toEqual([1, false, false]);
    callee.answer(register, '200 OK');
    await answer;
  });

  it('leaves from the address of ours that its next hop names', async () => {
    const [one, two] = ['127.99.2.21', '127.99.2.22'];
    const listen = [{ protocol: 'udp', address: two, port: 5060 }] as const;
    const several = await startTestServer(one, { t1: 50, listen });
    const srf = await connectApp(one, () => undefined);
    for (const [index, local] of [one, two].entries()) {
      const far = await SipPeer.udp(`127.99.2.11${index}`, 5060, { address: local, port: 5060 });
      const answer = ask(srf, 'sip:bob@example.invalid', {
        method: 'OPTIONS',
        proxy: `sip:127.99.2.11${index}:5060;transport=udp;local=${local}`,
      });
      const options = await far.next('OPTIONS');
      expect(options.get('via')).toContain(`SIP/2.0/UDP ${local}:5060`);
      expect(options.toBuffer().toString()).not.toContain('local=');
      far.answer(options, '200 OK');
      expect((await answer).status).toBe(200);
      far.close();
    }
    srf.disconnect();
    await several.stop();
    expect(several.problems).toEqual([]);
  });

  it('goes to the given next hop with its Request-URI unchanged', async () => {
    const srf = await app();
    const answer = ask(srf, 'sip:bob@example.invalid', { method: 'OPTIONS', proxy: `sip:${CALLEE}` });
    const options = await callee.next('OPTIONS');
    expect(options.requestUri).toBe('sip:bob@example.invalid');
    callee.answer(options, '404 Nope');
    expect((await answer).reason).toBe('Nope');
  });

  it.each([
    ['to the server itself', `sip:x@${SERVER}:5060`, {}, /can not send request to myself/],
    ['over a transport that is not there', `sip:x@${CALLEE};transport=ws`, {}, /transport not available/],
    ['to no URI', 'foo', {}, /invalid request-uri: OPTIONS foo SIP\/2.0/],
    ['with a body of no type', `sip:x@${CALLEE}`, { body: 'hello' }, /missing content-type/],
  ])('%s is refused', async (_what, uri, more, text) => {
    const srf = await app();
    await expect(ask(srf, uri, { method: 'OPTIONS', ...more })).rejects.toThrow(text);
  });

  it('to a name that does not resolve gets a 503 that the server makes', async () => {
    const srf = await app();
    const res = await ask(srf, 'sip:bob@no-such-host.invalid', { method: 'OPTIONS' });
    expect([res.status, res.reason]).toEqual([503, 'DNS Error']);
  });

  it('is repeated and then fails with 408 when nobody answers', async () => {
    const srf = await app();
    const res = await ask(srf, `sip:bob@${CALLEE}`, { method: 'OPTIONS' });
    expect(res.status).toBe(408);
    expect(callee.heard.length).toBeGreaterThan(6);
  });

  it('is tried again with credentials when it is challenged', async () => {
    const srf = await app();
    const answer = ask(srf, `sip:${CALLEE}`, {
      method: 'REGISTER',
      headers: { from: 'sip:al@x.org', to: 'sip:al@x.org' },
      auth: { username: 'al', password: 'secret' },
    });
    const first = await callee.next('REGISTER');
    callee.answer(first, '401 Unauthorized', ['WWW-Authenticate: Digest realm="x.org", nonce="abc", algorithm=MD5, qop="auth"']);
    const second = await callee.next((message) => message.has('authorization'));
    expect(second.callId()).toBe(first.callId());
    expect(second.cseq().seq).toBe(first.cseq().seq + 1);
    expect(second.get('from')).toBe(first.get('from'));
    callee.answer(second, '200 OK');
    expect((await answer).status).toBe(200);
  });
});

describe('a call of an application', () => {
  const answered = async (): Promise<{ srf: App; dialog: AppDialog; invite: Awaited<ReturnType<SipPeer['next']>> }> => {
    const srf = await app();
    const calling = srf.createUAC(`sip:bob@${CALLEE}`, { localSdp: SDP, headers: { contact: '<sip:app@localhost>' } });
    const invite = await callee.next('INVITE');
    callee.answer(invite, '100 Trying');
    callee.answer(invite, '180 Ringing');
    callee.answer(invite, '200 OK', [...CONTACT, ...SDP_HEADER], SDP);
    const ack = await callee.next('ACK');
    expect(ack.cseq().seq).toBe(invite.cseq().seq);
    expect(ack.requestUri).toBe(`sip:bob@${CALLEE}:5060`);
    expect(ack.via()?.branch).not.toBe(invite.via()?.branch);
    return { srf, dialog: await calling, invite };
  };
  const fromCallee = (method: string, seq: number, invite: Awaited<ReturnType<SipPeer['next']>>): string[] => [
    `${method} sip:app@${SERVER}:5060 SIP/2.0`,
    `Via: SIP/2.0/UDP ${CALLEE}:5060;branch=z9hG4bK-callee-${method}-${seq}`,
    'Max-Forwards: 70',
    `From: ${invite.get('to')};tag=peer`,
    `To: ${invite.get('from')}`,
    `Call-ID: ${invite.callId()}`,
    `CSeq: ${seq} ${method}`,
    ...CONTACT,
  ];

  it('is answered, acknowledged by the application, and ended by the callee', async () => {
    const { dialog, invite } = await answered();
    expect(dialog.id).toBe(`${invite.callId()};from-tag=${invite.from().params.get('tag')}`);
    const destroyed = new Promise<void>((resolve) => dialog.on('destroy', () => resolve()));
    callee.send(fromCallee('BYE', 1, invite));
    expect((await callee.next(200)).method).toBe('BYE');
    await destroyed;
    expect(server.server.counts().dialogsOut).toBe(0);
  });

  it('gets the same ACK again for a 200 that comes again', async () => {
    const { invite } = await answered();
    callee.answer(invite, '200 OK', [...CONTACT, ...SDP_HEADER], SDP);
    const first = callee.heard.find(({ message }) => message.method === 'ACK')?.message;
    const again = await callee.next('ACK');
    expect(again.via()?.branch).toBe(first?.via()?.branch);
  });

  it('is ended by the application, which hears no more of a dead dialog', async () => {
    const { srf, dialog } = await answered();
    const id = dialog.id;
    const ending = dialog.destroy();
    const bye = await callee.next('BYE');
    callee.answer(bye, '200 OK');
    await ending;
    await expect(ask(srf, 'sip:placeholder', { method: 'INFO', stackDialogId: id })).rejects.toMatchObject({ code: 'ENODIALOG' });
  });

  it('has its failure acknowledged by the server', async () => {
    const srf = await app();
    const outcome = srf.createUAC(`sip:bob@${CALLEE}`, { localSdp: SDP }).catch((error: { status: number }) => error.status);
    const invite = await callee.next('INVITE');
    expect(invite.get('contact')).toBe(`<sip:${SERVER}:5060>`);
    callee.answer(invite, '486 Busy Here');
    const ack = await callee.next('ACK');
    expect(ack.via()?.branch).toBe(invite.via()?.branch);
    expect(await outcome).toBe(486);
    callee.answer(invite, '486 Busy Here');
    await callee.next('ACK');
  });

  it.each([true, false])('is cancelled, after it was heard of (already: %s)', async (heard) => {
    const srf = await app();
    let sent: (req: AppRequest) => void;
    const out = new Promise<AppRequest>((resolve) => (sent = resolve));
    const calling = srf.createUAC(`sip:bob@${CALLEE}`, { localSdp: SDP }, { cbRequest: (_error, req) => sent(req) });
    const outcome = calling.catch((error: { status: number }) => error.status);
    const invite = await callee.next('INVITE');
    if (heard) callee.answer(invite, '180 Ringing');
    const req = await out;
    await ping(srf);
    req.cancel({ headers: { Reason: 'SIP;cause=200' } }, () => undefined);
    await ping(srf);
    if (!heard) {
      expect(callee.summary()).not.toContain('CANCEL');
      callee.answer(invite, '180 Ringing');
    }
    const cancel = await callee.next('CANCEL');
    expect([cancel.via()?.branch, cancel.get('reason'), cancel.cseq().seq]).toEqual([
      invite.via()?.branch,
      'SIP;cause=200',
      invite.cseq().seq,
    ]);
    callee.answer(cancel, '200 OK');
    callee.answer(invite, '487 Request Terminated');
    await callee.next('ACK');
    expect(await outcome).toBe(487);
  });

  it('that is answered while it is cancelled is acknowledged and hung up', async () => {
    const srf = await app();
    let sent: (req: AppRequest) => void;
    const out = new Promise<AppRequest>((resolve) => (sent = resolve));
    const outcome = srf.createUAC(`sip:bob@${CALLEE}`, { localSdp: SDP }, { cbRequest: (_error, req) => sent(req) }).catch(() => undefined);
    const invite = await callee.next('INVITE');
    callee.answer(invite, '180 Ringing');
    const req = await out;
    req.cancel({}, () => undefined);
    await callee.next('CANCEL');
    callee.answer(invite, '200 OK', [...CONTACT, ...SDP_HEADER], SDP);
    await callee.next('ACK');
    const bye = await callee.next('BYE');
    expect(bye.get('reason')).toContain('ACK-BYE due to cancel race condition');
    callee.answer(bye, '200 OK');
    await outcome;
  });

  it('answered by two forks keeps the first and hangs up the second', async () => {
    const { invite } = await answered();
    callee.answer(invite, '200 OK', [`Contact: <sip:second@${CALLEE}:5060>`, ...SDP_HEADER], SDP, 'second');
    const ack = await callee.next('ACK');
    const bye = await callee.next('BYE');
    expect([ack.to().params.get('tag'), bye.to().params.get('tag')]).toEqual(['second', 'second']);
    expect(server.server.counts().dialogsOut).toBe(1);
  });

  it('uses the route set of the answer', async () => {
    const srf = await app();
    const calling = srf.createUAC(`sip:bob@${CALLEE}`, { localSdp: SDP });
    const invite = await callee.next('INVITE');
    callee.answer(
      invite,
      '200 OK',
      [`Contact: <sip:bob@192.0.2.9>`, `Record-Route: <sip:far.invalid;lr>, <sip:${CALLEE};lr>`, ...SDP_HEADER],
      SDP,
    );
    const ack = await callee.next('ACK');
    expect([ack.requestUri, ack.values('route')]).toEqual(['sip:bob@192.0.2.9', [`<sip:${CALLEE};lr>`, '<sip:far.invalid;lr>']]);
    await calling;
  });
});

describe('a back-to-back call', () => {
  it('connects both sides and ends both', async () => {
    const caller = await SipPeer.udp(CALLER, 5060, { address: SERVER, port: 5060 });
    await app((srf) =>
      srf.invite((req, res) => {
        void srf.createB2BUA(req, res, `sip:bob@${CALLEE}`, { localSdpB: req.body, localSdpA: SDP }).then(({ uas, uac }) => {
          uas.on('destroy', () => void uac.destroy());
          uac.on('destroy', () => void uas.destroy());
        });
      }),
    );
    const call = newCall();
    caller.send([...request(caller, SERVER, 'INVITE', call), ...SDP_HEADER], SDP);
    const invite = await callee.next('INVITE');
    callee.answer(invite, '180 Ringing');
    await caller.next(180);
    callee.answer(invite, '200 OK', [...CONTACT, ...SDP_HEADER], SDP);
    await callee.next('ACK');
    const ok = await caller.next(200);
    caller.send(request(caller, SERVER, 'ACK', call, { to: ok.get('to') ?? '' }));
    caller.send(request(caller, SERVER, 'BYE', call, { to: ok.get('to') ?? '', seq: 2 }));
    await caller.next(200);
    callee.answer(await callee.next('BYE'), '200 OK');
    caller.close();
  });

  it('passes the CANCEL of the caller on', async () => {
    const caller = await SipPeer.udp(CALLER, 5060, { address: SERVER, port: 5060 });
    await app((srf) =>
      srf.invite((req, res) => void srf.createB2BUA(req, res, `sip:bob@${CALLEE}`, { localSdpB: req.body }).catch(() => undefined)),
    );
    const call = newCall();
    caller.send([...request(caller, SERVER, 'INVITE', call), ...SDP_HEADER], SDP);
    const invite = await callee.next('INVITE');
    callee.answer(invite, '180 Ringing');
    await caller.next(180);
    caller.send(request(caller, SERVER, 'CANCEL', call));
    await caller.next(487);
    callee.answer(await callee.next('CANCEL'), '200 OK');
    callee.answer(invite, '487 Request Terminated');
    await callee.next('ACK');
    caller.close();
  });
});
