import { defineResource, type Row } from '../fields/resource.js';
import { brandId, name } from './shared-fields.js';

const may = (label: string) => ({ kind: 'bool', label, default: false, inList: true }) as const;

/** IV-9: what a restricted administrator may do with one resource; what has no row is closed. */
export const administratorGrant = defineResource('administratorGrant', {
  plural: 'Administrator grants',
  singular: 'Administrator grant',
  path: 'administrator-grants',
  scope: { brand: 'brandId' },
  levels: { platform: 'write', brand: 'write', client: 'none', user: 'none' },
  inSnapshot: false,
  title: 'resource',
  uniqueTogether: [['administratorId', 'resource']],
  fields: {
    /** Follows from the administrator. */
    brandId: { ...brandId, nullable: true, readOnly: true },
    administratorId: { kind: 'ref', to: 'administrator', label: 'Administrator', partOf: true, immutable: true, inList: true },
    resource: {
      kind: 'text',
      label: 'Resource',
      min: 2,
      max: 64,
      pattern: '[a-z][A-Za-z0-9]*',
      rule: 'the name of a resource, as carrier',
      example: 'carrier',
      immutable: true,
      inList: true,
    },
    mayCreate: may('Create'),
    mayRead: may('Read'),
    mayUpdate: may('Change'),
    mayDelete: may('Delete'),
  },
});
export type AdministratorGrant = Row<typeof administratorGrant>;

/** An identity provider (OpenID Connect) whose people log in at a portal without a password of ours. */
export const singleSignOn = defineResource('singleSignOn', {
  plural: 'Single sign-on',
  singular: 'Single sign-on',
  path: 'single-sign-on',
  scope: { brand: 'brandId' },
  levels: { platform: 'write', brand: 'write', client: 'none', user: 'none' },
  inSnapshot: false,
  title: 'name',
  fields: {
    /** Follows from the portal. */
    brandId: { ...brandId, nullable: true, readOnly: true },
    webPortalId: { kind: 'ref', to: 'webPortal', label: 'Portal', partOf: true, immutable: true, unique: 'everywhere', inList: true },
    name: { ...name, help: 'What the button of the login page says' },
    issuer: {
      kind: 'text',
      label: 'Issuer',
      min: 8,
      max: 500,
      format: 'url',
      example: 'https://id.example.com',
      inList: true,
      help: 'Address whose /.well-known/openid-configuration describes the provider',
    },
    identifier: { kind: 'text', label: 'Client identifier', min: 1, max: 255, help: 'Name under which the provider knows this portal' },
    secret: { kind: 'secret', label: 'Client secret', max: 500, nullable: true },
    claim: {
      kind: 'enum',
      label: 'Who it is',
      values: ['email', 'preferred_username'],
      default: 'email',
      help: 'email: the verified e-mail address of the login; preferred_username: its username',
    },
    active: { kind: 'bool', label: 'Active', default: true, inList: true },
  },
});
export type SingleSignOn = Row<typeof singleSignOn>;
