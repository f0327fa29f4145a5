import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLogger } from './logger.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-log-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.restoreAllMocks();
});

describe('createLogger', () => {
  it('writes one JSON object per line, with child fields, masked, from the configured level up', async () => {
    const file = join(folder, 'deep', 'app.log');
    const logger = createLogger({ app: 'workers', level: 'info', file, console: false });
    logger.debug('not written');
    logger.info('job started', { job: 7, password: 'hush' });
    logger.child({ callId: 'c1', token: 'hush' }).warn('retry', { tries: 2 });
    await logger.close();
    const entries = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries).toEqual([
      {
        app: 'workers',
        level: 'info',
        message: 'job started',
        job: 7,
        password: '***',
        timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      },
      { app: 'workers', level: 'warn', message: 'retry', callId: 'c1', token: '***', tries: 2, timestamp: expect.any(String) as string },
    ]);
  });

  it('keeps its own level and text when fields carry the same names', async () => {
    const file = join(folder, 'app.log');
    const logger = createLogger({ app: 'workers', level: 'info', file, console: false });
    logger.error('broken', { level: 'info', message: 'other' });
    await logger.close();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      level: 'error',
      message: 'broken',
      field_level: 'info',
      field_message: 'other',
    });
  });

  it('prints a readable console line', async () => {
    const lines: string[] = [];
    const { _stdout: stdout } = console as unknown as { _stdout: NodeJS.WriteStream };
    vi.spyOn(stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
    const logger = createLogger({ app: 'users-proxy', level: 'info' });
    logger.warn('no media relay', { callId: 'a b', tries: 3, nested: { x: 1 } });
    await logger.close();
    expect(lines.join('')).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} warn {2}users-proxy {2}no media relay {2}callId="a b" tries=3 nested=\{"x":1\}\n$/,
    );
  });

  it('sends GELF 1.1 over UDP, masked', async () => {
    const server = createSocket('udp4');
    server.bind(0, '127.0.0.1');
    await once(server, 'listening');
    const received = once(server, 'message') as Promise<[Buffer]>;
    const logger = createLogger({ app: 'app-server', level: 'info', gelf: `127.0.0.1:${server.address().port}`, console: false });
    logger.warn('Call refused', { cause: 'credit-exhausted', id: 9, ha1: 'hush', from: { user: '101' } });
    await logger.close();
    const [packet] = await received;
    server.close();
    // A chunk: two magic bytes, eight of message id, number and count; then zlib data.
    expect(packet.subarray(0, 2)).toEqual(Buffer.from([0x1e, 0x0f]));
    expect(packet[11]).toBe(1);
    expect(JSON.parse(inflateSync(packet.subarray(12)).toString())).toMatchObject({
      version: '1.1',
      short_message: 'Call refused',
      level: 4,
      _app: 'app-server',
      _cause: 'credit-exhausted',
      _entry_id: 9,
      _ha1: '***',
      _from: '{"user":"101"}',
    });
  });

  it('sends to two GELF targets from one process', async () => {
    const servers = await Promise.all(
      ['a', 'b'].map(async (name) => {
        const server = createSocket('udp4');
        server.bind(0, '127.0.0.1');
        await once(server, 'listening');
        return { name, server, received: once(server, 'message') as Promise<[Buffer]> };
      }),
    );
    const loggers = servers.map(({ name, server }) =>
      createLogger({ app: name, level: 'info', gelf: `127.0.0.1:${server.address().port}`, console: false }),
    );
    for (const logger of loggers) logger.info('hello');
    for (const { name, server, received } of servers) {
      const [packet] = await received;
      expect(JSON.parse(inflateSync(packet.subarray(12)).toString())).toMatchObject({ _app: name });
      server.close();
    }
    for (const logger of loggers) await logger.close();
  });

  it('refuses a malformed GELF target by name', () => {
    expect(() => createLogger({ app: 'x', level: 'info', gelf: 'graylog' })).toThrow(/LOG_GELF must be host:port.*got 'graylog'/);
  });
});
