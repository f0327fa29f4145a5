import { defineResource, type Row } from '../fields/resource.js';
import {
  audioCodecs,
  certificate,
  description,
  directFields,
  directMediaMethod,
  flag,
  ofClient,
  outgoingDdiId,
  ownLanguage,
  ownRuleSet,
  ref,
  sipPassword,
  tenant,
  VIDEO_CODECS,
  vpbxOnly,
  wire,
} from './endpoint-fields.js';
import { routeTarget } from './route-target.js';
import { sipName } from './shared-fields.js';

/** IV-35; a vPBX phone. Its SIP domain is its client's. */
export const terminal = defineResource('terminal', {
  ...ofClient,
  plural: 'Terminals',
  singular: 'Terminal',
  path: 'terminals',
  clientTypes: vpbxOnly,
  inSnapshot: false,
  title: 'name',
  fields: {
    ...tenant,
    name: { ...sipName, unique: 'in-client' },
    password: { ...sipPassword, copyFor: 'terminalModelId' },
    ...certificate,
    terminalModelId: { ...ref('terminalModel', 'Model'), inList: true },
    mac: { kind: 'text', label: 'MAC address', max: 12, format: 'mac', nullable: true, unique: 'everywhere', inList: true },
    audioCodecs,
    videoCodecs: { kind: 'list', label: 'Video codecs', values: VIDEO_CODECS, ordered: true, default: [] },
    directMediaMethod,
    ...wire,
    lastProvisionedAt: { kind: 'datetime', label: 'Last provisioned', nullable: true, readOnly: true },
  },
});
export type Terminal = Row<typeof terminal>;

const setByClient = { readOnlyAt: ['user'] } as const;
const hiddenFromUser = { hiddenAt: ['user'] } as const;
const boss = { field: 'isBoss', is: [true] } as const;

/** IV-112…119; a person with a phone. It may change what is its own affair. */
export const user = defineResource('user', {
  plural: 'Users',
  singular: 'User',
  path: 'users',
  scope: { brand: 'brandId', client: 'clientId', user: 'id' },
  levels: { platform: 'none', brand: 'read', client: 'write', user: 'edit' },
  clientTypes: vpbxOnly,
  inSnapshot: false,
  title: 'name',
  fields: {
    ...tenant,
    name: { kind: 'text', label: 'Name', min: 1, max: 100, inList: true },
    lastname: { kind: 'text', label: 'Last name', max: 100, default: '', inList: true },
    email: {
      kind: 'text',
      label: 'E-mail',
      max: 254,
      format: 'email',
      unique: 'everywhere',
      nullable: true,
      inList: true,
      help: 'Login of the user portal',
      ...setByClient,
    },
    // The old password is asked for where a user changes its own.
    password: { kind: 'password', label: 'Portal password', min: 10, nullable: true, ...setByClient },
    active: { ...flag('Portal access', false), ...setByClient },
    terminalId: { ...ref('terminal', 'Terminal'), unique: 'in-client', inList: true, ...setByClient },
    extensionId: { ...ref('extension', 'Screen extension'), unique: 'in-client', inList: true, ...setByClient },
    outgoingDdiId: { ...outgoingDdiId, ...hiddenFromUser },
    outgoingDdiRuleId: { ...ref('outgoingDdiRule', 'Outgoing DDI rule'), ...hiddenFromUser },
    callAclId: { ...ref('callAcl', 'Call ACL'), ...hiddenFromUser },
    transformationRuleSetId: { ...ownRuleSet, ...hiddenFromUser },
    doNotDisturb: flag('Do not disturb', false),
    maxCalls: { kind: 'int', label: 'Call waiting', min: 0, max: 100, default: 0, help: '0 means unlimited' },
    isBoss: { ...flag('Boss', false), help: 'Only the assistant and the white list ring this user', ...setByClient },
    bossAssistantId: { ...ref('user', 'Assistant'), when: { ...boss, required: true }, ...hiddenFromUser },
    bossWhiteListId: { ...ref('matchList', 'Callers that pass'), when: boss, ...hiddenFromUser },
    externalIpCalls: {
      kind: 'int',
      label: 'Calls from anywhere',
      min: 0,
      max: 3,
      default: 0,
      help: 'How many calls at once are allowed from outside the permitted networks',
      ...setByClient,
    },
    rejectCallMethod: { kind: 'enum', label: 'Rejection', values: ['rfc', '486', '600'], default: 'rfc', ...setByClient },
    multiContact: { ...flag('Several contacts', false), help: 'Up to 10 phones ring at once', ...setByClient },
    gsQrCode: { ...flag('QR code of the softphone', false), ...setByClient },
    useDefaultLocation: { ...flag('Location of the client', true), ...setByClient },
    locationId: { ...ref('location', 'Location'), when: { field: 'useDefaultLocation', is: [false] }, ...hiddenFromUser },
    language: ownLanguage,
    timezone: { kind: 'text', label: 'Time zone', max: 64, format: 'timezone', nullable: true, help: 'Empty: that of the client' },
    musicOnHoldId: { ...ref('musicOnHold', 'Music on hold'), ...hiddenFromUser },
    hideCallerNumber: flag('Call anonymously', false),
    mayHotel: { ...flag('Hoteling', false), help: 'May log in on any phone of the client', ...setByClient },
    mayAskCallBack: { ...flag('Call back on busy', true), ...setByClient },
  },
});
export type User = Row<typeof user>;

export const extension = defineResource('extension', {
  plural: 'Extensions',
  singular: 'Extension',
  path: 'extensions',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'read', client: 'write', user: 'read' },
  clientTypes: vpbxOnly,
  inSnapshot: false,
  title: 'number',
  fields: {
    ...tenant,
    number: { kind: 'text', label: 'Number', min: 2, max: 10, pattern: '\\d+', rule: '2 to 10 digits', unique: 'in-client', inList: true },
    ...routeTarget([
      'user',
      'number',
      'ivr',
      'huntGroup',
      'queue',
      'conferenceRoom',
      'conditional',
      'friend',
      'voicemail',
      'locution',
      'parkOrbit',
      'pagingGroup',
    ]),
  },
});
export type Extension = Row<typeof extension>;

/** Made by the brand; the client may change what the table does not keep from it. */
const account = {
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'write', client: 'edit', user: 'none' },
  inSnapshot: false,
  title: 'name',
} as const;
const accountFields = {
  ...tenant,
  name: { ...sipName, unique: 'in-brand', readOnlyAt: ['client'] },
  password: sipPassword,
  ...certificate,
  description,
  outgoingDdiId,
  transformationRuleSetId: ownRuleSet,
  directConnectivity: {
    kind: 'enum',
    label: 'Direct connectivity',
    values: ['no', 'yes'],
    default: 'no',
    inList: true,
    help: 'Yes: reached at its address, it does not register',
  },
  ...directFields,
  ...wire,
} as const;

export const residentialDevice = defineResource('residentialDevice', {
  ...account,
  plural: 'Residential devices',
  singular: 'Residential device',
  path: 'residential-devices',
  clientTypes: ['residential'],
  fields: {
    ...accountFields,
    name: { ...sipName, unique: 'in-brand' },
    maxCalls: { kind: 'int', label: 'Max calls', min: 0, max: 100, default: 1, help: '0 means unlimited' },
    audioCodecs,
    directMediaMethod,
    fromUser: { kind: 'text', label: 'From user', max: 64, nullable: true },
    language: ownLanguage,
  },
});
export type ResidentialDevice = Row<typeof residentialDevice>;

export const retailAccount = defineResource('retailAccount', {
  ...account,
  plural: 'Retail accounts',
  singular: 'Retail account',
  path: 'retail-accounts',
  clientTypes: ['retail'],
  fields: accountFields,
});
export type RetailAccount = Row<typeof retailAccount>;

const aliasTarget = <const T extends string>(kind: T, label: string) =>
  ({ ...ref(kind, label), partOf: true, inList: true, when: { field: 'targetType', is: [kind], required: true } }) as const;

/**
 * SX-16; a further address of one subscriber in its own SIP domain: a name, an old number, a DDI. One name means one thing there,
 * across terminals, friends, devices, accounts and aliases.
 */
export const alias = defineResource('alias', {
  plural: 'Aliases',
  singular: 'Alias',
  path: 'aliases',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'write', client: 'write', user: 'none' },
  clientTypes: ['vpbx', 'residential', 'retail'],
  inSnapshot: false,
  title: 'name',
  fields: {
    ...tenant,
    name: {
      kind: 'text',
      label: 'Address',
      min: 1,
      max: 64,
      pattern: '[A-Za-z0-9_*+.-]+',
      rule: 'letters, digits and _ * + . -',
      unique: 'in-client',
      inList: true,
      help: 'What stands before the @; a DDI is written as +E.164',
    },
    targetType: {
      kind: 'enum',
      label: 'Leads to',
      values: ['terminal', 'friend', 'residentialDevice', 'retailAccount'],
      default: 'terminal',
      inList: true,
    },
    terminalId: aliasTarget('terminal', 'Terminal'),
    friendId: aliasTarget('friend', 'Friend'),
    residentialDeviceId: aliasTarget('residentialDevice', 'Residential device'),
    retailAccountId: aliasTarget('retailAccount', 'Retail account'),
    description,
  },
});
export type Alias = Row<typeof alias>;
