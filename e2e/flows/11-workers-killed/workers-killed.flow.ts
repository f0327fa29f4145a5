import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { until, type PortalClient } from '@switchyard/testing';
import { cdrQueue } from '@switchyard/queue';
import type { LegRecord } from '@switchyard/model';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Instance } from '@switchyard/local-runner';
import { asBrand, microsOf, openPlatform } from '../../platform.js';

let platform: Instance;
let brand: PortalClient;
let redis: Redis;
let queue: Queue;
beforeAll(async () => {
  platform = await openPlatform();
  brand = await asBrand(platform);
  redis = new Redis(platform.redisUrl, { maxRetriesPerRequest: null });
  queue = new Queue(cdrQueue.name, { connection: redis });
});
afterAll(async () => {
  await queue.close();
  redis.disconnect();
});

const JOBS = 200;
const PRICE_MICROS = 12_000n; // 0.01 to connect + 6 s of 0.02 per minute

it('a worker killed in the middle of 200 jobs leaves 200 rated calls, no more, no fewer (I1)', async () => {
  const client = await brand.one('clients?name=Robin');
  const { scope } = (await brand.get('me')).body as { scope: { brandId: number } };
  const marker = `+3491900${String(Date.now()).slice(-5)}`;
  const rate = {
    ratingPlanId: 1,
    ratingPlanName: 'Northwind Retail',
    destinationId: 1,
    destinationName: 'Spain',
    prefix: '+34',
    currency: 'EUR',
    ratePerMinute: '0.020000',
    connectFee: '0.010000',
    incrementSec: 1,
    intervalStartSec: 0,
  };
  const record = (): LegRecord => ({
    legUid: randomUUID(),
    callUid: randomUUID(),
    brandId: scope.brandId,
    clientId: Number(client['id']),
    userId: null,
    endpointName: 'robin1',
    direction: 'outbound',
    caller: '+34910000201',
    callee: marker,
    anonymous: false,
    diversion: null,
    startedAt: '2026-11-21T10:00:00.000Z',
    answeredAt: '2026-11-21T10:00:01.000Z',
    endedAt: '2026-11-21T10:00:07.000Z',
    durationMs: 6000,
    postDialDelayMs: 30,
    cause: 'normal-clearing',
    causeClass: 'success',
    causeAt: 'caller',
    sipStatus: 200,
    carrierId: null,
    carrierName: null,
    ddiProviderId: null,
    ddiId: null,
    bounced: false,
    price: rate,
    cost: null,
    attempts: [],
    configRevision: 1,
    trace: [],
    decision: { outcome: 'route', cause: null, attempts: [], ddiId: null, price: rate, maxDurationSec: null },
  });
  const rows = async (): Promise<number> =>
    Number((await brand.get(`billable-calls?callee=${encodeURIComponent(marker)}&itemsPerPage=1`)).body['total']);

  const workers = platform.process('workers');
  await workers.stop();
  const records = Array.from({ length: JOBS }, record);
  const add = () =>
    queue.addBulk(records.map((data) => ({ name: cdrQueue.jobName, data, opts: { ...cdrQueue.options, jobId: data.legUid } })));
  await add();
  const balanceBefore = microsOf((await brand.one('clients?name=Robin'))['balance']);
  await workers.start();
  await until('the worker is in the middle', async () => ((await rows()) >= 20 ? true : undefined));
  await workers.kill('SIGKILL');
  const whenKilled = await rows();
  await add(); // the same jobs offered again: an outbox that did not learn of its delivery
  await workers.start();
  await until('all jobs done', async () => ((await rows()) >= JOBS ? true : undefined), 90_000);
  await until(
    'no job is left',
    async () => {
      const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'prioritized');
      return Object.values(counts).every((count) => count === 0) ? true : undefined;
    },
    90_000,
  );
  expect(whenKilled).toBeLessThan(JOBS);
  expect(await rows()).toBe(JOBS);
  const balanceAfter = microsOf((await brand.one('clients?name=Robin'))['balance']);
  expect(balanceBefore - balanceAfter).toBe(PRICE_MICROS * BigInt(JOBS));
});
