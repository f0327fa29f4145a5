import { EntitySchema } from 'typeorm';
import { bigNumber } from './columns.js';

/** Where each chain of the change log ends, so that entries cut off its end are missed. 0 is the platform's own chain, others are brands. */
export const changeChain = new EntitySchema<Record<string, unknown>>({
  name: 'changeChain',
  tableName: 'change_chain',
  columns: {
    chain: { type: 'int', primary: true },
    sequence: bigNumber('sequence'),
    hash: { type: 'varchar', length: 64 },
  },
});

/** A row before and after a change, whole and as it was stored, for what has revisions (NX-4): never shown, only gone back to. */
export const changeState = new EntitySchema<Record<string, unknown>>({
  name: 'changeState',
  tableName: 'change_state',
  columns: {
    revision: { ...bigNumber('revision'), primary: true },
    brandId: { name: 'brand_id', type: 'int', nullable: true },
    clientId: { name: 'client_id', type: 'int', nullable: true },
    resource: { type: 'varchar', length: 64 },
    rowId: { name: 'row_id', type: 'int' },
    stateBefore: { name: 'state_before', type: 'mediumtext', nullable: true },
    stateAfter: { name: 'state_after', type: 'mediumtext', nullable: true },
  },
  indices: [
    { name: 'ix_change_state_brand_id_revision', columns: ['brandId', 'revision'] },
    { name: 'ix_change_state_client_id_revision', columns: ['clientId', 'revision'] },
  ],
});

export const changeEntities: readonly EntitySchema[] = [changeChain, changeState];
