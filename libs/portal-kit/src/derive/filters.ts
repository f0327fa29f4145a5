import type { Level } from '@switchyard/kernel';
import { fieldsAt, type AnyResource, type Field } from '@switchyard/model';

/** How one field is filtered; `names` are the parameters of the API's list query, in the order of the inputs. */
export interface Filter {
  readonly key: string;
  readonly field: Field;
  readonly label: string;
  readonly control: 'contains' | 'choice' | 'reference' | 'range' | 'period';
  readonly names: readonly string[];
}

function shapeOf(key: string, field: Field): Pick<Filter, 'control' | 'names'> | undefined {
  switch (field.kind) {
    case 'text':
      return { control: 'contains', names: [`${key}[contains]`] };
    case 'enum':
    case 'bool':
      return { control: 'choice', names: [key] };
    case 'ref':
      return { control: 'reference', names: [key] };
    case 'list':
      return { control: 'choice', names: [`${key}[contains]`] };
    case 'refs':
      return { control: 'reference', names: [`${key}[contains]`] };
    case 'texts':
      return { control: 'contains', names: [`${key}[contains]`] };
    case 'date':
    case 'time':
      return { control: 'range', names: [`${key}[gte]`, `${key}[lte]`] };
    case 'int':
    case 'money':
      return { control: 'range', names: [`${key}[gte]`, `${key}[lte]`] };
    case 'datetime':
      return { control: 'period', names: [`${key}[gte]`, `${key}[lte]`] };
    case 'file':
    case 'json':
    case 'password':
    case 'sipPassword':
    case 'secret':
      return undefined;
  }
}

/** The filter of one field; undefined where a filter makes no sense (secrets). */
export function filterOf(key: string, field: Field): Filter | undefined {
  const shape = shapeOf(key, field);
  return shape && { key, field, label: field.label, ...shape };
}

/** Filters that narrow a list down to a few rows: what is seen in it, and whatever has few values. */
const OFFERED: ReadonlySet<Field['kind']> = new Set(['ref', 'refs', 'enum', 'list', 'bool']);

/** The filters a list offers at a level, by the kind of each field. */
export const filtersOf = (resource: AnyResource, level: Level): readonly Filter[] =>
  fieldsAt(resource, level, 'read')
    .filter(([, field]) => field.inList === true || OFFERED.has(field.kind))
    .flatMap(([key, field]) => filterOf(key, field) ?? []);
