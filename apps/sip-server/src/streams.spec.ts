import { type App, type AppDialog, ask } from '../test/app.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newCall, request } from '../test/requests.js';
import { SipPeer } from '../test/sip-peer.js';
import { connectApp, SDP, startTestServer, type TestServer } from '../test/test-server.js';

const SERVER = '127.99.2.50';
const PHONE = '127.99.2.107';
const at = { address: SERVER, port: 5060 };

let server: TestServer;
const apps: App[] = [];
const peers: SipPeer[] = [];
const app = async (prepare: (srf: App) => void): Promise<App> => {
  const srf = await connectApp(SERVER, prepare);
  apps.push(srf);
  return srf;
};
const tcpPeer = async (): Promise<SipPeer> => {
  const peer = await SipPeer.tcp(PHONE, at);
  peers.push(peer);
  return peer;
};
const options = async (srf: App, uri: string): Promise<number> => (await ask(srf, uri, { method: 'OPTIONS' })).status;

beforeEach(async () => {
  server = await startTestServer(SERVER, { t1: 50 });
});
afterEach(async () => {
  for (const srf of apps.splice(0)) srf.disconnect();
  for (const peer of peers.splice(0)) peer.close();
  await server.stop();
  expect(server.problems).toEqual([]);
});

describe('on TCP', () => {
  it('messages may be split anywhere, joined, and separated by keep-alives that are answered', async () => {
    await app((srf) => srf.options((_req, res) => res.send(200)));
    const peer = await tcpPeer();
    const text = (lines: string[]): string => `${lines.join('\r\n')}\r\nContent-Length: 0\r\n\r\n`;
    const first = text(request(peer, SERVER, 'OPTIONS', newCall(), { transport: 'TCP' }));
    peer.sendRaw(first.slice(0, 50));
    await new Promise((resolve) => setTimeout(resolve, 20));
    peer.sendRaw(first.slice(50) + '\r\n\r\n' + text(request(peer, SERVER, 'OPTIONS', newCall(), { transport: 'TCP' })));
    await peer.next(200);
    await peer.next(200);
    await expect.poll(() => peer.pongs).toBe(1);
  });

  it('a call has its transport in Contact, and its later requests use the connection', async () => {
    let dialog: AppDialog | undefined;
    await app((srf) => srf.invite((req, res) => void srf.createUAS(req, res, { localSdp: SDP }).then((made) => (dialog = made))));
    const peer = await tcpPeer();
    const call = newCall();
    peer.send(request(peer, SERVER, 'INVITE', call, { transport: 'TCP' }));
    const ok = await peer.next(200);
    expect(ok.get('contact')).toBe(`<sip:${SERVER}:5060;transport=tcp>`);
    peer.send(request(peer, SERVER, 'ACK', call, { transport: 'TCP', to: ok.get('to') ?? '' }));
    await expect.poll(() => dialog !== undefined).toBe(true);
    void dialog?.destroy();
    const bye = await peer.next('BYE');
    expect(bye.get('via')).toMatch(new RegExp(`^SIP/2.0/TCP ${SERVER}:5060;branch=`));
    peer.answer(bye, '200 OK');
    await expect.poll(() => server.server.counts().dialogsIn).toBe(0);
  });

  it('a registered phone is reached by the connection on which it registered, until it is gone', async () => {
    const srf = await app((application) => application.register((req, res) => res.send(200, { headers: { Contact: req.get('Contact') } })));
    const peer = await tcpPeer();
    const contact = 'sip:alice@10.1.2.3:5099;transport=tcp';
    const register = (expires: number): string[] =>
      request(peer, SERVER, 'REGISTER', newCall(), { transport: 'TCP' }).map((line) =>
        line.startsWith('Contact') ? `Contact: <${contact}>;expires=${expires}` : line,
      );
    peer.send(register(60));
    await peer.next(200);
    expect(server.server.counts().streamContacts).toBe(1);
    const status = options(srf, contact);
    peer.answer(await peer.next('OPTIONS'), '200 OK');
    expect(await status).toBe(200);
    peer.send(register(0));
    await peer.next(200);
    expect(server.server.counts().streamContacts).toBe(0);
  });

  it('dials a peer once and reuses the connection', async () => {
    const srf = await app(() => undefined);
    const listener = await SipPeer.tcpServer(PHONE, 5060);
    for (let i = 0; i < 2; i += 1) {
      const status = options(srf, `sip:bob@${PHONE};transport=tcp`);
      const peer = await listener.accepted;
      peer.answer(await peer.next('OPTIONS'), '200 OK');
      expect(await status).toBe(200);
    }
    expect(server.server.counts().streamConnections).toBe(1);
    listener.close();
  });

  it('a peer that refuses the connection gives 503 at once', async () => {
    const srf = await app(() => undefined);
    expect(await options(srf, `sip:bob@${PHONE}:5999;transport=tcp`)).toBe(503);
  });

  it('a response finds its way when the connection of the request is gone', async () => {
    let respond: () => void = () => undefined;
    await app((srf) => srf.options((_req, res) => (respond = () => res.send(200))));
    const listener = await SipPeer.tcpServer(PHONE, 5062);
    const peer = await tcpPeer();
    peer.send(
      request(peer, SERVER, 'OPTIONS', newCall(), { transport: 'TCP' }).map((line) => line.replace(/^(Via: \S+ [^:]+):\d+/, '$1:5062')),
    );
    await expect.poll(() => server.server.counts().openTransactions).toBe(1);
    peer.close();
    await expect.poll(() => server.server.counts().streamConnections).toBe(0);
    respond();
    await (await listener.accepted).next(200);
    listener.close();
  });
});

describe('malformed input', () => {
  const head = ['From: <sip:a@x>;tag=1', 'Call-ID: bad', 'CSeq: 1 OPTIONS', 'Max-Forwards: 70'];
  const via = `Via: SIP/2.0/UDP ${PHONE}:5060;branch=z9hG4bKbad`;
  const to = `To: <sip:b@${SERVER}>`;
  const start = `OPTIONS sip:b@${SERVER} SIP/2.0`;
  const cases: ReadonlyArray<readonly [string, readonly string[] | Buffer, number | undefined]> = [
    ['no Via', [start, to, ...head], undefined],
    ['two To headers', [start, via, to, to, ...head], 400],
    ['no Call-ID', [start, via, to, ...head.filter((line) => !line.startsWith('Call-ID'))], 400],
    ['a negative Content-Length', [start, via, to, ...head, 'Content-Length: -5'], 400],
    ['a Content-Length beyond the datagram', [start, via, to, ...head, 'Content-Length: 500'], 400],
    ['a CSeq of another method', [start, via, to, ...head.map((line) => line.replace('1 OPTIONS', '1 INVITE'))], 400],
    ['version 3', [start.replace('2.0', '3.0'), via, to, ...head], 505],
    ['a header of 60 kB', [start, via, to, ...head, `X-Big: ${'x'.repeat(60_000)}`], 400],
    ['an ACK that is wrong', [start.replace('OPTIONS', 'ACK'), via, to, to, ...head], undefined],
    ['a response that is wrong', ['SIP/2.0 200 OK', via, to, to, ...head], undefined],
    ['binary noise', Buffer.from(Array.from({ length: 1_400 }, (_, i) => (i * 167) % 256)), undefined],
    ['nothing', Buffer.alloc(0), undefined],
  ];

  it.each(cases)('on UDP with %s is refused or ignored, and the next request is served', async (_name, message, status) => {
    await app((srf) => srf.options((_req, res) => res.send(200)));
    const peer = await SipPeer.udp(PHONE, 5060, at);
    peers.push(peer);
    peer.sendRaw(Buffer.isBuffer(message) ? message : `${(message as string[]).join('\r\n')}\r\n\r\n`);
    peer.send(request(peer, SERVER, 'OPTIONS', newCall()));
    await peer.next(200);
    expect(peer.heard.map((heard) => heard.message.status)).toEqual(status === undefined ? [200] : [status, 200]);
  });

  it('a header of 70 kB on TCP is refused and the connection closed, others are served', async () => {
    await app((srf) => srf.options((_req, res) => res.send(200)));
    const [bad, good] = [await tcpPeer(), await tcpPeer()];
    bad.sendRaw(`${[start, via.replace('UDP', 'TCP'), to, ...head, `X-Big: ${'x'.repeat(70_000)}`].join('\r\n')}\r\n\r\n`);
    await expect.poll(() => bad.isClosed).toBe(true);
    good.send(request(good, SERVER, 'OPTIONS', newCall(), { transport: 'TCP' }));
    await good.next(200);
  });

  it('10 MB of noise on TCP is cut off', async () => {
    const bad = await tcpPeer();
    for (let i = 0; i < 160 && !bad.isClosed; i += 1) bad.sendRaw(Buffer.alloc(65_536, 'z'));
    await expect.poll(() => bad.isClosed).toBe(true);
  });

  it.each([
    ['Contact: *', 'Expires: 60', 400],
    ['Contact: alice', 'Expires: 60', 400],
    ['Contact: *', 'Expires: 0', 200],
  ])('REGISTER with %s and %s gets %i', async (contact, expires, status) => {
    await app((srf) => srf.register((_req, res) => res.send(200)));
    const peer = await SipPeer.udp(PHONE, 5060, at);
    peers.push(peer);
    peer.send([...request(peer, SERVER, 'REGISTER', newCall()).filter((line) => !line.startsWith('Contact')), contact, expires]);
    await peer.next(status);
  });
});

describe('capture', () => {
  it('sees each message in both directions with its addresses and Call-ID', async () => {
    await app((srf) => srf.options((_req, res) => res.send(200)));
    const udp = await SipPeer.udp(PHONE, 5060, at);
    peers.push(udp);
    const call = newCall();
    udp.send(request(udp, SERVER, 'OPTIONS', call));
    await udp.next(200);
    const tcp = await tcpPeer();
    tcp.send(request(tcp, SERVER, 'OPTIONS', newCall(), { transport: 'TCP' }));
    await tcp.next(200);
    const seen = server.captured.map(({ data, protocol, source, destination }) => [
      protocol,
      `${source.address}:${source.port}`,
      `${destination.address}:${destination.port}`,
      data.toString().split(' ')[0],
    ]);
    expect(seen).toEqual([
      ['udp', `${PHONE}:5060`, `${SERVER}:5060`, 'OPTIONS'],
      ['udp', `${SERVER}:5060`, `${PHONE}:5060`, 'SIP/2.0'],
      ['tcp', `${PHONE}:${tcp.port}`, `${SERVER}:5060`, 'OPTIONS'],
      ['tcp', `${SERVER}:5060`, `${PHONE}:${tcp.port}`, 'SIP/2.0'],
    ]);
    expect(server.captured.slice(0, 2).map(({ correlationId }) => correlationId)).toEqual([call.callId, call.callId]);
  });
});

describe('overload', () => {
  it('refuses new calls with 503 and Retry-After while those that exist go on', async () => {
    await server.stop();
    server = await startTestServer(SERVER, { guard: { limits: { maxTransactions: 2 } } });
    await app((srf) => {
      srf.invite((_req, res) => res.send(200, { body: SDP }));
      srf.bye((_req, res) => res.send(200));
    });
    const peer = await SipPeer.udp(PHONE, 5060, at);
    peers.push(peer);
    const call = newCall();
    peer.send(request(peer, SERVER, 'INVITE', call));
    const to = (await peer.next(200)).get('to') ?? '';
    peer.send(request(peer, SERVER, 'INVITE', newCall()));
    await peer.next(200);
    peer.send(request(peer, SERVER, 'INVITE', newCall()));
    const after = Number((await peer.next(503)).get('retry-after'));
    expect(after).toBeGreaterThanOrEqual(5);
    expect(after).toBeLessThanOrEqual(15);
    peer.send(request(peer, SERVER, 'BYE', call, { to, seq: 2 }));
    await peer.next((message) => message.status === 200 && message.method === 'BYE');
  });
});
