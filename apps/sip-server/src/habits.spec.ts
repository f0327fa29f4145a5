import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from '@switchyard/testing';
import Srf from 'drachtio-srf';
import { connect } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { type App, ask } from '../test/app.js';
import { newCall, request } from '../test/requests.js';
import { SipPeer } from '../test/sip-peer.js';
import { connectApp, SECRET, startTestServer, type TestServer } from '../test/test-server.js';
import { NO_HABITS } from './control/control-settings.js';

const SERVER = '127.99.4.50';
const PHONE = '127.99.4.51';
const TLS_PORT = 9023;

let server: TestServer;
const closers: Array<() => void> = [];
const open = async (address = PHONE): Promise<SipPeer> => {
  const peer = await SipPeer.udp(address, 5060, { address: SERVER, port: 5060 });
  closers.push(() => peer.close());
  return peer;
};

afterEach(async () => {
  for (const close of closers.splice(0)) close();
  await server.stop();
  expect(server.problems).toEqual([]);
});

describe('what the server does by itself when it is told to', () => {
  it('answers OPTIONS of one User-Agent, and only of that', async () => {
    server = await startTestServer(SERVER, { habits: { ...NO_HABITS, optionsAutoRespond: 'PingBot' } });
    const phone = await open();
    phone.send(request(phone, SERVER, 'OPTIONS', newCall(), { more: ['User-Agent: PingBot'] }));
    await phone.next(200);
    for (const more of [['User-Agent: PingBot/2'], []]) {
      phone.send(request(phone, SERVER, 'OPTIONS', newCall(), { more }));
      await phone.next(503);
    }
  });

  it('refuses REGISTER for an address', async () => {
    server = await startTestServer(SERVER, { habits: { ...NO_HABITS, rejectRegisterNoRealm: true } });
    const phone = await open();
    for (const [uri, status] of [
      [`sip:${SERVER}`, 403],
      ['sip:[2001:db8::1]', 403],
      ['sip:a.test', 503],
    ] as const) {
      phone.send(request(phone, SERVER, 'REGISTER', newCall(), { uri }));
      await phone.next(status);
    }
    expect(server.refusals[0]).toMatchObject({ cause: 'register-without-realm' });
  });

  it('rings before anybody has said so', async () => {
    server = await startTestServer(SERVER, { habits: { ...NO_HABITS, alwaysSend180: true } });
    const app = await connectApp(SERVER, (srf) => srf.invite(() => undefined));
    closers.push(() => app.disconnect());
    const phone = await open();
    phone.send(request(phone, SERVER, 'INVITE', newCall()));
    await phone.next(100);
    expect((await phone.next(180)).toTag()).toBeDefined();
  });

  it('says 100 only to calls that are not answered at once', async () => {
    server = await startTestServer(SERVER, { habits: { ...NO_HABITS, tryingAfterMs: 100 } });
    let calls = 0;
    const answerFirst: Parameters<App['invite']>[0] = (_req, res) => {
      calls += 1;
      if (calls === 1) res.send(486);
    };
    const app = await connectApp(SERVER, (srf) => srf.invite(answerFirst));
    closers.push(() => app.disconnect());
    const phone = await open();
    const call = newCall();
    phone.send(request(phone, SERVER, 'INVITE', call));
    const busy = await phone.next(() => true);
    expect(busy.status).toBe(486);
    phone.send(request(phone, SERVER, 'ACK', call, { to: busy.get('to') ?? '', branch: call.branch }));
    phone.send(request(phone, SERVER, 'INVITE', newCall()));
    expect((await phone.next((message) => message.status !== 486)).status).toBe(100);
  });

  it('sends everything to its outbound proxy, unless the application names another hop', async () => {
    server = await startTestServer(SERVER, { habits: { ...NO_HABITS, outboundProxy: 'sip:127.99.4.52:5060' } });
    const [proxy, other] = [await open('127.99.4.52'), await open('127.99.4.53')];
    const app = await connectApp(SERVER, () => undefined);
    closers.push(() => app.disconnect());
    const first = ask(app, 'sip:bob@far.test', { method: 'OPTIONS' });
    const options = await proxy.next('OPTIONS');
    expect([options.requestUri, options.get('route')]).toEqual(['sip:bob@far.test', undefined]);
    proxy.answer(options, '200 OK');
    expect((await first).status).toBe(200);
    const second = ask(app, 'sip:bob@far.test', { method: 'OPTIONS', proxy: 'sip:127.99.4.53:5060' });
    other.answer(await other.next('OPTIONS'), '200 OK');
    expect((await second).status).toBe(200);
  });
});

describe('TLS on the control port', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-control-tls-'));
  const files = { port: TLS_PORT, certFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem') };
  const write = (commonName: string): void => {
    const { cert, key } = makeCertificate({ commonName });
    writeFileSync(files.certFile, cert);
    writeFileSync(files.keyFile, key);
  };
  const nameOfPeer = (): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect({ host: SERVER, port: TLS_PORT, rejectUnauthorized: false }, () => {
        resolve(String(socket.getPeerCertificate().subject.CN));
        socket.destroy();
      });
      socket.once('error', reject);
    });

  it('serves a real application, and a new certificate without a restart', async () => {
    write('first.test');
    server = await startTestServer(SERVER, { controlTls: files });
    const app = new Srf() as unknown as App;
    closers.push(
      () => app.disconnect(),
      () => rmSync(folder, { recursive: true }),
    );
    const connected = new Promise<void>((resolve, reject) => app.on('connect', (error) => (error ? reject(error) : resolve())));
    app.options((_req, res) => res.send(200));
    app.connect({ host: SERVER, port: TLS_PORT, secret: SECRET, tls: { rejectUnauthorized: false } });
    await connected;
    const phone = await open();
    await expect
      .poll(async () => {
        phone.send(request(phone, SERVER, 'OPTIONS', newCall()));
        return (await phone.next((message) => message.kind === 'response')).status;
      })
      .toBe(200);
    expect(await nameOfPeer()).toBe('first.test');
    write('second.test');
    server.server.reloadCertificates();
    expect(await nameOfPeer()).toBe('second.test');
    phone.send(request(phone, SERVER, 'OPTIONS', newCall()));
    await phone.next(200);
  });

  it('does not start without its files', async () => {
    const broken = startTestServer(SERVER, { controlTls: { ...files, certFile: '/nowhere/cert.pem' } });
    await expect(broken).rejects.toMatchObject({ code: 'control-tls-files' });
    server = await startTestServer(SERVER);
  });
});
