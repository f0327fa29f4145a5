import { isGranted, type RequestContext } from '@switchyard/kernel';
import { RESOURCES, type ResourceName } from '@switchyard/model';
import { sourceOf, type Database } from '../database.js';
import { tenantFilter } from '../repository/tenancy.js';
import { snakeCase } from '../schema/names.js';

/** How many there are at each level: tenants, endpoints and what calls go through. */
const COUNTED = {
  platform: ['brand', 'client', 'terminal', 'friend', 'residentialDevice', 'retailAccount', 'ddi', 'carrier', 'applicationServer', 'mediaRelay'], // prettier-ignore
  brand: ['client', 'user', 'terminal', 'friend', 'residentialDevice', 'retailAccount', 'ddi', 'carrier', 'ddiProvider'],
  client: ['user', 'extension', 'terminal', 'friend', 'residentialDevice', 'retailAccount', 'ddi', 'huntGroup', 'queue', 'ivr'],
  user: [],
} as const satisfies Record<string, readonly ResourceName[]>;

/** Numbers of rows in the caller's tenant by resource, in one statement; what was not granted is left out. */
export async function rowCounts(database: Database, ctx: RequestContext): Promise<Readonly<Record<string, number>>> {
  const names = (COUNTED[ctx.scope.level] as readonly ResourceName[]).filter((name) => isGranted(ctx, name, 'read'));
  if (names.length === 0) return {};
  const values: number[] = [];
  const parts = names.map((name) => {
    const where = Object.entries(tenantFilter(RESOURCES[name], ctx.scope)).map(([column, id]) => {
      values.push(id);
      return `${snakeCase(column)} = ?`;
    });
    return `(SELECT COUNT(*) FROM \`${snakeCase(name)}\`${where.length > 0 ? ` WHERE ${where.join(' AND ')}` : ''}) AS \`${name}\``;
  });
  const [row] = (await sourceOf(database).query(`SELECT ${parts.join(', ')}`, values)) as Record<string, number | string>[];
  return Object.fromEntries(names.map((name) => [name, Number(row?.[name] ?? 0)]));
}
