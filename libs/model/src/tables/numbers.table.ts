import type { ClientType } from '../fields/client-type.js';
import { defineResource, type Row } from '../fields/resource.js';
import {
  brandConfig,
  brandOnly,
  countryId,
  description,
  mediaRelaySetId,
  proxyTrunkId,
  ro,
  routingTagId,
  transformationRuleSetId,
} from './provider-fields.js';
import { routeTarget } from './route-target.js';
import { brandId, clientIdOrNull, e164, language, name } from './shared-fields.js';

const OF_VPBX = ['user', 'ivr', 'huntGroup', 'fax', 'conferenceRoom', 'friend', 'queue', 'conditional', 'locution'] as const;
const DDI_ROUTES = [...OF_VPBX, 'residential', 'retail'] as const;
/** Where the numbers of each type of client may lead; those of wholesale clients lead nowhere. */
export const DDI_ROUTES_OF: Readonly<Record<ClientType, readonly (typeof DDI_ROUTES)[number][]>> = {
  vpbx: OF_VPBX,
  residential: ['residential', 'fax'],
  retail: ['retail'],
  wholesale: [],
};

const hiddenBelow = { hiddenAt: ['client', 'user'] } as const;
const setAbove = { readOnlyAt: ['client'] } as const;

/** IV-59…: a number of ours. Without a client it lies in the brand's pool; a client keeps it until it is unlinked. */
export const ddi = defineResource('ddi', {
  plural: 'DDIs',
  singular: 'DDI',
  path: 'ddis',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'write', client: 'edit', user: 'none' },
  inSnapshot: true,
  title: 'number',
  indexes: [['number'], ['type'], ['routeType']],
  fields: {
    brandId,
    clientId: clientIdOrNull,
    number: { ...e164, unique: 'in-brand', ...setAbove },
    countryId: { ...countryId, ...ro, inList: true },
    nationalNumber: { kind: 'text', label: 'National number', max: 16, default: '', ...ro },
    type: { kind: 'enum', label: 'Type', values: ['inout', 'out'], default: 'inout', inList: true, ...setAbove },
    description,
    displayName: { kind: 'text', label: 'Display name', max: 50, default: '', help: 'Shown before the caller’s number' },
    language: { kind: 'enum', label: 'Language', values: language.values, nullable: true, help: 'Empty: that of the client' },
    recordCalls: { kind: 'enum', label: 'Record calls', values: ['none', 'all', 'inbound', 'outbound'], default: 'none' },
    externalCallFilterId: { kind: 'ref', to: 'externalCallFilter', label: 'External call filter', nullable: true },
    ddiProviderId: { kind: 'ref', to: 'ddiProvider', label: 'DDI provider', nullable: true, loose: true, ...hiddenBelow },
    useDdiProviderRoutingTag: { kind: 'bool', label: 'Routing tag of the DDI provider', default: true, ...hiddenBelow },
    routingTagId: { ...routingTagId, when: { field: 'useDdiProviderRoutingTag', is: [false] }, ...hiddenBelow },
    ...routeTarget(['none', ...DDI_ROUTES]),
  },
});
export type Ddi = Row<typeof ddi>;

export const ddiProvider = defineResource('ddiProvider', {
  ...brandConfig,
  plural: 'DDI providers',
  singular: 'DDI provider',
  path: 'ddi-providers',
  title: 'name',
  fields: {
    brandId,
    name: { ...name, unique: 'in-brand' },
    description,
    transformationRuleSetId,
    proxyTrunkId,
    mediaRelaySetId,
    routingTagId: { ...routingTagId, help: 'Calls that present its DDIs go out by this tag' },
    trustPai: { kind: 'bool', label: 'Trust P-Asserted-Identity', default: true, help: 'Off: who calls is read from From only' },
  },
});
export type DdiProvider = Row<typeof ddiProvider>;

/** Two brands may share one carrier address, so an address is unique within its brand only. */
export const ddiProviderAddress = defineResource('ddiProviderAddress', {
  ...brandConfig,
  plural: 'DDI provider addresses',
  singular: 'DDI provider address',
  path: 'ddi-provider-addresses',
  title: 'ip',
  fields: {
    brandId,
    ddiProviderId: { kind: 'ref', to: 'ddiProvider', label: 'DDI provider', partOf: true, inList: true },
    ip: {
      kind: 'text',
      label: 'IP address',
      max: 45,
      pattern: '[0-9a-fA-F.:]+',
      rule: 'an IPv4 or IPv6 address',
      example: '192.0.2.10',
      unique: 'in-brand',
      inList: true,
    },
    description,
  },
});
export type DdiProviderAddress = Row<typeof ddiProviderAddress>;

const sipUser = { kind: 'text', max: 100, pattern: '[^\\s@:;<>"]+', rule: 'a SIP user without @ and spaces', example: 'account' } as const;

/** IV-70: we register with the provider, so that it sends its calls here. */
export const ddiProviderRegistration = defineResource('ddiProviderRegistration', {
  scope: { brand: 'brandId' },
  levels: brandOnly,
  inSnapshot: true,
  plural: 'DDI provider registrations',
  singular: 'DDI provider registration',
  path: 'ddi-provider-registrations',
  title: 'username',
  uniqueTogether: [['brandId', 'username', 'domain']],
  fields: {
    brandId,
    ddiProviderId: { kind: 'ref', to: 'ddiProvider', label: 'DDI provider', partOf: true, inList: true },
    username: { ...sipUser, label: 'Username', min: 1, inList: true },
    domain: { kind: 'text', label: 'Registrar', min: 1, max: 190, format: 'host', inList: true },
    realm: { kind: 'text', label: 'Realm', max: 190, nullable: true, help: 'Empty: as the registrar says' },
    authUsername: { ...sipUser, label: 'Login', nullable: true, help: 'Empty: the username' },
    authPassword: { kind: 'secret', label: 'Password', max: 100, nullable: true },
    authProxy: {
      kind: 'text',
      label: 'Sent to',
      max: 190,
      pattern: 'sip:[A-Za-z0-9.\\[\\]:-]+(;transport=(udp|tcp|tls))?',
      rule: 'a SIP address such as sip:proxy.example.com:5060',
      example: 'sip:proxy.example.com:5060',
      nullable: true,
      help: 'Empty: the registrar',
    },
    expires: { kind: 'int', label: 'Expires (s)', min: 60, max: 86_400, default: 3600 },
    multiDdi: { kind: 'bool', label: 'Many numbers', default: false, help: 'The contact is a random user: the called number comes in To' },
    contactUsername: {
      ...sipUser,
      label: 'Contact',
      nullable: true,
      when: { field: 'multiDdi', is: [false] },
      help: 'Empty: the username',
    },
    enabled: { kind: 'bool', label: 'Enabled', default: true, inList: true },
  },
});
export type DdiProviderRegistration = Row<typeof ddiProviderRegistration>;
