import { defineResource, type Row } from '../fields/resource.js';
import { brandId, clientIdOrNull, currency, name } from './shared-fields.js';

const brandOnly = { platform: 'none', brand: 'write', client: 'none', user: 'none' } as const;
const brandConfig = { scope: { brand: 'brandId' }, levels: brandOnly, inSnapshot: true } as const;

export const destination = defineResource('destination', {
  ...brandConfig,
  plural: 'Destinations',
  singular: 'Destination',
  path: 'destinations',
  title: 'name',
  fields: {
    brandId,
    name,
    prefix: { kind: 'text', label: 'Prefix', max: 16, pattern: '\\+\\d+', rule: '+ and digits', unique: 'in-brand', inList: true },
  },
});
export type Destination = Row<typeof destination>;

export const destinationRateGroup = defineResource('destinationRateGroup', {
  ...brandConfig,
  plural: 'Destination rate groups',
  singular: 'Destination rate group',
  path: 'destination-rate-groups',
  title: 'name',
  fields: { brandId, name: { ...name, unique: 'in-brand' }, currency: { ...currency, inList: true } },
});
export type DestinationRateGroup = Row<typeof destinationRateGroup>;

/** Price = connect fee + per-minute rate in increments after a free first interval (reference §5.1). */
export const destinationRate = defineResource('destinationRate', {
  ...brandConfig,
  plural: 'Destination rates',
  singular: 'Destination rate',
  path: 'destination-rates',
  title: 'ratePerMinute',
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

/** The sellable plan: rate groups by weight. */
export const ratingPlan = defineResource('ratingPlan', {
  ...brandConfig,
  plural: 'Rating plans',
  singular: 'Rating plan',
  path: 'rating-plans',
  title: 'name',
  fields: { brandId, name: { ...name, unique: 'in-brand' }, currency: { ...currency, inList: true } },
});
export type RatingPlan = Row<typeof ratingPlan>;

export const ratingPlanRate = defineResource('ratingPlanRate', {
  ...brandConfig,
  plural: 'Rate groups of plans',
  singular: 'Rate group of a plan',
  path: 'rating-plan-rates',
  title: 'weight',
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
  },
});
export type RatingPlanRate = Row<typeof ratingPlanRate>;

/** Gives a client (price) or a carrier (cost) a plan from a moment on; the latest activation already past wins. */
export const ratingProfile = defineResource('ratingProfile', {
  ...brandConfig,
  plural: 'Rating profiles',
  singular: 'Rating profile',
  path: 'rating-profiles',
  title: 'activationAt',
  fields: {
    brandId,
    clientId: { ...clientIdOrNull, partOf: true },
    carrierId: { kind: 'ref', to: 'carrier', label: 'Carrier', nullable: true, partOf: true, inList: true },
    ratingPlanId: { kind: 'ref', to: 'ratingPlan', label: 'Rating plan', inList: true },
    activationAt: { kind: 'datetime', label: 'Active from', inList: true },
  },
});
export type RatingProfile = Row<typeof ratingProfile>;
