import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../libs/data/test/support/test-database.js';
import { startApi, type Api, type Send } from './support/api.js';

describe('conventions of every resource', () => {
  const test = useDatabase();
  let api: Api;
  let send: Send;
  let serial = 0;
  beforeAll(async () => {
    api = await startApi(test.database);
    send = await api.as('brand');
  });
  afterAll(() => api?.close());
  const carrier = async (): Promise<{ address: string; id: number; tag: string }> => {
    const made = await send('POST', 'carriers', { name: `carrier ${++serial}` });
    return { address: `carriers/${String(made.body['id'])}`, id: Number(made.body['id']), tag: made.headers.get('etag') ?? '' };
  };

  it('tag a row by its state: the same tag for the same state, another after a change', async () => {
    const { address, tag } = await carrier();
    expect(tag).toMatch(/^"[\w.-]{16,}"$/);
    const again = await send('GET', address);
    expect(again.headers.get('etag')).toBe(tag);
    const changed = await send('PATCH', address, { name: 'another name' });
    expect(changed.headers.get('etag')).not.toBe(tag);
    expect((await send('GET', address)).headers.get('etag')).toBe(changed.headers.get('etag'));
  });

  it('change and delete with If-Match only what nobody else has changed', async () => {
    const { address, tag } = await carrier();
    const first = await send('PATCH', address, { name: `first ${serial}` }, { 'if-match': tag });
    expect(first.status).toBe(200);
    for (const late of [
      await send('PATCH', address, { name: 'second' }, { 'if-match': tag }),
      await send('DELETE', address, undefined, { 'if-match': tag }),
    ])
      expect(late).toMatchObject({ status: 412, body: { code: 'row-changed' } });
    expect((await send('GET', address)).body['name']).toBe(`first ${serial}`);
    expect((await send('DELETE', address, undefined, { 'if-match': first.headers.get('etag') ?? '' })).status).toBe(204);
  });

  it('delete many rows at once, all of them or none', async () => {
    const [one, other] = [await carrier(), await carrier()];
    const theirs = await (await api.as('brand', api.b))('GET', 'carriers');
    const foreign = (theirs.body['items'] as { id: number }[])[0]?.id ?? 0;
    expect(await send('DELETE', `carriers?id=${one.id},${foreign}`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect((await send('GET', one.address)).status).toBe(200);
    expect((await send('DELETE', `carriers?id=${one.id}&id=${other.id}`)).status).toBe(204);
    for (const { address } of [one, other]) expect((await send('GET', address)).status).toBe(404);
    for (const query of ['', '?id=', '?id=x', '?id=1;DROP'])
      expect(await send('DELETE', `carriers${query}`)).toMatchObject({ status: 422, body: { code: 'query-invalid' } });
  });

  it('tell totals and neighbours of a page in headers', async () => {
    for (let n = 0; n < 3; n++) await carrier();
    const { headers, body } = await send('GET', 'carriers?itemsPerPage=2');
    expect(headers.get('x-total-items')).toBe(String(body['total']));
    const pages = Math.ceil(Number(body['total']) / 2);
    expect(headers.get('x-total-pages')).toBe(String(pages));
    expect([headers.get('x-first-page'), headers.get('x-next-page'), headers.get('x-last-page')]).toEqual(['1', '2', String(pages)]);
    expect((await send('GET', `carriers?itemsPerPage=2&page=${pages}`)).headers.get('x-next-page')).toBeNull();
  });

  it('keep the reason of a change, and who made it', async () => {
    const { id, address } = await carrier();
    await send('PATCH', address, { name: 'with a reason' }, { 'change-comment': 'the old name was misleading' });
    const { body } = await send('GET', `changes?resource=carrier&rowId=${id}&sort=-id&itemsPerPage=1`);
    expect(body['items']).toMatchObject([
      { operation: 'update', comment: 'the old name was misleading', actorKind: 'administrator', ip: '127.0.0.1' },
    ]);
  });
});

describe('revisions over HTTP', () => {
  const test = useDatabase();
  let api: Api;
  beforeAll(async () => {
    api = await startApi(test.database);
  });
  afterAll(() => api?.close());

  it('go back in one request; the log stays whole', async () => {
    const send = await api.as('brand');
    const good = ((await send('GET', 'revisions?itemsPerPage=1')).body as unknown as { to: number }[])[0]?.to ?? 0;
    const made = await send('POST', 'carriers', { name: 'a mistake' });
    expect((await send('GET', `revisions/diff?from=${good}&to=${good + 1000}`)).body).toMatchObject([
      { resource: 'carrier', operation: 'create' },
    ]);
    const back = await send('POST', `revisions/${good}/go-back`, { comment: 'undo' });
    expect(back).toMatchObject({ status: 200, body: { rows: 1 } });
    expect((await send('GET', `carriers/${String(made.body['id'])}`)).status).toBe(404);
    expect((await send('GET', 'changes/verify')).body).toMatchObject({ chain: api.a.brandId });
    expect((await send('GET', 'changes/verify')).body['reason']).toBeUndefined();
  });

  it('take a change set with its operations, and refuse one that breaks a rule by name', async () => {
    const send = await api.as('brand');
    const set = { comment: 'two at once', operations: [{ operation: 'create', resource: 'carrier', body: { name: 'by set' } }] };
    const made = await send('POST', 'change-sets', set);
    expect(made).toMatchObject({ status: 201, location: expect.stringMatching(/^\/api\/brand\/change-sets\/\d+$/) });
    const again = await send('POST', 'change-sets', set);
    expect(again).toMatchObject({ status: 422, body: { code: 'not-unique', errors: [{ field: 'operations.0.body.name' }] } });
    expect(await send('POST', 'change-sets', { comment: '', operations: [] })).toMatchObject({
      status: 422,
      body: { code: 'body-invalid' },
    });
  });

  it('are not for users, and a client sees and undoes its own only', async () => {
    const user = await api.as('user');
    expect(await user('GET', 'revisions')).toMatchObject({ status: 403 });
    const client = await api.as('client');
    const own = api.a.clients[0]?.rows.terminal ?? 0;
    const other = api.a.clients[1]?.rows.terminal ?? 0;
    const seen = async (id: number) => (await client('GET', `changes?resource=terminal&rowId=${id}`)).body['total'];
    expect([await seen(own), await seen(other)]).toEqual([1, 0]);
  });
});
