import { describe, expect, it } from 'vitest';
import { totalOf } from './count-rows.js';

describe('the total of a list', () => {
  it.each([
    ['is what was counted', 31, 1, 30, { total: 31, isTotalExact: true }],
    ['is exact up to the most that is counted', 50_000, 1, 30, { total: 50_000, isTotalExact: true }],
    ['is the least there is beyond that', 50_001, 1, 30, { total: 50_000, isTotalExact: false }],
    ['leads on behind a full page further on', 50_001, 2000, 30, { total: 60_001, isTotalExact: false }],
    ['ends with the last page', 50_001, 2000, 7, { total: 59_977, isTotalExact: false }],
  ])('%s', (_title, counted, page, items, total) => {
    expect(totalOf(counted, { page, itemsPerPage: 30 }, items)).toEqual(total);
  });
});
