import { toAmount, toMicros, micros } from '@switchyard/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import { adjustBalance, readBalance, readTrace, storeLeg } from '../src/index.js';
import { findRow, select } from '../src/repository/stored-row.js';
import { useDatabase } from './support/test-database.js';
import { create, legOf, makeBrand, system, type BrandWorld, type Tenant } from './support/world.js';

const minus = (amount: string, times = 1) => toAmount(micros(0n - toMicros(amount) * BigInt(times)));
const plus = (a: string, b: string) => toAmount(micros(toMicros(a) + toMicros(b)));

describe('records of calls', () => {
  const test = useDatabase();
  let world: BrandWorld;
  let tenant: Tenant;
  beforeAll(async () => {
    world = await makeBrand(test.database);
    tenant = world.clients[0] as Tenant;
  });
  const balance = async () => (await readBalance(test.database, tenant.clientId)) ?? 'none';
  const carrierBalance = async () => String((await findRow(test.database.manager, 'carrier', { id: world.rows.carrier }))?.['balance']);
  const count = (name: 'callLeg' | 'billableCall' | 'balanceMovement', where = {}) => select(test.database.manager, name, where).getCount();

  it('store an answered leg with price, cost, names, trace, movement and both balances', async () => {
    const [before, carrierBefore] = [await balance(), await carrierBalance()];
    const record = legOf(tenant, {
      carrierId: world.rows.carrier ?? 0,
      carrierName: 'carrier',
      attempts: [{ carrierServerId: 1, carrierName: 'carrier', target: '192.0.2.2:5060', sipStatus: 200 }],
    });
    const stored = await storeLeg(test.database, record, { price: '0.020167', cost: '0.004067' });
    expect(stored).toEqual({
      stored: true,
      clientId: tenant.clientId,
      balanceAfter: plus(before, minus('0.020167')),
      movementId: expect.any(Number),
    });
    expect(await balance()).toBe(stored.balanceAfter);
    expect(await carrierBalance()).toBe(plus(carrierBefore, minus('0.004067')));
    const call = await findRow(test.database.manager, 'billableCall', { legUid: record.legUid });
    expect(call).toMatchObject({
      startedAt: '2026-11-21T09:55:00.123Z',
      durationSec: 31,
      destinationName: 'Spain',
      ratingPlanName: 'Plan',
      price: '0.020167',
      currency: 'EUR',
      cost: '0.004067',
      costCurrency: 'EUR',
      carrierName: 'carrier',
      cause: 'normal-clearing',
    });
    expect(await findRow(test.database.manager, 'callLeg', { legUid: record.legUid })).toMatchObject({
      answeredAt: '2026-11-21T09:55:02.000Z',
      endedAt: '2026-11-21T09:55:32.500Z',
      sipStatus: 200,
    });
    expect(await findRow(test.database.manager, 'balanceMovement', { legUid: record.legUid })).toMatchObject({
      kind: 'call',
      amount: '-0.020167',
      balanceAfter: stored.balanceAfter,
    });
    expect(await readTrace(test.database, system, 'billableCall', call?.id ?? 0)).toEqual({
      seesPrices: true,
      legUid: record.legUid,
      decision: record.decision,
      trace: record.trace,
      attempts: record.attempts,
      revision: record.configRevision,
    });
  });

  it('store a leg once, whoever tries again and however often at the same time', async () => {
    const record = legOf(tenant);
    const before = await balance();
    const results = await Promise.all(Array.from({ length: 12 }, () => storeLeg(test.database, record, { price: '0.500000', cost: null })));
    expect(results.filter(({ stored }) => stored)).toHaveLength(1);
    expect(await storeLeg(test.database, record, { price: '9.000000', cost: null })).toEqual({ stored: false, clientId: tenant.clientId });
    expect(await balance()).toBe(plus(before, minus('0.5')));
    for (const name of ['callLeg', 'billableCall', 'balanceMovement'] as const)
      expect(await count(name, { legUid: record.legUid }), name).toBe(1);
  });

  it('move balances exactly under 50 parallel calls of several clients and one carrier', async () => {
    const carrierId = world.rows.carrier ?? 0;
    const clients = world.clients.slice(0, 3);
    const before = await Promise.all(clients.map(({ clientId }) => readBalance(test.database, clientId)));
    const carrierBefore = await carrierBalance();
    const jobs = Array.from({ length: 50 }, (_, n) => clients[n % clients.length] as Tenant);
    const results = await Promise.all(
      jobs.map((client) => storeLeg(test.database, legOf(client, { carrierId }), { price: '0.000007', cost: '0.000003' })),
    );
    expect(results.every(({ stored }) => stored)).toBe(true);
    for (const [n, client] of clients.entries()) {
      const calls = jobs.filter((job) => job === client).length;
      expect(await readBalance(test.database, client.clientId)).toBe(plus(before[n] ?? '', minus('0.000007', calls)));
      // Every intermediate balance was seen exactly once: no two calls read the same.
      const after = results.filter(({ clientId }) => clientId === client.clientId).map(({ balanceAfter }) => balanceAfter);
      expect(new Set(after).size).toBe(calls);
      // The highest movement is the present balance.
      const newest = results
        .filter(({ clientId }) => clientId === client.clientId)
        .sort((x, y) => (y.movementId ?? 0) - (x.movementId ?? 0))[0];
      expect(newest?.balanceAfter).toBe(await readBalance(test.database, client.clientId));
    }
    expect(await carrierBalance()).toBe(plus(carrierBefore, minus('0.000003', 50)));
  });

  it('have a movement for every change of a balance', async () => {
    for (const { clientId } of world.clients) {
      const [row] = (await test.database.query('SELECT SUM(amount) AS total FROM balance_movement WHERE client_id = ?', [clientId])) as {
        total: string;
      }[];
      expect(row?.total).toBe(await readBalance(test.database, clientId));
    }
  });

  it.each([
    [
      'an unanswered leg',
      { answeredAt: null, durationMs: 0, cause: 'busy', causeClass: 'client', sipStatus: 486 },
      { price: '1.000000', cost: '1.000000' },
    ],
    ['a leg that is not rated', { direction: 'inbound' as const, price: null, cost: null }, null],
  ])('bill nothing for %s', async (_what, override, rated) => {
    const before = await balance();
    const record = legOf(tenant, override);
    expect(await storeLeg(test.database, record, rated)).toEqual({ stored: true, clientId: tenant.clientId });
    expect(await count('callLeg', { legUid: record.legUid })).toBe(1);
    expect(await count('billableCall', { legUid: record.legUid })).toBe(0);
    expect(await balance()).toBe(before);
  });

  it('bill a cost without a price, for a client that is not rated', async () => {
    const before = await balance();
    const record = legOf(tenant, { carrierId: world.rows.carrier ?? 0, price: null });
    expect(await storeLeg(test.database, record, { price: null, cost: '0.100000' })).toEqual({ stored: true, clientId: tenant.clientId });
    expect(await findRow(test.database.manager, 'billableCall', { legUid: record.legUid })).toMatchObject({
      price: null,
      currency: null,
      cost: '0.100000',
      costCurrency: 'EUR',
    });
    expect(await balance()).toBe(before);
  });

  it('never touch the balance of a client of another brand', async () => {
    const other = await makeBrand(test.database);
    const victim = other.clients[0] as Tenant;
    const before = await readBalance(test.database, victim.clientId);
    await storeLeg(test.database, legOf({ brandId: world.brandId, clientId: victim.clientId }, { carrierId: other.rows.carrier ?? 0 }), {
      price: '5.000000',
      cost: '5.000000',
    });
    expect(await readBalance(test.database, victim.clientId)).toBe(before);
    expect(await findRow(test.database.manager, 'carrier', { id: other.rows.carrier })).toMatchObject({ balance: '0.000000' });
  });

  it('are kept for a client that is gone, without a balance to move', async () => {
    const clientId = await create(test.database, 'client', { brandId: world.brandId, type: 'retail', name: 'leaves' });
    await test.database.query('DELETE FROM client WHERE id = ?', [clientId]);
    const record = legOf({ brandId: world.brandId, clientId });
    expect(await storeLeg(test.database, record, { price: '1.000000', cost: null })).toEqual({ stored: true, clientId });
    expect(await count('billableCall', { legUid: record.legUid })).toBe(1);
    expect(await readBalance(test.database, clientId)).toBeUndefined();
  });

  it('roll back as a whole when any part of it fails', async () => {
    const before = await balance();
    const record = legOf(tenant);
    await expect(storeLeg(test.database, record, { price: '1000000000000.000000', cost: null })).rejects.toThrow(/out of range/i);
    for (const name of ['callLeg', 'billableCall', 'balanceMovement'] as const)
      expect(await count(name, { legUid: record.legUid }), name).toBe(0);
    expect(await balance()).toBe(before);
    expect((await storeLeg(test.database, record, { price: '0.000001', cost: null })).stored).toBe(true);
  });

  it('keep long and strange texts of the network without failing', async () => {
    const record = legOf(tenant, { caller: 'ñ'.repeat(300), callee: "+34'; DROP TABLE call_leg; --\u{1F4DE}" });
    expect((await storeLeg(test.database, record, null)).stored).toBe(true);
    expect(await findRow(test.database.manager, 'callLeg', { legUid: record.legUid })).toMatchObject({
      caller: 'ñ'.repeat(64),
      callee: record.callee,
    });
  });

  it('keep payments by hand in the same ledger', async () => {
    const before = await balance();
    expect(await adjustBalance(test.database, tenant, '25')).toMatchObject({ balanceAfter: plus(before, '25') });
    expect(await adjustBalance(test.database, { brandId: tenant.brandId + 1, clientId: tenant.clientId }, '25')).toBeUndefined();
  });
});
