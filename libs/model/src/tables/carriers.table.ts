import { defineResource, type Row } from '../fields/resource.js';
import { balance, brandId, clientIdOrNull, currency, name } from './shared-fields.js';

const brandOnly = { platform: 'none', brand: 'write', client: 'none', user: 'none' } as const;

export const carrier = defineResource('carrier', {
  plural: 'Carriers',
  singular: 'Carrier',
  path: 'carriers',
  scope: { brand: 'brandId' },
  levels: { platform: 'read', brand: 'write', client: 'none', user: 'none' },
  inSnapshot: true,
  title: 'name',
  fields: {
    brandId,
    name: { ...name, unique: 'in-brand' },
    status: { kind: 'enum', label: 'Status', values: ['active', 'blocked'], default: 'active', inList: true },
    calculateCost: { kind: 'bool', label: 'Calculate cost', default: true },
    currency,
    balance,
    maxCalls: { kind: 'int', label: 'Max calls', min: 0, max: 100_000, default: 0, help: '0 means unlimited' },
    transformationRuleSetId: { kind: 'ref', to: 'transformationRuleSet', label: 'Transformation rule set', nullable: true },
  },
});
export type Carrier = Row<typeof carrier>;

export const carrierServer = defineResource('carrierServer', {
  plural: 'Carrier servers',
  singular: 'Carrier server',
  path: 'carrier-servers',
  scope: { brand: 'brandId' },
  levels: brandOnly,
  inSnapshot: true,
  title: 'host',
  fields: {
    brandId,
    carrierId: { kind: 'ref', to: 'carrier', label: 'Carrier', partOf: true, inList: true },
    host: {
      kind: 'text',
      label: 'Host or address',
      min: 1,
      max: 190,
      pattern: '[A-Za-z0-9.:-]+',
      rule: 'a host name or an IP address',
      inList: true,
    },
    port: { kind: 'int', label: 'Port', min: 1, max: 65_535, default: 5060, inList: true },
    transport: { kind: 'enum', label: 'Transport', values: ['udp', 'tcp'], default: 'udp', inList: true },
    authUser: { kind: 'text', label: 'User', max: 100, nullable: true },
    authPassword: { kind: 'secret', label: 'Password', max: 100, nullable: true },
    sendPai: { kind: 'bool', label: 'Send P-Asserted-Identity', default: false },
    fromUser: { kind: 'text', label: 'From user', max: 64, nullable: true },
    fromDomain: { kind: 'text', label: 'From domain', max: 190, nullable: true },
  },
});
export type CarrierServer = Row<typeof carrierServer>;

export const routingPattern = defineResource('routingPattern', {
  plural: 'Routing patterns',
  singular: 'Routing pattern',
  path: 'routing-patterns',
  scope: { brand: 'brandId' },
  levels: brandOnly,
  inSnapshot: true,
  title: 'name',
  fields: {
    brandId,
    name: { ...name, unique: 'in-brand' },
    prefix: { kind: 'text', label: 'Prefix', max: 16, pattern: '\\+\\d*', rule: '+ and digits', inList: true },
  },
});
export type RoutingPattern = Row<typeof routingPattern>;

/** IV-88…96: which numbers of which clients go to which carrier. */
export const outgoingRouting = defineResource('outgoingRouting', {
  plural: 'Outgoing routings',
  singular: 'Outgoing routing',
  path: 'outgoing-routings',
  scope: { brand: 'brandId' },
  levels: brandOnly,
  inSnapshot: true,
  title: 'routingMode',
  fields: {
    brandId,
    clientId: { ...clientIdOrNull, partOf: true, help: 'Empty: all clients of the brand' },
    routingPatternId: { kind: 'ref', to: 'routingPattern', label: 'Pattern', inList: true },
    routingMode: { kind: 'enum', label: 'Mode', values: ['static', 'lcr', 'block'], default: 'static', inList: true },
    carrierId: { kind: 'ref', to: 'carrier', label: 'Carrier', nullable: true, inList: true, help: 'Static mode' },
    priority: { kind: 'int', label: 'Priority', min: 1, max: 254, default: 1, inList: true, help: 'Lower first' },
    weight: { kind: 'int', label: 'Weight', min: 1, max: 20, default: 1, inList: true },
    stopper: { kind: 'bool', label: 'Stopper', default: false, help: 'Routings of higher priority number are ignored after this one' },
    prefix: { kind: 'text', label: 'Prefix to prepend', max: 10, pattern: '[0-9*#]*', rule: 'digits, * and #', default: '' },
    forceClid: { kind: 'text', label: 'Forced caller id', max: 25, pattern: '\\+?\\d+', rule: 'digits, with or without +', nullable: true },
  },
});
export type OutgoingRouting = Row<typeof outgoingRouting>;

/** The carriers an LCR routing chooses from. */
export const outgoingRoutingCarrier = defineResource('outgoingRoutingCarrier', {
  plural: 'LCR carriers',
  singular: 'LCR carrier',
  path: 'outgoing-routing-carriers',
  scope: { brand: 'brandId' },
  levels: brandOnly,
  inSnapshot: true,
  title: 'carrierId',
  fields: {
    brandId,
    outgoingRoutingId: { kind: 'ref', to: 'outgoingRouting', label: 'Outgoing routing', partOf: true, inList: true },
    carrierId: { kind: 'ref', to: 'carrier', label: 'Carrier', inList: true },
  },
});
export type OutgoingRoutingCarrier = Row<typeof outgoingRoutingCarrier>;
