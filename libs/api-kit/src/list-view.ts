import type { Level } from '@switchyard/kernel';
import { fieldsAt, viewOf, type Field, type Resource } from '@switchyard/model';
import { refusal, type FieldProblem } from './problem.js';
import { inZone, isZone } from './zone-time.js';

type Row = Readonly<Record<string, unknown>>;
type Query = Readonly<Record<string, unknown>>;

/** How rows are to be shown: which fields, in which time zone, in which form. */
export interface View {
  /** The rest of the query string: filters, order, page. */
  readonly rest: Query;
  readonly asCsv: boolean;
  /** Fields that are shown, in this order. */
  readonly columns: readonly (readonly [key: string, field: Field | undefined])[];
  /** True when not every field was asked for. */
  readonly isProjection: boolean;
  readonly timezone?: string;
  readonly show: (row: Row) => Record<string, unknown>;
}

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value : [value]).flatMap((one) => String(one).split(','));

/** Whether CSV is asked for: by `format=csv`, else by the first type of `Accept` that is known. */
function csvAsked(format: unknown, accept: string | undefined, problems: FieldProblem[]): boolean {
  if (format === 'csv') return true;
  if (format !== undefined && format !== 'json') problems.push({ field: 'format', rule: 'must be csv or json', value: format });
  if (format !== undefined || accept === undefined) return false;
  const types = accept.split(',').map((type) => type.split(';')[0]?.trim().toLowerCase());
  return types.find((type) => type === 'text/csv' || type === 'application/json' || type === '*/*') === 'text/csv';
}

/**
 * The parameters that say how rows are shown: `_properties` (fields, comma-separated), `_timezone` (IANA) and `format`. Throws
 * `query-invalid` with every problem.
 */
export function viewAsked(resource: Resource, level: Level, query: Query, accept: string | undefined): View {
  const problems: FieldProblem[] = [];
  const readable = new Map<string, Field | undefined>([['id', undefined], ...fieldsAt(resource, level, 'read')]);
  const { _properties, '_properties[]': listed, _timezone: timezone, ...others } = query;
  // A resource may have a field of this name; then the parameter is its filter.
  const { format, ...withoutFormat } = others;
  const hasFormat = readable.has('format');
  const asCsv = csvAsked(hasFormat ? undefined : format, accept, problems);
  const wanted = _properties ?? listed;
  const keys = wanted === undefined ? [...readable.keys()] : [...new Set(textsOf(wanted))];
  for (const key of keys) if (!readable.has(key)) problems.push({ field: '_properties', rule: 'must name fields of the list', value: key });
  if (timezone !== undefined && !(typeof timezone === 'string' && isZone(timezone)))
    problems.push({ field: '_timezone', rule: 'must be a time zone, as Europe/Madrid', value: timezone });
  if (problems.length > 0) throw refusal('query-invalid', problems.map(({ field, rule }) => `${field} ${rule}`).join('; '), problems);

  const columns = keys.map((key) => [key, readable.get(key)] as const);
  const isProjection = wanted !== undefined;
  const zone = typeof timezone === 'string' ? inZone(timezone) : undefined;
  const times = zone ? columns.filter(([, field]) => field?.kind === 'datetime').map(([key]) => key) : [];
  const show = (row: Row): Record<string, unknown> => {
    const shown = isProjection ? Object.fromEntries(keys.map((key) => [key, row[key]])) : viewOf(resource, level, row);
    for (const key of times) if (typeof shown[key] === 'string') shown[key] = zone?.(shown[key]);
    return shown;
  };
  return {
    rest: hasFormat ? others : withoutFormat,
    asCsv,
    columns,
    isProjection,
    ...(typeof timezone === 'string' ? { timezone } : {}),
    show,
  };
}
