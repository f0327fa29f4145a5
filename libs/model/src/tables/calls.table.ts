import { defineResource, type Row } from '../fields/resource.js';
import { brandId, clientId } from './shared-fields.js';

const ro = { readOnly: true } as const;
const text = (label: string, max: number) => ({ kind: 'text', label, max, readOnly: true }) as const;
const textOrNull = (label: string, max: number) => ({ kind: 'text', label, max, readOnly: true, nullable: true }) as const;

/** What is true of every leg, rated or not. */
const legFields = {
  brandId: { ...brandId, ...ro },
  clientId: { ...clientId, ...ro },
  userId: { kind: 'ref', to: 'user', label: 'User', nullable: true, ...ro },
  legUid: { ...text('Leg', 36), unique: 'everywhere' },
  callUid: text('Call', 36),
  direction: { kind: 'enum', label: 'Direction', values: ['inbound', 'outbound'], inList: true, ...ro },
  startedAt: { kind: 'datetime', label: 'Started', inList: true, ...ro },
  caller: { ...text('Caller', 64), inList: true },
  callee: { ...text('Callee', 64), inList: true },
  endpointName: { ...textOrNull('Endpoint', 100), inList: true },
  durationSec: { kind: 'int', label: 'Duration (s)', min: 0, max: 2_000_000_000, inList: true, ...ro },
  cause: { ...text('Cause', 40), inList: true },
  causeClass: text('Class', 20),
  carrierId: { kind: 'ref', to: 'carrier', label: 'Carrier', nullable: true, ...ro, hiddenAt: ['client', 'user'] },
  carrierName: { ...textOrNull('Carrier', 100), hiddenAt: ['client', 'user'], inList: true },
  ddiProviderId: { kind: 'ref', to: 'ddiProvider', label: 'DDI provider', nullable: true, ...ro, hiddenAt: ['client', 'user'] },
  configRevision: { kind: 'int', label: 'Config revision', min: 0, max: 2_000_000_000, ...ro },
} as const;

const callLevels = { platform: 'read', brand: 'read', client: 'read', user: 'read' } as const;
const callScope = { brand: 'brandId', client: 'clientId', user: 'userId' } as const;

/** Every external leg, answered or not, with its cause: the raw record. */
export const callLeg = defineResource('callLeg', {
  plural: 'Call legs',
  singular: 'Call leg',
  path: 'call-legs',
  records: true,
  scope: callScope,
  levels: callLevels,
  inSnapshot: false,
  title: 'callee',
  fields: {
    ...legFields,
    answeredAt: { kind: 'datetime', label: 'Answered', nullable: true, ...ro },
    endedAt: { kind: 'datetime', label: 'Ended', ...ro },
    sipStatus: { kind: 'int', label: 'SIP status', min: 0, max: 699, nullable: true, ...ro },
  },
});
export type CallLeg = Row<typeof callLeg>;

/** One answered, rated leg with the names frozen as they were (invariants I1, I9). */
export const billableCall = defineResource('billableCall', {
  plural: 'Billable calls',
  singular: 'Billable call',
  path: 'billable-calls',
  records: true,
  scope: callScope,
  levels: callLevels,
  inSnapshot: false,
  title: 'callee',
  fields: {
    ...legFields,
    destinationName: { ...textOrNull('Destination', 100), inList: true },
    ratingPlanName: { ...textOrNull('Rating plan', 100), inList: true },
    price: { kind: 'money', label: 'Price', nullable: true, inList: true, ...ro },
    currency: textOrNull('Currency', 3),
    cost: { kind: 'money', label: 'Cost', nullable: true, inList: true, hiddenAt: ['client', 'user'], ...ro },
    costCurrency: { ...textOrNull('Cost currency', 3), hiddenAt: ['client', 'user'] },
  },
});
export type BillableCall = Row<typeof billableCall>;

/** The ledger behind `client.balance`: never an overwritten number without its movement. */
export const balanceMovement = defineResource('balanceMovement', {
  plural: 'Balance movements',
  singular: 'Balance movement',
  path: 'balance-movements',
  records: true,
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'read', client: 'read', user: 'none' },
  inSnapshot: false,
  title: 'kind',
  fields: {
    brandId: { ...brandId, ...ro },
    clientId: { ...clientId, ...ro },
    kind: { kind: 'enum', label: 'Kind', values: ['call', 'manual'], inList: true, ...ro },
    amount: { kind: 'money', label: 'Amount', inList: true, ...ro },
    balanceAfter: { kind: 'money', label: 'Balance after', inList: true, ...ro },
    legUid: { ...textOrNull('Leg', 36), unique: 'everywhere' },
    createdAt: { kind: 'datetime', label: 'At', inList: true, ...ro },
  },
});
export type BalanceMovement = Row<typeof balanceMovement>;
