import { defineResource, type Row } from '../fields/resource.js';
import { CLIENT_TYPES, FEATURES } from '../fields/client-type.js';
import { PORTAL_LANGUAGES } from '../fields/field.js';
import { brandPolicyFields } from './brand-policy.js';
import { CLIENT_FEATURES } from './features.js';
import {
  brandNotifications,
  clientNotifications,
  description,
  email,
  invoiceBlock,
  logo,
  maxCalls,
  recordingsLimitEmail,
  recordingsLimitMb,
  TRANSCODED_CODECS,
} from './tenancy-fields.js';
import { balance, brandId, clientId, clientIdOrNull, currency, language, name, sipDomain, timezone } from './shared-fields.js';

const ofVpbx = { field: 'type', is: ['vpbx'] } as const;
const atBrand = { readOnlyAt: ['brand'] } as const;
const platformOnly = { hiddenAt: ['brand', 'client'] } as const;
/** Of a client: what its brand has agreed with it, and nothing the client should see. */
const brandsOwn = { hiddenAt: ['client'] } as const;

/** IV-1: a reseller. What the platform grants it can only be read by the brand itself. */
export const brand = defineResource('brand', {
  plural: 'Brands',
  singular: 'Brand',
  path: 'brands',
  scope: { brand: 'id' },
  levels: { platform: 'write', brand: 'edit', client: 'none', user: 'none' },
  inSnapshot: true,
  title: 'name',
  fields: {
    name: { ...name, ...atBrand, unique: 'everywhere' },
    domain: { ...sipDomain, ...atBrand, unique: 'everywhere', help: 'SIP domain of residential and retail endpoints' },
    timezone,
    currency,
    language,
    maxCalls: { ...maxCalls, ...atBrand },
    features: {
      kind: 'list',
      label: 'Features',
      values: FEATURES,
      default: FEATURES,
      ...atBrand,
      help: 'What its clients may be and may have',
    },
    recordingsLimitMb: { ...recordingsLimitMb, ...atBrand },
    recordingsLimitEmail,
    logo,
    ...invoiceBlock,
    registryData: { kind: 'text', label: 'Commercial register', max: 1000, default: '' },
    ...brandPolicyFields,
    ...brandNotifications,
    applicationServerSetIds: { kind: 'refs', to: 'applicationServerSet', label: 'Application server sets', ...platformOnly },
    mediaRelaySetIds: { kind: 'refs', to: 'mediaRelaySet', label: 'Media relay sets', ...atBrand },
    proxyTrunkIds: { kind: 'refs', to: 'proxyTrunk', label: 'Trunks proxy addresses', ...atBrand },
  },
});
export type Brand = Row<typeof brand>;

/** IV-17: vPBX clients of a brand that may be joined by inter-vPBX friends. */
export const corporation = defineResource('corporation', {
  plural: 'Corporations',
  singular: 'Corporation',
  path: 'corporations',
  scope: { brand: 'brandId' },
  levels: { platform: 'none', brand: 'write', client: 'none', user: 'none' },
  inSnapshot: false,
  title: 'name',
  fields: { brandId, name: { ...name, unique: 'in-brand' }, description },
});
export type Corporation = Row<typeof corporation>;

/** IV-2, IV-3, IV-4 */
export const client = defineResource('client', {
  plural: 'Clients',
  singular: 'Client',
  path: 'clients',
  scope: { brand: 'brandId', client: 'id' },
  levels: { platform: 'edit', brand: 'write', client: 'read', user: 'none' },
  inSnapshot: true,
  title: 'name',
  fields: {
    brandId,
    type: { kind: 'enum', label: 'Type', values: CLIENT_TYPES, immutable: true, inList: true },
    name: { ...name, unique: 'in-brand' },
    domain: { ...sipDomain, unique: 'everywhere', nullable: true, help: 'vPBX only; residential and retail use the domain of the brand' },
    enabled: { kind: 'bool', label: 'Enabled', default: true, inList: true },
    timezone,
    currency,
    language,
    maxCalls,
    billingMethod: {
      kind: 'enum',
      label: 'Billing method',
      values: ['postpaid', 'prepaid', 'pseudoprepaid', 'none'],
      default: 'postpaid',
      inList: true,
      help: 'Prepaid is debited while the call lasts, pseudoprepaid once after it',
    },
    balance: { ...balance, seenWith: 'billing' },
    transformationRuleSetId: { kind: 'ref', to: 'transformationRuleSet', label: 'Transformation rule set', nullable: true },
    outgoingDdiId: { kind: 'ref', to: 'ddi', label: 'Fallback outgoing DDI', nullable: true },
    features: {
      kind: 'list',
      label: 'Features',
      values: CLIENT_FEATURES,
      default: [],
      help: 'Of those of the brand; left out at creation: all that a client of this type can have',
    },
    corporationId: { kind: 'ref', to: 'corporation', label: 'Corporation', nullable: true, when: ofVpbx, ...brandsOwn },
    outgoingDdiRuleId: { kind: 'ref', to: 'outgoingDdiRule', label: 'Outgoing DDI rule', nullable: true, when: ofVpbx },
    locationId: { kind: 'ref', to: 'location', label: 'Default location', nullable: true, when: ofVpbx },
    codecs: {
      kind: 'list',
      label: 'Transcoding codecs',
      values: TRANSCODED_CODECS,
      ordered: true,
      when: { field: 'type', is: ['retail', 'wholesale'] },
      help: 'Offered besides those of the caller',
    },
    routingTagIds: { kind: 'refs', to: 'routingTag', label: 'Routing tags', when: { field: 'type', is: ['retail', 'wholesale'] } },
    maxDailyUsage: {
      kind: 'money',
      label: 'Max daily usage',
      min: '0',
      default: '1000000.000000',
      help: 'Above it the calls of the day end',
      seenWith: 'billing',
    },
    currentDayUsage: { kind: 'money', label: 'Usage today', readOnly: true, default: '0.000000', seenWith: 'billing' },
    maxDailyUsageEmail: { ...email, label: 'Max daily usage e-mail', nullable: true },
    ipFilter: {
      kind: 'bool',
      label: 'Filter by source address',
      default: true,
      help: 'Only from the countries and networks of the client',
    },
    countryIds: { kind: 'refs', to: 'country', label: 'Countries to call from' },
    onDemandRecord: {
      kind: 'enum',
      label: 'Recording on demand',
      values: ['off', 'info', 'dtmf'],
      default: 'off',
      help: 'By SIP INFO of the phone, or by a code',
    },
    onDemandRecordCode: {
      kind: 'text',
      label: 'Recording code',
      min: 1,
      max: 3,
      format: 'digits',
      nullable: true,
      when: { field: 'onDemandRecord', is: ['dtmf'], required: true },
    },
    onDemandRecordNotice: {
      kind: 'enum',
      label: 'Send recordings on demand to',
      values: ['disabled', 'user', 'other'],
      default: 'disabled',
    },
    onDemandRecordEmail: {
      ...email,
      label: 'Recordings e-mail',
      nullable: true,
      when: { field: 'onDemandRecordNotice', is: ['other'], required: true },
    },
    allowRecordingRemoval: { kind: 'bool', label: 'May delete recordings', default: true },
    recordingsLimitMb,
    recordingsLimitEmail,
    showInvoices: { kind: 'bool', label: 'Sees its invoices', default: false },
    ...invoiceBlock,
    ...clientNotifications,
    applicationServerSetId: {
      kind: 'ref',
      to: 'applicationServerSet',
      label: 'Application server set',
      nullable: true,
      ...platformOnly,
      help: 'Empty: the default set',
    },
    mediaRelaySetId: {
      kind: 'ref',
      to: 'mediaRelaySet',
      label: 'Media relay set',
      nullable: true,
      ...platformOnly,
      help: 'Empty: the default set',
    },
    distributeMethod: {
      kind: 'enum',
      label: 'Distribution over application servers',
      values: ['set', 'hash', 'rr', 'static'],
      default: 'set',
      ...platformOnly,
      help: 'Set: as its set of application servers does',
    },
    applicationServerId: {
      kind: 'ref',
      to: 'applicationServer',
      label: 'Application server',
      nullable: true,
      ...platformOnly,
      when: { field: 'distributeMethod', is: ['static'], required: true },
    },
  },
});
export type Client = Row<typeof client>;

/** Follows its brand or client; written by the platform only (IV-3). */
export const domain = defineResource('domain', {
  plural: 'Domains',
  singular: 'Domain',
  path: 'domains',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'read', brand: 'none', client: 'none', user: 'none' },
  inSnapshot: false,
  title: 'domain',
  fields: {
    brandId,
    clientId: clientIdOrNull,
    domain: { ...sipDomain, unique: 'everywhere' },
    pointsTo: { kind: 'enum', label: 'Points to', values: ['proxyusers', 'proxytrunks'], default: 'proxyusers', inList: true },
  },
});
export type Domain = Row<typeof domain>;

/** IV-9…11; the level follows from which tenant columns are set. */
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
    password: { kind: 'password', label: 'Password', min: 10, nullable: true, help: 'Without one the administrator is inactive' },
    email: { ...email, nullable: true, inList: true },
    name: { ...name, min: 0, default: '' },
    lastname: { kind: 'text', label: 'Last name', max: 100, default: '', inList: true },
    active: { kind: 'bool', label: 'Active', default: true, inList: true },
    restricted: { kind: 'bool', label: 'Restricted', default: false, help: 'May do only what is granted resource by resource' },
    canImpersonate: { kind: 'bool', label: 'May go down a level', default: true, help: 'Asked of restricted administrators only' },
    internal: { kind: 'bool', label: 'Internal', default: false, help: 'Cannot log in, only be impersonated' },
    language: { kind: 'enum', label: 'Language', values: PORTAL_LANGUAGES, nullable: true },
    timezone: { kind: 'text', label: 'Time zone', min: 1, max: 64, format: 'timezone', nullable: true },
  },
});
export type Administrator = Row<typeof administrator>;

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
