import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listeningLogger, startRedis, type Problem, type RedisProcess } from '../../test/stage.js';
import { CallLimits, type LimitedBy, type LimitOwner } from './call-limits.js';

let server: RedisProcess;
let eye: Redis;
const open: CallLimits[] = [];
const connections: Redis[] = [];
const problems: Problem[] = [];

async function process(more: { leaseMs?: number; renewMs?: number } = {}): Promise<{ limits: CallLimits; redis: Redis }> {
  const redis = new Redis(server.url, { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: 500, retryStrategy: () => 20 });
  redis.on('error', () => undefined);
  await new Promise<void>((resolve) => redis.once('ready', () => resolve()));
  const limits = new CallLimits({ redis, logger: listeningLogger(problems), renewMs: 60_000, ...more });
  open.push(limits);
  connections.push(redis);
  return { limits, redis };
}
const by = (owner: LimitOwner, max: number, refuses = true): LimitedBy => ({ owner, max, refuses });
const full = async (limits: CallLimits, call: string, ...places: LimitedBy[]): Promise<LimitOwner | undefined> =>
  (await limits.take(`leg of ${call}`, call, places)).full;
const until = async (fits: () => Promise<boolean>): Promise<void> => {
  while (!(await fits())) await new Promise((resolve) => setTimeout(resolve, 10));
};

beforeAll(async () => {
  server = await startRedis('127.99.14.1');
  eye = new Redis(server.url);
});
beforeEach(() => eye.flushall());
afterEach(() => {
  for (const one of open.splice(0)) one.close();
  for (const one of connections.splice(0)) one.disconnect();
  problems.length = 0;
});
afterAll(async () => {
  eye.disconnect();
  await server.stop();
});

describe('limits of concurrent calls', () => {
  it('take a place with every owner, or with none and say who is full', async () => {
    const { limits } = await process();
    expect(await full(limits, 'a', by('brand:1', 5), by('client:1', 1))).toBeUndefined();
    expect(await full(limits, 'b', by('brand:1', 5), by('client:1', 1))).toBe('client:1');
    expect(await eye.zrange('sy:limit:brand:1', 0, -1)).toEqual(['a']);
    limits.free('leg of a');
    expect(await full(limits, 'b', by('brand:1', 5), by('client:1', 1))).toBeUndefined();
  });
  it('hold over all processes, and count the legs of one call once', async () => {
    const [users, trunks] = [await process(), await process()];
    expect(await full(users.limits, 'a', by('client:1', 1))).toBeUndefined();
    expect((await trunks.limits.take('trunk leg', 'a', [by('client:1', 1)])).full).toBeUndefined();
    expect(await full(trunks.limits, 'b', by('client:1', 1))).toBe('client:1');
  });
  it('keep the place of a call until its last leg in the process is gone', async () => {
    const { limits } = await process();
    await limits.take('one', 'a', [by('client:1', 1)]);
    await limits.take('two', 'a', [by('client:1', 1)]);
    limits.free('one');
    expect(await full(limits, 'b', by('client:1', 1))).toBe('client:1');
    limits.free('two');
    expect(await full(limits, 'b', by('client:1', 1))).toBeUndefined();
  });
  it('count a call that may not be refused, and refuse the next one that may', async () => {
    const { limits } = await process();
    expect(await full(limits, 'out', by('terminal:1', 1, false))).toBeUndefined();
    expect(await full(limits, 'out 2', by('terminal:1', 1, false))).toBeUndefined();
    expect(await full(limits, 'in', by('terminal:1', 1))).toBe('terminal:1');
  });
  it('say of owners that are only asked about who is full, in the same round trip', async () => {
    const { limits, redis } = await process();
    limits.hold('other leg', 'x', ['carrier:1']);
    let commands = 0;
    const send = redis.sendCommand.bind(redis);
    redis.sendCommand = (...given: Parameters<typeof send>) => ((commands += 1), send(...given));
    const { alsoFull } = await limits.take('leg', 'a', [by('client:1', 1)], [by('carrier:1', 1), by('carrier:2', 1)]);
    expect([[...alsoFull], commands]).toEqual([['carrier:1'], 1]);
  });
  it('ask nobody about a call without a limit', async () => {
    const { limits } = await process();
    expect(await full(limits, 'a', by('client:1', 0), by('brand:1', 0))).toBeUndefined();
    expect(await eye.keys('sy:limit:*')).toEqual([]);
  });
  it('move the place of a carrier to the one that is tried next', async () => {
    const { limits } = await process();
    await limits.take('leg', 'a', [by('client:1', 9)]);
    limits.holdInstead('leg', 'a', 'carrier', 'carrier:1');
    limits.holdInstead('leg', 'a', 'carrier', 'carrier:2');
    await until(async () => (await eye.zcard('sy:limit:carrier:2')) === 1);
    expect([await eye.exists('sy:limit:carrier:1'), await eye.zcard('sy:limit:client:1')]).toEqual([0, 1]);
  });
  it('leak nothing when a process dies: its places end with their lease', async () => {
    const dying = await process({ leaseMs: 200 });
    const other = await process({ leaseMs: 200 });
    await dying.limits.take('leg', 'a', [by('client:1', 1)]);
    dying.limits.keep('leg');
    dying.limits.close();
    dying.redis.disconnect();
    expect(await full(other.limits, 'b', by('client:1', 1))).toBe('client:1');
    await until(async () => (await full(other.limits, 'b', by('client:1', 1))) === undefined);
  });
  it('renew the places of calls that live, longer than a lease', async () => {
    const living = await process({ leaseMs: 150, renewMs: 30 });
    const other = await process({ leaseMs: 150 });
    await living.limits.take('leg', 'a', [by('client:1', 1)]);
    living.limits.keep('leg');
    const end = Date.now() + 450;
    while (Date.now() < end) {
      expect(await full(other.limits, 'b', by('client:1', 1))).toBe('client:1');
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  });
  it('give up the places of a call that never came to be connected', async () => {
    const { limits } = await process({ leaseMs: 100, renewMs: 20 });
    await limits.take('leg', 'a', [by('client:1', 1)]);
    await until(async () => limits.legs === 0);
    await until(async () => (await full(limits, 'b', by('client:1', 1))) === undefined);
  });
  it('hold the place again of a call that was taken over, even above the limit', async () => {
    const back = await process();
    back.limits.hold('leg', 'a', ['client:1']);
    await until(async () => (await eye.zcard('sy:limit:client:1')) === 1);
    expect(await full(back.limits, 'b', by('client:1', 1))).toBe('client:1');
  });
  it('are counted by each process while Redis is away, and by all when it is back', async () => {
    const { limits, redis } = await process({ renewMs: 50 });
    await server.stop();
    await until(async () => redis.status !== 'ready');
    expect(await full(limits, 'a', by('client:1', 1))).toBeUndefined();
    limits.keep('leg of a');
    expect(await full(limits, 'b', by('client:1', 1))).toBe('client:1');
    expect((await limits.take('leg of c', 'c', [], [by('client:1', 1)])).alsoFull).toEqual(new Set(['client:1']));
    await server.start();
    await until(async () => (await eye.zrange('sy:limit:client:1', 0, -1).catch((): string[] => [])).includes('a'));
  });
});
