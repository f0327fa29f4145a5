import { isoOf, messageOf, type RequestContext } from '@switchyard/kernel';
import type { ResourceName } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import type { Database } from '../database.js';
import { resourceOf } from '../schema/references.js';
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

/** Numbers and records a write in its own transaction; `lockRevision` was called before. */
export async function recordChange(
  manager: EntityManager,
  ctx: RequestContext,
  revision: number,
  name: ResourceName,
  operation: Operation,
  row: Readonly<Record<string, unknown>> & { readonly id: number },
): Promise<ConfigChange> {
  const owners = ownersOf(resourceOf(name), row);
  await manager.query('UPDATE config_revision SET revision = ? WHERE id = 1', [revision]);
  await manager.insert('configChange', {
    revision,
    resource: name,
    rowId: row.id,
    operation,
    ...owners,
    actor: `${ctx.actor.kind}:${ctx.actor.name}`.slice(0, 100),
    requestId: ctx.requestId.slice(0, 64),
    changedAt: isoOf(Date.now()),
  });
  if (revision % PRUNE_EVERY === 0) await manager.query('DELETE FROM config_change WHERE revision <= ?', [revision - KEPT_CHANGES]);
  return { revision, resource: name, id: row.id, operation, ...owners };
}

/** Tells other processes after the commit. Not awaited and never fatal: they also look by themselves every 500 ms. */
export function publishChange(database: Database, { revision, resource, id }: ConfigChange): void {
  const { publisher, log } = database;
  if (publisher?.status !== 'ready') return;
  publisher
    .publish(CONFIG_CHANNEL, JSON.stringify({ revision, resource, id }))
    .catch((thrown: unknown) => log.warn('could not publish a configuration change', { revision, error: messageOf(thrown) }));
}
