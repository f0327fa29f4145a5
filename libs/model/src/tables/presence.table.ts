import { defineResource, type Row } from '../fields/resource.js';
import { flag, ofClient, ownName, tenant, vpbxOnly } from './endpoint-fields.js';
import { sipName } from './shared-fields.js';
import { description } from './tenancy-fields.js';

/** IV-58: where nobody is told of anybody's calls and presence. The narrowest row decides; where there is none, it is on. */
export const presenceSwitch = defineResource('presenceSwitch', {
  plural: 'Presence switches',
  singular: 'Presence switch',
  path: 'presence-switches',
  scope: {},
  levels: { platform: 'write', brand: 'none', client: 'none', user: 'none' },
  inSnapshot: true,
  title: 'target',
  uniqueTogether: [['scope', 'target']],
  fields: {
    scope: {
      kind: 'enum',
      label: 'For',
      values: ['everything', 'domain', 'address'],
      default: 'everything',
      immutable: true,
      inList: true,
    },
    target: {
      kind: 'text',
      label: 'Domain or address',
      max: 255,
      default: '',
      pattern: '([^\\s@]+@)?[a-z0-9.-]*',
      rule: 'empty for everything, a domain, or name@domain',
      immutable: true,
      inList: true,
    },
    enabled: { ...flag('Presence is on', false), inList: true },
  },
});
export type PresenceSwitch = Row<typeof presenceSwitch>;

const client = { ...ofClient, clientTypes: vpbxOnly, inSnapshot: true } as const;

/** One subscription for many colleagues (RFC 4662): phones subscribe to `name@domain`. */
export const presenceList = defineResource('presenceList', {
  ...client,
  plural: 'Presence lists',
  singular: 'Presence list',
  path: 'presence-lists',
  title: 'name',
  uniqueTogether: [['clientId', 'name']],
  fields: {
    ...tenant,
    name: { ...sipName, rule: 'letters, digits, _ and *: the name phones subscribe to' },
    description,
    everyone: { ...flag('Everybody with an extension', false), inList: true },
    userIds: { kind: 'refs', to: 'user', label: 'Users', loose: true },
  },
});
export type PresenceList = Row<typeof presenceList>;

/** Who may watch whom. The first rule that fits decides; where none fits, colleagues may watch each other. */
export const presenceRule = defineResource('presenceRule', {
  ...client,
  plural: 'Presence rules',
  singular: 'Presence rule',
  path: 'presence-rules',
  title: 'name',
  uniqueTogether: [['clientId', 'priority']],
  fields: {
    ...tenant,
    name: ownName,
    priority: { kind: 'int', label: 'Order', min: 1, max: 1000, default: 1, inList: true },
    watcherIds: { kind: 'refs', to: 'user', label: 'Who watches', loose: true, help: 'Empty: everybody' },
    watchedIds: { kind: 'refs', to: 'user', label: 'Who is watched', loose: true, help: 'Empty: everybody' },
    allow: { ...flag('Allowed', false), inList: true },
  },
});
export type PresenceRule = Row<typeof presenceRule>;
