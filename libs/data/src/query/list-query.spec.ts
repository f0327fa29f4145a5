import { CodedError } from '@switchyard/kernel';
import { RESOURCES } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { MAX_ITEMS_PER_PAGE, parseListQuery } from './list-query.js';

const parse = (raw: Record<string, unknown>) => parseListQuery(RESOURCES.billableCall, 'client', raw);

describe('the query string of a list', () => {
  it('has defaults', () => {
    expect(parse({})).toEqual({ page: 1, itemsPerPage: 30, sort: [], filters: [] });
  });

  it.each([
    [
      'flat keys',
      { 'durationSec[gte]': '10', callee: '+34911', sort: '-startedAt,callee', page: '2', itemsPerPage: String(MAX_ITEMS_PER_PAGE) },
    ],
    ['nested objects', { durationSec: { gte: '10' }, callee: '+34911', sort: ['-startedAt', 'callee'], page: 2, itemsPerPage: 500 }],
  ])('is read from %s', (_form, raw) => {
    const query = parse(raw);
    expect(query).toMatchObject({ page: 2, itemsPerPage: 500 });
    expect(query.sort).toEqual([
      { field: 'startedAt', descending: true },
      { field: 'callee', descending: false },
    ]);
    expect(query.filters).toEqual([
      { field: 'durationSec', op: 'gte', value: 10 },
      { field: 'callee', op: 'eq', value: '+34911' },
    ]);
  });

  it.each([
    [{ 'startedAt[gte]': '2026-11-21' }, { field: 'startedAt', op: 'gte', value: '2026-11-21T00:00:00.000Z' }],
    [{ 'startedAt[lt]': '2026-11-21T10:00Z' }, { field: 'startedAt', op: 'lt', value: '2026-11-21T10:00:00.000Z' }],
    [{ 'direction[in]': 'inbound,outbound' }, { field: 'direction', op: 'in', value: ['inbound', 'outbound'] }],
    [{ 'id[in][]': ['1', '2'] }, { field: 'id', op: 'in', value: [1, 2] }],
    [{ 'userId[exists]': 'false' }, { field: 'userId', op: 'exists', value: false }],
    [{ 'price[gt]': '0.01' }, { field: 'price', op: 'gt', value: '0.01' }],
  ])('reads %j by the kind of the field', (raw, filter) => {
    expect(parse(raw).filters).toEqual([filter]);
  });

  it('reports every problem at once', () => {
    try {
      parse({ page: 'x', nonsense: '1', cost: '1', 'startedAt[gte]': 'yesterday', 'direction[contains]': 'in', clientId: '1' });
      expect.unreachable();
    } catch (thrown) {
      expect((thrown as CodedError).code).toBe('query-invalid');
      expect(((thrown as CodedError).facts['errors'] as { field: string }[]).map(({ field }) => field)).toEqual([
        'page',
        'nonsense',
        'cost',
        'startedAt',
        'direction',
        'clientId',
      ]);
    }
  });
});
