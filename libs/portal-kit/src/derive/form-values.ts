import type { Level } from '@switchyard/kernel';
import {
  createSchema,
  fieldsAt,
  isSecretField,
  patchSchema,
  problemsOf,
  type AnyResource,
  type Field,
  type FieldProblem,
} from '@switchyard/model';
import { fromLocalInput, toLocalInput } from './format.js';

/** What the inputs of a form hold: text as typed, a tick, or a chosen row. Several values are joined by commas, texts by language are JSON. */
export type FormValue = string | boolean | number | null;
export type FormValues = Readonly<Record<string, FormValue>>;
export type FormUse = 'create' | 'patch';

/** A secret that is to be taken away: nothing a person could type, it has a control character. */
export const REMOVE_SECRET = '\u0000remove';

/** The fields of a form at a level, in the order of the table. */
export const formFields = (resource: AnyResource, level: Level, use: FormUse): readonly (readonly [string, Field])[] =>
  fieldsAt(resource, level, use);

function inputOf(field: Field, value: unknown): FormValue {
  if (isSecretField(field)) return '';
  if (field.kind === 'bool') return value === true;
  if (field.kind === 'ref') return typeof value === 'number' ? value : null;
  if (field.kind === 'list' || field.kind === 'refs')
    return Array.isArray(value) ? value.join(',') : typeof value === 'string' ? value : '';
  if (field.kind === 'texts') return typeof value === 'object' && value !== null ? JSON.stringify(value) : '';
  if (field.kind === 'datetime') return typeof value === 'string' ? toLocalInput(value) : '';
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** What the inputs hold when the form opens: the row, or the defaults of the table and what the address presets. */
export function initialValues(
  resource: AnyResource,
  level: Level,
  use: FormUse,
  row: Readonly<Record<string, unknown>> | undefined,
  preset: URLSearchParams = new URLSearchParams(),
): FormValues {
  return Object.fromEntries(
    formFields(resource, level, use).map(([key, field]) => {
      if (row) return [key, inputOf(field, row[key])];
      const given = preset.get(key);
      if (given !== null && field.kind === 'ref' && /^[1-9]\d{0,9}$/.test(given)) return [key, Number(given)];
      return [key, inputOf(field, given ?? ('default' in field ? field.default : null))];
    }),
  );
}

const wordsOf = (value: string | null): readonly string[] =>
  (value ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** Texts by language as an input holds them → as the API takes them; a language without text has none. */
export function textsOf(value: string): Record<string, string | null> {
  const read: unknown = value === '' ? {} : JSON.parse(value);
  return Object.fromEntries(
    Object.entries(read as Record<string, unknown>).map(([key, text]) => [key, typeof text === 'string' && text !== '' ? text : null]),
  );
}

/** One input → the value of the body; `undefined` leaves the field out. */
function bodyValue(field: Field, use: FormUse, value: FormValue): unknown {
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  if (isSecretField(field)) {
    if (value === REMOVE_SECRET) return null;
    return value === '' || value === null ? undefined : value;
  }
  if (field.kind === 'list') return wordsOf(value);
  if (field.kind === 'refs') return wordsOf(value).map((word) => (/^\d{1,10}$/.test(word) ? Number(word) : word));
  if (value === '' || value === null) {
    if (field.nullable) return null;
    // A text may be empty. For all others, empty is "not given": the schema says "is required" or takes its default.
    return field.kind === 'text' ? '' : use === 'patch' ? null : undefined;
  }
  if (field.kind === 'int') return /^-?\d{1,15}$/.test(value.trim()) ? Number(value.trim()) : value;
  if (field.kind === 'ref') return /^\d{1,10}$/.test(value.trim()) ? Number(value.trim()) : value;
  if (field.kind === 'texts') return textsOf(value);
  if (field.kind === 'money') return value.trim();
  return field.kind === 'datetime' ? fromLocalInput(value) : value;
}

/** The body of the request: everything for a creation, only what was changed for a patch. */
export function bodyOf(resource: AnyResource, level: Level, use: FormUse, values: FormValues, opened: FormValues): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [key, field] of formFields(resource, level, use)) {
    const value = values[key] ?? null;
    if (use === 'patch' && value === (opened[key] ?? null)) continue;
    const given = bodyValue(field, use, value);
    if (given !== undefined) body[key] = given;
  }
  return body;
}

/** Checks a body with the very schema of the API. */
export function checkBody(resource: AnyResource, level: Level, use: FormUse, body: unknown): readonly FieldProblem[] {
  const schema = use === 'create' ? createSchema(resource, level) : patchSchema(resource, level);
  const parsed = schema.safeParse(body);
  return parsed.success ? [] : problemsOf(resource, level, use, parsed.error, body);
}

export interface FormProblems {
  /** Field → all its broken rules, as one sentence under the input. */
  readonly byField: Readonly<Record<string, string>>;
  /** Problems of fields that have no input here. */
  readonly others: readonly string[];
}

/** Puts problems (of the form's own check or of a 422) to the inputs they belong to. */
export function placeProblems(problems: readonly FieldProblem[], labels: Readonly<Record<string, string>>): FormProblems {
  const byField: Record<string, string> = {};
  const others: string[] = [];
  for (const { field, rule } of problems) {
    const label = Object.hasOwn(labels, field) ? labels[field] : undefined;
    if (label === undefined) others.push(`${field} ${rule}`);
    else byField[field] = byField[field] === undefined ? `${label} ${rule}` : `${byField[field]}; ${rule}`;
  }
  return { byField, others };
}
