import { defineResource, type Row } from '../fields/resource.js';
import { brandId, clientId } from './shared-fields.js';

const ro = { readOnly: true } as const;
const text = (label: string, max: number) => ({ kind: 'text', label, max, readOnly: true }) as const;
const textOrNull = (label: string, max: number) => ({ kind: 'text', label, max, readOnly: true, nullable: true }) as const;
const ref = <const T extends string>(to: T, label: string) => ({ kind: 'ref', to, label, nullable: true, readOnly: true }) as const;
const hiddenBelow = { hiddenAt: ['client', 'user'] } as const;

/** Whose phone it was. The id is frozen: what it names may be gone. */
export const ENDPOINT_TYPES = ['user', 'friend', 'residentialDevice', 'retailAccount', 'fax'] as const;

/** What is true of every leg, rated or not. */
const legFields = {
  brandId: { ...brandId, ...ro },
  clientId: { ...clientId, ...ro },
  userId: ref('user', 'User'),
  legUid: { ...text('Leg', 36), unique: 'everywhere' },
  callUid: text('Call', 36),
  direction: { kind: 'enum', label: 'Direction', values: ['inbound', 'outbound'], inList: true, ...ro },
  startedAt: { kind: 'datetime', label: 'Started', inList: true, ...ro },
  caller: { ...text('Caller', 64), inList: true },
  callee: { ...text('Callee', 64), inList: true },
  diversion: textOrNull('Diverted by', 64),
  /** The called party was not to see who calls (IV-83): in the record of its leg the number stands apart, for those above it alone. */
  anonymous: { kind: 'bool', label: 'Number withheld', default: false, ...ro },
  withheldCaller: { ...textOrNull('Withheld number', 64), hiddenAt: ['client', 'user'] },
  endpointType: { kind: 'enum', label: 'Kind of endpoint', values: ENDPOINT_TYPES, nullable: true, ...ro },
  endpointId: { kind: 'int', label: 'Endpoint id', min: 1, max: 2_147_483_647, nullable: true, ...ro },
  endpointName: { ...textOrNull('Endpoint', 100), inList: true },
  durationSec: { kind: 'int', label: 'Duration (s)', min: 0, max: 2_000_000_000, inList: true, ...ro },
  cause: { ...text('Cause', 40), inList: true },
  causeClass: text('Class', 20),
  carrierId: { ...ref('carrier', 'Carrier'), ...hiddenBelow },
  carrierName: { ...textOrNull('Carrier', 100), ...hiddenBelow, inList: true },
  ddiProviderId: { ...ref('ddiProvider', 'DDI provider'), ...hiddenBelow },
  ddiId: ref('ddi', 'DDI'),
  bounced: { kind: 'bool', label: 'Stayed inside', default: false, ...ro, ...hiddenBelow },
  configRevision: { kind: 'int', label: 'Config revision', min: 0, max: 2_000_000_000, ...ro },
} as const;

const callLevels = { platform: 'read', brand: 'read', client: 'read', user: 'read' } as const;
const callScope = { brand: 'brandId', client: 'clientId', user: 'userId' } as const;
const ofCalls = { scope: callScope, levels: callLevels, inSnapshot: false, records: true, defaultSort: '-startedAt' } as const;

/** Every external leg, answered or not, with its cause: the raw record. */
export const callLeg = defineResource('callLeg', {
  ...ofCalls,
  plural: 'Call legs',
  singular: 'Call leg',
  path: 'call-legs',
  title: 'callee',
  fields: {
    ...legFields,
    answeredAt: { kind: 'datetime', label: 'Answered', nullable: true, ...ro },
    endedAt: { kind: 'datetime', label: 'Ended', ...ro },
    sipStatus: { kind: 'int', label: 'SIP status', min: 0, max: 699, nullable: true, ...ro },
  },
});
export type CallLeg = Row<typeof callLeg>;

/** What a call costs the client is nothing for its users, and for the client only where its brand says so. */
const priced = { hiddenAt: ['user'], seenWith: 'billing' } as const;

/** What a call cost, with the names frozen as they were (invariants I1, I9, IV-182). */
const billableFields = {
  ...legFields,
  destinationName: { ...textOrNull('Destination', 100), inList: true },
  ratingPlanName: { ...textOrNull('Rating plan', 100), ...priced, inList: true },
  price: { kind: 'money', label: 'Price', nullable: true, inList: true, ...priced, ...ro },
  currency: { ...textOrNull('Currency', 3), ...priced },
  /** A `ResolvedRate`: rate, increments and connect fee as they were. */
  priceDetails: { kind: 'json', label: 'How the price came about', nullable: true, ...ro, ...hiddenBelow },
  cost: { kind: 'money', label: 'Cost', nullable: true, inList: true, ...hiddenBelow, ...ro },
  costCurrency: { ...textOrNull('Cost currency', 3), ...hiddenBelow },
  ratedBy: { kind: 'enum', label: 'Rated by', values: ['call', 'rerating', 'external'], default: 'call', ...ro, ...hiddenBelow },
  invoiceId: { ...ref('invoice', 'Invoice'), hiddenAt: ['user'], seenWith: 'invoices' },
} as const;

/** One answered, rated leg. */
export const billableCall = defineResource('billableCall', {
  ...ofCalls,
  plural: 'Billable calls',
  singular: 'Billable call',
  path: 'billable-calls',
  title: 'callee',
  indexes: [['invoiceId'], ['callee']],
  fields: billableFields,
});
export type BillableCall = Row<typeof billableCall>;

/** IV-180: billable calls older than a year, moved out of the way. */
export const billableCallHistoric = defineResource('billableCallHistoric', {
  ...ofCalls,
  plural: 'Historic billable calls',
  singular: 'Historic billable call',
  path: 'historic-billable-calls',
  title: 'callee',
  indexes: [['invoiceId']],
  fields: billableFields,
});
export type BillableCallHistoric = Row<typeof billableCallHistoric>;

/** IV-181: what happened to a party of a call, inside and outside: the history a person knows. */
export const userCall = defineResource('userCall', {
  scope: callScope,
  levels: { platform: 'none', brand: 'none', client: 'read', user: 'read' },
  inSnapshot: false,
  records: true,
  defaultSort: '-startedAt',
  plural: 'Call history',
  singular: 'Call of the history',
  path: 'user-calls',
  title: 'party',
  fields: {
    brandId: { ...brandId, ...ro },
    clientId: { ...clientId, ...ro },
    userId: { ...ref('user', 'User'), inList: true },
    friendId: ref('friend', 'Friend'),
    residentialDeviceId: ref('residentialDevice', 'Residential device'),
    retailAccountId: ref('retailAccount', 'Retail account'),
    ownerName: { ...textOrNull('Whose call', 100), inList: true },
    callUid: text('Call', 36),
    legUid: { ...text('Leg', 36), unique: 'everywhere' },
    direction: { kind: 'enum', label: 'Direction', values: ['inbound', 'outbound'], inList: true, ...ro },
    startedAt: { kind: 'datetime', label: 'Started', inList: true, ...ro },
    endedAt: { kind: 'datetime', label: 'Ended', ...ro },
    durationSec: { kind: 'int', label: 'Duration (s)', min: 0, max: 2_000_000_000, inList: true, ...ro },
    party: { ...text('Party', 64), inList: true },
    caller: text('Caller', 64),
    callee: text('Callee', 64),
    referrer: textOrNull('Transferred by', 64),
    referee: textOrNull('Transferred to', 64),
    disposition: { kind: 'enum', label: 'What happened', values: ['answered', 'missed', 'busy', 'error'], inList: true, ...ro },
    sipStatus: { kind: 'int', label: 'SIP status', min: 0, max: 699, nullable: true, ...ro },
    recordings: { kind: 'int', label: 'Recordings', min: 0, max: 1000, default: 0, inList: true, ...ro },
  },
});
export type UserCall = Row<typeof userCall>;
