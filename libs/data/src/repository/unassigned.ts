import { CodedError, type RequestContext } from '@switchyard/kernel';
import { RESOURCES, type RowByName } from '@switchyard/model';
import { sourceOf, type Database } from '../database.js';
import type { ListRequest } from '../query/list-query.js';
import { Repository, type Page } from './repository.js';
import { findRow, type RowBuilder } from './stored-row.js';
import { requireAccess, tenantFilter } from './tenancy.js';

/** What a form offers to be chosen: each of these has at most one place. */
export type Assignable = 'terminal' | 'extension' | 'service';

/** The condition that nothing has the row yet; its parameters are those of the caller's scope. */
function freeOf(name: Assignable, { scope }: RequestContext): readonly [condition: string, parameters: Readonly<Record<string, number>>] {
  if (name === 'terminal') return ['NOT EXISTS (SELECT 1 FROM `user` x WHERE x.client_id = t.clientId AND x.terminal_id = t.id)', {}];
  if (name === 'extension') return ['NOT EXISTS (SELECT 1 FROM `user` x WHERE x.client_id = t.clientId AND x.extension_id = t.id)', {}];
  if (scope.level === 'client')
    return ['NOT EXISTS (SELECT 1 FROM client_service x WHERE x.client_id = :holder AND x.service_id = t.id)', { holder: scope.clientId }];
  if (scope.level === 'brand')
    return ['NOT EXISTS (SELECT 1 FROM brand_service x WHERE x.brand_id = :holder AND x.service_id = t.id)', { holder: scope.brandId }];
  throw new CodedError('level-forbidden', `services are not assigned at level ${scope.level}`, { resource: name, level: scope.level });
}

/**
 * Terminals without a user, extensions that are no user's own, services without a code at the caller's level. `keep`: a row that
 * is offered although it is taken, since the form that asks has it already. Throws as `Repository.list`.
 */
export function listUnassigned<N extends Assignable>(
  database: Database,
  ctx: RequestContext,
  name: N,
  request: ListRequest,
  keep?: number,
): Promise<Page<RowByName<N>>> {
  requireAccess(RESOURCES[name], ctx, 'read');
  const [condition, parameters] = freeOf(name, ctx);
  const narrow = (builder: RowBuilder): void => {
    if (keep === undefined) builder.andWhere(condition, parameters);
    else builder.andWhere(`(${condition} OR t.id = :keep)`, { ...parameters, keep });
  };
  return new Repository(database, name).list(ctx, request, narrow);
}

/** Users of a hunt group's client who are not in it yet; undefined when the group is not the caller's. Throws as `Repository.list`. */
export async function listAvailableUsers(
  database: Database,
  ctx: RequestContext,
  huntGroupId: number,
  request: ListRequest,
): Promise<Page<RowByName<'user'>> | undefined> {
  requireAccess(RESOURCES.huntGroup, ctx, 'read');
  requireAccess(RESOURCES.user, ctx, 'read');
  const group = await findRow(sourceOf(database).manager, 'huntGroup', {
    id: huntGroupId,
    ...tenantFilter(RESOURCES.huntGroup, ctx.scope),
  });
  if (!group) return undefined;
  return new Repository(database, 'user').list(ctx, request, (builder) => {
    builder
      .andWhere('t.clientId = :groupClient', { groupClient: group['clientId'] })
      .andWhere('NOT EXISTS (SELECT 1 FROM hunt_group_member x WHERE x.hunt_group_id = :huntGroup AND x.user_id = t.id)', {
        huntGroup: huntGroupId,
      });
  });
}
