import { CodedError, LEVELS, type Level, type RequestContext, type TenantScope } from '@switchyard/kernel';
import type { AnyResource } from '@switchyard/model';

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

/** The platform acting by itself passes the level matrix, never the tenant filter of its scope. */
export const isSystem = (ctx: RequestContext): boolean => ctx.actor.kind === 'system';

/** Throws `level-forbidden` (resource, level, access). The API refuses earlier; this is the last door. */
export function requireAccess(resource: AnyResource, ctx: RequestContext, access: 'read' | 'write'): void {
  const granted = isSystem(ctx) ? 'write' : resource.levels[ctx.scope.level];
  if (granted === 'write' || granted === access) return;
  const words = access === 'write' ? 'change' : 'see';
  throw new CodedError('level-forbidden', `level ${ctx.scope.level} may not ${words} ${resource.plural}`, {
    resource: resource.name,
    level: ctx.scope.level,
    access,
  });
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
