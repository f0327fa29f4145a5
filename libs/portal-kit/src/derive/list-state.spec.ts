import { RESOURCES, type AnyResource } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { filtersOf } from './filters.js';
import { apiQuery, nextSort, readListState, withFilters, writeListState } from './list-state.js';

const call = RESOURCES.billableCall as AnyResource;
const read = (search: string, level: 'brand' | 'client' = 'brand') => readListState(call, level, new URLSearchParams(search));

describe('filtersOf', () => {
  const byKey = Object.fromEntries(filtersOf(call, 'brand').map((filter) => [filter.key, filter]));

  it.each([
    ['callee', 'contains', ['callee[contains]']],
    ['direction', 'choice', ['direction']],
    ['clientId', 'reference', ['clientId']],
    ['startedAt', 'period', ['startedAt[gte]', 'startedAt[lte]']],
    ['price', 'range', ['price[gte]', 'price[lte]']],
  ])('filters %s by %s', (key, control, names) => {
    expect(byKey[key]).toMatchObject({ control, names });
  });

  it('offers nothing that the level may not see, and no secret', () => {
    expect(filtersOf(call, 'client').map(({ key }) => key)).not.toContain('carrierName');
    const ofTerminals = filtersOf(RESOURCES.terminal as AnyResource, 'client').map(({ key }) => key);
    expect(ofTerminals).toContain('name');
    expect(ofTerminals).not.toContain('password');
  });
});

describe('the address of a list', () => {
  it('becomes the query of the API, sort and page included', () => {
    const state = read('callee[contains]=%2B34911&startedAt[gte]=2026-11-21T00:00:00.000Z&sort=price&page=3');
    expect(apiQuery(state)).toEqual({
      'callee[contains]': '+34911',
      'startedAt[gte]': '2026-11-21T00:00:00.000Z',
      sort: 'price',
      page: '3',
      itemsPerPage: '25',
    });
  });

  it('holds only what differs from the list as it opens', () => {
    expect(writeListState(call, 'brand', read('')).toString()).toBe('');
    expect(writeListState(call, 'brand', read('page=2&sort=-startedAt&itemsPerPage=50')).toString()).toBe('itemsPerPage=50&page=2');
  });

  it.each([
    ['a field that is none', 'colour=red'],
    ['an operator that is none', 'callee[like]=x'],
    ['a page that is none', 'page=-1'],
    ['a size that is not offered', 'itemsPerPage=100000'],
    ['a sort by a field that is none', 'sort=-password'],
    ['an empty filter', 'callee='],
  ])('ignores %s', (_what, search) => {
    expect(read(search)).toEqual(read(''));
  });

  it('ignores filters and sorts by what the level may not see', () => {
    expect(read('carrierName[contains]=One&sort=cost').filters).toEqual({ 'carrierName[contains]': 'One' });
    expect(read('carrierName[contains]=One&sort=cost', 'client')).toEqual(read('', 'client'));
  });

  it('goes back to the first page when a filter changes, and drops emptied ones', () => {
    const state = withFilters(read('page=4&caller[contains]=1&direction=inbound'), { 'caller[contains]': '', cause: 'busy' });
    expect(state).toMatchObject({ page: 1, filters: { direction: 'inbound', cause: 'busy' } });
  });
});

describe('nextSort', () => {
  it.each([
    ['name', 'name', false, '-name'],
    ['-name', 'name', false, 'name'],
    ['name', 'status', false, 'status'],
    ['name', 'startedAt', true, '-startedAt'],
    ['-startedAt', 'startedAt', true, 'startedAt'],
  ])('from %s on %s (newest first: %s) to %s', (current, key, newest, next) => {
    expect(nextSort(current, key, newest)).toBe(next);
  });
});
