import { defineResource, type Row } from '../fields/resource.js';
import { flag, ofClient, ref, tenant, vpbxOnly } from './endpoint-fields.js';
import { routeTarget } from './route-target.js';

const owner = { partOf: true, immutable: true, inList: true } as const;
const hiddenFromUser = { hiddenAt: ['user'] } as const;

/** IV-113, IV-148, IV-151: where a call goes instead, and when. Its owner is exactly one of four. */
export const callForward = defineResource('callForward', {
  plural: 'Call forwards',
  singular: 'Call forward',
  path: 'call-forwards',
  scope: { brand: 'brandId', client: 'clientId', user: 'userId' },
  levels: { platform: 'none', brand: 'read', client: 'write', user: 'write' },
  clientTypes: ['vpbx', 'residential', 'retail'],
  inSnapshot: false,
  title: 'type',
  fields: {
    ...tenant,
    userId: { ...ref('user', 'User'), ...owner },
    friendId: { ...ref('friend', 'Friend'), ...owner, ...hiddenFromUser },
    residentialDeviceId: { ...ref('residentialDevice', 'Residential device'), ...owner, ...hiddenFromUser },
    retailAccountId: { ...ref('retailAccount', 'Retail account'), ...owner, ...hiddenFromUser },
    callTypeFilter: { kind: 'enum', label: 'Calls', values: ['internal', 'external', 'both'], default: 'both', inList: true },
    type: {
      kind: 'enum',
      label: 'When',
      values: ['unconditional', 'noAnswer', 'busy', 'notRegistered', 'simultaneous'],
      inList: true,
      help: 'Simultaneous: the target rings as well',
    },
    ...routeTarget(['number', 'extension', 'voicemail', 'retail'], { prefix: 'target', label: 'Target' }),
    noAnswerTimeout: { kind: 'int', label: 'Rings for (s)', min: 1, max: 180, default: 10, help: 'No answer and simultaneous' },
    ddiId: { ...ref('ddi', 'Called DDI'), help: 'Retail: only calls to this number', ...hiddenFromUser },
    scheduleId: { ...ref('schedule', 'Schedule'), help: 'Empty: always', ...hiddenFromUser },
    enabled: { ...flag('Enabled', true), inList: true },
  },
});
export type CallForward = Row<typeof callForward>;

const phone = (label: string) =>
  ({ kind: 'text', label, max: 16, pattern: '\\+[1-9]\\d{2,14}', rule: 'E.164 with leading +', nullable: true, inList: true }) as const;

/** IV-144: the client's address book. Rows with a user follow that user. */
export const contact = defineResource('contact', {
  plural: 'Contacts',
  singular: 'Contact',
  path: 'contacts',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'read', client: 'write', user: 'read' },
  clientTypes: vpbxOnly,
  inSnapshot: false,
  title: 'name',
  fields: {
    ...tenant,
    name: { kind: 'text', label: 'Name', min: 1, max: 100, inList: true },
    lastname: { kind: 'text', label: 'Last name', max: 100, default: '', inList: true },
    email: { kind: 'text', label: 'E-mail', max: 254, format: 'email', nullable: true, inList: true },
    workPhone: phone('Work phone'),
    mobilePhone: phone('Mobile phone'),
    otherPhone: {
      kind: 'text',
      label: 'Other phone',
      max: 25,
      pattern: '\\+?\\d+',
      rule: 'digits, with or without +',
      nullable: true,
      inList: true,
    },
    userId: { ...ref('user', 'User'), partOf: true, unique: 'in-client', readOnly: true },
  },
});
export type Contact = Row<typeof contact>;

/** IV-121: who may take whose calls. */
export const pickUpGroup = defineResource('pickUpGroup', {
  ...ofClient,
  plural: 'Pick-up groups',
  singular: 'Pick-up group',
  path: 'pick-up-groups',
  clientTypes: vpbxOnly,
  inSnapshot: true,
  title: 'name',
  fields: {
    ...tenant,
    name: { kind: 'text', label: 'Name', min: 1, max: 100, unique: 'in-client', inList: true },
    userIds: { kind: 'refs', to: 'user', label: 'Users', loose: true },
  },
});
export type PickUpGroup = Row<typeof pickUpGroup>;

/** SX-48: keys of a user's phone. */
export const speedDial = defineResource('speedDial', {
  plural: 'Speed dials',
  singular: 'Speed dial',
  path: 'speed-dials',
  scope: { brand: 'brandId', client: 'clientId', user: 'userId' },
  levels: { platform: 'none', brand: 'read', client: 'write', user: 'write' },
  clientTypes: vpbxOnly,
  inSnapshot: false,
  title: 'label',
  uniqueTogether: [['userId', 'position']],
  fields: {
    ...tenant,
    userId: { kind: 'ref', to: 'user', label: 'User', partOf: true, immutable: true, inList: true },
    position: { kind: 'int', label: 'Key', min: 1, max: 999, inList: true },
    label: { kind: 'text', label: 'Label', min: 1, max: 50, inList: true },
    number: { kind: 'text', label: 'Number', min: 1, max: 25, pattern: '[+*#\\d]+', rule: 'digits, +, * and #', inList: true },
    isWatched: { ...flag('Busy lamp', false), help: 'The key shows whether the line is in use' },
  },
});
export type SpeedDial = Row<typeof speedDial>;
