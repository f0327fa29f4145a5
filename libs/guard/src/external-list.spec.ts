import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '@switchyard/kernel';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ExternalList } from './external-list.js';

describe('the list of addresses that others complain of (IV-46)', () => {
  let folder: string;
  let cacheFile: string;
  const servers: Server[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guard-list-'));
    cacheFile = join(folder, 'spool', 'bad.txt');
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
    await rm(folder, { recursive: true });
  });
  const serve = async (listener: RequestListener): Promise<string> => {
    const server = createServer(listener).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/key/banned`;
  };
  const list = (url: string, timeoutMs = 2_000) => new ExternalList({ url, cacheFile, logger: silentLogger, timeoutMs });

  it('reads lines, without comments, and keeps them on disk', async () => {
    const bad = list(await serve((_request, response) => response.end('# bad\n203.0.113.9\n198.51.100.0/24 ; whole\n\nnonsense\n')));
    expect(await bad.poll()).toBe(true);
    expect(['203.0.113.9', '198.51.100.77', '192.0.2.1'].map((address) => bad.current().has(address))).toEqual([true, true, false]);
    expect(await readFile(cacheFile, 'utf8')).toContain('203.0.113.9');
  });

  it('follows the pages of APIBAN', async () => {
    const pages: Record<string, object> = {
      '/api/key/banned': { ipaddress: ['203.0.113.1'], ID: '100' },
      '/api/key/banned/100': { ipaddress: ['203.0.113.2'], ID: '200' },
      '/api/key/banned/200': { ipaddress: ['no new bans'], ID: 'none' },
    };
    const bad = list(await serve((request, response) => response.end(JSON.stringify(pages[request.url ?? ''] ?? {}))));
    expect(await bad.poll()).toBe(true);
    expect([bad.current().has('203.0.113.1'), bad.current().has('203.0.113.2'), bad.current().size]).toEqual([true, true, 2]);
  });

  it.each<[string, RequestListener]>([
    ['an error', (_request, response) => response.writeHead(500).end()],
    ['a redirect', (_request, response) => response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end()],
    ['something else', (_request, response) => response.end('{"error": "key"}')],
    ['broken JSON', (_request, response) => response.end('{"ipaddress": [')],
    ['silence', () => undefined],
  ])('keeps the last list when the answer is %s', async (_title, listener) => {
    let isGood = true;
    const bad = list(await serve((request, response) => (isGood ? response.end('203.0.113.9') : listener(request, response))), 300);
    await bad.poll();
    isGood = false;
    expect(await bad.poll()).toBe(false);
    expect(bad.current().has('203.0.113.9')).toBe(true);
  });

  it('is bounded', async () => {
    const chunk = '203.0.113.9\n'.repeat(100_000);
    const bad = list(
      await serve((_request, response) => {
        const write = (): void => {
          while (response.write(chunk)) if (response.destroyed) return;
          response.once('drain', write);
        };
        response.on('error', () => undefined);
        write();
      }),
      10_000,
    );
    expect(await bad.poll()).toBe(false);
    expect(bad.current().size).toBe(0);
  });

  it('does not let a broken list shut out the world', async () => {
    const bad = list(await serve((_request, response) => response.end('0.0.0.0/0\n::/0\n10.0.0.0/8\n203.0.113.0/24')));
    await bad.poll();
    expect(['8.8.8.8', '2001:db8::1', '10.1.1.1', '203.0.113.4'].map((address) => bad.current().has(address))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('begins with the list on disk while the place of the list is away', async () => {
    const first = list(await serve((_request, response) => response.end('203.0.113.9')));
    await first.poll();
    await writeFile(cacheFile, '203.0.113.9\n203.0.113.10');
    const again = list('http://127.0.0.1:1/');
    await again.start();
    expect(again.current().size).toBe(2);
    again.close();
  });
});
