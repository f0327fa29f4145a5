import { defineResource, type Row } from '../fields/resource.js';
import {
  brandConfig,
  carrierIdOrNull,
  description,
  mediaRelaySetId,
  names,
  proxyTrunkId,
  routingTagId,
  transformationRuleSetId,
} from './provider-fields.js';
import { balance, brandId, clientIdOrNull, currency, name } from './shared-fields.js';

const maxCalls = { kind: 'int', label: 'Max calls', min: 0, max: 100_000, default: 0, help: '0 means unlimited' } as const;

export const carrier = defineResource('carrier', {
  plural: 'Carriers',
  singular: 'Carrier',
  path: 'carriers',
  scope: { brand: 'brandId' },
  levels: { platform: 'read', brand: 'write', client: 'none', user: 'none' },
  inSnapshot: true,
  title: 'name',
  indexes: [['status']],
  fields: {
    brandId,
    name: { ...name, unique: 'in-brand' },
    description,
    status: { kind: 'enum', label: 'Status', values: ['active', 'blocked'], default: 'active', inList: true },
    calculateCost: { kind: 'bool', label: 'Calculate cost', default: true },
    currency,
    balance,
    maxCalls,
    transformationRuleSetId,
    proxyTrunkId,
    mediaRelaySetId,
  },
});
export type Carrier = Row<typeof carrier>;

const seconds = (label: string, min: number, max: number, initial: number) => ({ kind: 'int', label, min, max, default: initial }) as const;

/** Where a carrier takes calls: the SIP proxy that is named in the Request-URI, and what it understands. */
export const carrierServer = defineResource('carrierServer', {
  ...brandConfig,
  plural: 'Carrier servers',
  singular: 'Carrier server',
  path: 'carrier-servers',
  title: 'host',
  fields: {
    brandId,
    carrierId: { kind: 'ref', to: 'carrier', label: 'Carrier', partOf: true, inList: true },
    host: {
      kind: 'text',
      label: 'SIP proxy',
      min: 1,
      max: 190,
      pattern: '[A-Za-z0-9.:-]+',
      rule: 'a host name or an IP address',
      example: 'sip.carrier.example',
      inList: true,
    },
    port: { kind: 'int', label: 'Port', min: 1, max: 65_535, default: 5060, inList: true },
    uriScheme: { kind: 'enum', label: 'URI scheme', values: ['sip', 'sips'], default: 'sip' },
    transport: { kind: 'enum', label: 'Transport', values: ['udp', 'tcp', 'tls'], default: 'udp', inList: true },
    outboundProxy: {
      kind: 'text',
      label: 'Outbound proxy',
      max: 200,
      pattern: '(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9.-]+)(:\\d{1,5})?',
      rule: 'a host name or an IP address, with a port where it is not 5060',
      example: 'proxy.carrier.example:5062',
      nullable: true,
      help: 'Calls are sent there instead of to the SIP proxy, which stays in the Request-URI',
    },
    authUser: { kind: 'text', label: 'User', max: 100, nullable: true },
    authPassword: { kind: 'secret', label: 'Password', max: 100, nullable: true },
    fromUser: { kind: 'text', label: 'From user', max: 64, nullable: true },
    fromDomain: { kind: 'text', label: 'From domain', max: 190, nullable: true },
    sendPai: { kind: 'bool', label: 'Send P-Asserted-Identity', default: false },
    sendRpid: { kind: 'bool', label: 'Send Remote-Party-ID', default: false },
    privacy: {
      kind: 'enum',
      label: 'Withheld numbers',
      values: ['privacy-header', 'anonymous-from', 'shown'],
      default: 'privacy-header',
      help: 'How a caller who withholds the number is presented (RFC 3323)',
    },
    sendDiversion: { kind: 'bool', label: 'Send Diversion', default: true },
    sendHistoryInfo: { kind: 'bool', label: 'Send History-Info', default: false },
    maxCalls,
    maxCallsPerSecond: { kind: 'int', label: 'Max calls per second', min: 0, max: 1000, default: 0, help: '0 means unlimited' },
    noAnswerSec: { ...seconds('Next gateway after (s)', 1, 32, 5), help: 'Without any reply' },
    finalStatuses: {
      kind: 'text',
      label: 'Final answers',
      max: 200,
      pattern: '([3-6]\\d\\d(,[3-6]\\d\\d)*)?',
      rule: 'SIP status codes with commas between them',
      default: '422,480,486,600,603,606,607',
      help: 'Go back to the caller; every other failure tries the next gateway',
    },
    probe: { kind: 'bool', label: 'Probe with OPTIONS', default: true, help: 'A silent server is left out until it answers again' },
    probeEverySec: seconds('Probe every (s)', 5, 600, 15),
    enabled: { kind: 'bool', label: 'Enabled', default: true, inList: true },
  },
});
export type CarrierServer = Row<typeof carrierServer>;

export const routingPattern = defineResource('routingPattern', {
  ...brandConfig,
  plural: 'Routing patterns',
  singular: 'Routing pattern',
  path: 'routing-patterns',
  title: 'name',
  indexes: [['prefix']],
  fields: {
    brandId,
    name: { ...name, unique: 'in-brand' },
    names,
    description,
    prefix: { kind: 'text', label: 'Prefix', max: 16, pattern: '\\+\\d*', rule: '+ and digits', example: '+34', inList: true },
  },
});
export type RoutingPattern = Row<typeof routingPattern>;

/** IV-87: patterns that are routed alike, such as the countries of a continent. */
export const routingPatternGroup = defineResource('routingPatternGroup', {
  ...brandConfig,
  plural: 'Routing pattern groups',
  singular: 'Routing pattern group',
  path: 'routing-pattern-groups',
  title: 'name',
  fields: {
    brandId,
    name: { ...name, unique: 'in-brand' },
    description,
    routingPatternIds: { kind: 'refs', to: 'routingPattern', label: 'Patterns', max: 500, loose: true },
  },
});
export type RoutingPatternGroup = Row<typeof routingPatternGroup>;

/** IV-96: dialled before the number by clients who were granted it; routings and prices may hang on it. */
export const routingTag = defineResource('routingTag', {
  ...brandConfig,
  plural: 'Routing tags',
  singular: 'Routing tag',
  path: 'routing-tags',
  title: 'name',
  fields: {
    brandId,
    name: { ...name, unique: 'in-brand' },
    tag: {
      kind: 'text',
      label: 'Tag',
      min: 2,
      max: 4,
      pattern: '\\d{1,3}#',
      rule: '1 to 3 digits and #',
      example: '123#',
      unique: 'in-brand',
      inList: true,
    },
  },
});
export type RoutingTag = Row<typeof routingTag>;

/** IV-87…96: which numbers of which clients go to which carrier. */
export const outgoingRouting = defineResource('outgoingRouting', {
  ...brandConfig,
  plural: 'Outgoing routings',
  singular: 'Outgoing routing',
  path: 'outgoing-routings',
  title: 'routingMode',
  indexes: [['type'], ['routingMode'], ['priority']],
  fields: {
    brandId,
    clientId: { ...clientIdOrNull, partOf: true, help: 'Empty: all clients of the brand' },
    type: { kind: 'enum', label: 'What it routes', values: ['pattern', 'group', 'fax'], default: 'pattern', inList: true },
    routingPatternId: {
      kind: 'ref',
      to: 'routingPattern',
      label: 'Pattern',
      nullable: true,
      when: { field: 'type', is: ['pattern'], required: true },
      inList: true,
    },
    routingPatternGroupId: {
      kind: 'ref',
      to: 'routingPatternGroup',
      label: 'Pattern group',
      nullable: true,
      when: { field: 'type', is: ['group'], required: true },
      inList: true,
    },
    routingTagId: { ...routingTagId, help: 'Only calls with this tag; empty: only calls without one' },
    routingMode: { kind: 'enum', label: 'Mode', values: ['static', 'lcr', 'block'], default: 'static', inList: true },
    carrierId: { ...carrierIdOrNull, when: { field: 'routingMode', is: ['static'], required: true }, help: 'Static mode' },
    priority: { kind: 'int', label: 'Priority', min: 1, max: 254, default: 1, inList: true, help: 'Lower first' },
    weight: { kind: 'int', label: 'Weight', min: 1, max: 20, default: 1, inList: true },
    stopper: { kind: 'bool', label: 'Stopper', default: false, help: 'Routings of higher priority number are ignored after this one' },
    prefix: { kind: 'text', label: 'Prefix to prepend', max: 10, pattern: '[0-9*#]*', rule: 'digits, * and #', default: '' },
    forceClid: {
      kind: 'text',
      label: 'Forced caller id',
      max: 25,
      pattern: '\\+?\\d+',
      rule: 'digits, with or without +',
      nullable: true,
    },
    disableDiversion: {
      kind: 'bool',
      label: 'Without Diversion',
      default: false,
      help: 'The diverting number becomes the caller of forwarded calls',
    },
  },
});
export type OutgoingRouting = Row<typeof outgoingRouting>;

/** The carriers an LCR routing chooses from. */
export const outgoingRoutingCarrier = defineResource('outgoingRoutingCarrier', {
  ...brandConfig,
  plural: 'LCR carriers',
  singular: 'LCR carrier',
  path: 'outgoing-routing-carriers',
  title: 'carrierId',
  uniqueTogether: [['outgoingRoutingId', 'carrierId']],
  fields: {
    brandId,
    outgoingRoutingId: { kind: 'ref', to: 'outgoingRouting', label: 'Outgoing routing', partOf: true, inList: true },
    carrierId: { kind: 'ref', to: 'carrier', label: 'Carrier', inList: true },
  },
});
export type OutgoingRoutingCarrier = Row<typeof outgoingRoutingCarrier>;
