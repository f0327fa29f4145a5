import { defineResource, type Row } from '../fields/resource.js';
import { brandId, clientId, clientIdOrNull, name } from './shared-fields.js';
import { description } from './tenancy-fields.js';

const platformOnly = { scope: {}, levels: { platform: 'write', brand: 'none', client: 'none', user: 'none' }, inSnapshot: true } as const;
/** One row of each of these is the platform's own: seeded, and never deleted. */
const isDefault = { kind: 'bool', label: 'Default', default: false, readOnly: true, inList: true } as const;
const ip = { kind: 'text', max: 45, format: 'ip' } as const;

/** IV-19: an Asterisk. The users proxy hands calls to `sipHost`; the app server drives it at `ariUrl`. */
export const applicationServer = defineResource('applicationServer', {
  ...platformOnly,
  plural: 'Application servers',
  singular: 'Application server',
  path: 'application-servers',
  title: 'name',
  uniqueTogether: [['sipHost', 'sipPort']],
  fields: {
    name: { ...name, unique: 'everywhere' },
    sipHost: { kind: 'text', label: 'SIP address', min: 1, max: 190, inList: true },
    sipPort: { kind: 'int', label: 'SIP port', min: 1, max: 65_535, default: 6060, inList: true },
    ariUrl: { kind: 'text', label: 'ARI address', min: 8, max: 200, pattern: 'https?://.+', rule: 'an http(s) address', inList: true },
    weight: {
      kind: 'int',
      label: 'Weight',
      min: 1,
      max: 100,
      default: 1,
      inList: true,
      help: 'Its share of calls, in every method but in turn',
    },
    draining: { kind: 'bool', label: 'Draining', default: false, inList: true, help: 'It gets no new calls; those it has go on' },
    enabled: { kind: 'bool', label: 'Enabled', default: true, inList: true },
  },
});
export type ApplicationServer = Row<typeof applicationServer>;

/** OS-22, OS-23: how calls are spread. Only `hash` keeps the calls of a client together, which queues, conferences and pick-up need. */
export const DISTRIBUTIONS = ['hash', 'rr', 'weighted', 'leastLoaded'] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

/** IV-20: the application servers that clients are spread over. A new server joins the default set. */
export const applicationServerSet = defineResource('applicationServerSet', {
  ...platformOnly,
  plural: 'Application server sets',
  singular: 'Application server set',
  path: 'application-server-sets',
  title: 'name',
  fields: {
    name: { ...name, unique: 'everywhere' },
    description,
    distributeMethod: {
      kind: 'enum',
      label: 'Distribution',
      values: DISTRIBUTIONS,
      default: 'hash',
      inList: true,
      help: 'By client, in turn, in turn by weight, or to the one with the fewest calls for its weight',
    },
    applicationServerIds: { kind: 'refs', to: 'applicationServer', label: 'Application servers', loose: true },
    isDefault,
  },
});
export type ApplicationServerSet = Row<typeof applicationServerSet>;

export const mediaRelaySet = defineResource('mediaRelaySet', {
  ...platformOnly,
  levels: { ...platformOnly.levels, brand: 'read' },
  plural: 'Media relay sets',
  singular: 'Media relay set',
  path: 'media-relay-sets',
  title: 'name',
  fields: { name: { ...name, unique: 'everywhere' }, description, isDefault },
});
export type MediaRelaySet = Row<typeof mediaRelaySet>;

/** IV-24: an rtpengine, reached over its ng control port. */
export const mediaRelay = defineResource('mediaRelay', {
  ...platformOnly,
  plural: 'Media relays',
  singular: 'Media relay',
  path: 'media-relays',
  title: 'name',
  fields: {
    name: { ...name, unique: 'everywhere' },
    host: { kind: 'text', label: 'Control address', min: 1, max: 190, inList: true },
    port: { kind: 'int', label: 'Control port', min: 1, max: 65_535, default: 2223, inList: true },
    weight: { kind: 'int', label: 'Weight', min: 1, max: 100, default: 1, inList: true },
    enabled: { kind: 'bool', label: 'Enabled', default: true, inList: true },
    mediaRelaySetId: { kind: 'ref', to: 'mediaRelaySet', label: 'Set', nullable: true, inList: true, help: 'Empty: the default set' },
  },
});
export type MediaRelay = Row<typeof mediaRelay>;

const socket = {
  name: { ...name, unique: 'everywhere' },
  ip: { ...ip, label: 'IP address', unique: 'everywhere', inList: true },
  advertisedIp: {
    ...ip,
    label: 'Advertised address',
    nullable: true,
    inList: true,
    help: 'What others see where the network translates addresses',
  },
  isDefault: { ...isDefault, label: 'Main' },
} as const;

/** IV-22, IV-23: an address the users proxy listens on. */
export const proxyUser = defineResource('proxyUser', {
  ...platformOnly,
  plural: 'Users proxy addresses',
  singular: 'Users proxy address',
  path: 'proxy-users',
  title: 'name',
  levels: { ...platformOnly.levels, brand: 'read', client: 'read' },
  fields: {
    ...socket,
    mode: {
      kind: 'enum',
      label: 'What it does',
      values: ['serve', 'redirect', 'balance'],
      default: 'serve',
      inList: true,
      help: 'Redirect: calls to retail accounts are answered with where they are; balance: phones are sent on to the addresses that serve',
    },
    weight: { kind: 'int', label: 'Weight', min: 1, max: 100, default: 1, help: 'Its share of the phones that are sent on' },
  },
});
export type ProxyUser = Row<typeof proxyUser>;

/** IV-22, IV-23: an address carriers and DDI providers see; which brands may choose it says the brand. */
export const proxyTrunk = defineResource('proxyTrunk', {
  ...platformOnly,
  plural: 'Trunks proxy addresses',
  singular: 'Trunks proxy address',
  path: 'proxy-trunks',
  title: 'name',
  levels: { ...platformOnly.levels, brand: 'read' },
  fields: socket,
});
export type ProxyTrunk = Row<typeof proxyTrunk>;

/** A network the guards never ban, whatever comes from it. */
export const trustedAddress = defineResource('trustedAddress', {
  ...platformOnly,
  plural: 'Trusted addresses',
  singular: 'Trusted address',
  path: 'trusted-addresses',
  title: 'network',
  fields: { network: { kind: 'text', label: 'Network', max: 49, format: 'cidr', unique: 'everywhere', inList: true }, description },
});
export type TrustedAddress = Row<typeof trustedAddress>;

/** Where a client may call from besides its countries, while it is filtered by source address. */
export const clientNetwork = defineResource('clientNetwork', {
  plural: 'Client networks',
  singular: 'Client network',
  path: 'client-networks',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'write', client: 'read', user: 'none' },
  clientTypes: ['vpbx', 'residential', 'retail'],
  inSnapshot: true,
  title: 'network',
  uniqueTogether: [['clientId', 'network']],
  fields: { brandId, clientId, network: { kind: 'text', label: 'Network', max: 49, format: 'cidr', inList: true }, description },
});
export type ClientNetwork = Row<typeof clientNetwork>;

const told = { readOnly: true, inList: true } as const;
/** Who was shut out, by which guard, and when last; deleting a row lets it in again. */
export const bannedAddress = defineResource('bannedAddress', {
  plural: 'Banned addresses',
  singular: 'Banned address',
  path: 'banned-addresses',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'remove', brand: 'remove', client: 'none', user: 'none' },
  inSnapshot: false,
  title: 'ip',
  indexes: [['blocker', 'ip'], ['lastBannedAt']],
  defaultSort: '-lastBannedAt',
  fields: {
    brandId: { ...brandId, nullable: true, readOnly: true },
    clientId: { ...clientIdOrNull, readOnly: true },
    ip: { ...ip, ...told, label: 'Address' },
    blocker: { kind: 'enum', label: 'Shut out by', values: ['antiflood', 'ipFilter', 'antiBruteForce'], ...told },
    aor: { kind: 'text', label: 'Endpoint', max: 300, nullable: true, ...told },
    description: { kind: 'text', label: 'What it said to be', max: 255, nullable: true, ...told, help: 'User-Agent' },
    lastBannedAt: { kind: 'datetime', label: 'Last time', ...told },
    bannedUntil: { kind: 'datetime', label: 'Until', nullable: true, ...told, help: 'Empty: single requests were refused' },
  },
});
export type BannedAddress = Row<typeof bannedAddress>;
