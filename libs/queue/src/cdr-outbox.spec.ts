import { EventEmitter, once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger, type Logger } from '@switchyard/kernel';
import type { LegRecord } from '@switchyard/model';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CdrOutbox } from './cdr-outbox.js';
import { cdrQueue, cdrRetryDelayMs } from './cdr-queue.js';
import { runCdrWorker, type CdrOutcome } from './cdr-worker.js';
import { legRecordOf } from './testing/leg-record-of.js';
import { RedisServer } from './testing/redis-server.js';

let server: RedisServer;
let spoolDir: string;
/** Whatever a test opened, closed after it in reverse order. */
let opened: (() => Promise<unknown>)[];

beforeAll(async () => {
  server = await RedisServer.start();
});
afterAll(() => server.close());
beforeEach(async () => {
  opened = [];
  spoolDir = await mkdtemp(join(tmpdir(), 'switchyard-spool-'));
  const redis = new Redis(server.url);
  await redis.flushall();
  redis.disconnect();
});
afterEach(async () => {
  for (const close of opened.reverse()) await close();
  await rm(spoolDir, { recursive: true, force: true });
});

const openOutbox = (logger: Logger = silentLogger): CdrOutbox => {
  const outbox = new CdrOutbox({ redisUrl: server.url, spoolDir, logger });
  opened.push(() => outbox.close());
  return outbox;
};
const onDisk = async (): Promise<readonly string[]> => (await readdir(spoolDir)).filter((file) => file !== 'poison');

/** A worker that remembers what it was given; `handle` may throw. */
function openWorker(handle: (record: LegRecord) => Promise<void> = () => Promise.resolve(), concurrency = 5) {
  const seen: string[] = [];
  const outcomes: CdrOutcome[] = [];
  const news = new EventEmitter();
  const worker = runCdrWorker({
    redisUrl: server.url,
    concurrency,
    logger: silentLogger,
    handler: async (record) => {
      seen.push(record.legUid);
      await handle(record);
    },
    onOutcome: (outcome) => {
      outcomes.push(outcome);
      news.emit('outcome');
    },
  });
  opened.push(() => worker.close());
  const until = async (isReached: () => boolean): Promise<void> => {
    while (!isReached()) await once(news, 'outcome');
  };
  return { worker, seen, outcomes, until };
}

/** A logger that tells when a message comes by. */
function listeningLogger(): { readonly logger: Logger; readonly heard: (message: string) => Promise<unknown> } {
  const said = new EventEmitter();
  const say = (message: string, fields?: Readonly<Record<string, unknown>>): void => void said.emit(message, fields);
  const logger: Logger = { debug: say, info: say, warn: say, error: say, child: () => logger };
  return { logger, heard: (message) => once(said, message) };
}

describe('CdrOutbox and runCdrWorker on a real Redis', () => {
  it('delivers a record whole and empties the spool', async () => {
    const records: LegRecord[] = [];
    const { until, outcomes } = openWorker(async (record) => void records.push(record));
    const record = legRecordOf();
    const outbox = openOutbox();
    await outbox.put(record);
    await until(() => outcomes.length === 1);
    expect(records).toEqual([record]);
    await outbox.close();
    expect(await onDisk()).toEqual([]);
    expect(outbox.pending).toBe(0);
  });

  it('makes one job of a record that was put three times', async () => {
    const record = legRecordOf();
    const outbox = openOutbox();
    await outbox.put(record);
    await outbox.put(record);
    await outbox.close();
    const second = openOutbox();
    await second.put(record);
    await second.close();
    const { seen, outcomes, until } = openWorker();
    const last = legRecordOf();
    const third = openOutbox();
    await third.put(last);
    await until(() => outcomes.length === 2);
    expect([...seen].sort()).toEqual([record.legUid, last.legUid].sort());
  });

  it('keeps records on disk while Redis is away, and delivers all of them after it is back', async () => {
    const { outcomes, seen, until } = openWorker();
    const outbox = openOutbox();
    await outbox.put(legRecordOf());
    await until(() => outcomes.length === 1);

    await server.kill();
    const records = Array.from({ length: 40 }, () => legRecordOf());
    await Promise.all(records.map((record) => outbox.put(record)));
    expect(await onDisk()).toHaveLength(40);
    expect(outbox.pending).toBe(40);

    await server.start();
    await until(() => outcomes.length === 41);
    expect(new Set(seen)).toEqual(new Set([seen[0], ...records.map((record) => record.legUid)]));
  }, 30_000);

  it('replays what a process left that ended while Redis was away', async () => {
    await server.kill();
    const records = Array.from({ length: 5 }, () => legRecordOf());
    const first = openOutbox();
    for (const record of records) await first.put(record);
    await first.close();
    expect(await onDisk()).toHaveLength(5);
    await server.start();

    const { outcomes, seen, until } = openWorker();
    openOutbox();
    await until(() => outcomes.length === 5);
    expect([...seen].sort()).toEqual(records.map((record) => record.legUid).sort());
  }, 30_000);

  it.each([
    ['text that is no JSON', 'half a rec', 'not JSON'],
    ['a record that misses a field', JSON.stringify({ ...legRecordOf(), callee: undefined }), 'callee'],
  ])('sets %s aside, says so, and delivers the others', async (_what, text, rule) => {
    const good = legRecordOf();
    await writeFile(join(spoolDir, 'bad.json'), text);
    await writeFile(join(spoolDir, `${good.legUid}.json`), JSON.stringify(good));
    await writeFile(join(spoolDir, `unfinished.tmp`), '{"legUid":');
    const { logger, heard } = listeningLogger();
    const setAside = heard('a spooled record is not valid and was set aside');
    const { outcomes, seen, until } = openWorker();
    const outbox = openOutbox(logger);
    const [fields] = (await setAside) as [{ readonly rule: string }];
    expect(fields.rule).toContain(rule);
    await until(() => outcomes.length === 1);
    expect(seen).toEqual([good.legUid]);
    await outbox.close();
    expect(await readdir(join(spoolDir, 'poison'))).toEqual(['bad.json']);
    expect(await onDisk()).toEqual([]);
  });

  it('refuses a record outside the contract by field and rule, and keeps it aside', async () => {
    const outbox = openOutbox();
    const wrong = { ...legRecordOf(), durationMs: -1 };
    await expect(outbox.put(wrong)).rejects.toMatchObject({ code: 'cdr-invalid', facts: { field: 'durationMs' } });
    expect(await readdir(join(spoolDir, 'poison'))).toHaveLength(1);
  });

  it('says at once when the spool folder cannot be used', async () => {
    const file = join(spoolDir, 'file');
    await writeFile(file, '');
    expect(() => new CdrOutbox({ redisUrl: server.url, spoolDir: file, logger: silentLogger })).toThrow(/cannot use spool folder/);
  });

  it('retries what the handler could not store, and stores it once', async () => {
    let failures = 2;
    const { outcomes, seen, until } = openWorker(() =>
      failures-- > 0 ? Promise.reject(new Error('the database is away')) : Promise.resolve(),
    );
    const outbox = openOutbox();
    await outbox.put(legRecordOf());
    await until(() => outcomes.length === 3);
    expect(outcomes).toEqual(['retried', 'retried', 'stored']);
    expect(new Set(seen).size).toBe(1);
  });

  it('gives a payload outside the contract up at once, keeps it, and goes on with the next', async () => {
    const connection = new Redis(server.url, { maxRetriesPerRequest: null });
    const queue = new Queue(cdrQueue.name, { connection });
    opened.push(async () => {
      await queue.close();
      connection.disconnect();
    });
    await queue.add(cdrQueue.jobName, { legUid: 'nonsense' }, { ...cdrQueue.options, jobId: 'nonsense' });
    const { worker, outcomes, seen, until } = openWorker();
    const outbox = openOutbox();
    const good = legRecordOf();
    await outbox.put(good);
    await until(() => outcomes.length === 2);
    expect([...outcomes].sort()).toEqual(['given-up', 'stored']);
    expect(seen).toEqual([good.legUid]);
    expect(await worker.counts()).toMatchObject({ failed: 1, waiting: 0, active: 0 });
    expect((await queue.getJob('nonsense'))?.failedReason).toMatch(/legUid/);
  });

  it('runs no more jobs at once than it was told to', async () => {
    let running = 0;
    let most = 0;
    const { outcomes, until } = openWorker(async () => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    }, 3);
    const outbox = openOutbox();
    await Promise.all(Array.from({ length: 30 }, () => outbox.put(legRecordOf())));
    await until(() => outcomes.length === 30);
    expect(most).toBeLessThanOrEqual(3);
    expect(most).toBeGreaterThan(1);
  });
});

describe('cdrRetryDelayMs', () => {
  it.each([
    [1, 500],
    [2, 1000],
    [6, 16_000],
    [7, 30_000],
    [2880, 30_000],
  ])('after attempt %i waits %i ms', (attempt, delayMs) => {
    expect(cdrRetryDelayMs(attempt)).toBe(delayMs);
  });
});
