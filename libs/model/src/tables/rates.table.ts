import { defineResource, type Row } from '../fields/resource.js';
import { brandConfig, carrierIdOrNull, description, names, ro, routingTagId } from './provider-fields.js';
import { brandId, clientIdOrNull, currency, name } from './shared-fields.js';

export const destination = defineResource('destination', {
  ...brandConfig,
  plural: 'Destinations',
  singular: 'Destination',
  path: 'destinations',
  title: 'name',
  indexes: [['name']],
  fields: {
    brandId,
    name,
    names,
    prefix: {
      kind: 'text',
      label: 'Prefix',
      max: 16,
      pattern: '\\+\\d+',
      rule: '+ and digits',
      example: '+34',
      unique: 'in-brand',
      inList: true,
    },
  },
});
export type Destination = Row<typeof destination>;

const fixedCurrency = { ...currency, immutable: true, inList: true } as const;

/** IV-169: rates of one kind, by hand or from a file; what they are counted in never changes. */
export const destinationRateGroup = defineResource('destinationRateGroup', {
  ...brandConfig,
  plural: 'Destination rate groups',
  singular: 'Destination rate group',
  path: 'destination-rate-groups',
  title: 'name',
  indexes: [['importStatus']],
  fields: {
    brandId,
    name: { ...name, unique: 'in-brand' },
    names,
    description,
    currency: fixedCurrency,
    deductibleConnectFee: {
      kind: 'bool',
      label: 'Connect fee is a minimum charge',
      default: false,
      immutable: true,
      help: 'Paid at answer and deducted from usage that exceeds it',
    },
    importStatus: {
      kind: 'enum',
      label: 'Import',
      values: ['waiting', 'inProgress', 'imported', 'error'],
      nullable: true,
      ...ro,
      inList: true,
    },
    importMessage: { kind: 'text', label: 'What the import said', max: 2000, nullable: true, ...ro },
    importedAt: { kind: 'datetime', label: 'Imported', nullable: true, ...ro },
  },
});
export type DestinationRateGroup = Row<typeof destinationRateGroup>;

/** Price = connect fee + per-minute rate in increments after a free first interval (reference §5.1). */
export const destinationRate = defineResource('destinationRate', {
  ...brandConfig,
  plural: 'Destination rates',
  singular: 'Destination rate',
  path: 'destination-rates',
  title: 'ratePerMinute',
  uniqueTogether: [['destinationRateGroupId', 'destinationId']],
  fields: {
    brandId,
    destinationRateGroupId: { kind: 'ref', to: 'destinationRateGroup', label: 'Rate group', partOf: true, inList: true },
    destinationId: { kind: 'ref', to: 'destination', label: 'Destination', inList: true },
    ratePerMinute: { kind: 'money', label: 'Rate per minute', min: '0', inList: true },
    connectFee: { kind: 'money', label: 'Connect fee', min: '0', default: '0.000000', inList: true },
    incrementSec: { kind: 'int', label: 'Increment (s)', min: 1, max: 3600, default: 1, inList: true },
    intervalStartSec: { kind: 'int', label: 'Charged from (s)', min: 0, max: 3600, default: 0 },
  },
});
export type DestinationRate = Row<typeof destinationRate>;

/** The sellable plan: rate groups by weight and time. */
export const ratingPlan = defineResource('ratingPlan', {
  ...brandConfig,
  plural: 'Rating plans',
  singular: 'Rating plan',
  path: 'rating-plans',
  title: 'name',
  fields: { brandId, name: { ...name, unique: 'in-brand' }, names, description, currency: fixedCurrency },
});
export type RatingPlan = Row<typeof ratingPlan>;

/** As schedules have them. */
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const custom = { when: { field: 'timing', is: ['custom'], required: true } } as const;

export const ratingPlanRate = defineResource('ratingPlanRate', {
  ...brandConfig,
  plural: 'Rate groups of plans',
  singular: 'Rate group of a plan',
  path: 'rating-plan-rates',
  title: 'weight',
  uniqueTogether: [['ratingPlanId', 'weight']],
  fields: {
    brandId,
    ratingPlanId: { kind: 'ref', to: 'ratingPlan', label: 'Rating plan', partOf: true, inList: true },
    destinationRateGroupId: { kind: 'ref', to: 'destinationRateGroup', label: 'Rate group', inList: true },
    weight: {
      kind: 'int',
      label: 'Weight',
      min: 1,
      max: 100,
      default: 10,
      inList: true,
      help: 'When several groups price a number, the highest weight wins',
    },
    timing: { kind: 'enum', label: 'In force', values: ['always', 'custom'], default: 'always', inList: true },
    timeFrom: {
      kind: 'time',
      label: 'From',
      nullable: true,
      example: '08:00:00',
      ...custom,
      help: 'Until the next rate group of the plan',
    },
    weekdays: { kind: 'list', label: 'On', values: WEEKDAYS, ...custom },
  },
});
export type RatingPlanRate = Row<typeof ratingPlanRate>;

/** Gives a client (price) or a carrier (cost) a plan from a moment on; the latest activation already past wins. */
export const ratingProfile = defineResource('ratingProfile', {
  ...brandConfig,
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'write', client: 'read', user: 'none' },
  seenWith: 'billing',
  uniqueTogether: [['brandId', 'clientId', 'carrierId', 'routingTagId', 'activationAt']],
  indexes: [['activationAt']],
  plural: 'Rating profiles',
  singular: 'Rating profile',
  path: 'rating-profiles',
  title: 'activationAt',
  fields: {
    brandId,
    clientId: { ...clientIdOrNull, partOf: true },
    carrierId: { ...carrierIdOrNull, partOf: true, hiddenAt: ['client', 'user'] },
    routingTagId: { ...routingTagId, hiddenAt: ['client', 'user'], help: 'Only calls with this tag are rated by it' },
    ratingPlanId: { kind: 'ref', to: 'ratingPlan', label: 'Rating plan', inList: true },
    activationAt: { kind: 'datetime', label: 'Active from', inList: true },
  },
});
export type RatingProfile = Row<typeof ratingProfile>;
