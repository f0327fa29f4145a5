import { rmSync } from 'node:fs';
import { request } from 'node:http';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { CertificateFiles, dialTcp, listenTo, options, Stack, until } from '../../test/stack.js';
import type { ListenAddress } from './listen-address.js';
import type { TransportOptions } from './transport-layer.js';

const OWN = '127.99.2.21';
const files = new CertificateFiles();
const pair = files.write('ws', files.make('ws.test'));
const tls = {
  certificates: [pair],
  authorities: files.path('ca.pem'),
  minVersion: 'TLSv1.2',
  verifyServers: true,
} as const;

let stack: Stack;
const clients: WebSocket[] = [];

const start = async (listen: Partial<ListenAddress> = {}, more: Partial<TransportOptions> = {}): Promise<Stack> =>
  (stack = await Stack.start({ listen: [{ protocol: 'ws', address: OWN, port: 0, ...listen }], tls, ...more }));
const url = (path = '/', protocol = 'ws'): string => `${protocol}://${OWN}:${stack.at(protocol).port}${path}`;

interface Client {
  readonly socket: WebSocket;
  readonly heard: Array<{ readonly text: string; readonly isBinary: boolean }>;
  pongs: number;
}

/** `servername` is passed on to TLS; the types of ws do not know it. */
const TLS_NAME: object = { servername: 'ws.test' };

function open(
  more: { path?: string; protocols?: string[]; origin?: string; protocol?: string; cert?: string; key?: string } = {},
): Promise<Client> {
  const { path, protocols = ['sip'], origin, protocol, cert, key } = more;
  const socket = new WebSocket(url(path, protocol), protocols, {
    ...(origin === undefined ? {} : { origin }),
    ca: files.authority.cert,
    ...TLS_NAME,
    ...(cert === undefined ? {} : { cert, key: key ?? '' }),
  });
  clients.push(socket);
  const client: Client = { socket, heard: [], pongs: 0 };
  socket.on('message', (data: Buffer, isBinary) => client.heard.push({ text: data.toString('latin1'), isBinary }));
  socket.on('pong', () => (client.pongs += 1));
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(client));
    socket.once('unexpected-response', (_request, response) => reject(new Error(`HTTP ${response.statusCode}`)));
    socket.once('error', reject);
  });
}

const get = (path: string, method = 'GET'): Promise<{ status: number | undefined; upgrade: string | undefined }> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: OWN, port: stack.at('ws').port, path, method }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, upgrade: response.headers.upgrade });
    });
    asked.on('error', reject);
    asked.end();
  });

afterEach(async () => {
  for (const client of clients.splice(0)) client.terminate();
  await stack.layer.stop();
  expect(stack.errors).toEqual([]);
});
afterAll(() => rmSync(files.folder, { recursive: true }));

describe('the upgrade to a WebSocket', () => {
  it('is agreed on with the subprotocol sip, whatever else is offered', async () => {
    await start();
    const { socket } = await open({ protocols: ['xmpp', 'sip'] });
    expect(socket.protocol).toBe('sip');
    expect(stack.layer.connectionsOf('ws')).toBe(1);
  });

  it.each<[string, object, Partial<ListenAddress>, readonly string[] | undefined, string, string]>([
    ['without a subprotocol', { protocols: [] }, {}, undefined, 'HTTP 400', 'websocket-protocol'],
    ['with another subprotocol', { protocols: ['xmpp'] }, {}, undefined, 'HTTP 400', 'websocket-protocol'],
    ['at another path', { path: '/chat' }, { path: '/sip' }, undefined, 'HTTP 404', 'websocket-path'],
    ['from a foreign page', { origin: 'https://evil.test' }, {}, ['https://phone.test'], 'HTTP 403', 'websocket-origin'],
    ['from a page above the wildcard', { origin: 'https://phone.test' }, {}, ['https://*.phone.test'], 'HTTP 403', 'websocket-origin'],
  ])('is refused %s', async (_name, client, listen, origins, error, cause) => {
    await start(listen, { webSocketOrigins: origins });
    await expect(open(client)).rejects.toThrow(error);
    expect(stack.refused).toEqual([cause]);
    expect(stack.layer.counters.closed).toMatchObject({ [cause]: 1 });
    await until(() => stack.layer.halfOpenCount === 0);
  });

  it.each<[string, object, readonly string[] | undefined]>([
    ['its path with a query', { path: '/sip?token=1' }, undefined],
    ['the right page', { path: '/sip', origin: 'https://Phone.test' }, ['https://phone.test']],
    ['a page of the right domain', { path: '/sip', origin: 'https://a.phone.test' }, ['https://x.test', 'https://*.phone.test']],
    ['a program that names no page', { path: '/sip' }, ['https://phone.test']],
  ])('is agreed on with %s', async (_name, client, origins) => {
    await start({ path: '/sip' }, { webSocketOrigins: origins });
    expect((await open(client)).socket.readyState).toBe(WebSocket.OPEN);
  });

  it.each([
    ['/', 'GET', 426, 'websocket'],
    ['/sip', 'GET', 426, 'websocket'],
    ['/sip', 'POST', 426, 'websocket'],
  ])('is what %s wants: %s gets %i', async (path, method, status, upgrade) => {
    await start();
    expect(await get(path, method)).toEqual({ status, upgrade });
    expect(stack.refused).toEqual(['websocket-not-upgraded']);
  });

  it('is wanted at its path only: elsewhere there is nothing', async () => {
    await start({ path: '/sip' });
    expect(await get('/index.html')).toEqual({ status: 404, upgrade: undefined });
    expect(await get('/sip')).toEqual({ status: 426, upgrade: 'websocket' });
  });

  it('cannot be begun with SIP, or with noise', async () => {
    await start();
    for (const text of [options('SIP/2.0/TCP x'), '\u0000\u0001\u0002noise\r\n\r\n']) {
      const socket = await dialTcp(stack.at('ws'));
      const heard = listenTo(socket);
      socket.write(text);
      await until(() => heard.closed);
      expect(heard.text).toMatch(/^HTTP\/1.1 400 /);
    }
    expect(stack.refused).toEqual(['websocket-broken', 'websocket-broken']);
  });
});

describe('messages', () => {
  it.each([
    ['text', false],
    ['binary', true],
  ])('may be %s, one SIP message each, without Content-Length', async (_name, binary) => {
    await start();
    const { socket } = await open();
    const text = options('SIP/2.0/WS df7jal23ls0d.invalid').replace('Content-Length: 0\r\n', '') + 'body';
    socket.send(text, { binary });
    const { message, flow } = await stack.message();
    expect(flow).toMatchObject({ protocol: 'ws', remote: { address: '127.0.0.1' } });
    expect(message.via()).toMatchObject({ protocol: 'WS', host: 'df7jal23ls0d.invalid' });
    expect(message.via()?.params.get('received')).toBe(flow.remote.address);
    expect(message.body.toString()).toBe('body');
    expect(stack.layer.replyFlow(await stack.message())).toBe(flow);
  });

  it('that hold two SIP messages are one, and half a one is malformed', async () => {
    await start();
    const { socket } = await open();
    socket.send(options('SIP/2.0/WS x.invalid').slice(0, 80));
    await until(() => stack.malformed.length === 1);
    socket.send(options('SIP/2.0/WS x.invalid') + options('SIP/2.0/WS x.invalid'));
    await stack.message();
    expect(stack.received).toHaveLength(1);
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  it('go out as text when they are UTF-8 and as binary otherwise', async () => {
    await start();
    const client = await open();
    client.socket.send(options('SIP/2.0/WS x.invalid'));
    const { flow } = await stack.message();
    flow.send(Buffer.from('SIP/2.0 200 Grüße\r\n\r\n'), 'c');
    flow.send(Buffer.from([0x53, 0xff, 0xfe]), 'c');
    await until(() => client.heard.length === 2);
    expect(client.heard.map(({ isBinary }) => isBinary)).toEqual([false, true]);
  });

  it('of a browser that has gone find no way back', async () => {
    await start();
    const { socket } = await open();
    socket.send(options('SIP/2.0/WS x.invalid'));
    const received = await stack.message();
    socket.close();
    await until(() => !received.flow.isOpen());
    expect(stack.layer.replyFlow(received)).toBeUndefined();
    expect(stack.closed).toEqual(['by peer']);
    expect(stack.layer.connectionCount).toBe(0);
  });

  it('larger than a SIP message may be end the connection', async () => {
    await start();
    const { socket } = await open();
    socket.on('error', () => undefined);
    socket.send('x'.repeat(3 * 1024 * 1024));
    await until(() => socket.readyState === WebSocket.CLOSED);
    expect(stack.received).toEqual([]);
  });
});

describe('keep-alive', () => {
  it('a ping of WebSocket gets its pong, CRLFCRLF gets CRLF, CRLF nothing', async () => {
    await start();
    const client = await open();
    client.socket.ping();
    client.socket.send('\r\n');
    client.socket.send('\r\n\r\n');
    await until(() => client.pongs === 1 && client.heard.length === 1);
    expect(client.heard[0]?.text).toBe('\r\n');
    expect(stack.received).toEqual([]);
    expect(stack.layer.counters.pings).toBe(1);
  });

  it('is asked for by us, and a peer that does not answer is closed', async () => {
    await start({}, { limits: { webSocketPingMs: 40 } });
    const well = await open();
    well.socket.send(options('SIP/2.0/WS well.invalid'));
    let pings = 0;
    well.socket.on('ping', () => (pings += 1));
    const socket = await dialTcp(stack.at('ws'));
    const heard = listenTo(socket);
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n');
    socket.write('Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: sip\r\n\r\n');
    await until(() => heard.text.includes('101 '));
    // One masked text frame with CRLFCRLF proves it; then it says nothing more.
    socket.write(Buffer.from([0x81, 0x84, 0, 0, 0, 0, 13, 10, 13, 10]));
    await until(() => heard.closed);
    expect(stack.closed).toEqual(['peer-silent']);
    await until(() => pings >= 3);
    expect(well.socket.readyState).toBe(WebSocket.OPEN);
  });
});

describe('WSS', () => {
  it('is WebSocket on TLS, where clients may prove who they are', async () => {
    await start({ protocol: 'wss', clientCertificate: 'request' });
    const { cert, key } = files.make('gateway.test');
    const client = await open({ protocol: 'wss', cert, key });
    client.socket.send(options('SIP/2.0/WSS x.invalid'));
    const { flow } = await stack.message();
    expect(flow).toMatchObject({ protocol: 'wss', identity: { subject: 'gateway.test' } });
    await open({ protocol: 'wss' });
    expect(stack.opened.map(({ identity }) => identity?.subject)).toEqual(['gateway.test', undefined]);
  });

  it('refuses a client without certificate where one is required', async () => {
    await start({ protocol: 'wss', clientCertificate: 'require' });
    await expect(open({ protocol: 'wss' })).rejects.toThrow();
    await until(() => stack.refused.includes('tls-failed'));
  });

  it.each(['ws', 'wss'] as const)('%s servers can be dialled too', async (protocol) => {
    await start({ protocol });
    const to = stack.at(protocol);
    const caller = await Stack.start({
      listen: [{ protocol, address: '127.99.2.22', port: 0 }],
      tls: { ...tls, certificates: [pair] },
    });
    caller.layer.flowTo(protocol, to, undefined, 'ws.test')?.send(Buffer.from(options('SIP/2.0/WS y')), 'c');
    const { flow } = await stack.message();
    expect(flow.remote.address).toBe('127.99.2.22');
    flow.send(Buffer.from(options('SIP/2.0/WS z')), 'c');
    const back = await caller.message();
    expect(back.flow.identity?.names).toEqual(protocol === 'wss' ? ['ws.test'] : undefined);
    await caller.layer.stop();
  });
});
