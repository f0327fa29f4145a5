import { LEVELS } from '@switchyard/kernel';
import { PORTAL_LANGUAGES } from '../fields/field.js';
import { defineResource, type Row } from '../fields/resource.js';
import { brandId, clientId, clientIdOrNull, name } from './shared-fields.js';
import { description, email, logo, NOTIFICATION_TYPES } from './tenancy-fields.js';

const brandIdOrNull = { ...brandId, nullable: true } as const;

/** IV-12…14: which host shows which portal to whom, and how it looks before anybody has logged in. */
export const webPortal = defineResource('webPortal', {
  plural: 'Portals',
  singular: 'Portal',
  path: 'web-portals',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'write', brand: 'write', client: 'none', user: 'none' },
  inSnapshot: false,
  title: 'url',
  fields: {
    level: { kind: 'enum', label: 'Level', values: LEVELS, immutable: true, inList: true },
    brandId: brandIdOrNull,
    clientId: { ...clientIdOrNull, help: 'Logins of other clients are refused' },
    url: {
      kind: 'text',
      label: 'Address',
      min: 10,
      max: 190,
      pattern: 'https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9]\\d{0,4})?',
      rule: 'https:// and a lower-case host name, without a slash at the end',
      example: 'https://portal.example.com',
      unique: 'everywhere',
      inList: true,
    },
    name: { ...name, help: 'Title of the login page' },
    productName: { kind: 'text', label: 'Product name', max: 100, default: '' },
    color: {
      kind: 'text',
      label: 'Colour',
      max: 7,
      pattern: '#[0-9a-f]{6}',
      rule: 'a colour as #1f6feb',
      example: '#1f6feb',
      nullable: true,
    },
    logo,
  },
});
export type WebPortal = Row<typeof webPortal>;

/** A message the platform sends. Without a brand it is the platform's own, which every brand may use. */
export const notificationTemplate = defineResource('notificationTemplate', {
  plural: 'Notification templates',
  singular: 'Notification template',
  path: 'notification-templates',
  scope: { brand: 'brandId' },
  shared: true,
  levels: { platform: 'write', brand: 'write', client: 'none', user: 'none' },
  inSnapshot: false,
  title: 'name',
  fields: {
    brandId: brandIdOrNull,
    name: { ...name, unique: 'in-brand' },
    type: { kind: 'enum', label: 'Type', values: NOTIFICATION_TYPES, immutable: true, inList: true },
  },
});
export type NotificationTemplate = Row<typeof notificationTemplate>;

/** The words of a template in one language. Placeholders are `{{name}}`. */
export const notificationTemplateContent = defineResource('notificationTemplateContent', {
  plural: 'Notification texts',
  singular: 'Notification text',
  path: 'notification-template-contents',
  scope: { brand: 'brandId' },
  shared: true,
  levels: { platform: 'write', brand: 'write', client: 'none', user: 'none' },
  inSnapshot: false,
  title: 'subject',
  uniqueTogether: [['notificationTemplateId', 'language']],
  fields: {
    brandId: brandIdOrNull,
    notificationTemplateId: { kind: 'ref', to: 'notificationTemplate', label: 'Template', partOf: true, immutable: true, inList: true },
    language: { kind: 'enum', label: 'Language', values: PORTAL_LANGUAGES, inList: true },
    fromName: { kind: 'text', label: 'From', max: 255, default: '' },
    fromAddress: { ...email, label: 'From address', nullable: true, help: 'Empty: the address of the installation' },
    subject: { kind: 'text', label: 'Subject', min: 1, max: 255, inList: true },
    body: { kind: 'text', label: 'Text', min: 1, max: 100_000, long: true },
    bodyType: { kind: 'enum', label: 'Format', values: ['text/plain', 'text/html'], default: 'text/plain' },
  },
});
export type NotificationTemplateContent = Row<typeof notificationTemplateContent>;

const ofClient = {
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'read', client: 'write', user: 'none' },
  clientTypes: ['vpbx'],
  inSnapshot: false,
} as const;
const port = (label: string, initial: number) => ({ kind: 'int', label, min: 1, max: 65_535, default: initial }) as const;
const host = { kind: 'text', min: 1, max: 190, format: 'host', example: 'survival.example.com' } as const;

/** A server at the client's place that phones turn to while the platform is away. */
export const survivalDevice = defineResource('survivalDevice', {
  ...ofClient,
  plural: 'Survival devices',
  singular: 'Survival device',
  path: 'survival-devices',
  title: 'name',
  fields: {
    brandId,
    clientId,
    name: { ...name, unique: 'in-client' },
    proxy: { ...host, label: 'Proxy', inList: true },
    outboundProxy: { ...host, label: 'Outbound proxy', nullable: true },
    udpPort: port('UDP port', 5060),
    tcpPort: port('TCP port', 5060),
    tlsPort: port('TLS port', 5061),
    wssPort: port('WSS port', 10_081),
    description,
  },
});
export type SurvivalDevice = Row<typeof survivalDevice>;

/** Where users sit. */
export const location = defineResource('location', {
  ...ofClient,
  plural: 'Locations',
  singular: 'Location',
  path: 'locations',
  title: 'name',
  fields: {
    brandId,
    clientId,
    name: { ...name, unique: 'in-client' },
    description,
    survivalDeviceId: { kind: 'ref', to: 'survivalDevice', label: 'Survival device', nullable: true, inList: true },
  },
});
export type Location = Row<typeof location>;
