import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FlowTokens, type Protocol } from '@switchyard/sip';
import { makeCertificate } from '@switchyard/testing';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type App, type AppDialog, type AppRequest, ask } from '../../test/app.js';
import { newCall, request } from '../../test/requests.js';
import { SipPeer } from '../../test/sip-peer.js';
import { connectApp, SDP, startTestServer, type TestServer } from '../../test/test-server.js';

const SERVER = '127.99.2.60';
const PHONE = '127.99.2.61';
const PORTS: Readonly<Record<Protocol, number>> = { udp: 5060, tcp: 5060, tls: 5061, ws: 5080, wss: 5443 };

const folder = mkdtempSync(join(tmpdir(), 'switchyard-tls-'));
const authority = makeCertificate({ commonName: 'Test authority', isAuthority: true });
const certificate = makeCertificate({ commonName: 'sip.test', names: ['sip.test', SERVER], issuer: authority });
const files = { certificate: join(folder, 'cert.pem'), key: join(folder, 'key.pem'), authorities: join(folder, 'ca.pem') };
writeFileSync(files.certificate, certificate.cert);
writeFileSync(files.key, certificate.key);
writeFileSync(files.authorities, authority.cert);

let server: TestServer;
const apps: App[] = [];
const peers: SipPeer[] = [];

const start = async (more: Parameters<typeof startTestServer>[1] = {}): Promise<TestServer> =>
  (server = await startTestServer(SERVER, {
    t1: 50,
    listen: (['tls', 'ws', 'wss'] as const).map((protocol) => ({ protocol, address: SERVER, port: PORTS[protocol] })),
    transport: {
      tls: { certificates: [files], authorities: files.authorities, minVersion: 'TLSv1.2', verifyServers: true },
    },
    ...more,
  }));

const app = async (prepare: (srf: App) => void): Promise<App> => {
  const srf = await connectApp(SERVER, prepare);
  apps.push(srf);
  return srf;
};

async function phone(protocol: Protocol): Promise<SipPeer> {
  const at = { address: SERVER, port: PORTS[protocol] };
  const tls = { ca: authority.cert, servername: 'sip.test' };
  const peer = await (protocol === 'udp'
    ? SipPeer.udp(PHONE, 0, at)
    : protocol === 'tcp'
      ? SipPeer.tcp(PHONE, at)
      : protocol === 'tls'
        ? SipPeer.tls(PHONE, at, tls)
        : SipPeer.webSocket(`${protocol}://${SERVER}:${at.port}/`, tls));
  peers.push(peer);
  return peer;
}

afterEach(async () => {
  for (const srf of apps.splice(0)) srf.disconnect();
  for (const peer of peers.splice(0)) peer.close();
  await server.stop();
  expect(server.problems).toEqual([]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each<Protocol>(['udp', 'tcp', 'tls', 'ws', 'wss'])('over %s', (protocol) => {
  const transport = protocol.toUpperCase();
  const param = protocol === 'udp' ? '' : `;transport=${protocol}`;

  it('a call comes in, is answered and is hung up by either side on the way it came', async () => {
    await start();
    const dialogs: AppDialog[] = [];
    const seen: AppRequest[] = [];
    await app((srf) =>
      srf.invite((req, res) => {
        seen.push(req);
        void srf.createUAS(req, res, { localSdp: SDP }).then((dialog) => dialogs.push(dialog));
      }),
    );
    const peer = await phone(protocol);
    for (const hangsUp of ['us', 'them']) {
      const call = newCall();
      peer.send(request(peer, SERVER, 'INVITE', call, { transport }));
      const ok = await peer.next(200);
      expect(ok.get('contact')).toBe(`<sip:${SERVER}:${PORTS[protocol]}${param}>`);
      const to = ok.get('to') ?? '';
      peer.send(request(peer, SERVER, 'ACK', call, { transport, to }));
      await expect.poll(() => dialogs.length).toBe(hangsUp === 'us' ? 1 : 2);
      if (hangsUp === 'us') {
        void dialogs[0]?.destroy();
        const bye = await peer.next('BYE');
        expect(bye.get('via')).toMatch(new RegExp(`^SIP/2.0/${transport} ${SERVER}:${PORTS[protocol]};`));
        peer.answer(bye, '200 OK');
      } else {
        peer.send(request(peer, SERVER, 'BYE', call, { transport, to, seq: 2 }));
        await peer.next((message) => message.status === 200 && message.method === 'BYE');
      }
      await expect.poll(() => server.server.counts().dialogsIn).toBe(0);
    }
    expect(seen[0]?.protocol).toBe(protocol);
  });

  it('a registered phone is called by its contact', async () => {
    await start();
    const srf = await app((application) => application.register((req, res) => res.send(200, { headers: { Contact: req.get('Contact') } })));
    const peer = await phone(protocol);
    const contact = `sip:alice@${peer.address}:${peer.port}${param}`;
    const lines = request(peer, SERVER, 'REGISTER', newCall(), { transport });
    peer.send(lines.map((line) => (line.startsWith('Contact') ? `Contact: <${contact}>;expires=60` : line)));
    await peer.next(200);
    const status = ask(srf, contact, { method: 'OPTIONS' });
    const options = await peer.next('OPTIONS');
    expect(options.get('via')).toMatch(new RegExp(`^SIP/2.0/${transport} `));
    peer.answer(options, '200 OK');
    expect((await status).status).toBe(200);
  });
});

describe('a flow token', () => {
  const KEY = 'shared by both of us';

  it('made elsewhere with the same key leads an application down the connection; a forged one leads nowhere', async () => {
    await start({ transport: { flowKey: KEY }, listen: [] });
    const srf = await app((application) => application.options((_req, res) => res.send(200)));
    const peer = await phone('tcp');
    peer.send(request(peer, SERVER, 'OPTIONS', newCall(), { transport: 'TCP' }));
    await peer.next(200);
    const flow = {
      protocol: 'tcp',
      local: { address: SERVER, port: 5060 },
      remote: { address: PHONE, port: peer.port },
      connection: undefined,
    } as const;
    const by = (key: string): Promise<{ readonly status: number }> =>
      ask(srf, 'sip:alice@anywhere.invalid', {
        method: 'OPTIONS',
        proxy: `sip:${new FlowTokens(key).encode(flow)}@${SERVER}:5060;lr;ob`,
      });
    const status = by(KEY);
    const options = await peer.next('OPTIONS');
    expect(options.requestUri).toBe('sip:alice@anywhere.invalid');
    peer.answer(options, '200 OK');
    expect((await status).status).toBe(200);
    await expect(by('guessed')).rejects.toThrow('flow');
  });
});

describe('an edge proxy (RFC 5626)', () => {
  it('writes the flow of a phone into Path, and later requests by that Route go down it until it is gone', async () => {
    await start();
    const registrar = await SipPeer.udp('127.99.2.64', 5060, { address: SERVER, port: 5060 });
    peers.push(registrar);
    await app((srf) => {
      srf.register((req) => void req.proxy({ destination: 'sip:127.99.2.64', remainInDialog: true }));
      srf.invite((_req, res) => res.send(604));
    });
    const browser = await phone('ws');
    const contact = `Contact: <sip:alice@${browser.address};transport=ws;ob>;reg-id=1;+sip.instance="<urn:uuid:1>"`;
    const register = request(browser, SERVER, 'REGISTER', newCall(), { transport: 'WS', more: ['Supported: path, outbound'] });
    browser.send(register.map((line) => (line.startsWith('Contact') ? contact : line)));
    const seen = await registrar.next('REGISTER');
    const path = seen.get('path') ?? '';
    expect(path).toMatch(new RegExp(`^<sip:[\\w-]{30,}@${SERVER}:5060;lr;ob>$`));
    registrar.answer(seen, '200 OK', [contact, `Path: ${path}`]);
    await browser.next(200);
    const invite = (route: string): void =>
      registrar.send(request(registrar, SERVER, 'INVITE', newCall(), { uri: 'sip:alice@nowhere.invalid', more: [`Route: ${route}`] }));
    invite(path);
    const call = await browser.next('INVITE');
    expect(call.requestUri).toBe('sip:alice@nowhere.invalid');
    expect(call.has('route')).toBe(false);
    expect(call.values('record-route')).toEqual([path]);
    browser.answer(call, '486 Busy Here');
    await registrar.next(486);
    invite(path.replace('sip:', 'sip:A'));
    await registrar.next(430);
    browser.close();
    await expect.poll(() => server.server.counts().streamConnections).toBe(0);
    invite(path);
    await registrar.next(430);
  });
});

describe('a proxied call between two transports', () => {
  it('has a route for each side, and its later requests find their way in both directions', async () => {
    await start();
    const callee = await SipPeer.udp('127.99.2.63', 5060, { address: SERVER, port: 5060 });
    peers.push(callee);
    await app((srf) => {
      srf.invite((req) => void req.proxy({ destination: 'sip:bob@127.99.2.63', remainInDialog: true }));
      srf.register((req, res) => res.send(200, { headers: { Contact: req.get('Contact') } }));
    });
    const browser = await phone('ws');
    const contact = `Contact: <sip:alice@${browser.address};transport=ws>`;
    const by = (method: string, call: ReturnType<typeof newCall>, more: object = {}): string[] =>
      request(browser, SERVER, method, call, { transport: 'WS', ...more }).map((line) => (line.startsWith('Contact') ? contact : line));
    browser.send(by('REGISTER', newCall()));
    await browser.next(200);
    const call = newCall();
    browser.send(by('INVITE', call));
    const invite = await callee.next('INVITE');
    const routes = [`<sip:${SERVER}:5060;lr>`, `<sip:${SERVER}:${PORTS.ws};transport=ws;lr>`];
    expect(invite.values('record-route')).toEqual(routes);
    callee.answer(invite, '200 OK', [`Contact: <sip:bob@127.99.2.63>`]);
    const ok = await browser.next(200);
    const to = ok.get('to') ?? '';
    const more = routes.toReversed().map((route) => `Route: ${route}`);
    browser.send(by('ACK', call, { to, uri: 'sip:bob@127.99.2.63', more }));
    expect((await callee.next('ACK')).has('route')).toBe(false);
    // The callee hangs up: its route set begins with the name on its own side.
    callee.send([
      `BYE sip:alice@${browser.address};transport=ws SIP/2.0`,
      'Via: SIP/2.0/UDP 127.99.2.63:5060;branch=z9hG4bKbye',
      ...routes.map((route) => `Route: ${route}`),
      'Max-Forwards: 70',
      `From: ${to}`,
      `To: ${invite.get('from') ?? ''}`,
      `Call-ID: ${call.callId}`,
      'CSeq: 1 BYE',
    ]);
    const bye = await browser.next('BYE');
    expect(bye.has('route')).toBe(false);
    browser.answer(bye, '200 OK');
    await callee.next(200);
  });
});

describe('over IPv6', () => {
  it.each(['udp', 'tcp'] as const)('a %s call has bracketed addresses everywhere, both ways', async (protocol) => {
    server = await startTestServer('::1', { t1: 50 });
    const dialogs: AppDialog[] = [];
    const srf = await connectApp('::1', (application) =>
      application.invite((req, res) => void application.createUAS(req, res, { localSdp: SDP }).then((dialog) => dialogs.push(dialog))),
    );
    apps.push(srf);
    const at = { address: '::1', port: 5060 };
    const peer = protocol === 'udp' ? await SipPeer.udp('::1', 0, at) : await SipPeer.tcp('::1', at);
    peers.push(peer);
    const named = { address: '[::1]', port: peer.port } as SipPeer;
    const transport = protocol.toUpperCase();
    const call = newCall();
    peer.send(request(named, '[::1]', 'INVITE', call, { transport }));
    const ok = await peer.next(200);
    const param = protocol === 'udp' ? '' : ';transport=tcp';
    expect(ok.get('contact')).toBe(`<sip:[::1]:5060${param}>`);
    expect(ok.get('via')).toContain(`;rport=${peer.port}`);
    expect(ok.get('via')).not.toContain('received');
    peer.send(request(named, '[::1]', 'ACK', call, { transport, to: ok.get('to') ?? '' }));
    await expect.poll(() => dialogs.length).toBe(1);
    void dialogs[0]?.destroy();
    const bye = await peer.next('BYE');
    expect(bye.get('via')).toMatch(new RegExp(`^SIP/2.0/${transport} \\[::1\\]:5060;`));
    peer.answer(bye, '200 OK');
    await expect.poll(() => server.server.counts().dialogsIn).toBe(0);
    const status = ask(srf, `sip:bob@[::1]:${peer.port}${protocol === 'udp' ? '' : ';transport=tcp'}`, { method: 'OPTIONS' });
    const options = await peer.next('OPTIONS');
    expect(options.requestUri).toContain('[::1]');
    peer.answer(options, '200 OK');
    expect((await status).status).toBe(200);
    await expect(ask(srf, 'sip:me@[::1]:5060', { method: 'OPTIONS' })).rejects.toThrow('myself');
  });
});

describe('sips', () => {
  it('goes by TLS to a server that proves its name, and nowhere else', async () => {
    const other = await startTestServer('127.99.2.62', {
      listen: [{ protocol: 'tls', address: '127.99.2.62', port: 5061 }],
      transport: { tls: { certificates: [files], authorities: files.authorities, minVersion: 'TLSv1.2', verifyServers: true } },
    });
    const hosts = join(folder, 'hosts');
    writeFileSync(hosts, '127.99.2.62 sip.test bank.test\n');
    await start({
      transport: {
        tls: { certificates: [files], authorities: files.authorities, minVersion: 'TLSv1.2', verifyServers: true },
        dns: { hostsFile: hosts },
      },
    });
    const answering = await connectApp('127.99.2.62', (srf) => srf.options((_req, res) => res.send(204)));
    apps.push(answering);
    const srf = await app(() => undefined);
    expect((await ask(srf, 'sips:bob@sip.test', { method: 'OPTIONS' })).status).toBe(204);
    expect((await ask(srf, 'sip:bob@sip.test;transport=tls', { method: 'OPTIONS' })).status).toBe(204);
    expect((await ask(srf, 'sips:bob@bank.test', { method: 'OPTIONS' })).status).toBe(503);
    await expect(ask(srf, 'sips:bob@sip.test;transport=udp', { method: 'OPTIONS' })).rejects.toThrow('transport not available');
    expect(other.captured.every(({ protocol }) => protocol === 'tls')).toBe(true);
    await other.stop();
  });
});
