import { randomUUID } from 'node:crypto';
import { startOfDay } from '@switchyard/kernel';
import type { ResourceName } from '@switchyard/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { Repository, storeLeg } from '../src/index.js';
import { findRow } from '../src/repository/stored-row.js';
import { refusalOf } from './support/refusal.js';
import { useDatabase } from './support/test-database.js';
import { legOf, makeBrand, person, type BrandWorld, type Tenant } from './support/world.js';

type Values = Record<string, unknown>;
const broken = (...fields: readonly string[]) => ({ code: 'rule-broken', fields });
const invalid = (...fields: readonly string[]) => ({ code: 'body-invalid', fields });
const accepted = { code: 'accepted', fields: [] };
const DAY_MS = 86_400_000;

describe('rates, invoices and calls', () => {
  const test = useDatabase();
  let world: BrandWorld;
  let tenants: Record<'vpbx' | 'neighbour' | 'retail', Tenant>;
  const of = <N extends ResourceName>(name: N) => new Repository(test.database, name);
  const brand = () => person('brand', world);
  const at = (who: keyof typeof tenants) => person('client', world, tenants[who]);
  const add = async (name: ResourceName, body: Values): Promise<number> => (await of(name).create(brand(), body)).id;
  const change = (name: ResourceName, id: number, patch: Values) => of(name).update(brand(), id, patch);
  const refused = (name: ResourceName, body: Values) => refusalOf(of(name).create(brand(), body));
  const rows = (name: ResourceName): number => world.rows[name] ?? 0;
  let serial = 0;
  const unique = (): string => `x${(serial += 1)}`;
  const clientOf = (who: keyof typeof tenants) => tenants[who].clientId;

  beforeAll(async () => {
    world = await makeBrand(test.database);
    const [vpbx, neighbour, , , retail] = world.clients;
    if (!vpbx || !neighbour || !retail) throw new Error('the world is too small');
    tenants = { vpbx, neighbour, retail };
  });

  describe('rates', () => {
    it('are counted in one currency that never changes', async () => {
      const group = await add('destinationRateGroup', { name: unique(), currency: 'USD', deductibleConnectFee: true });
      for (const patch of [{ currency: 'EUR' }, { deductibleConnectFee: false }])
        expect(await refusalOf(change('destinationRateGroup', group, patch))).toMatchObject({ code: 'body-invalid' });
      expect(await refused('ratingPlanRate', { ratingPlanId: rows('ratingPlan'), destinationRateGroupId: group, weight: 77 })).toEqual(
        broken('ratingPlanId'),
      );
      const plan = await add('ratingPlan', { name: unique(), currency: 'USD' });
      expect(await refused('ratingPlanRate', { ratingPlanId: plan, destinationRateGroupId: group })).toEqual(accepted);
      const profile = { ratingPlanId: plan, activationAt: '2026-03-01T00:00:00.000Z' };
      expect(await refused('ratingProfile', { ...profile, clientId: clientOf('vpbx') })).toEqual(broken('ratingPlanId'));
      expect(await refused('ratingProfile', { ...profile, carrierId: rows('carrier') })).toEqual(broken('ratingPlanId'));
    });
    it('price a destination once in a group', async () => {
      const body = { destinationRateGroupId: rows('destinationRateGroup'), destinationId: rows('destination'), ratePerMinute: '1' };
      expect(await refused('destinationRate', body)).toMatchObject({ code: 'not-unique' });
      expect(await refused('destinationRate', { ...body, ratePerMinute: '-1' })).toEqual(invalid('ratePerMinute'));
      expect(await refused('destinationRate', { ...body, incrementSec: 0 })).toEqual(invalid('incrementSec'));
      expect(await refused('destination', { name: 'again', prefix: '+34' })).toMatchObject({ code: 'not-unique' });
      expect(await refusalOf(of('destination').remove(brand(), rows('destination')))).toMatchObject({ code: 'row-in-use' });
    });
    it('stand in a plan with one weight each, always or at hours', async () => {
      const plan = await add('ratingPlan', { name: unique() });
      const body = { ratingPlanId: plan, destinationRateGroupId: rows('destinationRateGroup') };
      await add('ratingPlanRate', { ...body, weight: 1 });
      expect(await refused('ratingPlanRate', { ...body, weight: 1 })).toMatchObject({ code: 'not-unique' });
      expect(await refused('ratingPlanRate', { ...body, weight: 2, timing: 'custom' })).toEqual(broken('timeFrom', 'weekdays'));
      expect(await refused('ratingPlanRate', { ...body, weight: 2, timeFrom: '08:00:00' })).toEqual(broken('timeFrom'));
      const timed = await add('ratingPlanRate', { ...body, weight: 2, timing: 'custom', timeFrom: '08:00:00', weekdays: ['monday'] });
      expect(await change('ratingPlanRate', timed, { timing: 'always' })).toMatchObject({ timeFrom: null, weekdays: [] });
    });
    it('belong to one client or carrier, by tag, from a moment on', async () => {
      const profile = { ratingPlanId: rows('ratingPlan'), activationAt: '2026-02-01T00:00:00.000Z' };
      expect(await refused('ratingProfile', profile)).toEqual(broken('clientId', 'carrierId'));
      expect(await refused('ratingProfile', { ...profile, clientId: clientOf('vpbx'), carrierId: rows('carrier') })).toEqual(
        broken('clientId', 'carrierId'),
      );
      await add('ratingProfile', { ...profile, clientId: clientOf('retail') });
      expect(await refused('ratingProfile', { ...profile, clientId: clientOf('retail') })).toMatchObject({ code: 'not-unique' });
      const routingTagId = await add('routingTag', { name: unique(), tag: '9#' });
      expect(await refused('ratingProfile', { ...profile, clientId: clientOf('retail'), routingTagId })).toEqual(broken('routingTagId'));
      await of('client').update(brand(), clientOf('retail'), { routingTagIds: [routingTagId] });
      expect(await refused('ratingProfile', { ...profile, clientId: clientOf('retail'), routingTagId })).toEqual(accepted);
    });
    it('are not deleted while they are imported', async () => {
      const id = await add('destinationRateGroup', { name: unique() });
      await test.database.manager.update('destinationRateGroup', { id }, { importStatus: 'inProgress' });
      expect(await refusalOf(of('destinationRateGroup').remove(brand(), id))).toEqual({ code: 'row-in-use', fields: ['importStatus'] });
      await test.database.manager.update('destinationRateGroup', { id }, { importStatus: 'imported' });
      expect(await of('destinationRateGroup').remove(brand(), id)).toBe(true);
    });
  });

  describe('warnings', () => {
    it('are about the balance of one client or of one carrier', async () => {
      const body = { toAddress: 'boss@example.com', threshold: '10' };
      expect(await refused('balanceNotification', body)).toEqual(broken('clientId', 'carrierId'));
      expect(await refused('balanceNotification', { ...body, clientId: clientOf('vpbx'), carrierId: rows('carrier') })).toMatchObject({
        code: 'rule-broken',
      });
      expect(await refused('balanceNotification', { ...body, clientId: clientOf('vpbx'), toAddress: 'nobody' })).toEqual(
        invalid('toAddress'),
      );
      expect(await refused('balanceNotification', { ...body, carrierId: rows('carrier') })).toEqual(accepted);
    });
    it('are about the daily usage of a client once', async () => {
      const body = { clientId: clientOf('vpbx'), toAddress: 'boss@example.com' };
      expect(await refused('dailyUsageNotification', body)).toEqual(accepted);
      expect(await refused('dailyUsageNotification', body)).toMatchObject({ code: 'not-unique', fields: ['clientId'] });
    });
  });

  describe('invoices', () => {
    let invoiceTemplateId: number;
    let invoiceNumberSequenceId: number;
    const invoice = (given: Values = {}) => ({
      clientId: clientOf('vpbx'),
      invoiceTemplateId,
      number: unique(),
      periodFrom: '2025-01-01T00:00:00.000Z',
      periodTo: '2025-02-01T00:00:00.000Z',
      ...given,
    });
    beforeAll(async () => {
      invoiceTemplateId = (
        await of('invoiceTemplate').create(person('platform'), { name: 'plain', template: '<h1>{{invoice.number}}</h1>' })
      ).id;
      invoiceNumberSequenceId = await add('invoiceNumberSequence', { name: unique(), prefix: 'INV-', digits: 4, increment: 2 });
    });

    it('use templates of the platform, which a brand cannot change', async () => {
      expect(await refusalOf(change('invoiceTemplate', invoiceTemplateId, { name: 'mine' }))).toMatchObject({ code: 'level-forbidden' });
      const { items } = await of('invoiceTemplate').list(brand());
      expect(items.map(({ id }) => id)).toEqual([invoiceTemplateId]);
    });
    it('take the next number of their sequence, which never changes its form', async () => {
      const numbers: unknown[] = [];
      for (const month of ['03', '04', '05'])
        numbers.push(
          (
            await of('invoice').create(
              brand(),
              invoice({
                number: null,
                invoiceNumberSequenceId,
                periodFrom: `2024-${month}-01T00:00:00.000Z`,
                periodTo: `2024-${month}-15T00:00:00.000Z`,
              }),
            )
          ).number,
        );
      expect(numbers).toEqual(['INV-0002', 'INV-0004', 'INV-0006']);
      expect(await of('invoiceNumberSequence').get(brand(), invoiceNumberSequenceId)).toMatchObject({ latestNumber: 'INV-0006' });
      for (const field of ['prefix', 'digits', 'increment'])
        expect(
          await refusalOf(change('invoiceNumberSequence', invoiceNumberSequenceId, { [field]: field === 'prefix' ? 'X' : 9 })),
        ).toEqual(invalid(field));
      expect(await refused('invoice', invoice({ number: null }))).toEqual(broken('number'));
      expect(await refused('invoice', invoice({ number: 'INV-0002' }))).toMatchObject({ code: 'not-unique', fields: ['number'] });
    });
    it('know currency and state, which nobody gives them', async () => {
      const row = await of('invoice').create(
        brand(),
        invoice({ periodFrom: '2023-01-01T00:00:00.000Z', periodTo: '2023-02-01T00:00:00.000Z' }),
      );
      expect(row).toMatchObject({ currency: 'EUR', status: 'waiting', total: null, totalWithTax: null, taxRate: '0', pdf: null });
      for (const key of ['status', 'total', 'currency', 'invoiceSchedulerId'])
        expect(await refused('invoice', invoice({ [key]: key === 'status' ? 'created' : null }))).toEqual(invalid(key));
      expect(await refused('invoice', invoice({ taxRate: '101' }))).toEqual(invalid('taxRate'));
    });
    it('are refused when they end before they begin (50005)', async () => {
      const period = { periodFrom: '2025-02-01T00:00:00.000Z', periodTo: '2025-02-01T00:00:00.000Z' };
      expect(await refused('invoice', invoice(period))).toEqual(broken('periodTo'));
    });
    it('are refused when they reach beyond the last midnight of the client (50006)', async () => {
      const midnight = startOfDay(Date.now(), 'Europe/Madrid');
      const period = (endMs: number) => ({
        clientId: clientOf('retail'),
        periodFrom: new Date(midnight - 3 * DAY_MS).toISOString(),
        periodTo: new Date(endMs).toISOString(),
      });
      expect(await refused('invoice', invoice(period(midnight + 1)))).toEqual(broken('periodTo'));
      const { code } = await refused('invoice', invoice(period(midnight)));
      expect(code).toBe('accepted');
    });
    it('are refused when they overlap another invoice of the client (50003)', async () => {
      const clientId = clientOf('neighbour');
      const id = await add('invoice', invoice({ clientId }));
      for (const [periodFrom, periodTo] of [
        ['2025-01-31T23:59:59.000Z', '2025-03-01T00:00:00.000Z'],
        ['2024-12-01T00:00:00.000Z', '2025-01-01T00:00:00.001Z'],
        ['2025-01-10T00:00:00.000Z', '2025-01-11T00:00:00.000Z'],
        ['2024-12-01T00:00:00.000Z', '2025-03-01T00:00:00.000Z'],
      ])
        expect(await refused('invoice', invoice({ clientId, periodFrom, periodTo }))).toEqual(broken('periodFrom'));
      expect(await refused('invoice', invoice({ clientId, periodFrom: '2025-02-01T00:00:00.000Z', periodTo: '2025-03-01T00:00:00.000Z' }))).toEqual(accepted); // prettier-ignore
      expect(await refused('invoice', invoice())).toEqual(accepted);
      expect(await change('invoice', id, { taxRate: '21' })).toMatchObject({ taxRate: '21' });
      expect(await refusalOf(change('invoice', id, { periodTo: '2025-02-02T00:00:00.000Z' }))).toEqual(broken('periodFrom'));
    });
    it('are refused while calls have no price (50001), and give their calls back when they go', async () => {
      const tenant = tenants.vpbx;
      const startedAt = '2022-05-05T10:00:00.000Z';
      const record = legOf(tenant, { legUid: randomUUID(), startedAt, answeredAt: startedAt, endedAt: '2022-05-05T10:01:00.000Z' });
      await storeLeg(test.database, record, { price: null, cost: '0.005000' });
      const period = { periodFrom: '2022-05-01T00:00:00.000Z', periodTo: '2022-06-01T00:00:00.000Z' };
      expect(await refused('invoice', invoice(period))).toEqual(broken('periodFrom'));
      const { manager } = test.database;
      await manager.update('billableCall', { legUid: record.legUid }, { price: '0.010000' });
      const id = await add('invoice', invoice(period));
      await manager.update('billableCall', { legUid: record.legUid }, { invoiceId: id });
      await manager.update('invoice', { id }, { status: 'processing' });
      expect(await refusalOf(of('invoice').remove(brand(), id))).toEqual({ code: 'row-in-use', fields: ['status'] });
      await manager.update('invoice', { id }, { status: 'created' });
      expect(await of('invoice').remove(brand(), id)).toBe(true);
      expect(await findRow(manager, 'billableCall', { legUid: record.legUid })).toMatchObject({ invoiceId: null, price: '0.010000' });
    });
    it('have fixed costs, counted as the row says', async () => {
      const invoiceId = await add('invoice', invoice({ periodFrom: '2021-01-01T00:00:00.000Z', periodTo: '2021-02-01T00:00:00.000Z' }));
      const fixedCostId = await add('fixedCost', { name: unique(), cost: '12.5' });
      const body = { invoiceId, fixedCostId };
      expect(await refused('invoiceFixedCost', body)).toEqual(broken('quantity'));
      expect(await refused('invoiceFixedCost', { ...body, quantity: 3 })).toEqual(accepted);
      expect(await refused('invoiceFixedCost', { ...body, quantity: 4 })).toMatchObject({ code: 'not-unique' });
      expect(await refused('invoiceFixedCost', { ...body, quantityType: 'maxCalls', quantity: 3 })).toEqual(broken('quantity'));
      expect(await refused('invoiceFixedCost', { ...body, quantityType: 'ddis' })).toEqual(broken('ddisOf'));
      expect(await refused('invoiceFixedCost', { ...body, quantityType: 'ddis', ddisOf: 'country' })).toEqual(broken('countryId'));
      expect(await refused('invoiceFixedCost', { ...body, quantityType: 'ddis', ddisOf: 'national' })).toEqual(accepted);
      expect(await refusalOf(of('fixedCost').remove(brand(), fixedCostId))).toMatchObject({ code: 'row-in-use' });
      expect(await of('invoice').remove(brand(), invoiceId)).toBe(true);
      expect(await of('fixedCost').remove(brand(), fixedCostId)).toBe(true);
    });
    it('are made by one scheduler of a client, from the first day of its next period at eight', async () => {
      const body = { clientId: clientOf('vpbx'), name: unique(), invoiceTemplateId, invoiceNumberSequenceId };
      const row = await of('invoiceScheduler').create(brand(), body);
      expect(row).toMatchObject({ unit: 'month', frequency: 1, lastExecutionAt: null });
      expect(new Date(row.nextExecutionAt ?? '').toLocaleString('sv', { timeZone: 'Europe/Madrid' })).toMatch(/-01 08:00:00$/);
      const yearly = await change('invoiceScheduler', row.id, { unit: 'year', frequency: 2 });
      expect(new Date((yearly as typeof row).nextExecutionAt ?? '').toLocaleString('sv', { timeZone: 'Europe/Madrid' })).toMatch(
        /-01-01 08:00:00$/,
      );
      expect(await refused('invoiceScheduler', { ...body, name: unique() })).toMatchObject({ code: 'not-unique', fields: ['clientId'] });
      expect(await refusalOf(change('invoiceScheduler', row.id, { frequency: 0 }))).toEqual(invalid('frequency'));
      expect(await refusalOf(change('invoiceScheduler', row.id, { clientId: clientOf('retail') }))).toEqual(invalid('clientId'));
    });
  });

  describe('call tables by mail', () => {
    const scheduler = (given: Values = {}) => ({ name: unique(), email: 'calls@example.com', ...given });
    it('are about one endpoint at most, of the client', async () => {
      const { user } = tenants.vpbx.rows;
      const faxId = (await of('fax').create(at('vpbx'), { name: unique() })).id;
      expect(await refusalOf(of('callCsvScheduler').create(at('vpbx'), scheduler({ userId: user, faxId })))).toEqual(broken('faxId'));
      expect(await refusalOf(of('callCsvScheduler').create(at('vpbx'), scheduler({ userId: user })))).toEqual(accepted);
      expect(await refused('callCsvScheduler', scheduler({ userId: user }))).toEqual({ code: 'reference-unknown', fields: ['userId'] });
      expect(await refusalOf(of('callCsvScheduler').create(at('neighbour'), scheduler({ userId: user })))).toMatchObject({ code: 'reference-unknown' }); // prettier-ignore
    });
    it('show a client no carrier', async () => {
      const id = await add('callCsvScheduler', scheduler({ clientId: clientOf('vpbx'), carrierId: rows('carrier'), unit: 'day' }));
      const seen = await of('callCsvScheduler').get(at('vpbx'), id);
      expect(seen).toMatchObject({ id, unit: 'day' });
      expect(seen).not.toHaveProperty('carrierId');
      expect(await refusalOf(of('callCsvScheduler').update(at('vpbx'), id, { carrierId: null }))).toEqual(invalid('carrierId'));
      const wide = await add('callCsvScheduler', scheduler());
      expect(await of('callCsvScheduler').get(at('vpbx'), wide)).toBeUndefined();
    });
  });

  describe('what a client may see of its money', () => {
    const allow = (features: readonly string[], showInvoices = false) =>
      of('client').update(brand(), clientOf('vpbx'), { features, showInvoices });
    const call = async () => (await of('billableCall').list(at('vpbx'))).items[0];

    it('are prices, balances and rating profiles with the feature billing, and none without', async () => {
      const [user, { rows: own }] = [person('user', world, tenants.vpbx), tenants.vpbx];
      await allow(['faxes', 'billing', 'recordings']);
      expect(await call()).toMatchObject({ price: '0.010000', currency: 'EUR', ratingPlanName: 'Plan' });
      expect(await of('client').get(at('vpbx'), clientOf('vpbx'))).toHaveProperty('balance');
      expect(await of('balanceMovement').get(at('vpbx'), own.balanceMovement ?? 0)).toMatchObject({ kind: 'manual' });
      for (const item of (await of('billableCall').list(user)).items) expect(item).not.toHaveProperty('price');
      await allow(['faxes', 'recordings']);
      expect(await call()).toMatchObject({ price: null, currency: null, ratingPlanName: null, destinationName: 'Spain' });
      expect(await of('billableCall').get(at('vpbx'), own.billableCall ?? 0)).toMatchObject({ price: null, currency: null });
      expect(await of('client').get(at('vpbx'), clientOf('vpbx'))).not.toHaveProperty('balance');
      for (const name of ['balanceMovement', 'ratingProfile'] as const) {
        expect(await refusalOf(of(name).list(at('vpbx')))).toMatchObject({ code: 'level-forbidden' });
        expect(await refusalOf(of(name).get(at('vpbx'), 1))).toMatchObject({ code: 'level-forbidden' });
      }
      expect((await of('billableCall').list(brand())).items[0]).toMatchObject({ price: '0.010000' });
    });
    it('are not found out by filter or order', async () => {
      await allow(['faxes', 'recordings']);
      const filters = [{ field: 'price', op: 'gt', value: '0' }] as const;
      expect(await refusalOf(of('billableCall').list(at('vpbx'), { filters }))).toEqual({ code: 'query-invalid', fields: ['price'] });
      const sort = [{ field: 'currency', descending: true }];
      expect(await refusalOf(of('billableCall').list(at('vpbx'), { sort }))).toEqual({ code: 'query-invalid', fields: ['currency'] });
    });
    it('are invoices with the feature and the flag', async () => {
      await allow(['faxes', 'billing', 'invoices']);
      expect(await refusalOf(of('invoice').list(at('vpbx')))).toMatchObject({ code: 'level-forbidden' });
      await allow(['faxes', 'billing'], true);
      expect(await refusalOf(of('invoice').list(at('vpbx')))).toMatchObject({ code: 'level-forbidden' });
      await allow(['faxes', 'billing', 'invoices'], true);
      const { items, total } = await of('invoice').list(at('vpbx'));
      expect(total).toBeGreaterThan(0);
      expect(items.every(({ clientId }) => clientId === clientOf('vpbx'))).toBe(true);
      expect(items[0]).not.toHaveProperty('statusMessage');
    });
  });

  describe('records', () => {
    it.each(['billableCall', 'billableCallHistoric', 'userCall', 'callLeg', 'balanceMovement'] as const)(
      'of the kind %s are written by nobody',
      async (name) => {
        expect(await refused(name, {})).toMatchObject({ code: 'level-forbidden' });
        expect(await refusalOf(of(name).remove(brand(), 1))).toMatchObject({ code: 'level-forbidden' });
      },
    );
    it('outlive the client, the carrier and the user they name', async () => {
      const gone = world.clients[1] as Tenant;
      const record = legOf(gone, { userId: gone.rows.user ?? null, carrierId: rows('carrier'), carrierName: 'carrier' });
      await storeLeg(test.database, record, { price: '0.010000', cost: '0.005000' });
      expect(await of('client').remove(brand(), gone.clientId)).toBe(true);
      const call = await findRow(test.database.manager, 'billableCall', { legUid: record.legUid });
      expect(call).toMatchObject({ clientId: gone.clientId, carrierName: 'carrier', price: '0.010000', destinationName: 'Spain' });
    });
    it('tell whose phone it was, what was dialled by whom, and how the price came about', async () => {
      const tenant = tenants.retail;
      const record = legOf(tenant, { ddiId: tenant.rows.ddi ?? null, bounced: true, userId: null });
      await storeLeg(test.database, record, { price: '0.010000', cost: null });
      expect(await findRow(test.database.manager, 'billableCall', { legUid: record.legUid })).toMatchObject({
        ddiId: tenant.rows.ddi,
        bounced: true,
        endpointType: null,
        ratedBy: 'call',
        priceDetails: expect.objectContaining({ ratePerMinute: '0.020000', connectFee: '0.010000', prefix: '+34' }),
      });
    });
  });
});
