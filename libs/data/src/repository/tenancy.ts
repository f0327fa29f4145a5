import { CodedError, isGranted, LEVELS, type Level, type RequestContext, type TenantScope, type Verb } from '@switchyard/kernel';
import { mayUse, type AnyResource, type ResourceName } from '@switchyard/model';
import { ALIAS, linkCondition, type RowBuilder } from './stored-row.js';

/** The id of the caller's tenant at a level; null when the scope does not reach that level. */
function tenantId(scope: TenantScope, level: Exclude<Level, 'platform'>): number | null {
  if (level === 'brand') return scope.level === 'platform' ? null : scope.brandId;
  if (level === 'client') return scope.level === 'client' || scope.level === 'user' ? scope.clientId : null;
  return scope.level === 'user' ? scope.userId : null;
}

/** Columns and the values they must have for a row to be the caller's (invariant I3). Empty only for the platform. */
export function tenantFilter(resource: AnyResource, scope: TenantScope): Readonly<Record<string, number>> {
  const filter: Record<string, number> = {};
  for (const level of LEVELS) {
    if (level === 'platform') continue;
    const column = resource.scope[level];
    const id = tenantId(scope, level);
    if (column !== undefined && id !== null) filter[column] = id;
  }
  return filter;
}

/**
 * Narrows a query to the caller's rows. Rows of a shared resource whose tenant column is empty belong to a level above: they
 * are read below (`read`), and never written there (`write`).
 */
export function withinTenant(builder: RowBuilder, resource: AnyResource, scope: TenantScope, use: 'read' | 'write'): RowBuilder {
  for (const [column, id] of Object.entries(tenantFilter(resource, scope))) {
    const parameter = `tenant_${column}`;
    const field = resource.fields[column];
    if (field?.kind === 'refs') builder.andWhere(linkCondition(resource.name as ResourceName, column, `= :${parameter}`));
    else if (use === 'read' && resource.shared && field?.nullable)
      builder.andWhere(`(${ALIAS}.${column} = :${parameter} OR ${ALIAS}.${column} IS NULL)`);
    else builder.andWhere(`${ALIAS}.${column} = :${parameter}`);
    builder.setParameter(parameter, id);
  }
  return builder;
}

/** The platform acting by itself passes the level matrix, never the tenant filter of its scope. */
export const isSystem = (ctx: RequestContext): boolean => ctx.actor.kind === 'system';

const SAID: Readonly<Record<Verb, string>> = { create: 'create', read: 'see', update: 'change', delete: 'delete' };

/** Throws `level-forbidden` or `not-granted` (resource, level, verb). The API refuses earlier; this is the last door. */
export function requireAccess(resource: AnyResource, ctx: RequestContext, verb: Verb): void {
  if (isSystem(ctx)) return;
  const { level } = ctx.scope;
  const facts = { resource: resource.name, level, verb };
  if (!mayUse(resource, level, verb))
    throw new CodedError('level-forbidden', `level ${level} may not ${SAID[verb]} ${resource.plural}`, facts);
  if (!isGranted(ctx, resource.name, verb))
    throw new CodedError('not-granted', `${ctx.actor.name} may not ${SAID[verb]} ${resource.plural}`, facts);
}

/** Brand and client a row belongs to, for the change feed. */
export function ownersOf(
  resource: AnyResource,
  row: Readonly<Record<string, unknown>>,
): { brandId: number | null; clientId: number | null } {
  const read = (column: string | undefined): number | null => {
    const value = column === undefined ? undefined : row[column];
    return typeof value === 'number' ? value : null;
  };
  return { brandId: read(resource.scope.brand), clientId: read(resource.scope.client) };
}
