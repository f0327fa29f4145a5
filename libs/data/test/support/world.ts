import { randomUUID } from 'node:crypto';
import { systemContext, type Level, type RequestContext } from '@switchyard/kernel';
import type { LegRecord, ResourceName } from '@switchyard/model';
import { adjustBalance, Repository, storeLeg, type Database } from '../../src/index.js';
import { sourceOf } from '../../src/database.js';
import { findRow } from '../../src/repository/stored-row.js';

export const system = systemContext('test');
export type ClientKind = 'vpbx' | 'residential' | 'retail' | 'wholesale';
type Values = Record<string, unknown>;

/** One client's rows by resource. */
export interface Tenant {
  readonly brandId: number;
  readonly clientId: number;
  readonly type: ClientKind;
  readonly rows: Partial<Record<ResourceName, number>>;
}
export interface BrandWorld {
  readonly brandId: number;
  readonly rows: Partial<Record<ResourceName, number>>;
  readonly clients: readonly Tenant[];
}

export const create = async (database: Database, name: ResourceName, body: Values): Promise<number> =>
  (await new Repository(database, name).create(system, body)).id;

/** A record of an answered call to Spain; override what a test is about. */
export function legOf(tenant: { brandId: number; clientId: number }, override: Partial<LegRecord> = {}): LegRecord {
  const rate = {
    ratingPlanId: 1,
    ratingPlanName: 'Plan',
    destinationId: 1,
    destinationName: 'Spain',
    prefix: '+34',
    currency: 'EUR',
    ratePerMinute: '0.020000',
    connectFee: '0.010000',
    incrementSec: 1,
    intervalStartSec: 0,
  };
  return {
    legUid: randomUUID(),
    callUid: randomUUID(),
    brandId: tenant.brandId,
    clientId: tenant.clientId,
    userId: null,
    endpointName: 'alice',
    direction: 'outbound',
    caller: '+34910000101',
    callee: '+34911222333',
    anonymous: false,
    diversion: null,
    startedAt: '2026-11-21T09:55:00.123Z',
    answeredAt: '2026-11-21T09:55:02.000Z',
    endedAt: '2026-11-21T09:55:32.500Z',
    durationMs: 30_500,
    postDialDelayMs: 120,
    cause: 'normal-clearing',
    causeClass: 'success',
    causeAt: 'trunks-proxy',
    sipStatus: 200,
    carrierId: null,
    carrierName: null,
    ddiProviderId: null,
    ddiId: null,
    bounced: false,
    price: rate,
    cost: rate,
    attempts: [],
    configRevision: 1,
    decision: { outcome: 'route', cause: null, attempts: [], ddiId: null, price: rate, maxDurationSec: null },
    trace: [{ step: 'ROUTE', saw: { callee: '+34911222333' }, chose: 'Spain', why: 'longest prefix' }],
    ...override,
  };
}

let serial = 0;
const next = (): number => ++serial;

const ACCOUNT = { residential: 'residentialDevice', retail: 'retailAccount' } as const;

async function makeClient(database: Database, brandId: number, type: ClientKind): Promise<Tenant> {
  const n = next();
  const clientId = await create(database, 'client', { brandId, type, name: `client ${n}`, domain: type === 'vpbx' ? `c${n}.test` : null });
  const tenant = { brandId, clientId };
  const rows: Partial<Record<ResourceName, number>> = { client: clientId };
  const add = async (name: ResourceName, body: Values) => (rows[name] = await create(database, name, body));
  await add('administrator', { ...tenant, username: `client${n}`, password: 'long enough password' });
  if (type === 'vpbx') {
    await add('terminal', { ...tenant, name: `phone${n}`, password: 'sip password' });
    await add('user', { ...tenant, name: `user ${n}`, terminalId: rows.terminal });
    await add('extension', { ...tenant, number: String(100 + n), routeType: 'user', userId: rows.user });
    await new Repository(database, 'user').update(system, rows.user ?? 0, { extensionId: rows.extension });
  }
  if (type === 'residential' || type === 'retail') await add(ACCOUNT[type], { ...tenant, name: `account${n}`, password: 'sip password' });
  if (type === 'wholesale') await add('clientAddress', { ...tenant, ip: `10.0.${Math.trunc(n / 250)}.${n % 250}` });
  await add('ddi', { ...tenant, number: `+3491${String(n).padStart(7, '0')}` });
  await adjustBalance(database, tenant, '10');
  rows.balanceMovement = (await findRow(sourceOf(database).manager, 'balanceMovement', { clientId }))?.id ?? 0;
  const record = legOf(tenant, { userId: rows.user ?? null });
  await storeLeg(database, record, { price: '0.010000', cost: '0.005000' });
  for (const name of ['callLeg', 'billableCall'] as const)
    rows[name] = (await findRow(sourceOf(database).manager, name, { legUid: record.legUid }))?.id ?? 0;
  return { ...tenant, type, rows };
}

/** A brand with two clients of every type and at least one row of every resource. */
export async function makeBrand(database: Database): Promise<BrandWorld> {
  const n = next();
  const brandId = await create(database, 'brand', { name: `brand ${n}`, domain: `b${n}.test` });
  const rows: Partial<Record<ResourceName, number>> = { brand: brandId };
  const add = async (name: ResourceName, body: Values) => (rows[name] = await create(database, name, { brandId, ...body }));
  await add('administrator', { username: `brand${n}`, password: 'long enough password' });
  await add('transformationRuleSet', { name: 'set', countryCallingCode: '34' });
  await add('transformationRule', {
    transformationRuleSetId: rows.transformationRuleSet,
    type: 'calleein',
    matchExpr: '^00',
    replaceExpr: '+',
  });
  await add('ddiProvider', { name: 'provider', transformationRuleSetId: rows.transformationRuleSet });
  await add('ddiProviderAddress', { ddiProviderId: rows.ddiProvider, ip: '192.0.2.1' });
  await add('ddi', { number: `+3492${String(n).padStart(7, '0')}`, ddiProviderId: rows.ddiProvider });
  await add('carrier', { name: 'carrier' });
  await add('carrierServer', { carrierId: rows.carrier, host: '192.0.2.2', authUser: 'me', authPassword: 'carrier password' });
  await add('routingPattern', { name: 'Spain', prefix: '+34' });
  await add('outgoingRouting', { routingPatternId: rows.routingPattern, routingMode: 'static', carrierId: rows.carrier });
  const lcr = await create(database, 'outgoingRouting', { brandId, routingPatternId: rows.routingPattern, routingMode: 'lcr' });
  await add('outgoingRoutingCarrier', { outgoingRoutingId: lcr, carrierId: rows.carrier });
  await add('destination', { name: 'Spain', prefix: '+34' });
  await add('destinationRateGroup', { name: 'rates' });
  await add('destinationRate', {
    destinationRateGroupId: rows.destinationRateGroup,
    destinationId: rows.destination,
    ratePerMinute: '0.02',
  });
  await add('ratingPlan', { name: 'plan' });
  await add('ratingPlanRate', { ratingPlanId: rows.ratingPlan, destinationRateGroupId: rows.destinationRateGroup });
  await add('ratingProfile', { carrierId: rows.carrier, ratingPlanId: rows.ratingPlan, activationAt: '2026-01-01T00:00:00Z' });
  const clients: Tenant[] = [];
  for (const type of ['vpbx', 'residential', 'retail', 'wholesale'] as const)
    for (let copy = 0; copy < 2; copy++) clients.push(await makeClient(database, brandId, type));
  return { brandId, rows, clients };
}

/** A person at a level of a tenant. */
export function person(level: Level, brand?: BrandWorld, client?: Tenant): RequestContext {
  const actor = { kind: level === 'user' ? ('user' as const) : ('administrator' as const), id: 1, name: `somebody at ${level}` };
  const brandId = brand?.brandId ?? 0;
  const clientId = client?.clientId ?? 0;
  const scope =
    level === 'platform'
      ? { level }
      : level === 'brand'
        ? { level, brandId }
        : level === 'client'
          ? { level, brandId, clientId }
          : { level, brandId, clientId, userId: client?.rows.user ?? 0 };
  return { actor, scope, requestId: 'test' };
}
