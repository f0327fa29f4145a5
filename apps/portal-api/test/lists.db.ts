import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Repository } from '@switchyard/data';
import { systemContext } from '@switchyard/kernel';
import { useDatabase } from '../../../libs/data/test/support/test-database.js';
import { startApi, type Answer, type Api, type Send } from './support/api.js';

const ROWS = 4500;

/** The rows of a CSV answer. */
const rowsOf = ({ body }: Answer): Record<string, string>[] => parse(String(body['text']), { columns: true });

describe('lists as tables', () => {
  const test = useDatabase();
  let api: Api;
  let send: Send;
  beforeAll(async () => {
    api = await startApi(test.database);
    send = await api.as('brand');
    const values = Array.from({ length: ROWS }, (_, n) => [
      api.a.brandId,
      `n${String(n % 97).padStart(2, '0')} ${n}`,
      '{}',
      `+1${100_000 + n}`,
    ]);
    for (let at = 0; at < ROWS; at += 500)
      await test.database.query('INSERT INTO destination (brand_id, name, names_en, prefix) VALUES ?', [values.slice(at, at + 500)]);
  }, 300_000);
  afterAll(() => api?.close());

  it('are whole, in order, by Accept and by format, whatever the page size', async () => {
    const { body } = await send('GET', 'destinations?itemsPerPage=1');
    for (const [path, headers] of [
      ['destinations?sort=-name', { accept: 'text/csv' }],
      ['destinations?sort=-name&format=csv', {}],
    ] as const) {
      const answer = await send('GET', path, undefined, headers);
      expect(answer).toMatchObject({ status: 200, type: 'text/csv; charset=utf-8; header=present' });
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="destinations.csv"');
      const rows = rowsOf(answer);
      expect(rows).toHaveLength(Number(body['total']));
      expect(new Set(rows.map((row) => row['id'])).size).toBe(rows.length);
      const names = rows.map((row) => row['name'] ?? '').filter((name) => name.startsWith('n'));
      expect(names).toEqual([...names].sort((one, other) => (one < other ? 1 : -1)));
    }
  });

  it('are filtered, projected and paged like any list', async () => {
    const filtered = rowsOf(await send('GET', 'destinations?format=csv&name[contains]=n05&_properties=prefix,name'));
    expect(filtered).toHaveLength(Math.ceil((ROWS - 5) / 97));
    expect(Object.keys(filtered[0] ?? {})).toEqual(['prefix', 'name']);
    expect(rowsOf(await send('GET', 'destinations?format=csv&itemsPerPage=7&page=2'))).toHaveLength(7);
    const json = await send('GET', 'destinations?_properties=prefix&itemsPerPage=1');
    expect(Object.keys((json.body['items'] as object[])[0] ?? {})).toEqual(['prefix']);
    expect(await send('GET', 'destinations?format=xml&_properties=nonsense')).toMatchObject({
      status: 422,
      body: { code: 'query-invalid' },
    });
  });

  it('hold own rows and seen fields only', async () => {
    const theirs = await api.as('brand', api.b);
    const ids = new Set(rowsOf(await theirs('GET', 'destinations?format=csv')).map(({ id }) => id));
    for (const { id } of rowsOf(await send('GET', 'destinations?format=csv'))) expect(ids.has(id)).toBe(false);
    const client = await api.as('client');
    expect(await client('GET', 'destinations?format=csv')).toMatchObject({ status: 403, body: { code: 'level-forbidden' } });
    const { body } = await client('GET', 'billable-calls?format=csv');
    const columns = (body['text'] as string | undefined)?.split('\r\n')[0] ?? '';
    expect(columns.split(',')).not.toContain('cost');
  });

  it('carry no formula into a spreadsheet', async () => {
    await new Repository(test.database, 'carrier').create(systemContext('test'), {
      brandId: api.a.brandId,
      name: '=HYPERLINK("http://x")',
    });
    const [row] = rowsOf(await send('GET', 'carriers?format=csv&name[contains]=HYPERLINK'));
    expect(row?.['name']).toBe(`'=HYPERLINK("http://x")`);
  });

  it('are scrolled through by cursor, every row once', async () => {
    const seen: number[] = [];
    let cursor = '';
    do {
      const { status, body } = await send('GET', `destinations?itemsPerPage=500&_properties=id&cursor=${cursor}`);
      expect(status).toBe(200);
      seen.push(...(body['items'] as { id: number }[]).map(({ id }) => id));
      cursor = (body['next'] as string | null) ?? '';
    } while (cursor !== '');
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(ROWS);
  });

  it('show times in the zone that is asked for', async () => {
    const { body } = await send('GET', 'changes?itemsPerPage=1');
    const [utc] = body['items'] as { changedAt: string }[];
    const local = await send('GET', 'changes?itemsPerPage=1&_timezone=Asia/Kathmandu');
    const [shown] = local.body['items'] as { changedAt: string }[];
    expect(shown?.changedAt).toMatch(/\+05:45$/);
    expect(new Date(shown?.changedAt ?? 0).toISOString()).toBe(utc?.changedAt);
  });
});
