import { defineResource, type Row } from '../fields/resource.js';
import { description, flag, ofClient, ownName, partOf, ref, tenant, vpbxOnly } from './endpoint-fields.js';
import { brandId, clientIdOrNull } from './shared-fields.js';

/** Lists without a client are the brand's generic ones, for all its clients to use. */
const generic = {
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'write', client: 'write', user: 'none' },
  clientTypes: ['vpbx', 'residential'],
  shared: true,
  inSnapshot: true,
} as const;
const maybeClient = {
  brandId,
  clientId: { ...clientIdOrNull, immutable: true, help: 'Empty: generic, for all clients of the brand' },
} as const;

/** IV-134 */
export const matchList = defineResource('matchList', {
  ...generic,
  plural: 'Match lists',
  singular: 'Match list',
  path: 'match-lists',
  title: 'name',
  uniqueTogether: [['brandId', 'clientId', 'name']],
  fields: { ...maybeClient, name: { kind: 'text', label: 'Name', min: 1, max: 100, inList: true } },
});
export type MatchList = Row<typeof matchList>;

export const matchListPattern = defineResource('matchListPattern', {
  ...generic,
  plural: 'Match list patterns',
  singular: 'Match list pattern',
  path: 'match-list-patterns',
  title: 'matchPattern',
  indexes: [['matchListId', 'matchPattern']],
  fields: {
    ...maybeClient,
    matchListId: partOf('matchList', 'Match list'),
    description,
    type: { kind: 'enum', label: 'By', values: ['number', 'regexp'], default: 'number', inList: true },
    number: {
      kind: 'text',
      label: 'Number',
      max: 16,
      format: 'e164',
      nullable: true,
      when: { field: 'type', is: ['number'], required: true },
    },
    regExp: {
      kind: 'text',
      label: 'Pattern',
      min: 1,
      max: 255,
      format: 'regex',
      nullable: true,
      when: { field: 'type', is: ['regexp'], required: true },
    },
    matchPattern: {
      kind: 'text',
      label: 'Matches',
      max: 255,
      readOnly: true,
      default: '',
      inList: true,
      help: 'Number or pattern, to search by',
    },
  },
});
export type MatchListPattern = Row<typeof matchListPattern>;

const policies = { ...ofClient, clientTypes: vpbxOnly, inSnapshot: true } as const;
const order = { kind: 'int', label: 'Order', min: 1, max: 1000, default: 1, inList: true } as const;

/** IV-136: which numbers users and friends may call. */
export const callAcl = defineResource('callAcl', {
  ...policies,
  plural: 'Call ACLs',
  singular: 'Call ACL',
  path: 'call-acls',
  title: 'name',
  fields: {
    ...tenant,
    name: ownName,
    defaultPolicy: { kind: 'enum', label: 'Otherwise', values: ['allow', 'deny'], default: 'allow', inList: true },
  },
});
export type CallAcl = Row<typeof callAcl>;

export const callAclRule = defineResource('callAclRule', {
  ...policies,
  plural: 'Call ACL rules',
  singular: 'Call ACL rule',
  path: 'call-acl-rules',
  title: 'priority',
  uniqueTogether: [['callAclId', 'priority']],
  fields: {
    ...tenant,
    callAclId: partOf('callAcl', 'Call ACL'),
    priority: order,
    matchListId: { kind: 'ref', to: 'matchList', label: 'Numbers', inList: true },
    policy: { kind: 'enum', label: 'Then', values: ['allow', 'deny'], default: 'allow', inList: true },
  },
});
export type CallAclRule = Row<typeof callAclRule>;

const ACTIONS = ['keep', 'force'] as const;
const forced = (field: string) =>
  ({ ...ref('ddi', 'Forced DDI'), when: { field, is: ['force'] }, help: 'Empty: the fallback DDI of the client' }) as const;

/** Which of its DDIs a user shows where: the default, then the first pattern that matches. */
export const outgoingDdiRule = defineResource('outgoingDdiRule', {
  ...policies,
  plural: 'Outgoing DDI rules',
  singular: 'Outgoing DDI rule',
  path: 'outgoing-ddi-rules',
  title: 'name',
  fields: {
    ...tenant,
    name: ownName,
    defaultAction: { kind: 'enum', label: 'Otherwise', values: ACTIONS, default: 'keep', inList: true },
    forcedDdiId: forced('defaultAction'),
  },
});
export type OutgoingDdiRule = Row<typeof outgoingDdiRule>;

export const outgoingDdiRulePattern = defineResource('outgoingDdiRulePattern', {
  ...policies,
  plural: 'Outgoing DDI rule patterns',
  singular: 'Outgoing DDI rule pattern',
  path: 'outgoing-ddi-rule-patterns',
  title: 'priority',
  uniqueTogether: [['outgoingDdiRuleId', 'priority']],
  fields: {
    ...tenant,
    outgoingDdiRuleId: partOf('outgoingDdiRule', 'Outgoing DDI rule'),
    priority: order,
    type: { kind: 'enum', label: 'By', values: ['destination', 'prefix'], default: 'destination', inList: true },
    matchListId: { ...ref('matchList', 'Destinations'), when: { field: 'type', is: ['destination'], required: true } },
    prefix: {
      kind: 'text',
      label: 'Prefix',
      max: 4,
      pattern: '\\d{1,3}\\*',
      rule: '1 to 3 digits and *',
      nullable: true,
      example: '1*',
      when: { field: 'type', is: ['prefix'], required: true },
    },
    action: { kind: 'enum', label: 'Then', values: ACTIONS, default: 'keep', inList: true },
    forcedDdiId: forced('action'),
  },
});
export type OutgoingDdiRulePattern = Row<typeof outgoingDdiRulePattern>;

/** SX-56: dialling the code lets one call pass by the ACL of the code instead of the caller's. */
export const authorisationCode = defineResource('authorisationCode', {
  ...policies,
  plural: 'Authorisation codes',
  singular: 'Authorisation code',
  path: 'authorisation-codes',
  title: 'name',
  fields: {
    ...tenant,
    name: ownName,
    code: { kind: 'text', label: 'Code', min: 4, max: 10, format: 'digits', unique: 'in-client', example: '73519' },
    callAclId: { ...ref('callAcl', 'Call ACL'), help: 'Empty: everything is allowed' },
    enabled: { ...flag('Enabled', true), inList: true },
  },
});
export type AuthorisationCode = Row<typeof authorisationCode>;
