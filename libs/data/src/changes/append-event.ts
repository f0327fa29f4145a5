import type { RequestContext } from '@switchyard/kernel';
import type { EntityManager } from 'typeorm';
import { lockRevision } from '../repository/config-change.js';
import type { ChangedValue } from './changed-values.js';
import { appendEntries } from './append-changes.js';

/** Something that was done and is no write of a resource: a session opened or ended, an API key made, a password reset. */
export interface LoggedEvent {
  readonly resource: string;
  readonly id: number;
  readonly title: string;
  readonly operation: 'create' | 'update' | 'delete';
  readonly brandId: number | null;
  readonly clientId: number | null;
  /** Without secrets: nothing is masked here. */
  readonly values: readonly ChangedValue[];
}

/** Adds an event to the change log of its tenant, in the caller's transaction. Takes the lock of the revision, which it does not raise. */
export async function appendEvent(manager: EntityManager, ctx: RequestContext, event: LoggedEvent): Promise<void> {
  const revision = await lockRevision(manager);
  const { id, title, values, ...facts } = event;
  await appendEntries(manager, ctx, [{ ...facts, revision, rowId: id, rowTitle: title.slice(0, 190), fieldChanges: values }]);
}
