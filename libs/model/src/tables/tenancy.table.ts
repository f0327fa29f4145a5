import { defineResource, type Row } from '../fields/resource.js';
import { balance, brandId, clientId, clientIdOrNull, currency, language, name, sipDomain, sipName, timezone } from './shared-fields.js';

/** IV-1 */
export const brand = defineResource('brand', {
  plural: 'Brands',
  singular: 'Brand',
  path: 'brands',
  scope: { brand: 'id' },
  levels: { platform: 'write', brand: 'read', client: 'none', user: 'none' },
  inSnapshot: true,
  title: 'name',
  fields: {
    name: { ...name, unique: 'everywhere' },
    domain: { ...sipDomain, unique: 'everywhere', help: 'SIP domain of residential and retail endpoints' },
    timezone,
    currency,
    language,
    maxCalls: { kind: 'int', label: 'Max calls', min: 0, max: 100_000, default: 0, help: '0 means unlimited' },
  },
});
export type Brand = Row<typeof brand>;

/** IV-2, IV-3 */
export const client = defineResource('client', {
  plural: 'Clients',
  singular: 'Client',
  path: 'clients',
  scope: { brand: 'brandId', client: 'id' },
  levels: { platform: 'read', brand: 'write', client: 'read', user: 'none' },
  inSnapshot: true,
  title: 'name',
  fields: {
    brandId,
    type: { kind: 'enum', label: 'Type', values: ['vpbx', 'residential', 'retail', 'wholesale'], immutable: true, inList: true },
    name: { ...name, unique: 'in-brand' },
    domain: { ...sipDomain, unique: 'everywhere', nullable: true, help: 'vPBX only; residential and retail use the domain of the brand' },
    enabled: { kind: 'bool', label: 'Enabled', default: true, inList: true },
    timezone,
    currency,
    language,
    maxCalls: { kind: 'int', label: 'Max calls', min: 0, max: 100_000, default: 0, help: '0 means unlimited' },
    billingMethod: { kind: 'enum', label: 'Billing method', values: ['postpaid', 'prepaid', 'none'], default: 'postpaid', inList: true },
    balance,
    transformationRuleSetId: { kind: 'ref', to: 'transformationRuleSet', label: 'Transformation rule set', nullable: true },
    outgoingDdiId: { kind: 'ref', to: 'ddi', label: 'Fallback outgoing DDI', nullable: true },
  },
});
export type Client = Row<typeof client>;
export type ClientType = Client['type'];

/** IV-11; the level follows from which tenant columns are set. */
export const administrator = defineResource('administrator', {
  plural: 'Administrators',
  singular: 'Administrator',
  path: 'administrators',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'write', brand: 'write', client: 'read', user: 'none' },
  inSnapshot: false,
  title: 'username',
  fields: {
    brandId: { ...brandId, nullable: true },
    clientId: clientIdOrNull,
    username: {
      kind: 'text',
      label: 'Username',
      min: 3,
      max: 64,
      pattern: '[A-Za-z0-9._@-]+',
      rule: 'letters, digits, . _ @ -',
      unique: 'everywhere',
      inList: true,
    },
    password: { kind: 'password', label: 'Password', min: 10 },
    email: {
      kind: 'text',
      label: 'E-mail',
      max: 254,
      pattern: '[^@\\s]+@[^@\\s]+',
      rule: 'an e-mail address',
      nullable: true,
      inList: true,
    },
    active: { kind: 'bool', label: 'Active', default: true, inList: true },
  },
});
export type Administrator = Row<typeof administrator>;

export const user = defineResource('user', {
  plural: 'Users',
  singular: 'User',
  path: 'users',
  scope: { brand: 'brandId', client: 'clientId', user: 'id' },
  levels: { platform: 'none', brand: 'read', client: 'write', user: 'read' },
  inSnapshot: false,
  title: 'name',
  fields: {
    brandId,
    clientId,
    name,
    lastname: { kind: 'text', label: 'Last name', max: 100, default: '', inList: true },
    email: {
      kind: 'text',
      label: 'E-mail',
      max: 254,
      pattern: '[^@\\s]+@[^@\\s]+',
      rule: 'an e-mail address',
      unique: 'everywhere',
      nullable: true,
      inList: true,
      help: 'Login of the user portal',
    },
    password: { kind: 'password', label: 'Portal password', min: 10, nullable: true },
    active: { kind: 'bool', label: 'Portal access', default: false },
    terminalId: { kind: 'ref', to: 'terminal', label: 'Terminal', nullable: true, unique: 'in-client', inList: true },
    extensionId: { kind: 'ref', to: 'extension', label: 'Screen extension', nullable: true, unique: 'in-client', inList: true },
    outgoingDdiId: { kind: 'ref', to: 'ddi', label: 'Outgoing DDI', nullable: true },
    doNotDisturb: { kind: 'bool', label: 'Do not disturb', default: false },
    maxCalls: { kind: 'int', label: 'Call waiting', min: 0, max: 100, default: 0, help: '0 means unlimited' },
  },
});
export type User = Row<typeof user>;

/** IV-35; a vPBX phone. Its SIP domain is its client's. */
export const terminal = defineResource('terminal', {
  plural: 'Terminals',
  singular: 'Terminal',
  path: 'terminals',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'read', client: 'write', user: 'none' },
  inSnapshot: false,
  title: 'name',
  fields: { brandId, clientId, name: { ...sipName, unique: 'in-client' }, password: { kind: 'sipPassword', label: 'SIP password' } },
});
export type Terminal = Row<typeof terminal>;

export const extension = defineResource('extension', {
  plural: 'Extensions',
  singular: 'Extension',
  path: 'extensions',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'read', client: 'write', user: 'none' },
  inSnapshot: false,
  title: 'number',
  fields: {
    brandId,
    clientId,
    number: { kind: 'text', label: 'Number', min: 2, max: 10, pattern: '\\d+', rule: '2 to 10 digits', unique: 'in-client', inList: true },
    routeType: { kind: 'enum', label: 'Route', values: ['user', 'number'], default: 'user', inList: true },
    userId: { kind: 'ref', to: 'user', label: 'User', nullable: true, inList: true },
    routeNumber: {
      kind: 'text',
      label: 'External number',
      max: 25,
      pattern: '\\+?\\d+',
      rule: 'digits, with or without +',
      nullable: true,
    },
  },
});
export type Extension = Row<typeof extension>;

const accountLevels = { platform: 'none', brand: 'write', client: 'read', user: 'none' } as const;
const accountFields = {
  brandId,
  clientId,
  name: { ...sipName, unique: 'in-brand' },
  password: { kind: 'sipPassword', label: 'SIP password' },
  outgoingDdiId: { kind: 'ref', to: 'ddi', label: 'Outgoing DDI', nullable: true },
} as const;

export const residentialDevice = defineResource('residentialDevice', {
  plural: 'Residential devices',
  singular: 'Residential device',
  path: 'residential-devices',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: accountLevels,
  inSnapshot: false,
  title: 'name',
  fields: { ...accountFields, maxCalls: { kind: 'int', label: 'Max calls', min: 0, max: 100, default: 1, help: '0 means unlimited' } },
});
export type ResidentialDevice = Row<typeof residentialDevice>;

export const retailAccount = defineResource('retailAccount', {
  plural: 'Retail accounts',
  singular: 'Retail account',
  path: 'retail-accounts',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: accountLevels,
  inSnapshot: false,
  title: 'name',
  fields: accountFields,
});
export type RetailAccount = Row<typeof retailAccount>;

/** A wholesale client is known by where it calls from (reference §2.1 step 11). */
export const clientAddress = defineResource('clientAddress', {
  plural: 'Client addresses',
  singular: 'Client address',
  path: 'client-addresses',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'write', client: 'read', user: 'none' },
  inSnapshot: true,
  title: 'ip',
  fields: {
    brandId,
    clientId,
    ip: {
      kind: 'text',
      label: 'IP address',
      max: 45,
      pattern: '[0-9a-fA-F.:]+',
      rule: 'an IPv4 or IPv6 address',
      unique: 'everywhere',
      inList: true,
    },
    description: { kind: 'text', label: 'Description', max: 200, default: '', inList: true },
  },
});
export type ClientAddress = Row<typeof clientAddress>;
