import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import Srf from 'drachtio-srf';
import { makeCertificate } from '@switchyard/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App, AppRequest } from '../test/app.js';
import { newCall, request } from '../test/requests.js';
import { SipPeer } from '../test/sip-peer.js';
import { connectApp, SECRET, startTestServer, type TestServer } from '../test/test-server.js';
import { readRequestHandlers, type RequestHandler } from './routing/request-handlers.js';

const SERVER = '127.99.4.10';
const SERVICE = '127.99.4.11';
const APPLICATION = '127.99.4.12';
const PHONE = '127.99.4.13';

let server: TestServer;
let phone: SipPeer;
let service: Server;
let asked: Array<{ readonly url: string; readonly method: string; readonly body: string; readonly headers: IncomingMessage['headers'] }>;
let answer: (response: ServerResponse, url: string) => void;
const closers: Array<() => void> = [];
/** drachtio-srf never stops to listen. */
let nextPort = 4000;

const listenOn = (listening: Server, host: string): Promise<number> =>
  new Promise((resolve) => listening.listen(0, host, () => resolve((listening.address() as AddressInfo).port)));
const json = (value: unknown) => (response: ServerResponse) => void response.end(JSON.stringify(value));

/** A service that decides, and a server that asks it. `{}` in the handlers stands for `http://host:port`. */
async function begin(handlers: string): Promise<void> {
  asked = [];
  service = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { url = '', method = '', headers } = incoming;
      asked.push({ url, method, body: Buffer.concat(chunks).toString(), headers });
      answer(response, url);
    });
  });
  const port = await listenOn(service, SERVICE);
  closers.push(() => {
    service.closeAllConnections();
    service.close();
  });
  await serve(handlers.replaceAll('{}', `http://${SERVICE}:${port}`));
}

async function serve(handlers: string): Promise<void> {
  const read = readRequestHandlers(handlers);
  expect(read).not.toBeTypeOf('string');
  server = await startTestServer(SERVER, { handlers: read as RequestHandler[] });
  phone = await SipPeer.udp(PHONE, 5060, { address: SERVER, port: 5060 });
}

/** A real application that listens. */
async function listeningApp(prepare: (srf: App) => void, secret = SECRET): Promise<number> {
  const srf = new Srf() as unknown as App & {
    readonly listen: (options: object) => void;
    readonly app: { readonly client: { readonly wp: { readonly server: Server } } };
  };
  srf.on('error', () => undefined);
  prepare(srf);
  const port = (nextPort += 1);
  const listening = new Promise<void>((resolve) =>
    (srf as unknown as { on: (event: string, take: () => void) => void }).on('listening', () => resolve()),
  );
  srf.listen({ host: APPLICATION, port, secret });
  await listening;
  return port;
}

const invite = (user = 'bob', more: Parameters<typeof request>[4] = {}): string[] =>
  request(phone, SERVER, 'INVITE', newCall(), { uri: `sip:${user}@x.test;foo=bar;lrx`, ...more });

beforeEach(() => {
  answer = json({ action: 'reject', data: { status: 486 } });
});
afterEach(async () => {
  for (const close of closers.splice(0)) close();
  phone.close();
  await server.stop();
  expect(server.problems).toEqual([]);
});

describe('what a routing service is asked', () => {
  it('is a GET with everything about the request in the order of drachtio-server', async () => {
    await begin('invite {}/route');
    phone.send(invite('bo b'.replace(' ', '%20'), { more: ['Content-Type: application/sdp'] }));
    await phone.next(486);
    expect(asked[0]?.url).toBe(
      `/route/?method=INVITE&domain=x.test&protocol=udp&source_address=${PHONE}&fromUser=alice&toUser=bob&uriUser=bo%20b` +
        '&contentType=application%2fsdp&uri=sip%3abo%2520b%40x.test%3bfoo%3dbar%3blrx&foo=bar&lrx=',
    );
    expect(asked[0]).toMatchObject({
      method: 'GET',
      body: '',
      headers: { accept: 'application/json', 'user-agent': expect.stringMatching(/^switchyard\//) },
    });
  });

  it('is a POST with the whole message', async () => {
    await begin('* post {}');
    phone.send(request(phone, SERVER, 'MESSAGE', newCall(), { more: ['Content-Type: text/plain'] }), 'grüß dich');
    await phone.next(486);
    expect(asked[0]).toMatchObject({ method: 'POST', headers: { 'content-type': 'text/plain; charset=UTF-8' } });
    expect(asked[0]?.body).toMatch(/^MESSAGE sip:bob@.* SIP\/2\.0\r\n[^]*;rport=5060[^]*\r\n\r\ngrüß dich$/);
  });

  it('is not asked about other methods, and applications that connected are not asked about these', async () => {
    await begin('invite {}');
    const seen: string[] = [];
    const app = await connectApp(SERVER, (srf) => {
      srf.options((_req, res) => res.send(200));
      srf.invite(() => seen.push('invite'));
    });
    closers.push(() => app.disconnect());
    phone.send(request(phone, SERVER, 'OPTIONS', newCall()));
    await phone.next(200);
    expect(asked).toEqual([]);
    phone.send(invite());
    await phone.next(486);
    expect(seen).toEqual([]);
  });
});

describe('what a routing service answers', () => {
  it.each([
    ['reject', { action: 'reject', data: { status: 404 } }, 404, 'Not Found', []],
    ['reject with a phrase', { action: 'reject', data: { status: 486, reason: 'Nope' } }, 486, 'Nope', []],
    ['redirect', { action: 'redirect', data: { contact: 'sip:a@1.1.1.1' } }, 302, 'Moved', ['<sip:a@1.1.1.1>']],
    [
      'redirect to several',
      { action: 'redirect', data: { contact: ['<sip:a@h>', '<sip:b@h>;q=0.5'] } },
      302,
      'Moved',
      ['<sip:a@h>', '<sip:b@h>;q=0.5'],
    ],
    ['a tag that nobody has', { action: 'route', data: { tag: 'green' } }, 480, 'Temporarily Unavailable', []],
    ['an application that is not there', { action: 'route', data: { uri: `${APPLICATION}:4999` } }, 480, 'Temporarily Unavailable', []],
    ['an address that is none', { action: 'route', data: { uri: 'nowhere' } }, 500, 'Server Internal Error', []],
    ['an action that is unknown', { action: 'dance', data: {} }, 500, 'Server Internal Error', []],
    ['a status that is none', { action: 'reject', data: { status: 99 } }, 500, 'Server Internal Error', []],
    ['a line break in a header', { action: 'redirect', data: { contact: '<sip:a@h>\r\nX-Evil: 1' } }, 500, 'Server Internal Error', []],
  ])('%s', async (_name, body, status, reason, contacts) => {
    await begin('invite {}');
    answer = json(body);
    phone.send(invite());
    const response = await phone.next(status);
    expect([response.reason, response.values('contact')]).toEqual([reason, contacts]);
  });

  it.each([
    ['no JSON', (response: ServerResponse) => void response.end('xx')],
    ['nothing', (response: ServerResponse) => void response.end()],
    ['a connection that breaks', (response: ServerResponse) => void response.destroy()],
    [
      'more than 16 KB',
      (response: ServerResponse) => void response.end(`{"action":"reject","data":{"status":486},"x":"${'y'.repeat(20_000)}"}`),
    ],
    ['an answer that is too late', () => undefined],
    ['redirects without end', (response: ServerResponse) => void response.writeHead(302, { location: '/again' }).end()],
  ])('is a server error when it is %s', async (_name, how) => {
    await begin('invite {}');
    answer = how;
    phone.send(invite());
    const response = await phone.next(500);
    expect(response.reason).toBe('Server Internal Error');
    expect(server.refusals.at(-1)).toMatchObject({ cause: 'router-failed' });
  });

  it('may stand elsewhere, and with any HTTP status', async () => {
    await begin('invite {}');
    answer = (response, url) =>
      url === '/moved'
        ? void response.writeHead(500).end('{"action":"reject","data":{"status":404}}')
        : void response.writeHead(307, { location: '/moved' }).end();
    phone.send(invite());
    await phone.next(404);
  });

  it('proxy: with the options it names', async () => {
    await begin('invite {}');
    const target = await SipPeer.udp('127.99.4.14', 5060, { address: SERVER, port: 5060 });
    closers.push(() => target.close());
    answer = json({ action: 'proxy', data: { destination: 'sip:127.99.4.14:5060', recordRoute: true } });
    phone.send(invite('carol', { uri: `sip:carol@${SERVER}` }));
    const forwarded = await target.next('INVITE');
    expect(forwarded.get('record-route')).toBe(`<sip:${SERVER}:5060;lr>`);
    expect(forwarded.requestUri).toBe('sip:127.99.4.14:5060');
    target.answer(forwarded, '486 Busy Here');
    await phone.next(486);
  });

  it('route by tag: to a connected application that has it and takes the method, in turn', async () => {
    await begin('invite {}');
    answer = json({ action: 'route', data: { tag: 'blue' } });
    const got: string[] = [];
    const connectTagged = (name: string, tags: string[]): Promise<App> =>
      connectApp(
        SERVER,
        (srf) =>
          srf.invite((_req, res) => {
            got.push(name);
            res.send(486);
          }),
        tags,
      );
    const apps = [await connectTagged('one', ['red', 'blue']), await connectTagged('two', ['red']), await connectTagged('three', ['blue'])];
    closers.push(() => apps.forEach((app) => app.disconnect()));
    for (let i = 0; i < 4; i += 1) {
      phone.send(invite());
      await phone.next(486);
    }
    expect(got.sort()).toEqual(['one', 'one', 'three', 'three']);
  });
});

describe('an application that listens', () => {
  it('is called for each new request, keeps the dialog, and answers in-dialog requests on the same connection', async () => {
    await begin('invite {}');
    const ended: string[] = [];
    const port = await listeningApp((srf) => {
      srf.invite((req: AppRequest, res) => {
        void srf.createUAS(req, res, { localSdp: 'v=0\r\n' }).then((dialog) => dialog.on('destroy', () => ended.push(dialog.id)));
      });
    });
    answer = json({ action: 'route', data: { uri: `${APPLICATION}:${port};transport=tcp` } });
    const call = newCall();
    phone.send(request(phone, SERVER, 'INVITE', call));
    const ok = await phone.next(200);
    const to = ok.get('to') ?? '';
    phone.send(request(phone, SERVER, 'ACK', call, { to }));
    phone.send(request(phone, SERVER, 'BYE', call, { to, seq: 2 }));
    await phone.next((message) => message.status === 200 && message.method === 'BYE');
    await expect.poll(() => ended).toHaveLength(1);
  });

  it('can be named without a service between', async () => {
    const port = await listeningApp((srf) => srf.options((_req, res) => res.send(204)));
    await serve(`options tcp://${APPLICATION}:${port}`);
    phone.send(request(phone, SERVER, 'OPTIONS', newCall()));
    await phone.next(204);
  });

  it('with another secret is as good as absent: 480', async () => {
    const port = await listeningApp((srf) => srf.options((_req, res) => res.send(200)), 'another secret');
    await serve(`options tcp://${APPLICATION}:${port}`);
    phone.send(request(phone, SERVER, 'OPTIONS', newCall()));
    await phone.next(480);
    expect(server.refusedFrames.at(-1)).toMatchObject({ cause: 'secret-wrong' });
  });
});

it('CANCEL is served while the service still thinks, and its answer is forgotten', async () => {
  await begin('invite {}');
  let reply: (() => void) | undefined;
  answer = (response) => (reply = () => void response.end('{"action":"reject","data":{"status":404}}'));
  const call = newCall();
  phone.send(request(phone, SERVER, 'INVITE', call));
  await expect.poll(() => asked).toHaveLength(1);
  phone.send(request(phone, SERVER, 'CANCEL', call));
  await phone.next(487);
  reply?.();
  phone.send(request(phone, SERVER, 'OPTIONS', newCall()));
  await phone.next(503);
  expect(phone.summary()).not.toContain('404');
});

describe('over HTTPS', () => {
  it.each([
    ['noverify', 486],
    ['verify', 500],
  ])('%s: a certificate that nobody vouches for', async (option, status) => {
    const { cert, key } = makeCertificate({ commonName: 'router.test' });
    const secure = createHttpsServer({ cert, key }, (_request, response) => void response.end('{"action":"reject","data":{"status":486}}'));
    const port = await listenOn(secure, SERVICE);
    closers.push(() => {
      secure.closeAllConnections();
      secure.close();
    });
    await serve(`* ${option} https://${SERVICE}:${port}`);
    phone.send(invite());
    await phone.next(status);
  });
});
