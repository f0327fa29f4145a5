import { isoOf, messageOf, type RequestContext } from '@switchyard/kernel';
import type { ResourceName } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import { appendChanges } from '../changes/append-changes.js';
import type { Database } from '../database.js';
import { resourceOf } from '../schema/references.js';
import type { StoredRow } from './stored-row.js';
import { ownersOf } from './tenancy.js';

export const CONFIG_CHANNEL = 'sy:config';
export type Operation = 'create' | 'update' | 'delete';
/** How many changes the feed keeps; whoever is further behind reloads everything. */
const KEPT_CHANGES = 100_000;
const PRUNE_EVERY = 1000;

/** One committed write of configuration. Revisions have no holes and grow in commit order. */
export interface ConfigChange {
  readonly revision: number;
  readonly resource: ResourceName;
  readonly id: number;
  readonly operation: Operation;
  readonly brandId: number | null;
  readonly clientId: number | null;
}

/** Takes the lock that orders all writes of configuration; first statement of their transactions. */
export async function lockRevision(manager: EntityManager): Promise<number> {
  const [row] = (await manager.query('SELECT revision FROM config_revision WHERE id = 1 FOR UPDATE')) as { revision: number | string }[];
  return Number(row?.revision ?? 0);
}

/** A write to be recorded: the row as it was and as it is, hidden columns included. */
export interface Recorded {
  readonly name: ResourceName;
  readonly operation: Operation;
  /** Undefined at creation. */
  readonly before: StoredRow | undefined;
  /** Undefined at deletion. */
  readonly after: StoredRow | undefined;
}

/**
 * Numbers and records the writes of a transaction, the first one as `revision`; `lockRevision` was called before. Answers the
 * changes in their order.
 */
export async function recordChanges(
  manager: EntityManager,
  ctx: RequestContext,
  revision: number,
  writes: readonly Recorded[],
): Promise<readonly ConfigChange[]> {
  const changes = writes.flatMap(({ name, operation, before, after }, at): ConfigChange[] => {
    const row = after ?? before;
    return row ? [{ revision: revision + at, resource: name, id: row.id, operation, ...ownersOf(resourceOf(name), row) }] : [];
  });
  const last = changes.at(-1);
  if (!last) return [];
  const by = {
    actor: `${ctx.actor.kind}:${ctx.actor.name}`.slice(0, 100),
    requestId: ctx.requestId.slice(0, 64),
    changedAt: isoOf(Date.now()),
  };
  await manager.query('UPDATE config_revision SET revision = ? WHERE id = 1', [last.revision]);
  await manager.insert('configChange', changes.map(({ id, ...change }) => ({ ...change, rowId: id, ...by }))); // prettier-ignore
  await appendChanges(
    manager,
    ctx,
    writes.map(({ name, operation, before, after }, at) => ({
      revision: revision + at,
      name,
      id: (after ?? before)?.id ?? 0,
      operation,
      before,
      after,
    })),
  );
  if (Math.trunc(last.revision / PRUNE_EVERY) !== Math.trunc((revision - 1) / PRUNE_EVERY))
    await manager.query('DELETE FROM config_change WHERE revision <= ?', [last.revision - KEPT_CHANGES]);
  return changes;
}

/** Tells other processes after the commit. Not awaited and never fatal: they also look by themselves every 500 ms. */
export function publishChange(database: Database, { revision, resource, id }: ConfigChange): void {
  const { publisher, log } = database;
  if (publisher?.status !== 'ready') return;
  publisher
    .publish(CONFIG_CHANNEL, JSON.stringify({ revision, resource, id }))
    .catch((thrown: unknown) => log.warn('could not publish a configuration change', { revision, error: messageOf(thrown) }));
}
