import { isoOf, type RequestContext } from '@switchyard/kernel';
import type { ResourceName } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import type { Database } from '../database.js';
import { ownersOf } from '../repository/tenancy.js';
import type { StoredRow } from '../repository/stored-row.js';
import type { SecretBox } from '../secrets/secret-box.js';
import { resourceOf } from '../schema/references.js';
import { CHAIN_START, hashOf, type ChainedEntry } from './chain.js';
import { changedValues } from './changed-values.js';
import { isRevisioned } from './revisioned.js';
import { MAX_TITLE, titleOf } from './row-title.js';

/** One write of one row, as the transaction that makes it saw it. */
export interface RowChange {
  readonly revision: number;
  readonly name: ResourceName;
  readonly id: number;
  readonly operation: 'create' | 'update' | 'delete';
  /** Whole stored rows, hidden columns included; undefined: there was or is none. */
  readonly before: StoredRow | undefined;
  readonly after: StoredRow | undefined;
}
type Author = Pick<ChainedEntry, 'actorKind' | 'actorId' | 'actorName' | 'behalf' | 'apiKeyId' | 'ip' | 'requestId' | 'comment'>;

const MAX_COMMENT = 500;
const MAX_REQUEST_ID = 64;
const ROWS_PER_INSERT = 200;

const authorOf = (ctx: RequestContext): Author => ({
  actorKind: ctx.actor.kind,
  actorId: ctx.actor.id,
  actorName: ctx.actor.name.slice(0, MAX_TITLE),
  behalf: ctx.behalf && ctx.behalf.length > 0 ? ctx.behalf : null,
  apiKeyId: ctx.apiKeyId ?? null,
  ip: ctx.ip ?? null,
  requestId: ctx.requestId.slice(0, MAX_REQUEST_ID),
  comment: ctx.comment?.slice(0, MAX_COMMENT) ?? null,
});

/** Where a chain ends now; its first entry has the number 1. */
async function endOf(manager: EntityManager, chain: number): Promise<{ sequence: number; hash: string; isNew: boolean }> {
  const [end] = (await manager.query('SELECT sequence, hash FROM change_chain WHERE chain = ?', [chain])) as {
    sequence: number | string;
    hash: string;
  }[];
  return { sequence: Number(end?.sequence ?? 0), hash: end?.hash ?? CHAIN_START, isNew: end === undefined };
}

async function appendToChain(
  manager: EntityManager,
  secrets: SecretBox,
  chain: number,
  entries: readonly Omit<ChainedEntry, 'chain' | 'sequence'>[],
): Promise<void> {
  const { isNew, ...end } = await endOf(manager, chain);
  const rows = entries.map((facts) => {
    const entry: ChainedEntry = { chain, sequence: end.sequence + 1, ...facts };
    end.sequence = entry.sequence;
    end.hash = hashOf(secrets, end.hash, entry);
    return { ...entry, hash: end.hash };
  });
  for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) await manager.insert('changeEntry', rows.slice(at, at + ROWS_PER_INSERT));
  await manager.query(
    isNew
      ? 'INSERT INTO change_chain (sequence, hash, chain) VALUES (?, ?, ?)'
      : 'UPDATE change_chain SET sequence = ?, hash = ? WHERE chain = ?',
    [end.sequence, end.hash, chain],
  );
}

/** Whole rows of what has revisions, to go back to. */
async function keepStates(manager: EntityManager, changes: readonly RowChange[]): Promise<void> {
  const states = changes
    .filter(({ name }) => isRevisioned(name))
    .map(({ revision, name, id, before, after }) => ({
      revision,
      ...ownersOf(resourceOf(name), after ?? before ?? {}),
      resource: name,
      rowId: id,
      stateBefore: before === undefined ? null : JSON.stringify(before),
      stateAfter: after === undefined ? null : JSON.stringify(after),
    }));
  for (let at = 0; at < states.length; at += ROWS_PER_INSERT) await manager.insert('changeState', states.slice(at, at + ROWS_PER_INSERT));
}

type Facts = Omit<ChainedEntry, keyof Author | 'chain' | 'sequence' | 'changedAt'>;

/** Adds entries to the chains of their brands, with their author. The caller holds the lock of the revision, so no chain forks. */
export async function appendEntries(manager: EntityManager, ctx: RequestContext, entries: readonly Facts[]): Promise<void> {
  const { secrets } = manager.connection as unknown as Database;
  const by = { ...authorOf(ctx), changedAt: isoOf(Date.now()) };
  const byChain = new Map<number, (Facts & typeof by)[]>();
  for (const facts of entries) {
    const chain = facts.brandId ?? 0;
    const known = byChain.get(chain);
    if (known) known.push({ ...facts, ...by });
    else byChain.set(chain, [{ ...facts, ...by }]);
  }
  for (const [chain, of] of byChain) await appendToChain(manager, secrets, chain, of);
}

/**
 * Adds changes to the log of their tenants, in the transaction that makes them: either both are there or neither (IV-16). Keeps the
 * whole rows of what has revisions (NX-4).
 */
export async function appendChanges(manager: EntityManager, ctx: RequestContext, changes: readonly RowChange[]): Promise<void> {
  await appendEntries(
    manager,
    ctx,
    changes.map(({ revision, name, id, operation, before, after }) => ({
      revision,
      operation,
      resource: name,
      rowId: id,
      rowTitle: titleOf(name, after ?? before),
      ...ownersOf(resourceOf(name), after ?? before ?? {}),
      fieldChanges: changedValues(name, before, after),
    })),
  );
  await keepStates(manager, changes);
}
