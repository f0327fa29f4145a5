import { once } from 'node:events';
import { silentLogger, type Logger } from '@switchyard/kernel';
import type { CallEvent } from '@switchyard/model';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callEventsOf } from './call-events.js';
import { openCallPathConnection } from './call-path-connection.js';
import { RedisServer } from './testing/redis-server.js';

const event: CallEvent = {
  event: 'started',
  at: '2026-11-21T10:00:00.000Z',
  callUid: '7d0a6b0e-6a3d-4c0e-9a53-0f6c9a3f1a11',
  legUid: '7d0a6b0e-6a3d-4c0e-9a53-0f6c9a3f1a12',
  by: 'users-proxy',
  brandId: 1,
  clientId: 2,
  caller: '+34911000001',
  callee: '+34911000002',
};

describe('call events', () => {
  let server: RedisServer;
  beforeAll(async () => (server = await RedisServer.start()));
  afterAll(() => server.close());

  it('are heard by whoever listens; while Redis is away they are lost with one warning, and no caller waits', async () => {
    const warned: unknown[] = [];
    const logger: Logger = { ...silentLogger, warn: (_message, fields) => void warned.push(fields) };
    const [sender, listener] = [openCallPathConnection(server.url, logger), new Redis(server.url)];
    try {
      await Promise.all([once(sender, 'ready'), once(listener, 'ready')]);
      await listener.subscribe('sy:call-events');
      const heard = once(listener, 'message');
      const publish = callEventsOf(sender, logger);
      publish(event);
      expect(JSON.parse(String((await heard)[1]))).toEqual(event);
      listener.disconnect();
      const gone = once(sender, 'close');
      await server.kill();
      await gone;
      publish(event);
      publish(event);
      expect(warned).toHaveLength(1);
    } finally {
      sender.disconnect();
      listener.disconnect();
    }
  });
});
