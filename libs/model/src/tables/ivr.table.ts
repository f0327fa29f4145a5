import { defineResource, type Row } from '../fields/resource.js';
import { flag, ofClient, ownName, partOf, ref, seconds, tenant, vpbxOnly } from './endpoint-fields.js';
import { routeTarget } from './route-target.js';

const ivrs = { ...ofClient, clientTypes: vpbxOnly, inSnapshot: true } as const;
const FALLBACKS = ['none', 'number', 'extension', 'voicemail'] as const;

/** IV-122, IV-123: a menu by voice and keys. */
export const ivr = defineResource('ivr', {
  ...ivrs,
  plural: 'IVRs',
  singular: 'IVR',
  path: 'ivrs',
  title: 'name',
  fields: {
    ...tenant,
    name: ownName,
    welcomeLocutionId: ref('locution', 'Welcome'),
    successLocutionId: ref('locution', 'After a choice'),
    timeout: seconds('Waits for a key', 1, 60, 6),
    maxDigits: { kind: 'int', label: 'Max digits', min: 0, max: 20, default: 0, help: '0: until the caller pauses' },
    maxTries: {
      kind: 'int',
      label: 'Tries',
      min: 1,
      max: 10,
      default: 1,
      help: 'Without input or with a wrong one, before the routes below',
    },
    allowExtensions: flag('Extensions may be dialled', false),
    excludedExtensionIds: {
      kind: 'refs',
      to: 'extension',
      label: 'Except these extensions',
      loose: true,
      when: { field: 'allowExtensions', is: [true] },
    },
    noInputLocutionId: ref('locution', 'Without input: Locution'),
    ...routeTarget(FALLBACKS, { prefix: 'noInput', label: 'Without input' }),
    errorLocutionId: ref('locution', 'Wrong input: Locution'),
    ...routeTarget(FALLBACKS, { prefix: 'error', label: 'Wrong input' }),
  },
});
export type Ivr = Row<typeof ivr>;

export const ivrEntry = defineResource('ivrEntry', {
  ...ivrs,
  plural: 'IVR entries',
  singular: 'IVR entry',
  path: 'ivr-entries',
  title: 'entry',
  uniqueTogether: [['ivrId', 'entry']],
  fields: {
    ...tenant,
    ivrId: partOf('ivr', 'IVR'),
    entry: {
      kind: 'text',
      label: 'Entry',
      min: 1,
      max: 40,
      format: 'regex',
      inList: true,
      example: '1',
      help: 'Digits, or a pattern of them',
    },
    displayName: { kind: 'text', label: 'Shown before the caller', max: 50, default: '' },
    locutionId: { ...ref('locution', 'After this choice'), help: 'Empty: that of the IVR' },
    ...routeTarget(['extension', 'number', 'voicemail', 'conditional']),
  },
});
export type IvrEntry = Row<typeof ivrEntry>;
