import { silentLogger } from '@switchyard/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runRepeatedJob } from './repeated-job.js';
import { RedisServer } from './testing/index.js';

describe('work that comes again', () => {
  let server: RedisServer;
  beforeAll(async () => void (server = await RedisServer.start()));
  afterAll(() => server.close());

  it('is done once at each time by one of several workers, goes on after a failure, and ends when they close', async () => {
    let [runs, atOnce, most] = [0, 0, 0];
    let wake: () => void = () => undefined;
    const handler = async (): Promise<void> => {
      most = Math.max(most, ++atOnce);
      runs++;
      await Promise.resolve();
      atOnce--;
      wake();
      if (runs === 1) throw new Error('the first one fails');
    };
    const options = { redisUrl: server.url, name: 'again', everyMs: 100, handler, logger: silentLogger };
    const workers = [runRepeatedJob(options), runRepeatedJob(options)];
    while (runs < 4) await new Promise<void>((resolve) => (wake = resolve));
    expect(most).toBe(1);
    await Promise.all(workers.map(({ close }) => close()));
    const after = runs;
    const next = runRepeatedJob({ ...options, name: 'another' });
    while (runs < after + 1) await new Promise<void>((resolve) => (wake = resolve));
    await next.close();
  });
});
