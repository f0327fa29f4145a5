import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { httpPush } from './push-gateway.adapter.js';

const request = { provider: 'fcm', prid: 'abc', param: undefined, aor: 'alice@aurora.northwind.test', why: 'call' } as const;
const open: { close: () => unknown }[] = [];
afterEach(() => open.splice(0).forEach((one) => one.close()));

async function gateway(answer: (response: ServerResponse) => void): Promise<{ url: string; bodies: string[]; asked: IncomingMessage[] }> {
  const [bodies, asked]: [string[], IncomingMessage[]] = [[], []];
  const server = createServer((message, response) => {
    asked.push(message);
    let body = '';
    message.on('data', (chunk: Buffer) => (body += chunk.toString()));
    message.on('end', () => {
      bodies.push(body);
      answer(response);
    });
  }).listen(0, '127.99.11.5');
  await once(server, 'listening');
  open.push({ close: () => (server.closeAllConnections(), server.close()) });
  return { url: `http://127.99.11.5:${(server.address() as AddressInfo).port}/wake`, bodies, asked };
}

describe('the push gateway', () => {
  it('is told whom to wake and why', async () => {
    const { url, bodies, asked } = await gateway((response) => response.writeHead(204).end());
    await httpPush(new Map([['fcm', url]]))(request);
    expect(JSON.parse(bodies[0] ?? '')).toEqual({
      provider: 'fcm',
      prid: 'abc',
      param: null,
      aor: 'alice@aurora.northwind.test',
      why: 'call',
    });
    expect([asked[0]?.method, asked[0]?.headers['content-type']]).toEqual(['POST', 'application/json']);
  });

  it.each<[string, (response: ServerResponse) => void, object]>([
    ['refuses', (response) => response.writeHead(500).end(), { code: 'push-refused', facts: { status: 500 } }],
    [
      'sends elsewhere',
      (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      { code: 'push-refused', facts: { status: 302 } },
    ],
    ['is silent', () => undefined, { name: 'TimeoutError' }],
  ])('that %s has not taken it', async (_title, answer, expected) => {
    const { url } = await gateway(answer);
    await expect(httpPush(new Map([['fcm', url]]), 200)(request)).rejects.toMatchObject(expected);
  });

  it('is there only for the services that are set', async () => {
    await expect(httpPush(new Map())(request)).rejects.toMatchObject({ code: 'push-refused' });
  });
});
