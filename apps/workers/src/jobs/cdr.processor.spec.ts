import { silentLogger } from '@switchyard/kernel';
import type { LegRecord, ResolvedRate } from '@switchyard/model';
import { legRecordOf } from '@switchyard/queue/testing';
import { describe, expect, it } from 'vitest';
import type { Charges, LegStore, VersionedBalance } from '../ports/leg-store.port.js';
import { CdrProcessor } from './cdr.processor.js';
import { chargesOf } from './charges-of.js';

const rate: ResolvedRate = {
  ratingPlanId: 1,
  ratingPlanName: 'Northwind Retail',
  destinationId: 1,
  destinationName: 'Spain',
  prefix: '+34',
  currency: 'EUR',
  ratePerMinute: '0.020000',
  connectFee: '0.010000',
  incrementSec: 1,
  intervalStartSec: 0,
};
const cost = { ...rate, ratePerMinute: '0.008000', connectFee: '0.000000' };

describe('chargesOf', () => {
  it.each<[string, Partial<LegRecord>, Charges | null]>([
    ['an answered minute', { price: rate, cost }, { price: '0.030000', cost: '0.008000' }],
    ['a leg that was never answered', { price: rate, cost, answeredAt: null, durationMs: 0 }, null],
    ['an answered leg of no duration: the connect fee', { price: rate, cost, durationMs: 0 }, { price: '0.010000', cost: '0.000000' }],
    ['a client that is not rated', { price: null, cost }, { price: null, cost: '0.008000' }],
    ['a carrier whose cost is not calculated', { price: rate, cost: null }, { price: '0.030000', cost: null }],
    ['a bounced call', { price: rate, cost: null, bounced: true }, { price: '0.030000', cost: '0.000000' }],
    ['a call from outside', { direction: 'inbound', price: null, cost: null }, { price: null, cost: null }],
  ])('charges %s', (_what, given, charges) => {
    expect(chargesOf(legRecordOf(given))).toEqual(charges);
  });
});

/** A store that keeps legs in memory by the same rules: one row per leg, one movement per row. */
function memoryStore(): LegStore & { readonly stored: Map<string, Charges | null> } {
  const stored = new Map<string, Charges | null>();
  return {
    stored,
    store: (record, charges) => {
      const isNew = !stored.has(record.legUid);
      if (isNew) stored.set(record.legUid, charges);
      return Promise.resolve(isNew);
    },
    balanceOf: (clientId) =>
      Promise.resolve(clientId === 404 ? undefined : { balance: `${100 - stored.size}.000000`, version: stored.size }),
  };
}

describe('CdrProcessor', () => {
  const run = async (records: readonly LegRecord[]) => {
    const store = memoryStore();
    const shown: [number, VersionedBalance][] = [];
    const processor = new CdrProcessor(
      store,
      { show: (clientId, balance) => Promise.resolve(shown.push([clientId, balance]) > 0) },
      silentLogger,
    );
    for (const record of records) await processor.run(record);
    return { stored: store.stored, shown };
  };

  it('stores the charges and shows the balance after them', async () => {
    const record = legRecordOf({ price: rate, cost });
    const { stored, shown } = await run([record]);
    expect([...stored]).toEqual([[record.legUid, { price: '0.030000', cost: '0.008000' }]]);
    expect(shown).toEqual([[10, { balance: '99.000000', version: 1 }]]);
  });
  it('stores a leg once and shows its balance again when the job is repeated', async () => {
    const record = legRecordOf({ price: rate });
    const { stored, shown } = await run([record, record]);
    expect(stored.size).toBe(1);
    expect(shown).toEqual([
      [10, { balance: '99.000000', version: 1 }],
      [10, { balance: '99.000000', version: 1 }],
    ]);
  });
  it('shows nothing for a client that is gone', async () => {
    expect((await run([legRecordOf({ clientId: 404 })])).shown).toEqual([]);
  });
  it('lets a failing store fail the job, so that it is tried again', async () => {
    const broken: LegStore = { ...memoryStore(), store: () => Promise.reject(new Error('the database is away')) };
    const processor = new CdrProcessor(broken, { show: () => Promise.resolve(true) }, silentLogger);
    await expect(processor.run(legRecordOf())).rejects.toThrow('the database is away');
  });
});
