import { isSecretField, type ResourceName } from '@switchyard/model';
import type { EntityManager, ObjectLiteral } from 'typeorm';
import { fieldEntries } from '../schema/references.js';
import { fromColumns, propertiesOf } from '../schema/row-shape.js';
import { readLinks } from './links.js';
import { ALIAS, type RowBuilder } from './stored-row.js';

type Row = Record<string, unknown>;
/** Few enough to die young in memory, many enough that the way to the database does not count. */
const ROWS_PER_BATCH = 1000;

/** One column of a batch: where it stands in the raw row, and how its value becomes that of the row. */
interface Reader {
  readonly property: string;
  readonly from: string;
  readonly read: ((value: unknown) => unknown) | undefined;
}

/** Column types whose driver value is the row's. */
const PLAIN: ReadonlySet<unknown> = new Set(['varchar', 'int', 'decimal', 'mediumtext', 'text', 'time']);

function readersOf(manager: EntityManager, name: ResourceName, properties: readonly string[]): Reader[] {
  const { driver } = manager.connection;
  const metadata = manager.connection.getMetadata(name);
  return properties.flatMap((property) => {
    const column = metadata.findColumnWithPropertyName(property);
    if (!column) return [];
    const isPlain = column.transformer === undefined && PLAIN.has(column.type);
    const read = isPlain ? undefined : (value: unknown): unknown => driver.prepareHydratedValue(value, column);
    return [{ property, from: `${ALIAS}_${column.databaseName}`, read }];
  });
}

/** Rows after the last one in the order of the query; empty values come first, as both databases sort them. */
function after(builder: RowBuilder, order: readonly (readonly [property: string, isDescending: boolean])[], last: Row): void {
  const terms = order.map(([property, isDescending], at) => {
    const column = `${ALIAS}.${property}`;
    const value = last[property];
    builder.setParameter(`after${at}`, value);
    const isNull = value === null || value === undefined;
    const beyond = isDescending
      ? isNull
        ? 'FALSE'
        : `(${column} < :after${at} OR ${column} IS NULL)`
      : isNull
        ? `${column} IS NOT NULL`
        : `${column} > :after${at}`;
    return { beyond, same: isNull ? `${column} IS NULL` : `${column} = :after${at}` };
  });
  const either = terms.map(({ beyond }, at) => [...terms.slice(0, at).map(({ same }) => same), beyond].join(' AND '));
  builder.andWhere(`(${either.map((term) => `(${term})`).join(' OR ')})`);
  // What follows from the condition above and lets the index of the order be entered where it goes on.
  const [first] = order;
  const value = first && last[first[0]];
  if (first && !first[1] && value !== null && value !== undefined && order.length > 1) builder.andWhere(`${ALIAS}.${first[0]} >= :after0`);
}

/**
 * All rows of an ordered query, batch by batch: each begins after the last row of the one before, so neither memory nor the
 * time of a batch grows with what was read, and no transaction stays open while a slow reader takes its time. `keys`: the
 * fields that are wanted; without them all.
 */
export async function* rowBatches(
  manager: EntityManager,
  name: ResourceName,
  ordered: () => RowBuilder,
  keys?: ReadonlySet<string>,
): AsyncGenerator<Row[], void, undefined> {
  const fields = fieldEntries(name).filter(([key, field]) => !isSecretField(field) && (keys === undefined || keys.has(key)));
  const sorted = Object.entries(ordered().expressionMap.orderBys).map(
    ([column, direction]) => [column.slice(ALIAS.length + 1), direction === 'DESC'] as const,
  );
  const shown = fields.flatMap(([key, field]) => propertiesOf(key, field));
  const properties = [...new Set(['id', ...shown, ...sorted.map(([property]) => property)])];
  const readers = readersOf(manager, name, properties);
  const hasLinks = fields.some(([, { kind }]) => kind === 'refs');
  const read = async (last: Row | undefined): Promise<ObjectLiteral[]> => {
    const builder = ordered()
      .select(properties.map((property) => `${ALIAS}.${property}`))
      .offset(undefined)
      .limit(ROWS_PER_BATCH);
    if (last) after(builder, sorted, last);
    return builder.getRawMany<ObjectLiteral>();
  };
  // The database reads the next batch while this one is on its way to the reader; no further.
  let coming = read(undefined);
  for (;;) {
    const raw = await coming;
    const end = raw.length < ROWS_PER_BATCH ? undefined : raw.at(-1);
    if (end) {
      // As the driver gave it: compared by the database with its own values.
      coming = read(Object.fromEntries(readers.map(({ property, from }) => [property, end[from] as unknown])));
      // Whoever reads on learns of a failure; whoever stops must not end the process with it.
      coming.catch(() => undefined);
    }
    const rows = raw.map((values) => {
      const row: Row = {};
      for (const { property, from, read: valueOf } of readers) row[property] = valueOf ? valueOf(values[from]) : values[from];
      return row;
    });
    for (const row of rows) fromColumns(name, row);
    if (hasLinks) await readLinks(manager, name, rows);
    if (rows.length > 0) yield rows;
    if (!end) return;
  }
}
