import { rowOf, snapshotOf, type RowInput } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { resolveRate } from './resolve-rate.js';

const brandId = 1;
const plan = (id: number, name: string): RowInput<'ratingPlan'> => ({ id, brandId, name });
const profile = (id: number, ratingPlanId: number, activationAt: string, given: Partial<RowInput<'ratingProfile'>> = {}) => ({
  id,
  brandId,
  ratingPlanId,
  activationAt,
  clientId: 10,
  ...given,
});
const rate = (id: number, destinationRateGroupId: number, destinationId: number, ratePerMinute: string) => ({
  id,
  brandId,
  destinationRateGroupId,
  destinationId,
  ratePerMinute,
});

const snapshot = snapshotOf({
  destination: [
    { id: 1, brandId, name: 'Spain', prefix: '+34' },
    { id: 2, brandId, name: 'Spain mobile', prefix: '+346' },
    { id: 3, brandId, name: 'United Kingdom', prefix: '+44' },
    { id: 4, brandId: 2, name: "Another brand's Spain mobile", prefix: '+3461' },
  ],
  destinationRateGroup: [
    { id: 1, brandId, name: 'Standard' },
    { id: 2, brandId, name: 'Promotion' },
    { id: 3, brandId, name: 'Carrier' },
  ],
  destinationRate: [
    rate(1, 1, 1, '0.020000'),
    rate(2, 1, 2, '0.120000'),
    rate(3, 1, 3, '0.030000'),
    rate(4, 2, 1, '0.001000'),
    rate(5, 3, 1, '0.008000'),
    { ...rate(6, 1, 4, '9.000000'), brandId: 2 },
  ],
  ratingPlan: [plan(1, 'Retail'), plan(2, 'Promotion on top'), plan(3, 'Carrier'), { ...plan(4, 'Foreign'), brandId: 2 }],
  ratingPlanRate: [
    { id: 1, brandId, ratingPlanId: 1, destinationRateGroupId: 1, weight: 10 },
    { id: 2, brandId, ratingPlanId: 2, destinationRateGroupId: 1, weight: 10 },
    { id: 3, brandId, ratingPlanId: 2, destinationRateGroupId: 2, weight: 20 },
    { id: 4, brandId, ratingPlanId: 3, destinationRateGroupId: 3, weight: 10 },
  ],
  ratingProfile: [
    profile(1, 1, '2026-01-01T00:00:00.000Z'),
    profile(2, 2, '2026-06-01T00:00:00.000Z'),
    profile(3, 3, '2026-01-01T00:00:00.000Z', { clientId: null, carrierId: 7 }),
    profile(4, 4, '2026-01-01T00:00:00.000Z', { clientId: 11 }),
    profile(5, 4, '2026-07-01T00:00:00.000Z', { brandId: 2 }),
  ],
});

const resolve = (callee: string, at = '2026-03-01T00:00:00.000Z', owner: { clientId: number } | { carrierId: number } = { clientId: 10 }) =>
  resolveRate(snapshot, { owner, brandId, callee, at });

describe('resolveRate', () => {
  it.each([
    ['the longest prefix wins', '+34600000001', '2026-03-01T00:00:00.000Z', '0.120000', '+346'],
    ['a shorter prefix prices the rest', '+34910000001', '2026-03-01T00:00:00.000Z', '0.020000', '+34'],
    ["another brand's longer destination does not count", '+34610000001', '2026-03-01T00:00:00.000Z', '0.120000', '+346'],
    ['a profile counts from its very moment', '+34910000001', '2026-06-01T00:00:00.000Z', '0.001000', '+34'],
    ['and not a millisecond earlier', '+34910000001', '2026-05-31T23:59:59.999Z', '0.020000', '+34'],
    ['the heavier group wins, even with a shorter prefix', '+34600000001', '2026-06-02T00:00:00.000Z', '0.001000', '+34'],
    ['a lighter group prices what the heavier does not', '+442000000001', '2026-06-02T00:00:00.000Z', '0.030000', '+44'],
  ])('%s', (_why, callee, at, ratePerMinute, prefix) => {
    expect(resolve(callee, at).rate).toMatchObject({ ratePerMinute, prefix });
  });

  it("prices a carrier by the carrier's profile", () => {
    expect(resolve('+34600000001', undefined, { carrierId: 7 }).rate).toMatchObject({
      ratingPlanName: 'Carrier',
      ratePerMinute: '0.008000',
    });
  });
  it.each([
    ['no destination', '+33100000000', { clientId: 10 }, 'no rate group'],
    ['no profile', '+34910000001', { clientId: 99 }, 'no rating profile is active'],
    ['a plan of another brand', '+34910000001', { clientId: 11 }, 'names no plan of this brand'],
  ])('finds nothing with %s and says so', (_why, callee, owner, why) => {
    const { rate: found, step } = resolve(callee, undefined, owner);
    expect(found).toBeNull();
    expect(step.why).toContain(why);
  });
  it.each([
    ['the profile of the tag of the call', 5, '0.001000'],
    ['the plain profile for a tag without one', 6, '0.020000'],
    ['the plain profile for a call without tag', null, '0.020000'],
  ])('takes %s', (_what, routingTagId, ratePerMinute) => {
    const tagged = snapshot.with(2, {
      ratingProfile: new Map(
        [...snapshot.all('ratingProfile'), rowOf('ratingProfile', profile(9, 2, '2026-01-01T00:00:00.000Z', { routingTagId: 5 }))].map(
          (row) => [row.id, row],
        ),
      ),
    });
    const at = '2026-03-01T00:00:00.000Z';
    expect(resolveRate(tagged, { owner: { clientId: 10 }, brandId, callee: '+34910000001', at, routingTagId }).rate).toMatchObject({
      ratePerMinute,
    });
  });

  // In Madrid 2026-03-02 is a Monday, an hour ahead of UTC; 2026-08-01 is a Saturday, two hours ahead.
  it.each([
    ['before the day rate begins', '2026-03-02T06:59:59.000Z', null],
    ['from its first second, by the clock of the brand', '2026-03-02T07:00:00.000Z', '0.020000'],
    ['until the evening rate begins', '2026-03-02T18:59:59.000Z', '0.020000'],
    ['which is heavier', '2026-03-02T19:00:00.000Z', '0.001000'],
    ['on a weekday it is not for', '2026-08-01T10:00:00.000Z', null],
  ])('prices by the hour: %s', (_what, at, ratePerMinute) => {
    const timing = { timing: 'custom', weekdays: ['monday', 'tuesday'] } as const;
    const timed = snapshot.with(2, {
      brand: new Map([[1, rowOf('brand', { id: 1, name: 'Northwind', domain: 'northwind.test', timezone: 'Europe/Madrid' })]]),
      ratingPlanRate: new Map(
        [
          rowOf('ratingPlanRate', {
            id: 1,
            brandId,
            ratingPlanId: 1,
            destinationRateGroupId: 1,
            weight: 10,
            timeFrom: '08:00:00',
            ...timing,
          }),
          rowOf('ratingPlanRate', {
            id: 2,
            brandId,
            ratingPlanId: 1,
            destinationRateGroupId: 2,
            weight: 20,
            timeFrom: '20:00:00',
            ...timing,
          }),
        ].map((row) => [row.id, row]),
      ),
      ratingProfile: new Map([[1, rowOf('ratingProfile', profile(1, 1, '2026-01-01T00:00:00.000Z'))]]),
    });
    const { rate: found } = resolveRate(timed, { owner: { clientId: 10 }, brandId, callee: '+34910000001', at });
    expect(found?.ratePerMinute ?? null).toBe(ratePerMinute);
  });

  it('finds nothing before the first activation', () => {
    expect(resolve('+34910000001', '2025-12-31T23:59:59.000Z').rate).toBeNull();
  });
  it('has a trace that does not tell when it was asked, so that a dry run equals a call', () => {
    expect(resolve('+34910000001', '2026-03-01T00:00:00.000Z')).toEqual(resolve('+34910000001', '2026-03-02T07:08:09.000Z'));
  });
});
