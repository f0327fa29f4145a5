import { RESOURCES, type ResourceName } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import type { ConfigChange, Operation } from '../repository/config-change.js';

interface ChangeRow {
  readonly revision: number | string;
  readonly resource: string;
  readonly row_id: number;
  readonly operation: Operation;
  readonly brand_id: number | null;
  readonly client_id: number | null;
}
/** Above this it is cheaper to read everything. */
const MAX_CHANGES = 5000;

/** Changes after `since` up to `until`; undefined when they are not all there: pruned, too many, or another database. */
export async function readChanges(manager: EntityManager, since: number, until: number): Promise<readonly ConfigChange[] | undefined> {
  if (until < since || until - since > MAX_CHANGES) return undefined;
  const rows = (await manager.query(
    'SELECT revision, resource, row_id, operation, brand_id, client_id FROM config_change WHERE revision > ? AND revision <= ? ORDER BY revision',
    [since, until],
  )) as ChangeRow[];
  if (rows.length !== until - since) return undefined;
  // A newer release may know resources that this process does not.
  if (rows.some(({ resource }) => !Object.hasOwn(RESOURCES, resource))) return undefined;
  return rows.map((row) => ({
    revision: Number(row.revision),
    resource: row.resource as ResourceName,
    id: row.row_id,
    operation: row.operation,
    brandId: row.brand_id,
    clientId: row.client_id,
  }));
}
