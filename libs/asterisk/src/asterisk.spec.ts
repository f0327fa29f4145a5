import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CodedError, silentLogger } from '@switchyard/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { Asterisk } from './asterisk.js';
import { ARI_EVENT_TYPES, type AriEvent } from './events.js';

const CHANNEL = {
  id: '1.0',
  name: 'PJSIP/users-proxy-1',
  state: 'Ring',
  caller: { name: '', number: '101' },
  connected: { name: '', number: '' },
  dialplan: { context: 'switchyard-in', exten: '102', priority: 1, app_name: 'Stasis', app_data: 'switchyard' },
  creationtime: '2026-01-02T03:04:05.000+0000',
  language: 'en',
};

type Answer = { readonly status: number; readonly body?: unknown } | 'never' | 'cut';
interface Asked {
  readonly line: string;
  readonly body: string;
  readonly authorization: string | undefined;
}

/** A real HTTP and WebSocket server that speaks as much ARI as a test tells it to. */
class AriServer {
  readonly asked: Asked[] = [];
  readonly sockets: WebSocket[] = [];
  answers: Record<string, Answer> = {};
  #http: Server | undefined;

  async listen(): Promise<string> {
    this.#http = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        const line = `${request.method} ${decodeURIComponent(request.url ?? '')}`;
        this.asked.push({ line, body, authorization: request.headers.authorization });
        const answer = this.answers[line.split('?')[0] ?? ''] ?? { status: 204 };
        if (answer === 'cut') request.socket.destroy();
        else if (answer !== 'never')
          response
            .writeHead(answer.status)
            .end(answer.body === undefined ? '' : typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
      });
    });
    const streams = new WebSocketServer({ server: this.#http });
    streams.on('connection', (socket, request) => {
      this.asked.push({ line: `WS ${request.url}`, body: '', authorization: request.headers.authorization });
      this.sockets.push(socket);
    });
    this.#http.listen(0, '127.0.0.1');
    await once(this.#http, 'listening');
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  send(event: unknown): void {
    this.sockets.at(-1)?.send(typeof event === 'string' ? event : JSON.stringify(event));
  }

  close(): void {
    for (const socket of this.sockets) socket.terminate();
    this.#http?.close();
    this.#http?.closeAllConnections();
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

describe('an Asterisk', () => {
  let server: AriServer;
  let url: string;
  let asterisk: Asterisk;
  beforeEach(async () => {
    server = new AriServer();
    url = await server.listen();
    asterisk = new Asterisk({
      url: `${url}/`,
      user: 'switchyard',
      password: 'a secret',
      app: 'switchyard',
      logger: silentLogger,
      requestTimeoutMs: 200,
      backOff: { minMs: 5, maxMs: 20 },
    });
  });
  afterEach(() => {
    asterisk.close();
    server.close();
  });
  const connect = async (): Promise<void> => {
    asterisk.start();
    await once(asterisk, 'connected');
  };

  describe('asked for something', () => {
    it('says who asks, and writes ids, queries and bodies as ARI wants them', async () => {
      server.answers = { 'POST /ari/channels/create': { status: 200, body: CHANNEL } };
      const made = await asterisk.channels.create({
        id: 'sy-1',
        endpoint: 'PJSIP/users-proxy/sip:bob@aurora.northwind.test',
        arg: 'far',
        originator: '1.0',
        variables: { 'PJSIP_HEADER(add,X-Info-Call)': 'value' },
      });
      await asterisk.channels.hangUp('a/b', 17);
      await asterisk.bridges.add('br', ['1.0', 'sy-1']);
      expect(made.id).toBe('1.0');
      expect(server.asked.map(({ line }) => line)).toEqual([
        'POST /ari/channels/create?channelId=sy-1&endpoint=PJSIP/users-proxy/sip:bob@aurora.northwind.test&app=switchyard&appArgs=far&originator=1.0',
        'DELETE /ari/channels/a/b?reason_code=17',
        'POST /ari/bridges/br/addChannel?channel=1.0,sy-1&inhibitConnectedLineUpdates=true',
      ]);
      expect(JSON.parse(server.asked[0]?.body ?? '')).toEqual({ variables: { 'PJSIP_HEADER(add,X-Info-Call)': 'value' } });
      expect(server.asked[0]?.authorization).toBe(`Basic ${Buffer.from('switchyard:a secret').toString('base64')}`);
    });

    it.each<readonly [Answer, string, number | undefined]>([
      [{ status: 404, body: { message: 'Provided channel was not found' } }, 'ari-not-found', 404],
      [{ status: 409, body: { message: 'Channel not in a Stasis application' } }, 'ari-conflict', 409],
      [{ status: 412 }, 'ari-conflict', 412],
      [{ status: 422 }, 'ari-conflict', 422],
      [{ status: 401, body: 'no' }, 'ari-refused', 401],
      [{ status: 500, body: { message: 'Allocation failed' } }, 'ari-failed', 500],
      [{ status: 200, body: { other: true } }, 'ari-unreadable', 200],
      [{ status: 200, body: 'not JSON' }, 'ari-unreadable', 200],
      ['never', 'ari-timeout', undefined],
      ['cut', 'ari-unreachable', undefined],
    ])('and answering %j throws %s', async (answer, code, status) => {
      server.answers = { 'GET /ari/channels/1.0/variable': answer };
      const thrown: unknown = await asterisk.channels.variable('1.0', 'NAME').catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(CodedError);
      const { code: given, facts, message } = thrown as CodedError;
      expect(given).toBe(code);
      expect(facts).toEqual({ method: 'GET', path: '/channels/1.0/variable', ...(status === undefined ? {} : { status }) });
      expect(message).toContain('ARI GET /channels/1.0/variable');
      expect(message).not.toContain('secret');
    });
  });

  describe('that sends events', () => {
    it('asks for no more than what is read', async () => {
      await connect();
      expect(server.asked.map(({ line }) => line)).toEqual([
        'WS /ari/events?app=switchyard',
        'PUT /ari/applications/switchyard/eventFilter',
      ]);
      expect(JSON.parse(server.asked[1]?.body ?? '')).toEqual({ allowed: ARI_EVENT_TYPES.map((type) => ({ type })) });
      expect(asterisk.state).toBe('connected');
    });

    it('connects although it takes no filter', async () => {
      server.answers = { 'PUT /ari/applications/switchyard/eventFilter': { status: 500 } };
      await connect();
      expect(asterisk.state).toBe('connected');
    });

    it('passes events on in order and drops what it cannot read', async () => {
      await connect();
      const seen: AriEvent['type'][] = [];
      asterisk.on('event', (event) => seen.push(event.type));
      server.send('not JSON');
      server.send({ no: 'type' });
      server.send({ type: 'ChannelVarset', variable: 'X' });
      server.send({ type: 'StasisStart', channel: { ...CHANNEL, id: 7 }, args: [] });
      server.send({ type: 'StasisStart', channel: CHANNEL, args: [] });
      server.send({ type: 'Dial', peer: CHANNEL, dialstatus: 'RINGING' });
      server.send({ type: 'ChannelDestroyed', channel: CHANNEL, cause: 17, tech_cause: 486 });
      await expect.poll(() => seen.length).toBe(3);
      expect(seen).toEqual(['StasisStart', 'Dial', 'ChannelDestroyed']);
    });

    it('comes back by itself after every loss', async () => {
      await connect();
      for (let round = 0; round < 3; round += 1) {
        const [lost, connected] = [once(asterisk, 'lost'), once(asterisk, 'connected')];
        server.sockets.at(-1)?.terminate();
        await lost;
        expect(asterisk.state).toBe('off');
        await connected;
      }
      expect(server.sockets).toHaveLength(4);
    });

    it('is found when it starts after us', async () => {
      server.close();
      asterisk.start();
      const port = Number(new URL(url).port);
      const later = createServer((_request, response) => response.writeHead(204).end());
      new WebSocketServer({ server: later });
      const connected = once(asterisk, 'connected');
      later.listen(port, '127.0.0.1');
      await connected;
      asterisk.close();
      later.close();
      later.closeAllConnections();
    });

    it('says when another process took over, and is not fought for', async () => {
      await connect();
      const replaced = once(asterisk, 'replaced');
      server.send({ type: 'ApplicationReplaced', application: 'switchyard' });
      await replaced;
      expect(asterisk.state).toBe('replaced');
      expect(server.sockets).toHaveLength(1);
    });

    it('stays closed once closed', async () => {
      await connect();
      const gone = once(server.sockets[0] as WebSocket, 'close');
      asterisk.close();
      await gone;
      expect(asterisk.state).toBe('off');
      expect(server.sockets).toHaveLength(1);
    });
  });
});
