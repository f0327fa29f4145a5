import { CodedError } from '@switchyard/kernel';
import { RESOURCES, type Resource } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { parseListQuery } from './list-query.js';

const calls = RESOURCES.billableCall as unknown as Resource;
const problems = (level: 'brand' | 'client', raw: Record<string, unknown>): unknown => {
  try {
    return parseListQuery(calls, level, raw);
  } catch (thrown) {
    return (thrown as CodedError).facts['errors'];
  }
};

describe('parseListQuery', () => {
  it('types filters by the kind of the field', () => {
    expect(
      parseListQuery(calls, 'brand', {
        page: '2',
        itemsPerPage: '10',
        sort: '-startedAt,callee',
        'durationSec[gte]': '3',
        callee: '+34',
        'direction[in]': 'inbound,outbound',
        'price[exists]': 'true',
        'startedAt[lt]': '2026-01-02T03:04:05Z',
      }),
    ).toEqual({
      page: 2,
      itemsPerPage: 10,
      sort: [
        { field: 'startedAt', direction: 'desc' },
        { field: 'callee', direction: 'asc' },
      ],
      filters: [
        { field: 'durationSec', op: 'gte', value: 3 },
        { field: 'callee', op: 'eq', value: '+34' },
        { field: 'direction', op: 'in', value: ['inbound', 'outbound'] },
        { field: 'price', op: 'exists', value: true },
        { field: 'startedAt', op: 'lt', value: '2026-01-02T03:04:05.000Z' },
      ],
    });
  });
  it.each([
    ['an unknown field', 'brand', { colour: 'red' }, 'colour'],
    ['a field hidden at the level', 'client', { carrierName: 'x' }, 'carrierName'],
    ['a sort by a hidden field', 'client', { sort: 'cost' }, 'sort'],
    ['an operator that is none', 'brand', { 'callee[regexp]': '.' }, 'callee[regexp]'],
    ['SQL as a field', 'brand', { 'id;drop table x': '1' }, 'id;drop table x'],
    ['text where a number belongs', 'brand', { durationSec: '1 or 1=1' }, 'durationSec'],
    ['a value of no such enum', 'brand', { direction: 'sideways' }, 'direction'],
    ['a page size above the cap', 'brand', { itemsPerPage: '501' }, 'itemsPerPage'],
    ['page 0', 'brand', { page: '0' }, 'page'],
    ['a parameter given twice', 'brand', { callee: ['1', '2'] }, 'callee'],
    ['a time that is none', 'brand', { 'startedAt[gte]': 'yesterday' }, 'startedAt[gte]'],
  ] as const)('refuses %s and names it', (_title, level, raw, field) => {
    expect(problems(level, raw)).toEqual([expect.objectContaining({ field, rule: expect.any(String) })]);
  });
});
