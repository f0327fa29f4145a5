import { defineResource, type Row } from '../fields/resource.js';
import { brandId, clientIdOrNull } from './shared-fields.js';

/** What may be imported, and into which resource a line becomes a row. */
export const IMPORT_KINDS = {
  users: 'user',
  extensions: 'extension',
  holidays: 'holidayDate',
  numbers: 'ddi',
  rates: 'destinationRate',
} as const;
export type ImportKind = keyof typeof IMPORT_KINDS;
const kinds = Object.keys(IMPORT_KINDS) as ImportKind[];

const count = (label: string) => ({ kind: 'int', label, min: 0, max: 2_147_483_647, default: 0 }) as const;

/** IV-169, IV-190: a table of rows that was sent; worked at outside the request that sent it. */
export const importJob = defineResource('importJob', {
  plural: 'Imports',
  singular: 'Import',
  path: 'imports',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'remove', client: 'remove', user: 'none' },
  inSnapshot: false,
  records: true,
  title: 'fileName',
  defaultSort: '-createdAt',
  fields: {
    brandId,
    clientId: clientIdOrNull,
    createdAt: { kind: 'datetime', label: 'Sent', inList: true },
    kind: { kind: 'enum', label: 'Rows', values: kinds, inList: true },
    fileName: { kind: 'text', label: 'File', max: 190, inList: true },
    sha256: { kind: 'text', label: 'SHA-256', max: 64 },
    bytes: { ...count('Bytes'), max: 2_147_483_647 },
    state: {
      kind: 'enum',
      label: 'State',
      values: ['waiting', 'running', 'done', 'refused', 'failed'],
      default: 'waiting',
      inList: true,
      help: 'Refused: lines break rules, nothing was taken over. Failed: an error of ours',
    },
    dryRun: { kind: 'bool', label: 'Try only', default: false, inList: true, help: 'Everything is checked, nothing is kept' },
    partial: { kind: 'bool', label: 'Skip bad lines', default: false, help: 'Else all lines or none' },
    defaults: { kind: 'json', label: 'Values of all lines', nullable: true },
    lines: { ...count('Lines'), inList: true },
    processed: { ...count('Lines read'), inList: true },
    created: { ...count('Rows made'), inList: true },
    failed: { ...count('Lines refused'), inList: true },
    errors: { kind: 'json', label: 'What was wrong', nullable: true, help: 'The first 1000: line, field, rule and value' },
    startedAt: { kind: 'datetime', label: 'Begun', nullable: true },
    finishedAt: { kind: 'datetime', label: 'Ended', nullable: true },
    actorName: { kind: 'text', label: 'By', max: 254 },
  },
});
export type ImportJob = Row<typeof importJob>;
