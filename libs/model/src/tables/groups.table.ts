import { defineResource, type Row } from '../fields/resource.js';
import { description, flag, ofClient, ownName, partOf, ref, seconds, tenant, vpbxOnly } from './endpoint-fields.js';
import { routeTarget } from './route-target.js';

const groups = { ...ofClient, clientTypes: vpbxOnly, inSnapshot: true } as const;
const FALLBACKS = ['none', 'number', 'extension', 'voicemail'] as const;
const usersOf = { kind: 'refs', to: 'user', label: 'Users', loose: true } as const;

/** IV-124, IV-125 */
export const huntGroup = defineResource('huntGroup', {
  ...groups,
  plural: 'Hunt groups',
  singular: 'Hunt group',
  path: 'hunt-groups',
  title: 'name',
  fields: {
    ...tenant,
    name: ownName,
    description,
    strategy: {
      kind: 'enum',
      label: 'Strategy',
      values: ['ringAll', 'linear', 'roundRobin', 'random'],
      default: 'ringAll',
      inList: true,
    },
    ringAllTimeout: { ...seconds('Rings for', 1, 300, 20), help: 'All at once; else each member has its own time' },
    preventMissedCalls: { ...flag('Prevent missed calls', true), help: 'Phones that were not the one to answer show nothing' },
    allowCallForwards: flag('Forwards of members apply', false),
    noAnswerLocutionId: ref('locution', 'No answer: Locution'),
    ...routeTarget(FALLBACKS, { prefix: 'noAnswer', label: 'No answer' }),
  },
});
export type HuntGroup = Row<typeof huntGroup>;

const member = routeTarget(['user', 'number'], { label: 'Member' });

export const huntGroupMember = defineResource('huntGroupMember', {
  ...groups,
  plural: 'Hunt group members',
  singular: 'Hunt group member',
  path: 'hunt-group-members',
  title: 'priority',
  fields: {
    ...tenant,
    huntGroupId: partOf('huntGroup', 'Hunt group'),
    ...member,
    userId: { ...member.userId, partOf: true },
    timeout: seconds('Rings for', 1, 300, 20),
    priority: { kind: 'int', label: 'Order', min: 1, max: 1000, default: 1, inList: true },
  },
});
export type HuntGroupMember = Row<typeof huntGroupMember>;

const queues = { ...groups, feature: 'queues' } as const;

/** IV-126, IV-127 */
export const queue = defineResource('queue', {
  ...queues,
  plural: 'Queues',
  singular: 'Queue',
  path: 'queues',
  title: 'name',
  fields: {
    ...tenant,
    name: ownName,
    displayName: { kind: 'text', label: 'Shown before the caller', max: 50, default: '' },
    strategy: {
      kind: 'enum',
      label: 'Strategy',
      values: ['ringall', 'leastrecent', 'fewestcalls', 'random', 'rrmemory', 'linear', 'wrandom', 'rrordered'],
      default: 'ringall',
      inList: true,
    },
    weight: { kind: 'int', label: 'Weight', min: 0, max: 100, default: 5, help: 'Of two queues with one agent the heavier comes first' },
    skillIds: { kind: 'refs', to: 'skill', label: 'Needed skills' },
    maxWaitTime: { ...seconds('Longest wait', 0, 86_400, 0), help: '0 means unlimited' },
    timeoutLocutionId: ref('locution', 'Waited too long: Locution'),
    ...routeTarget(FALLBACKS, { prefix: 'timeout', label: 'Waited too long' }),
    maxlen: { kind: 'int', label: 'Most callers', min: 0, max: 10_000, default: 0, help: '0 means unlimited' },
    fullLocutionId: ref('locution', 'Full: Locution'),
    ...routeTarget(FALLBACKS, { prefix: 'full', label: 'Full' }),
    memberCallTimeout: seconds('Rings a member for', 1, 300, 20),
    memberCallRest: seconds('Rest after a call', 0, 3600, 0),
    periodicAnnounceLocutionId: ref('locution', 'Said now and then'),
    periodicAnnounceFrequency: seconds('Said every', 5, 3600, 60),
    announcePosition: flag('Position is announced', false),
    announceFrequency: seconds('Position every', 5, 3600, 60),
    preventMissedCalls: flag('Prevent missed calls', true),
  },
});
export type Queue = Row<typeof queue>;

export const queueMember = defineResource('queueMember', {
  ...queues,
  plural: 'Queue members',
  singular: 'Queue member',
  path: 'queue-members',
  title: 'userId',
  uniqueTogether: [['queueId', 'userId']],
  fields: {
    ...tenant,
    queueId: partOf('queue', 'Queue'),
    userId: { kind: 'ref', to: 'user', label: 'User', partOf: true, immutable: true, inList: true },
    penalty: { kind: 'int', label: 'Penalty', min: 0, max: 100, default: 1, inList: true, help: 'Lower rings first' },
  },
});
export type QueueMember = Row<typeof queueMember>;

/** SX-53 */
export const skill = defineResource('skill', {
  ...queues,
  plural: 'Skills',
  singular: 'Skill',
  path: 'skills',
  title: 'name',
  fields: { ...tenant, name: ownName, description },
});
export type Skill = Row<typeof skill>;

/** SX-53: what a user is when working for queues. */
export const agent = defineResource('agent', {
  ...queues,
  plural: 'Agents',
  singular: 'Agent',
  path: 'agents',
  title: 'userId',
  fields: {
    ...tenant,
    userId: { kind: 'ref', to: 'user', label: 'User', partOf: true, immutable: true, unique: 'in-client', inList: true },
    skillIds: { kind: 'refs', to: 'skill', label: 'Skills' },
    wrapUpTime: seconds('Work after a call', 0, 3600, 0),
    maxMissedCalls: { kind: 'int', label: 'Paused after missed calls', min: 0, max: 100, default: 0, help: '0: never' },
  },
});
export type Agent = Row<typeof agent>;

/** SX-53: why an agent pauses. */
export const releaseCode = defineResource('releaseCode', {
  ...queues,
  plural: 'Pause reasons',
  singular: 'Pause reason',
  path: 'release-codes',
  title: 'name',
  fields: {
    ...tenant,
    name: ownName,
    code: { kind: 'text', label: 'Code', min: 1, max: 4, format: 'digits', example: '1', unique: 'in-client', inList: true },
  },
});
export type ReleaseCode = Row<typeof releaseCode>;

const pin = (label: string) => ({ kind: 'text', label, min: 3, max: 6, format: 'digits', nullable: true, example: '1234' }) as const;

/** IV-129, SX-46 */
export const conferenceRoom = defineResource('conferenceRoom', {
  ...groups,
  plural: 'Conference rooms',
  singular: 'Conference room',
  path: 'conference-rooms',
  feature: 'conferences',
  title: 'name',
  fields: {
    ...tenant,
    name: ownName,
    maxMembers: { kind: 'int', label: 'Most members', min: 0, max: 1000, default: 0, inList: true, help: '0 means unlimited' },
    pinProtected: { ...flag('With PIN', false), inList: true },
    pinCode: { ...pin('PIN'), when: { field: 'pinProtected', is: [true], required: true } },
    moderatorPinCode: { ...pin('PIN of moderators'), when: { field: 'pinProtected', is: [true] } },
    waitForModerator: flag('Waits for a moderator', false),
    announceUserCount: { kind: 'enum', label: 'Number of members is said', values: ['first', 'always'], default: 'first' },
    entryTones: flag('Tone on coming and going', false),
    recorded: flag('Recorded', false),
    musicOnHoldId: ref('musicOnHold', 'Music on hold'),
  },
});
export type ConferenceRoom = Row<typeof conferenceRoom>;

/** SX-33 */
export const parkOrbit = defineResource('parkOrbit', {
  ...groups,
  plural: 'Park orbits',
  singular: 'Park orbit',
  path: 'park-orbits',
  title: 'name',
  fields: {
    ...tenant,
    name: ownName,
    timeout: { ...seconds('Returns after', 10, 3600, 120), help: 'To who parked the call' },
    allowSeveralCalls: flag('Several calls at once', false),
    transferKey: { kind: 'text', label: 'Transfer key', max: 1, pattern: '[0-9*#]', rule: 'one key', nullable: true, example: '0' },
    transferExtensionId: ref('extension', 'Transfer key leads to'),
    musicOnHoldId: ref('musicOnHold', 'Music on hold'),
  },
});
export type ParkOrbit = Row<typeof parkOrbit>;

/** SX-35 */
export const pagingGroup = defineResource('pagingGroup', {
  ...groups,
  plural: 'Paging groups',
  singular: 'Paging group',
  path: 'paging-groups',
  title: 'name',
  fields: {
    ...tenant,
    name: ownName,
    description,
    userIds: { ...usersOf, max: 200 },
    locutionId: ref('locution', 'Played first'),
    timeout: seconds('Ends after', 5, 3600, 60),
    enabled: flag('Enabled', true),
  },
});
export type PagingGroup = Row<typeof pagingGroup>;

/** SX-36: phones that answer by themselves when the prefix is dialled before an extension of one of these users. */
export const intercomGroup = defineResource('intercomGroup', {
  ...groups,
  plural: 'Intercom groups',
  singular: 'Intercom group',
  path: 'intercom-groups',
  title: 'name',
  fields: {
    ...tenant,
    name: ownName,
    prefix: {
      kind: 'text',
      label: 'Prefix',
      min: 2,
      max: 5,
      pattern: '\\*\\d+',
      rule: '* and digits',
      unique: 'in-client',
      inList: true,
      example: '*76',
    },
    userIds: usersOf,
    answerDelay: seconds('Answers after', 0, 30, 0),
    enabled: flag('Enabled', true),
  },
});
export type IntercomGroup = Row<typeof intercomGroup>;

/** SX-55: one row per client. */
export const callBackSetting = defineResource('callBackSetting', {
  ...groups,
  plural: 'Call-back settings',
  singular: 'Call-back settings',
  path: 'call-back-settings',
  title: 'code',
  fields: {
    ...tenant,
    clientId: { ...tenant.clientId, unique: 'everywhere' },
    code: { kind: 'text', label: 'Code', min: 2, max: 5, pattern: '\\*\\d+', rule: '* and digits', default: '*92', inList: true },
    maxWait: { kind: 'int', label: 'Gives up after (min)', min: 1, max: 1440, default: 60, inList: true },
    enabled: { ...flag('Enabled', true), inList: true },
  },
});
export type CallBackSetting = Row<typeof callBackSetting>;
