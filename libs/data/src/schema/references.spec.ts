import { describe, expect, it } from 'vitest';
import { affectedBy, references, referencesTo, resourceNames } from './references.js';

describe('references between resources', () => {
  it('point at resources that exist', () => {
    for (const { from, field, to } of references) expect(resourceNames, `${from}.${field}`).toContain(to);
  });

  it.each(references.filter(({ nullable }) => !nullable))('are declared parents first: $from.$field → $to', ({ from, to }) => {
    // Deletion in the opposite order relies on it.
    expect(resourceNames.indexOf(to)).toBeLessThan(resourceNames.indexOf(from));
  });

  it('of tenant columns are parts, except the numbers of a client, which return to the pool', () => {
    const tenants = references.filter(({ field, to }) => ['brandId', 'clientId'].includes(field) && ['brand', 'client'].includes(to));
    expect(tenants.filter(({ kind }) => kind !== 'part')).toEqual([
      { from: 'ddi', field: 'clientId', to: 'client', nullable: true, many: false, kind: 'release' },
    ]);
  });

  it('never empty the client of a row that means "all clients" without one', () => {
    for (const from of ['outgoingRouting', 'ratingProfile', 'administrator'] as const)
      expect(referencesTo('client').find((reference) => reference.from === from)?.kind, from).toBe('part');
  });

  it('say what a deletion may reach', () => {
    expect([...affectedBy('carrier')].sort()).toEqual([
      'balanceNotification',
      'callCsvReport',
      'callCsvScheduler',
      'carrierServer',
      'outgoingRouting',
      'outgoingRoutingCarrier',
      'ratingProfile',
    ]);
    expect(affectedBy('brand').size).toBeGreaterThan(20);
    expect(affectedBy('mediaRelay').size).toBe(0);
  });
});
