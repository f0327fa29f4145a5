import { CodedError, type RequestContext } from '@switchyard/kernel';
import { SIGHTS, type AnyResource, type Sight } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import { managerOf, type Database } from '../database.js';
import { refused } from '../errors.js';
import type { ListQuery } from '../query/list-query.js';
import { findRow } from './stored-row.js';
import { isSystem } from './tenancy.js';

const EVERYTHING: ReadonlySet<Sight> = new Set(SIGHTS);
const NOTHING: ReadonlySet<string> = new Set();

/** What the caller may see of a client's money: everything above the client, and below it what the brand allows the client. */
export async function sightsOf(source: Database | EntityManager, ctx: RequestContext): Promise<ReadonlySet<Sight>> {
  if (isSystem(ctx) || ctx.scope.level === 'platform' || ctx.scope.level === 'brand') return EVERYTHING;
  const client = await findRow(managerOf(source), 'client', { id: ctx.scope.clientId });
  const features = (client?.['features'] ?? []) as readonly string[];
  return new Set(SIGHTS.filter((sight) => features.includes(sight) && (sight !== 'invoices' || client?.['showInvoices'] === true)));
}

/** Fields of a resource that this caller does not see. Throws `level-forbidden` when it sees none of its rows. */
export async function unseenFields(manager: EntityManager, resource: AnyResource, ctx: RequestContext): Promise<ReadonlySet<string>> {
  const guarded = Object.entries(resource.fields).filter(([, { seenWith }]) => seenWith !== undefined);
  if (guarded.length === 0 && resource.seenWith === undefined) return NOTHING;
  const sights = await sightsOf(manager, ctx);
  if (resource.seenWith !== undefined && !sights.has(resource.seenWith))
    throw new CodedError('level-forbidden', `the client may not see ${resource.plural}`, { resource: resource.name, verb: 'read' });
  return new Set(guarded.flatMap(([key, { seenWith }]) => (seenWith === undefined || sights.has(seenWith) ? [] : [key])));
}

/** What is not seen cannot be found out by filter or order either. Throws `query-invalid`. */
export function refuseUnseen(
  resource: AnyResource,
  { filters, sort }: Pick<ListQuery, 'filters' | 'sort'>,
  unseen: ReadonlySet<string>,
): void {
  const asked = [...filters, ...sort].map(({ field }) => field).filter((field) => unseen.has(field));
  if (asked.length > 0)
    throw refused(
      'query-invalid',
      [...new Set(asked)].map((field) => ({ field, rule: `is not a field of ${resource.singular}`, value: null })),
    );
}

/** The same row without what is not seen: null where the field may be empty, else absent. */
export function withoutUnseen<R extends object>(resource: AnyResource, row: R, unseen: ReadonlySet<string>): R {
  const shown = row as Record<string, unknown>;
  for (const key of unseen)
    if (resource.fields[key]?.nullable) shown[key] = null;
    else delete shown[key];
  return row;
}
