import { defineResource, type Row } from '../fields/resource.js';
import { flag, ofClient, outgoingDdiId, ownName, partOf, ref, tenant, vpbxOnly } from './endpoint-fields.js';
import { brandId, clientIdOrNull } from './shared-fields.js';

const MEGABYTE = 1024 * 1024;
const AUDIO = ['audio/wav', 'audio/x-wav', 'audio/mpeg', 'audio/mp3', 'audio/ogg', 'audio/basic'] as const;
const ro = { readOnly: true } as const;
const sound = (label: string) => ({ kind: 'file', label, types: AUDIO, maxBytes: 20 * MEGABYTE }) as const;
/** The upload and what calls play. */
const soundFields = {
  originalFile: sound('Upload'),
  encodedFile: { ...sound('As it is played'), ...ro },
  status: { kind: 'enum', label: 'Status', values: ['pending', 'encoding', 'ready', 'error'], nullable: true, inList: true, ...ro },
} as const;
const email = { kind: 'text', label: 'E-mail', max: 254, format: 'email', nullable: true } as const;
const told = { inList: true, ...ro } as const;
/** Who may see a row: copied from the box or the fax it belongs to. */
const seenBy = { kind: 'refs', to: 'user', label: 'Users', loose: true, ...ro, hiddenAt: ['user'] } as const;

/** IV-139 */
export const locution = defineResource('locution', {
  ...ofClient,
  plural: 'Locutions',
  singular: 'Locution',
  path: 'locutions',
  clientTypes: ['vpbx', 'residential'],
  inSnapshot: true,
  title: 'name',
  fields: { ...tenant, name: ownName, ...soundFields },
});
export type Locution = Row<typeof locution>;

/** IV-140: the client's, or without client the brand's for all its clients. */
export const musicOnHold = defineResource('musicOnHold', {
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'write', client: 'write', user: 'none' },
  shared: true,
  plural: 'Music on hold',
  singular: 'Music on hold',
  path: 'music-on-hold',
  clientTypes: ['vpbx', 'residential'],
  inSnapshot: true,
  title: 'name',
  uniqueTogether: [['brandId', 'clientId', 'name']],
  fields: {
    brandId,
    clientId: { ...clientIdOrNull, immutable: true, help: 'Empty: generic, for all clients of the brand' },
    name: { kind: 'text', label: 'Name', min: 1, max: 100, inList: true },
    ...soundFields,
  },
});
export type MusicOnHold = Row<typeof musicOnHold>;

const setByClient = { readOnlyAt: ['user'] } as const;

/** IV-137: the box of a user or residential device (made and deleted with it), or one that several users share. */
export const voicemail = defineResource('voicemail', {
  plural: 'Voicemails',
  singular: 'Voicemail',
  path: 'voicemails',
  scope: { brand: 'brandId', client: 'clientId', user: 'userIds' },
  levels: { platform: 'none', brand: 'read', client: 'write', user: 'edit' },
  clientTypes: ['vpbx', 'residential'],
  inSnapshot: false,
  title: 'name',
  fields: {
    ...tenant,
    name: { kind: 'text', label: 'Name', min: 1, max: 100, inList: true, ...setByClient },
    userId: { ...ref('user', 'Owner'), partOf: true, unique: 'everywhere', ...told },
    residentialDeviceId: {
      ...ref('residentialDevice', 'Residential device'),
      partOf: true,
      unique: 'everywhere',
      ...told,
      hiddenAt: ['user'],
    },
    userIds: { kind: 'refs', to: 'user', label: 'Users', loose: true, help: 'Who hears its messages' },
    enabled: { ...flag('Enabled', true), inList: true },
    pin: { kind: 'password', label: 'PIN', min: 4, nullable: true, help: 'Digits; asked for from foreign phones' },
    email,
    sendMail: flag('Messages by e-mail', false),
    attachSound: flag('With the sound', true),
    locutionId: { ...ref('locution', 'Greeting'), ...setByClient },
    operatorExtensionId: { ...ref('extension', 'Key 0 leads to'), ...setByClient },
    keepDays: { kind: 'int', label: 'Messages are kept (days)', min: 0, max: 3650, default: 0, help: '0: for ever', ...setByClient },
  },
});
export type Voicemail = Row<typeof voicemail>;

const kept = { platform: 'none', brand: 'none', client: 'keep', user: 'keep' } as const;

export const voicemailMessage = defineResource('voicemailMessage', {
  plural: 'Voicemail messages',
  singular: 'Voicemail message',
  path: 'voicemail-messages',
  scope: { brand: 'brandId', client: 'clientId', user: 'userIds' },
  levels: kept,
  clientTypes: ['vpbx', 'residential'],
  inSnapshot: false,
  title: 'caller',
  indexes: [['voicemailId', 'receivedAt']],
  defaultSort: '-receivedAt',
  fields: {
    ...tenant,
    voicemailId: partOf('voicemail', 'Voicemail'),
    userIds: seenBy,
    folder: {
      kind: 'enum',
      label: 'Folder',
      values: ['inbox', 'old', 'work', 'family', 'friends', 'urgent'],
      default: 'inbox',
      inList: true,
    },
    caller: { kind: 'text', label: 'Caller', max: 64, default: '', ...told },
    callerName: { kind: 'text', label: 'Name of the caller', max: 100, default: '', ...told },
    receivedAt: { kind: 'datetime', label: 'Received', ...told },
    durationSec: { kind: 'int', label: 'Duration (s)', min: 0, max: 1_000_000, default: 0, ...told },
    callUid: { kind: 'text', label: 'Call', max: 36, nullable: true, ...ro },
    sound: { ...sound('Sound'), ...ro },
    metadata: {
      kind: 'file',
      label: 'About the recording',
      types: ['text/plain', 'application/json'],
      maxBytes: MEGABYTE,
      ...ro,
      hiddenAt: ['user'],
    },
  },
});
export type VoicemailMessage = Row<typeof voicemailMessage>;

const faxes = { clientTypes: ['vpbx', 'residential'], feature: 'faxes', inSnapshot: false } as const;

/** IV-143: a number that receives and sends documents. */
export const fax = defineResource('fax', {
  ...faxes,
  scope: { brand: 'brandId', client: 'clientId', user: 'userIds' },
  levels: { platform: 'none', brand: 'read', client: 'write', user: 'read' },
  plural: 'Faxes',
  singular: 'Fax',
  path: 'faxes',
  title: 'name',
  fields: {
    ...tenant,
    name: ownName,
    sendByEmail: flag('Received ones by e-mail', false),
    email,
    outgoingDdiId: { ...outgoingDdiId, hiddenAt: ['user'] },
    userIds: { kind: 'refs', to: 'user', label: 'Users', loose: true, hiddenAt: ['user'] },
  },
});
export type Fax = Row<typeof fax>;

/** A document that came, or one to send: its file is uploaded to the row. */
export const faxMessage = defineResource('faxMessage', {
  ...faxes,
  scope: { brand: 'brandId', client: 'clientId', user: 'userIds' },
  levels: { platform: 'none', brand: 'none', client: 'write', user: 'write' },
  plural: 'Fax messages',
  singular: 'Fax message',
  path: 'fax-messages',
  title: 'destination',
  indexes: [['faxId', 'createdAt']],
  defaultSort: '-createdAt',
  fields: {
    ...tenant,
    faxId: partOf('fax', 'Fax'),
    userIds: seenBy,
    type: { kind: 'enum', label: 'Direction', values: ['out', 'in'], default: 'out', ...told },
    source: { kind: 'text', label: 'From', max: 64, default: '', ...told },
    destination: {
      kind: 'text',
      label: 'To',
      min: 1,
      max: 25,
      pattern: '\\+?\\d+',
      rule: 'digits, with or without +',
      immutable: true,
      inList: true,
      example: '+34910000199',
    },
    status: { kind: 'enum', label: 'Status', values: ['pending', 'inprogress', 'completed', 'error'], default: 'pending', ...told },
    statusText: { kind: 'text', label: 'Reason', max: 200, nullable: true, ...ro },
    pages: { kind: 'int', label: 'Pages', min: 0, max: 10_000, nullable: true, ...told },
    createdAt: { kind: 'datetime', label: 'At', nullable: true, ...told },
    file: { kind: 'file', label: 'Document', types: ['application/pdf', 'image/tiff'], maxBytes: 20 * MEGABYTE },
  },
});
export type FaxMessage = Row<typeof faxMessage>;

/** IV-110: what was said in a call. Clients may delete theirs where their brand allows it. */
export const recording = defineResource('recording', {
  records: true,
  plural: 'Recordings',
  singular: 'Recording',
  path: 'recordings',
  scope: { brand: 'brandId', client: 'clientId', user: 'userId' },
  levels: { platform: 'none', brand: 'none', client: 'remove', user: 'read' },
  clientTypes: ['vpbx', 'residential', 'retail'],
  inSnapshot: false,
  title: 'callUid',
  indexes: [['clientId', 'startedAt'], ['callUid']],
  defaultSort: '-startedAt',
  fields: {
    ...tenant,
    userId: ref('user', 'User'),
    ddiId: { ...ref('ddi', 'DDI'), hiddenAt: ['user'] },
    callUid: { kind: 'text', label: 'Call', max: 36, inList: true },
    legUid: { kind: 'text', label: 'Leg', max: 36, nullable: true },
    type: { kind: 'enum', label: 'Kind', values: ['ddi', 'ondemand'], inList: true },
    startedAt: { kind: 'datetime', label: 'Started', inList: true },
    durationSec: { kind: 'int', label: 'Duration (s)', min: 0, max: 1_000_000, inList: true },
    caller: { kind: 'text', label: 'Caller', max: 64, inList: true },
    callee: { kind: 'text', label: 'Callee', max: 64, inList: true },
    recorder: { kind: 'text', label: 'Recorded by', max: 100, nullable: true },
    file: { kind: 'file', label: 'Sound', types: ['audio/mpeg', 'audio/wav'], maxBytes: 500 * MEGABYTE },
  },
});
export type Recording = Row<typeof recording>;

/** Told about calls: all of a client's or one DDI's (made by the brand), or one user's (made by the client). */
export const webhook = defineResource('webhook', {
  plural: 'Webhooks',
  singular: 'Webhook',
  path: 'webhooks',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'write', client: 'write', user: 'none' },
  clientTypes: vpbxOnly,
  feature: 'webhooks',
  inSnapshot: true,
  title: 'name',
  fields: {
    ...tenant,
    name: ownName,
    description: { kind: 'text', label: 'Description', max: 500, default: '' },
    ddiId: { ...ref('ddi', 'DDI'), readOnlyAt: ['client'], inList: true },
    userId: { ...ref('user', 'User'), partOf: true, inList: true },
    uri: { kind: 'text', label: 'Address', min: 8, max: 1000, format: 'url', inList: true },
    events: {
      kind: 'list',
      label: 'Events',
      values: ['start', 'ring', 'answer', 'end', 'updateClid'],
      min: 1,
      default: ['start', 'ring', 'answer', 'end'],
      inList: true,
    },
    callDirection: { kind: 'enum', label: 'Calls', values: ['inbound', 'outbound', 'both'], default: 'both' },
    template: {
      kind: 'text',
      label: 'Body',
      max: 10_000,
      long: true,
      default: '',
      help: 'JSON with {placeholders}; empty: the whole event',
    },
  },
});
export type Webhook = Row<typeof webhook>;
