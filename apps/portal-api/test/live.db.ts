import { once } from 'node:events';
import { silentLogger } from '@switchyard/kernel';
import { callEventsOf, liveEventsOf } from '@switchyard/queue';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { redisUrl } from '../../../libs/data/test/support/config.js';
import { useDatabase } from '../../../libs/data/test/support/test-database.js';
import { startApi, type Api } from './support/api.js';

interface Message {
  readonly type: string;
  readonly sequence: string;
  readonly code?: string;
  readonly legs?: readonly { readonly legUid: string }[];
  readonly event?: { readonly legUid?: string; readonly queueId?: number };
  readonly queues?: readonly { readonly queueId: number }[];
}

/** A view: what it was sent, and a way to wait for more. */
async function open(url: string, first: unknown) {
  const ws = new WebSocket(url);
  const messages: Message[] = [];
  let wake: () => void = () => undefined;
  ws.on('message', (data: Buffer) => {
    messages.push(JSON.parse(data.toString()) as Message);
    wake();
  });
  await once(ws, 'open');
  ws.send(JSON.stringify(first));
  const until = async (is: (message: Message) => boolean): Promise<Message> => {
    for (;;) {
      const found = messages.find(is);
      if (found) return found;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  return { ws, messages, until };
}

// Runs where there is a Redis for the tests.
describe.skipIf(redisUrl === undefined)('live views over WebSocket', () => {
  const test = useDatabase();
  let api: Api;
  let redis: Redis;
  beforeAll(async () => {
    redis = new Redis(redisUrl ?? '');
    // Brands of every test database are numbered from 1.
    const left = await redis.keys('sy:live*');
    if (left.length > 0) await redis.del(left);
    api = await startApi(test.database, undefined, redis);
  });
  afterAll(async () => {
    await api?.close();
    redis.disconnect();
  });
  const address = (level: string) => `${api.url.replace('http', 'ws')}/api/${level}/live`;
  const tell = (legUid: string, brandId: number, clientId: number, event: 'started' | 'ended' = 'started') =>
    liveEventsOf(
      redis,
      silentLogger,
    )({
      kind: 'call',
      event,
      at: new Date().toISOString(),
      callUid: legUid,
      legUid,
      by: 'trunks-proxy',
      brandId,
      clientId,
      caller: '+34910000001',
      callee: '+34910000002',
    });

  it('show a brand and a client their own calls only, first as they are, then as they change', async () => {
    const [mine, theirs] = [api.a.clients[0]?.clientId ?? 0, api.a.clients[1]?.clientId ?? 0];
    tell('before', api.a.brandId, mine);
    tell('foreign', api.b.brandId, 1);
    const brand = await open(address('brand'), { token: await api.tokenOf('brand') });
    const client = await open(address('client'), { token: await api.tokenOf('client') });
    const state = await brand.until(({ type }) => type === 'state');
    expect(state.legs?.map(({ legUid }) => legUid)).toEqual(['before']);
    await client.until(({ type }) => type === 'state');
    tell('other client', api.a.brandId, theirs);
    tell('foreign again', api.b.brandId, 1);
    tell('own', api.a.brandId, mine);
    await client.until(({ event }) => event?.legUid === 'own');
    await brand.until(({ event }) => event?.legUid === 'own');
    const seen = (messages: readonly Message[]) => messages.flatMap(({ event }) => event?.legUid ?? []);
    expect(seen(client.messages)).toEqual(['own']);
    expect(seen(brand.messages)).toEqual(['other client', 'own']);
    brand.ws.close();
    client.ws.close();
  });

  it('show a user the calls the user is in, and none of a colleague', async () => {
    const [tenant] = api.a.clients;
    const party = (userId: number) => ({ kind: 'terminal', id: 1, userId }) as const;
    const told = (legUid: string, userId: number, clientId = tenant?.clientId ?? 0) =>
      callEventsOf(
        redis,
        silentLogger,
      )({
        event: 'started',
        at: new Date().toISOString(),
        callUid: legUid,
        legUid,
        by: 'users-proxy',
        brandId: api.a.brandId,
        clientId,
        caller: '101',
        callee: '102',
        from: party(userId),
        dialog: { callId: 'inside', localTag: 'x', remoteTag: 'y' },
      });
    const me = tenant?.rows.user ?? 0;
    told('mine', me);
    told('colleague', me + 1000);
    const view = await open(address('user'), { token: await api.tokenOf('user') });
    const state = await view.until(({ type }) => type === 'state');
    expect(state.legs?.map(({ legUid }) => legUid)).toEqual(['mine']);
    told('colleague again', me + 1000);
    told('other client', me, api.a.clients[1]?.clientId);
    told('mine again', me);
    await view.until(({ event }) => event?.legUid === 'mine again');
    expect(view.messages.flatMap(({ event }) => event?.legUid ?? [])).toEqual(['mine again']);
    view.ws.close();
    const { body } = await (await api.as('user'))('GET', 'active-calls');
    expect(body).toMatchObject([{ legUid: 'mine', from: party(me) }, { legUid: 'mine again' }]);
    expect(JSON.stringify(body)).not.toContain('inside');
  });

  it('show queues to those whose they are', async () => {
    const [mine, theirs] = [api.a.clients[0]?.clientId ?? 0, api.a.clients[1]?.clientId ?? 0];
    const state = (clientId: number, queueId: number) => ({
      kind: 'queue' as const,
      at: new Date().toISOString(),
      brandId: api.a.brandId,
      clientId,
      queueId,
      queueName: 'Sales',
      waiting: 1,
      waitingSince: new Date().toISOString(),
      membersFree: 0,
      membersBusy: 1,
      membersPaused: 0,
    });
    const get = async (level: 'brand' | 'client' | 'user') => (await (await api.as(level))('GET', 'queue-states')).body;
    expect(await get('client')).toEqual([]);
    const view = await open(address('client'), { token: await api.tokenOf('client') });
    expect((await view.until(({ type }) => type === 'state')).queues).toEqual([]);
    const tell = liveEventsOf(redis, silentLogger);
    tell(state(theirs, 8));
    tell(state(mine, 7));
    await view.until(({ event }) => event?.queueId === 7);
    expect(view.messages.flatMap(({ event }) => event?.queueId ?? [])).toEqual([7]);
    view.ws.close();
    expect(await get('client')).toMatchObject([{ queueId: 7, waiting: 1 }]);
    expect(await get('brand')).toMatchObject([{ queueId: 7 }, { queueId: 8 }]);
    expect(await get('user')).toMatchObject({ code: 'level-forbidden' });
  });

  it('go on after a broken connection without loss or repetition', async () => {
    const { brandId } = api.a;
    const token = await api.tokenOf('brand');
    const view = await open(address('brand'), { token });
    await view.until(({ type }) => type === 'state');
    tell('1', brandId, 1);
    const { sequence } = await view.until(({ event }) => event?.legUid === '1');
    view.ws.terminate();
    tell('2', brandId, 1);
    tell('3', brandId, 1);
    const again = await open(address('brand'), { token, after: sequence });
    tell('4', brandId, 1);
    await again.until(({ event }) => event?.legUid === '4');
    expect(again.messages.map(({ type, event }) => event?.legUid ?? type)).toEqual(['2', '3', '4']);
    again.ws.close();
  });

  it.each([
    ['a token that is none', 'brand', () => ({ token: 'nonsense' }), 'token-invalid', 4401],
    ['a token of another level', 'platform', async () => ({ token: await api.tokenOf('brand') }), 'level-forbidden', 4403],
    ['a first message that is no greeting', 'brand', () => ({ hello: 1 }), 'message-malformed', 4400],
    ['a number that is none', 'brand', async () => ({ token: await api.tokenOf('brand'), after: 'yesterday' }), 'message-malformed', 4400],
  ])('refuse %s by name', async (_what, level, first, code, close) => {
    const view = await open(address(level), await first());
    const closed = once(view.ws, 'close');
    expect(await view.until(({ type }) => type === 'error')).toMatchObject({ code });
    expect((await closed)[0]).toBe(close);
  });

  it('are listed over HTTP as well', async () => {
    tell('listed', api.a.brandId, api.a.clients[0]?.clientId ?? 0);
    await redis.ping();
    const { body } = await (await api.as('client'))('GET', 'active-calls');
    expect((body as unknown as { legUid: string }[]).map(({ legUid }) => legUid)).toContain('listed');
  });
});
