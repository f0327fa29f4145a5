import { defineResource, type Row } from '../fields/resource.js';
import { name } from './shared-fields.js';

const platformOnly = { scope: {}, levels: { platform: 'write', brand: 'none', client: 'none', user: 'none' }, inSnapshot: true } as const;

/** IV-19: an Asterisk. The users proxy hands calls to `sipHost`; the app server drives it at `ariUrl`. */
export const applicationServer = defineResource('applicationServer', {
  ...platformOnly,
  plural: 'Application servers',
  singular: 'Application server',
  path: 'application-servers',
  title: 'name',
  fields: {
    name: { ...name, unique: 'everywhere' },
    sipHost: { kind: 'text', label: 'SIP address', min: 1, max: 190, inList: true },
    sipPort: { kind: 'int', label: 'SIP port', min: 1, max: 65_535, default: 6060, inList: true },
    ariUrl: { kind: 'text', label: 'ARI address', min: 8, max: 200, pattern: 'https?://.+', rule: 'an http(s) address', inList: true },
    enabled: { kind: 'bool', label: 'Enabled', default: true, inList: true },
  },
});
export type ApplicationServer = Row<typeof applicationServer>;

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
  },
});
export type MediaRelay = Row<typeof mediaRelay>;
