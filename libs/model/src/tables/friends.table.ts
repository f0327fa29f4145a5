import { defineResource, type Row } from '../fields/resource.js';
import {
  audioCodecs,
  certificate,
  description,
  directFields,
  directMediaMethod,
  flag,
  outgoingDdiId,
  ownLanguage,
  ownRuleSet,
  partOf,
  ref,
  tenant,
  vpbxOnly,
  wire,
} from './endpoint-fields.js';
import { sipName } from './shared-fields.js';

const friends = {
  scope: { brand: 'brandId', client: 'clientId' },
  clientTypes: vpbxOnly,
  feature: 'friends',
  inSnapshot: true,
  title: 'name',
} as const;

/** IV-141, IV-142: a PBX beside the client's own, or (intervpbx) another vPBX of the corporation, which then has the mirror of the row. */
export const friend = defineResource('friend', {
  ...friends,
  plural: 'Friends',
  singular: 'Friend',
  path: 'friends',
  levels: { platform: 'none', brand: 'write', client: 'edit', user: 'none' },
  fields: {
    ...tenant,
    name: { ...sipName, unique: 'in-client' },
    description,
    priority: { kind: 'int', label: 'Priority', min: 1, max: 256, default: 1, unique: 'in-client', inList: true, help: 'Lower first' },
    directConnectivity: {
      kind: 'enum',
      label: 'Direct connectivity',
      values: ['yes', 'no', 'intervpbx'],
      default: 'yes',
      inList: true,
      help: 'No: it registers; intervpbx: another vPBX client',
    },
    interClientId: {
      ...ref('client', 'Other vPBX client'),
      partOf: true,
      immutable: true,
      readOnlyAt: ['client'],
      when: { field: 'directConnectivity', is: ['intervpbx'], required: true },
    },
    password: { kind: 'sipPassword', label: 'SIP password', nullable: true },
    ...certificate,
    ...directFields,
    ...wire,
    directMediaMethod,
    audioCodecs,
    fromUser: { kind: 'text', label: 'From user', max: 64, nullable: true },
    alwaysApplyTransformations: { ...flag('Always apply transformations', false), help: 'Also to extensions' },
    callAclId: ref('callAcl', 'Call ACL'),
    outgoingDdiId,
    transformationRuleSetId: ownRuleSet,
    language: ownLanguage,
  },
});
export type Friend = Row<typeof friend>;

/** Numbers that go through a friend. */
export const friendPattern = defineResource('friendPattern', {
  ...friends,
  plural: 'Friend patterns',
  singular: 'Friend pattern',
  path: 'friend-patterns',
  levels: { platform: 'none', brand: 'read', client: 'write', user: 'none' },
  fields: {
    ...tenant,
    friendId: partOf('friend', 'Friend'),
    name: { kind: 'text', label: 'Name', min: 1, max: 100, inList: true },
    regExp: { kind: 'text', label: 'Pattern', min: 1, max: 255, format: 'regex', inList: true },
  },
});
export type FriendPattern = Row<typeof friendPattern>;
