import { defineResource, type Row } from '../fields/resource.js';
import { brandId, clientId, currency as currencyCode, name } from './shared-fields.js';

/** What the platform knows of the world: kept by the platform, read by everybody. */
const readByAll = { platform: 'edit', brand: 'read', client: 'read', user: 'read' } as const;
const names = { kind: 'texts', label: 'Name', max: 100, inList: true } as const;

/** IV-5: countries of ISO 3166 with their place in the numbering plan. */
export const country = defineResource('country', {
  plural: 'Countries',
  singular: 'Country',
  path: 'countries',
  scope: {},
  levels: { ...readByAll, platform: 'read' },
  inSnapshot: true,
  title: 'code',
  fields: {
    code: {
      kind: 'text',
      label: 'Code',
      min: 2,
      max: 2,
      pattern: '[A-Z]{2}',
      rule: 'an ISO 3166 code',
      example: 'ES',
      unique: 'everywhere',
      inList: true,
    },
    name: names,
    callingCode: {
      kind: 'text',
      label: 'Calling code',
      min: 2,
      max: 5,
      pattern: '\\+[1-9]\\d*',
      rule: '+ and digits',
      example: '+34',
      inList: true,
    },
    /** Longer than the calling code where several countries share one: `+1242`. */
    prefix: { kind: 'text', label: 'Prefix', min: 2, max: 9, pattern: '\\+[1-9]\\d*', rule: '+ and digits', example: '+34', inList: true },
    continent: {
      kind: 'enum',
      label: 'Continent',
      values: ['africa', 'antarctica', 'asia', 'europe', 'north-america', 'oceania', 'south-america'],
      inList: true,
    },
  },
});
export type Country = Row<typeof country>;

export const timeZone = defineResource('timeZone', {
  plural: 'Time zones',
  singular: 'Time zone',
  path: 'time-zones',
  scope: {},
  levels: { ...readByAll, platform: 'read' },
  inSnapshot: false,
  title: 'name',
  fields: {
    name: {
      kind: 'text',
      label: 'Name',
      min: 1,
      max: 64,
      format: 'timezone',
      example: 'Europe/Madrid',
      unique: 'everywhere',
      inList: true,
    },
    countryId: { kind: 'ref', to: 'country', label: 'Country', nullable: true, inList: true },
  },
});
export type TimeZone = Row<typeof timeZone>;

/** Languages of the portals, of prompts and of messages. */
export const language = defineResource('language', {
  plural: 'Languages',
  singular: 'Language',
  path: 'languages',
  scope: {},
  levels: { ...readByAll, platform: 'read' },
  inSnapshot: false,
  title: 'code',
  fields: {
    code: {
      kind: 'text',
      label: 'Code',
      min: 2,
      max: 2,
      pattern: '[a-z]{2}',
      rule: 'an ISO 639 code',
      example: 'en',
      unique: 'everywhere',
      inList: true,
    },
    name: names,
  },
});
export type Language = Row<typeof language>;

/** Rows name a currency by its code; the row says how a person reads it. */
export const currency = defineResource('currency', {
  plural: 'Currencies',
  singular: 'Currency',
  path: 'currencies',
  scope: {},
  levels: { ...readByAll, platform: 'write' },
  inSnapshot: false,
  title: 'code',
  fields: {
    code: {
      kind: 'text',
      label: 'Code',
      min: 3,
      max: 3,
      pattern: '[A-Z]{3}',
      rule: 'an ISO 4217 code',
      example: 'EUR',
      immutable: true,
      unique: 'everywhere',
      inList: true,
    },
    symbol: { kind: 'text', label: 'Symbol', min: 1, max: 10, inList: true },
    name: names,
  },
});
export type Currency = Row<typeof currency>;

/** How much of one currency another is worth from a day on. For comparison only: no call is ever converted. */
export const exchangeRate = defineResource('exchangeRate', {
  plural: 'Exchange rates',
  singular: 'Exchange rate',
  path: 'exchange-rates',
  scope: {},
  levels: { platform: 'write', brand: 'read', client: 'none', user: 'none' },
  inSnapshot: false,
  title: 'validFrom',
  uniqueTogether: [['fromCurrency', 'toCurrency', 'validFrom']],
  fields: {
    fromCurrency: { ...currencyCode, label: 'From', default: 'EUR', inList: true },
    toCurrency: { ...currencyCode, label: 'To', default: 'USD', example: 'USD', inList: true },
    rate: { kind: 'money', label: 'Rate', min: '0.000001', inList: true },
    validFrom: { kind: 'date', label: 'Valid from', inList: true },
  },
});
export type ExchangeRate = Row<typeof exchangeRate>;

const starCode = {
  kind: 'text',
  label: 'Code',
  min: 1,
  max: 3,
  pattern: '\\d+',
  rule: '1 to 3 digits, dialled after *',
  example: '94',
  inList: true,
} as const;

/** What can be dialled with a star, IV-5. */
export const SERVICES = [
  'directPickUp',
  'groupPickUp',
  'voicemail',
  'recordLocution',
  'closeLock',
  'openLock',
  'toggleLock',
  'queuePause',
  'queueUnpause',
  'forwardUnconditional',
  'forwardBusy',
  'forwardNoAnswer',
  'forwardUnreachable',
  'hideNumber',
  'showNumber',
] as const;
export type ServiceKind = (typeof SERVICES)[number];

export const service = defineResource('service', {
  plural: 'Services',
  singular: 'Service',
  path: 'services',
  scope: {},
  levels: { platform: 'edit', brand: 'read', client: 'read', user: 'none' },
  inSnapshot: true,
  title: 'kind',
  fields: {
    kind: { kind: 'enum', label: 'Service', values: SERVICES, readOnlyAt: ['platform'], unique: 'everywhere', inList: true },
    name: { ...names, inList: true },
    description: { kind: 'texts', label: 'Description', max: 255 },
    defaultCode: { ...starCode, label: 'Default code', unique: 'everywhere' },
    extraDigits: { kind: 'bool', label: 'Followed by a number', default: false, readOnlyAt: ['platform'] },
  },
});
export type Service = Row<typeof service>;

const serviceId = { kind: 'ref', to: 'service', label: 'Service', immutable: true, inList: true } as const;

/** The codes of a brand: for its residential clients, and what its new vPBX clients start with. */
export const brandService = defineResource('brandService', {
  plural: 'Brand services',
  singular: 'Brand service',
  path: 'brand-services',
  scope: { brand: 'brandId' },
  levels: { platform: 'none', brand: 'write', client: 'none', user: 'none' },
  inSnapshot: true,
  title: 'code',
  fields: { brandId, serviceId: { ...serviceId, unique: 'in-brand' }, code: { ...starCode, unique: 'in-brand' } },
});
export type BrandService = Row<typeof brandService>;

/** IV-6: the codes of a vPBX client, copied from its brand. Looked up by client and code, not held in memory. */
export const clientService = defineResource('clientService', {
  plural: 'Client services',
  singular: 'Client service',
  path: 'client-services',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'read', client: 'write', user: 'none' },
  inSnapshot: false,
  title: 'code',
  clientTypes: ['vpbx'],
  fields: { brandId, clientId, serviceId: { ...serviceId, unique: 'in-client' }, code: { ...starCode, unique: 'in-client' } },
});
export type ClientService = Row<typeof clientService>;

/** Whose phones are in the model list. */
export const terminalManufacturer = defineResource('terminalManufacturer', {
  plural: 'Terminal manufacturers',
  singular: 'Terminal manufacturer',
  path: 'terminal-manufacturers',
  scope: {},
  levels: { platform: 'write', brand: 'read', client: 'read', user: 'none' },
  inSnapshot: false,
  title: 'name',
  fields: {
    name: { ...name, unique: 'everywhere' },
    description: { kind: 'text', label: 'Description', max: 255, default: '', inList: true },
  },
});
export type TerminalManufacturer = Row<typeof terminalManufacturer>;

const template = { kind: 'text', max: 200_000, long: true, nullable: true, hiddenAt: ['brand', 'client'] } as const;
/** Below `/provisioning/`; braces hold placeholders, as `{mac}.cfg`. */
const urlPattern = {
  kind: 'text',
  min: 1,
  max: 190,
  pattern: '[A-Za-z0-9._{}/-]+',
  rule: 'letters, digits, . _ - / and placeholders in braces',
  nullable: true,
  hiddenAt: ['brand', 'client'],
} as const;

/** A phone that can be provisioned: what it fetches and what it gets (text with placeholders, never code). */
export const terminalModel = defineResource('terminalModel', {
  plural: 'Terminal models',
  singular: 'Terminal model',
  path: 'terminal-models',
  scope: {},
  levels: { platform: 'write', brand: 'read', client: 'read', user: 'none' },
  inSnapshot: false,
  title: 'name',
  fields: {
    name: { ...name, unique: 'everywhere' },
    terminalManufacturerId: { kind: 'ref', to: 'terminalManufacturer', label: 'Manufacturer', inList: true },
    description: { kind: 'text', label: 'Description', max: 255, default: '' },
    genericTemplate: {
      ...template,
      label: 'Generic template',
      help: 'The same for every phone of the model; served without authentication',
    },
    specificTemplate: {
      ...template,
      label: 'Specific template',
      help: 'With the account of one phone; served over TLS to its MAC address',
    },
    genericUrlPattern: { ...urlPattern, label: 'Generic address', example: 'y000000000052.cfg', unique: 'everywhere' },
    specificUrlPattern: { ...urlPattern, label: 'Specific address', example: 't21/{mac}.cfg', help: '{mac} stands for the MAC address' },
  },
});
export type TerminalModel = Row<typeof terminalModel>;
