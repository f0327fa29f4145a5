import { LEVELS, type Level, type TenantScope } from '@switchyard/kernel';
import { mayUse, RESOURCES, type AnyResource, type Field, type ResourceName } from '@switchyard/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { columnsOf, defaultSort } from '../../portal-kit/src/derive/columns.js';
import { filtersOf } from '../../portal-kit/src/derive/filters.js';
import { parseListQuery } from '../src/index.js';
import { applyListQuery } from '../src/query/apply-list-query.js';
import { isSortable } from '../src/query/list-query.js';
import { select } from '../src/repository/stored-row.js';
import { withinTenant } from '../src/repository/tenancy.js';
import { columnsOf as storedColumnsOf } from '../src/schema/columns.js';
import { snakeCase } from '../src/schema/names.js';
import { kind } from './support/config.js';
import { useDatabase } from './support/test-database.js';

const ROWS = 2500;
/** So many that walking an index for one page is cheaper than reading the whole table. */
const MANY_ROWS = 20_000;
const ROWS_PER_BRAND = 50;
const ROWS_PER_CLIENT = 10;
const names = Object.keys(RESOURCES) as ResourceName[];
const resourceOf = (name: ResourceName): AnyResource => RESOURCES[name];
const SCOPES: Readonly<Record<Level, TenantScope>> = {
  platform: { level: 'platform' },
  brand: { level: 'brand', brandId: 7 },
  client: { level: 'client', brandId: 7, clientId: 33 },
  user: { level: 'user', brandId: 7, clientId: 33, userId: 330 },
};
const TENANTS: Readonly<Record<string, string>> = {
  brand_id: `1 + n DIV ${ROWS_PER_BRAND}`,
  client_id: `1 + n DIV ${ROWS_PER_CLIENT}`,
  user_id: 'n',
};

/** A value for row n of a column, by its type; different for every row, so that it is unique too. */
function valueOf(name: string, type: unknown, length: number): string {
  const tenant = TENANTS[name];
  if (tenant !== undefined) return tenant;
  if (type === 'datetime') return "TIMESTAMP('2026-01-01') + INTERVAL n MINUTE";
  if (type === 'date') return "DATE('2026-01-01') + INTERVAL n DAY";
  if (type === 'time') return "'09:00:00'";
  if (type === 'boolean') return 'n % 2';
  if (type === 'int' || type === 'bigint' || type === 'decimal') return 'n';
  if (type === 'mediumtext') return "'{}'";
  // Few values in columns of enums, as there are.
  if (length === 32) return "CONCAT('v', n % 5)";
  return length < 4 ? 'CONV(n, 10, 36)' : "CONCAT(CONV(n, 10, 36), 'x')";
}

interface Plan {
  readonly table: string | null;
  readonly type: string | null;
  readonly key: string | null;
  readonly Extra: string | null;
}

/** Rows are reached by an index; never is a table or an index walked from one end. */
const isReached = ({ type }: Plan): boolean => type !== 'ALL' && type !== 'index';
/** The same, or an index is walked in the order of the list, so that a page ends the walk. */
const isWalked = (plan: Plan): boolean =>
  isReached(plan) || (plan.type === 'index' && plan.key !== null && !/filesort/.test(plan.Extra ?? ''));

/** A value to filter by, as the portal would send it. */
const textOf = (field: Field): string => {
  if (field.kind === 'enum' || field.kind === 'list') return field.values[0] ?? '';
  if (field.kind === 'bool') return 'true';
  if (field.kind === 'datetime') return '2026-01-02T00:00:00Z';
  if (field.kind === 'date') return '2026-01-02';
  if (field.kind === 'time') return '09:00:00';
  return field.kind === 'text' || field.kind === 'texts' ? 'abc' : '3';
};

/** The query strings of all that a list screen offers: as it opens, each order, each filter, and filters in pairs with an order. */
function queriesOf(resource: AnyResource, level: Level): readonly Record<string, string>[] {
  const orders = columnsOf(resource, level).filter(({ field }) => isSortable(field));
  const sorts = orders.flatMap(({ key }) => [key, `-${key}`]);
  const filters = filtersOf(resource, level).flatMap(({ field, names: parameters }) =>
    parameters.map((name): Filter => [name, textOf(field)]),
  );
  return [{}, ...sorts.map((sort) => ({ sort })), ...filters.map(([name, value]) => ({ [name]: value })), ...pairsOf(filters, sorts)];
}

type Filter = readonly [name: string, value: string];

/** Filters by twos, each two with an order: every filter is part of a pair. */
function pairsOf(filters: readonly Filter[], sorts: readonly string[]): readonly Record<string, string>[] {
  return Array.from({ length: Math.ceil(filters.length / 2) }, (_none, at) => {
    const sort = sorts[at % sorts.length];
    return { ...Object.fromEntries(filters.slice(2 * at, 2 * at + 2)), ...(sort === undefined ? {} : { sort }) };
  });
}

const lists = names.flatMap((name) =>
  LEVELS.filter((level) => mayUse(resourceOf(name), level, 'read')).map((level) => ({ name, level, resource: resourceOf(name) })),
);
/** Tables of the platform itself have few rows; it sees those of all tenants together, which is what search is for. */
const isWide = ({ level, resource }: (typeof lists)[number]): boolean => level === 'platform' || resource.scope.brand === undefined;

describe('every list that the portal offers', () => {
  const test = useDatabase();
  beforeAll(async () => {
    const run = test.database.createQueryRunner();
    await run.query('SET SESSION foreign_key_checks = 0');
    await run.query('CREATE TABLE numbers (n int PRIMARY KEY)');
    const values = Array.from({ length: MANY_ROWS }, (_none, n) => `(${n + 1})`);
    await run.query(`INSERT INTO numbers VALUES ${values.join(', ')}`);
    for (const name of names) {
      const columns = Object.values(storedColumnsOf(name)).map(({ name: column = 'id', type, length }) => [
        `\`${column}\``,
        column === 'id' ? 'n' : valueOf(column, type, Number(length ?? 0)),
      ]);
      const table = `\`${snakeCase(name)}\``;
      const rows = mayUse(resourceOf(name), 'platform', 'read') ? MANY_ROWS : ROWS;
      await run.query(`INSERT IGNORE INTO ${table} (${columns.map(([column]) => column).join(', ')}) SELECT ${columns.map(([, value]) => value).join(', ')} FROM numbers WHERE n <= ${rows}`); // prettier-ignore
      await run.query(`ANALYZE TABLE ${table}`);
    }
    await run.query(
      `INSERT INTO link (resource, field, row_id, target_id, position) SELECT 'voicemail', 'userIds', n, n, 0 FROM numbers UNION ALL SELECT 'proxyTrunk', 'x', n, n, 0 FROM numbers`,
    );
    await run.query('ANALYZE TABLE link');
    await run.query('SET SESSION foreign_key_checks = 1');
    await run.release();
  }, 180_000);

  async function plansOf(name: ResourceName, level: Level, query: Record<string, string>): Promise<readonly Plan[]> {
    const resource = resourceOf(name);
    const rows = withinTenant(select(test.database.manager, name), resource, SCOPES[level], 'read');
    const [sql, values] = applyListQuery(rows, resource, parseListQuery(resource, level, query)).getQueryAndParameters();
    return (await test.database.query(`EXPLAIN ${kind === 'mysql' ? 'FORMAT=TRADITIONAL ' : ''}${sql}`, values)) as Plan[];
  }

  it.each(lists.filter((list) => !isWide(list)))('reads $name at $level by an index, whatever is filtered and sorted', async (list) => {
    for (const query of queriesOf(list.resource, list.level))
      for (const plan of await plansOf(list.name, list.level, query)) expect(isReached(plan), JSON.stringify({ query, plan })).toBe(true);
  });

  it('is looked at with rows in every table', async () => {
    for (const name of names) expect(await select(test.database.manager, name).getCount(), name).toBeGreaterThan(4);
  });

  it('would be seen without its index', async () => {
    await test.database.query('ALTER TABLE contact DROP FOREIGN KEY fk_contact_brand_id, DROP FOREIGN KEY fk_contact_client_id');
    const indexes = (await test.database.query("SHOW INDEX FROM contact WHERE Column_name IN ('brand_id', 'client_id')")) as {
      Key_name: string;
    }[];
    const dropped = [...new Set(indexes.map(({ Key_name }) => `DROP INDEX ${Key_name}`))];
    await test.database.query(`ALTER TABLE contact ${dropped.join(', ')}`);
    expect((await plansOf('contact', 'brand', {})).every(isReached)).toBe(false);
  });

  it.each(lists.filter(isWide))('opens $name at $level in the order of an index', async ({ name, level }) => {
    // A table whose code of two letters keeps it small is read at once.
    if ((await select(test.database.manager, name).getCount()) < MANY_ROWS / 2) return;
    for (const query of [{}, { sort: defaultSort(resourceOf(name), level) }])
      for (const plan of await plansOf(name, level, query)) expect(isWalked(plan), JSON.stringify({ query, plan })).toBe(true);
  });
});
