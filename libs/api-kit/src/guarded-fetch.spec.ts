import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardedFetch } from './guarded-fetch.js';

describe('guardedFetch', () => {
  let server: Server;
  let port = 0;
  let asked = 0;
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked++;
      if (request.url === '/away') response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
      else if (request.url === '/large') response.end('x'.repeat(5000));
      else if (request.url === '/never') response.write('.');
      else request.pipe(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it.each([
    'http://127.0.0.1:PORT/',
    'http://localhost:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f.1:PORT/',
    'http://0:PORT/',
    'https://10.0.0.1/',
    'https://172.31.255.255/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'http://93.184.216.34/',
    'ftp://93.184.216.34/',
    'file:///etc/passwd',
  ])('does not ask %s', async (address) => {
    const before = asked;
    await expect(guardedFetch()(address.replace('PORT', String(port)))).rejects.toMatchObject({ code: 'address-blocked' });
    expect(asked).toBe(before);
  });

  it('asks what the operator allows, and sends what it was given', async () => {
    const ask = guardedFetch({ allow: ['127.0.0.0/8', '::1'] });
    const answer = await ask(`http://localhost:${port}/`, { method: 'POST', body: new URLSearchParams({ a: 'b c' }) });
    expect([answer.status, await answer.text()]).toEqual([200, 'a=b+c']);
  });

  it('does not follow redirects', async () => {
    const answer = await guardedFetch({ allow: ['127.0.0.1'] })(`http://127.0.0.1:${port}/away`);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'http://169.254.169.254/latest/meta-data']);
  });

  it('ends an answer that is too large or takes too long', async () => {
    await expect(guardedFetch({ allow: ['127.0.0.1'], maxBytes: 4096 })(`http://127.0.0.1:${port}/large`)).rejects.toMatchObject({
      code: 'answer-too-large',
    });
    await expect(guardedFetch({ allow: ['127.0.0.1'], timeoutMs: 100 })(`http://127.0.0.1:${port}/never`)).rejects.toThrow();
  });
});
