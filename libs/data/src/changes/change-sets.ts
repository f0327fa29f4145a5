import { CodedError, isoOf, messageOf, type RequestContext, type TenantScope } from '@switchyard/kernel';
import { RESOURCES, type ChangeOperation, type FieldProblem, type ResourceName } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { type Database, sourceOf } from '../database.js';
import { isDatabaseAway, refused } from '../errors.js';
import { inOneWrite, type Repositories } from '../repository/in-one-write.js';
import { isRevisioned } from './revisioned.js';

const MAX_OPERATIONS = 1000;
const MAX_COMMENT = 500;
const MAX_ERROR = 1000;

const operation = z.strictObject({
  operation: z.enum(['create', 'update', 'delete']),
  resource: z.string(),
  id: z.int().positive().optional(),
  body: z.record(z.string(), z.unknown()).optional(),
});
/** `POST …/change-sets`. Without `activateAt` it is written at once. */
export const changeSetBody = z.strictObject({
  comment: z.string().min(1).max(MAX_COMMENT),
  activateAt: z.iso.datetime().optional(),
  operations: z.array(operation).min(1).max(MAX_OPERATIONS),
});
export type ChangeSetBody = z.infer<typeof changeSetBody>;

/** Thrown to take back what was only tried. */
class OnlyTried extends Error {}

function check(operations: ChangeSetBody['operations']): readonly ChangeOperation[] {
  const problems = operations.flatMap(({ operation: verb, resource, id }, at): FieldProblem[] => {
    const field = `operations.${at}`;
    if (!Object.hasOwn(RESOURCES, resource) || !isRevisioned(resource as ResourceName))
      return [{ field: `${field}.resource`, rule: 'must be a resource that has revisions', value: resource }];
    if ((verb === 'create') !== (id === undefined))
      return [{ field: `${field}.id`, rule: verb === 'create' ? 'is given by the platform' : 'is required', value: id ?? null }];
    return [];
  });
  if (problems.length > 0) throw refused('body-invalid', problems);
  return operations as readonly ChangeOperation[];
}

/** Names the operation that a refusal is about. */
function located(thrown: unknown, at: number): unknown {
  if (!(thrown instanceof CodedError)) return thrown;
  const errors = Array.isArray(thrown.facts['errors']) ? (thrown.facts['errors'] as { field: string; rule: string; value: unknown }[]) : [];
  const within = errors.map((error) => ({ ...error, field: `operations.${at}.body.${error.field}` }));
  return new CodedError(
    thrown.code,
    `operation ${at}: ${thrown.message}`,
    { ...thrown.facts, errors: within.length > 0 ? within : [{ field: `operations.${at}`, rule: thrown.message, value: null }] },
    { cause: thrown },
  );
}

/** Writes all operations, each with the rights and the tenant of `ctx`; the first refusal names its operation. */
async function write(repository: Repositories, ctx: RequestContext, operations: readonly ChangeOperation[]): Promise<void> {
  for (const [at, { operation: verb, resource, id = 0, body = {} }] of operations.entries()) {
    const rows = repository(resource as ResourceName);
    const missing = () => new CodedError('not-found', `there is no ${RESOURCES[rows.name].singular} with the id ${id}`, { id });
    try {
      if (verb === 'create') await rows.create(ctx, body);
      else if (verb === 'update') {
        if (!(await rows.update(ctx, id, body))) throw missing();
      } else if (!(await rows.remove(ctx, id))) throw missing();
    } catch (thrown) {
      throw located(thrown, at);
    }
  }
}

function tenantColumns(scope: TenantScope): { readonly brandId: number; readonly clientId: number | null } {
  if (scope.level === 'brand') return { brandId: scope.brandId, clientId: null };
  if (scope.level === 'client') return { brandId: scope.brandId, clientId: scope.clientId };
  throw new CodedError('level-forbidden', `level ${scope.level} has no change sets`, { level: scope.level });
}

/**
 * Takes a set of changes: checks it whole as if it were written now, and keeps it until `activateAt`, or writes it at once. Answers
 * the id of the set. Throws what the single writes throw, with the operation in the field's name.
 */
export async function addChangeSet(database: Database, ctx: RequestContext, body: ChangeSetBody): Promise<number> {
  const tenant = tenantColumns(ctx.scope);
  const operations = check(body.operations);
  const author: RequestContext = { ...ctx, comment: body.comment };
  const isDue = body.activateAt === undefined;
  const now = isoOf(Date.now());
  const row = {
    ...tenant,
    comment: body.comment,
    status: isDue ? 'active' : 'scheduled',
    activateAt: body.activateAt === undefined ? now : new Date(body.activateAt).toISOString(),
    activatedAt: isDue ? now : null,
    operations,
    author: { actor: ctx.actor, scope: ctx.scope, behalf: ctx.behalf ?? [], apiKeyId: ctx.apiKeyId ?? null },
    error: null,
  };
  const insert = async (manager: EntityManager): Promise<number> => Number((await manager.insert('changeSet', row)).identifiers[0]?.['id']);
  if (isDue)
    return inOneWrite(database, author, async (repository, { manager }) => {
      await write(repository, author, operations);
      return insert(manager);
    });
  await inOneWrite(database, author, async (repository) => {
    await write(repository, author, operations);
    throw new OnlyTried();
  }).catch((thrown: unknown) => {
    if (!(thrown instanceof OnlyTried)) throw thrown;
  });
  return insert(sourceOf(database).manager);
}

interface WaitingSet {
  readonly id: number;
  readonly comment: string;
  readonly status: string;
  readonly operations: readonly ChangeOperation[];
  readonly author: Pick<RequestContext, 'actor' | 'scope' | 'behalf'> & { readonly apiKeyId: number | null };
}

/** The author as he was, with the reason of the set. */
function authorOf({ id, comment, author: { apiKeyId, ...author } }: WaitingSet): RequestContext {
  return { ...author, ...(apiKeyId === null ? {} : { apiKeyId }), requestId: `change-set-${id}`, comment };
}

/**
 * Writes every set that is due, each in one transaction with its own status; a set that is refused by then is marked as failed with the
 * reason and changes nothing. May run in several processes at once: a set is written once. Answers how many were due.
 */
export async function activateDueSets(database: Database, nowMs = Date.now()): Promise<number> {
  const due = (await setsOf(sourceOf(database).manager)
    .where("t.status = 'scheduled' AND t.activateAt <= :now", { now: new Date(nowMs) })
    .orderBy('t.activateAt')
    .getMany()) as WaitingSet[];
  for (const set of due) await activate(database, set);
  return due.length;
}

const setsOf = (manager: EntityManager) => manager.createQueryBuilder<WaitingSet>('changeSet', 't');

async function activate(database: Database, set: WaitingSet): Promise<void> {
  const ctx = authorOf(set);
  try {
    await inOneWrite(database, ctx, async (repository, { manager }) => {
      // The lock of the revision is held: whoever comes second finds it done.
      const now = await setsOf(manager).where('t.id = :id', { id: set.id }).setLock('pessimistic_write').getOne();
      if (now?.status !== 'scheduled') return;
      await write(repository, ctx, set.operations);
      await manager.update('changeSet', { id: set.id }, { status: 'active', activatedAt: isoOf(Date.now()) });
    });
  } catch (thrown) {
    // An absent database is no reason to give a set up.
    if (isDatabaseAway(thrown)) throw thrown;
    const error = messageOf(thrown).slice(0, MAX_ERROR);
    await sourceOf(database).manager.update(
      'changeSet',
      { id: set.id, status: 'scheduled' },
      { status: 'failed', error, activatedAt: isoOf(Date.now()) },
    );
  }
}
