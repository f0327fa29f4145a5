import { defineResource, type Row } from '../fields/resource.js';
import { brandId, clientIdOrNull } from './shared-fields.js';

const ro = { readOnly: true } as const;
const hugeInt = { kind: 'int', min: 0, max: Number.MAX_SAFE_INTEGER, ...ro } as const;
const text = (label: string, max: number) => ({ kind: 'text', label, max, ...ro }) as const;
const hash = (label: string) => ({ ...text(label, 64), help: 'HMAC-SHA-256 in hexadecimal' }) as const;

/**
 * Who changed what, when, from where and for whom, with old and new values; secrets are masked (IV-16, NX-12). Entries of one
 * brand form a chain, each hash covering the one before; those of no brand form the platform's own. Never changed or deleted.
 */
export const changeEntry = defineResource('changeEntry', {
  plural: 'Changes',
  singular: 'Change',
  path: 'changes',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'read', brand: 'read', client: 'read', user: 'none' },
  inSnapshot: false,
  records: true,
  title: 'rowTitle',
  defaultSort: '-changedAt',
  uniqueTogether: [['chain', 'sequence']],
  indexes: [['changedAt'], ['resource', 'rowId'], ['revision'], ['actorId']],
  fields: {
    brandId: { ...brandId, ...ro, nullable: true },
    clientId: { ...clientIdOrNull, ...ro },
    revision: {
      ...hugeInt,
      label: 'Revision',
      inList: true,
      help: 'Number of the change of configuration; the same for everything written together',
    },
    changedAt: { kind: 'datetime', label: 'Changed', inList: true, ...ro },
    operation: { kind: 'enum', label: 'Operation', values: ['create', 'update', 'delete'], inList: true, ...ro },
    resource: { ...text('Resource', 64), inList: true },
    rowId: { ...hugeInt, label: 'Id', inList: true },
    rowTitle: { ...text('Name', 190), inList: true },
    actorKind: { kind: 'enum', label: 'Kind of author', values: ['administrator', 'user', 'system'], ...ro },
    actorId: { ...hugeInt, label: 'Author id' },
    actorName: { ...text('Author', 190), inList: true },
    behalf: { kind: 'json', label: 'Impersonated by', nullable: true, ...ro, help: 'Who really sat there, highest level first' },
    apiKeyId: { ...hugeInt, label: 'API key', nullable: true },
    ip: { ...text('From address', 45), nullable: true },
    requestId: text('Request', 64),
    comment: { ...text('Comment', 500), nullable: true, inList: true },
    fieldChanges: { kind: 'json', label: 'Values', ...ro, help: 'Each changed field with its old and its new value' },
    chain: { ...hugeInt, label: 'Chain', hiddenAt: ['client', 'user'] },
    sequence: { ...hugeInt, label: 'Number in the chain', hiddenAt: ['client', 'user'] },
    hash: hash('Hash'),
  },
});
export type ChangeEntry = Row<typeof changeEntry>;

/** One write of a change set: the resource by its name in the model, the body as in a request of its own. */
export interface ChangeOperation {
  readonly operation: 'create' | 'update' | 'delete';
  readonly resource: string;
  readonly id?: number;
  readonly body?: Readonly<Record<string, unknown>>;
}

/**
 * Changes of how calls are led and rated that are written together, at once or when their time has come (NX-4). One that is still
 * waiting is called off by deleting it.
 */
export const changeSet = defineResource('changeSet', {
  plural: 'Change sets',
  singular: 'Change set',
  path: 'change-sets',
  scope: { brand: 'brandId', client: 'clientId' },
  levels: { platform: 'none', brand: 'remove', client: 'remove', user: 'none' },
  inSnapshot: false,
  title: 'comment',
  defaultSort: '-activateAt',
  indexes: [['status', 'activateAt']],
  fields: {
    brandId: { ...brandId, ...ro },
    clientId: { ...clientIdOrNull, ...ro },
    comment: { ...text('Comment', 500), inList: true },
    status: { kind: 'enum', label: 'Status', values: ['scheduled', 'active', 'failed'], inList: true, ...ro },
    activateAt: { kind: 'datetime', label: 'Activate', inList: true, ...ro },
    activatedAt: { kind: 'datetime', label: 'Activated', nullable: true, inList: true, ...ro },
    operations: { kind: 'json', label: 'Operations', ...ro },
    author: { kind: 'json', label: 'Author', hiddenAt: ['platform', 'brand', 'client', 'user'], ...ro },
    error: { ...text('Reason of the failure', 1000), nullable: true },
  },
});
export type ChangeSet = Row<typeof changeSet>;
