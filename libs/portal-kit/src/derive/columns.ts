import { LEVELS, type Level } from '@switchyard/kernel';
import { fieldsAt, type AnyResource, type Field } from '@switchyard/model';

export interface Column {
  readonly key: string;
  readonly field: Field;
  readonly label: string;
  readonly align: 'start' | 'end';
}

const NUMBERS: ReadonlySet<Field['kind']> = new Set(['int', 'money']);

export const columnOf = (key: string, field: Field): Column => ({
  key,
  field,
  label: field.label,
  align: NUMBERS.has(field.kind) ? 'end' : 'start',
});

/** Columns that say whose a row is, where the caller sees several tenants: the next level's below the caller's own. */
function tenantColumn(resource: AnyResource, level: Level): string | undefined {
  const below = LEVELS[LEVELS.indexOf(level) + 1];
  return below === undefined || below === 'platform' ? undefined : resource.scope[below];
}

/** The columns of a list at a level: the fields marked `inList` that the level may read, and whose the row is. */
export function columnsOf(resource: AnyResource, level: Level): readonly Column[] {
  const tenant = tenantColumn(resource, level);
  return fieldsAt(resource, level, 'read')
    .filter(([key, field]) => field.inList === true || key === tenant)
    .map(([key, field]) => columnOf(key, field));
}

/** As the table says; else times first, newest on top; otherwise by the name of the rows; otherwise as they were made. */
export function defaultSort(resource: AnyResource, level: Level): string {
  const visible = new Map(fieldsAt(resource, level, 'read'));
  const chosen = resource.defaultSort;
  if (chosen !== undefined && visible.has(chosen.replace('-', ''))) return chosen;
  for (const key of ['startedAt', 'createdAt']) if (visible.has(key)) return `-${key}`;
  return visible.get(resource.title)?.kind === 'text' ? resource.title : 'id';
}
