import { EntitySchema } from 'typeorm';
import { changeEntities } from './change-entities.js';
import { bigNumber, time } from './columns.js';
import { loginEntities } from './login-entities.js';
import { requestEntities } from './request-entities.js';

/** One row: the number of the last change of configuration. Locked by every write, so changes are numbered in commit order. */
export const configRevision = new EntitySchema<Record<string, unknown>>({
  name: 'configRevision',
  tableName: 'config_revision',
  columns: { id: { type: 'int', primary: true }, revision: bigNumber('revision') },
});

/** What changed, in which order, by whom. Followed by every process; also the beginning of an audit trail. */
export const configChange = new EntitySchema<Record<string, unknown>>({
  name: 'configChange',
  tableName: 'config_change',
  columns: {
    revision: { ...bigNumber('revision'), primary: true },
    resource: { type: 'varchar', length: 64 },
    rowId: { name: 'row_id', type: 'int' },
    operation: { type: 'varchar', length: 10 },
    brandId: { name: 'brand_id', type: 'int', nullable: true },
    clientId: { name: 'client_id', type: 'int', nullable: true },
    actor: { type: 'varchar', length: 100 },
    requestId: { name: 'request_id', type: 'varchar', length: 64 },
    changedAt: time('changed_at'),
  },
});

/** Why a call went as it did: decision, trace and attempts as JSON text, read only by the leg's id (NX-1). */
export const callTrace = new EntitySchema<Record<string, unknown>>({
  name: 'callTrace',
  tableName: 'call_trace',
  columns: {
    legUid: { name: 'leg_uid', type: 'varchar', length: 36, primary: true },
    brandId: { name: 'brand_id', type: 'int' },
    clientId: { name: 'client_id', type: 'int' },
    decision: { type: 'mediumtext' },
    trace: { type: 'mediumtext' },
    attempts: { type: 'mediumtext' },
  },
});

/** The ids that `refs` fields hold: one row for each, whatever the resource. */
export const link = new EntitySchema<Record<string, unknown>>({
  name: 'link',
  tableName: 'link',
  columns: {
    resource: { type: 'varchar', length: 40, primary: true },
    rowId: { name: 'row_id', type: 'int', primary: true },
    field: { type: 'varchar', length: 40, primary: true },
    targetId: { name: 'target_id', type: 'int', primary: true },
    position: { type: 'int' },
  },
  indices: [{ name: 'ix_link_target', columns: ['resource', 'field', 'targetId'] }],
});

export const platformEntities: readonly EntitySchema[] = [
  configRevision,
  configChange,
  callTrace,
  link,
  ...changeEntities,
  ...loginEntities,
  ...requestEntities,
];
