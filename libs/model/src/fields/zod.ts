import { isAmount, toMicros, type Level } from '@switchyard/kernel';
import { z } from 'zod';
import { fieldsAt, isSecretField, refusalOf, type AnyResource, type FieldUse } from './field-access.js';
import { exampleOf } from './example.js';
import { PORTAL_LANGUAGES, type Field } from './field.js';
import { formatFault } from './text-formats.js';

export type FieldSchema = z.ZodObject<Record<string, z.ZodType>, z.core.$strict>;

/** One refused value: which field, which rule, what was given. Secrets are never echoed. */
export interface FieldProblem {
  readonly field: string;
  readonly rule: string;
  readonly value: unknown;
}

export const SIP_PASSWORD_LENGTH = { min: 8, max: 128 } as const;
const PASSWORD_MAX = 256;
/** Line breaks in a name would end up in SIP headers (RFC 3261 §25.1 allows none in a quoted string). */
const NO_CONTROLS = /^\P{Cc}*$/u;
const NO_CONTROLS_BUT_LINES = /^[\P{Cc}\t\r\n]*$/u;
const MAX_REFS = 500;

const typed = (rule: string) => ({ error: (issue: { input?: unknown }) => (issue.input === undefined ? 'is required' : rule) });

function textSchema(field: Field & { kind: 'text' }): z.ZodType {
  const min = field.min ?? 0;
  const length = min > 0 ? `must be text of ${min} to ${field.max} characters` : `must be text of at most ${field.max} characters`;
  const text = z.string(typed(length)).min(min, length).max(field.max, length);
  const plain = field.long ? text.regex(NO_CONTROLS_BUT_LINES, 'must not have control characters') : text.regex(NO_CONTROLS, 'must not have control characters'); // prettier-ignore
  const shaped =
    field.pattern === undefined
      ? plain
      : text.regex(new RegExp(`^(?:${field.pattern})$`, 'u'), `must be ${field.rule ?? 'written as asked'}`);
  const { format } = field;
  if (format === undefined) return shaped;
  return shaped.superRefine((value, context) => {
    // An empty text is a matter of `min`.
    const rule = value === '' ? undefined : formatFault(format, value);
    if (rule !== undefined) context.addIssue({ code: 'custom', message: rule });
  });
}

const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) && text >= '1000-01-01';
};

function listSchema(field: Field & { kind: 'list' }): z.ZodType {
  const rule = `must be a list of ${field.values.join(', ')}, each at most once`;
  const min = field.min ?? 0;
  return z
    .array(z.enum(field.values as [string, ...string[]], typed(rule)), typed(rule))
    .min(min, `must have ${min} or more of ${field.values.join(', ')}`)
    .refine((values) => new Set(values).size === values.length, rule)
    .overwrite((values) => (field.ordered ? values : field.values.filter((value) => values.includes(value))));
}

function refsSchema(field: Field & { kind: 'refs' }): z.ZodType {
  const rule = `must be a list of ids of ${field.to} rows, each at most once`;
  const max = field.max ?? MAX_REFS;
  return z
    .array(z.number(typed(rule)).int(rule).min(1, rule).max(2_147_483_647, rule), typed(rule))
    .max(max, `must have at most ${max} ids`)
    .refine((ids) => new Set(ids).size === ids.length, rule)
    .overwrite((ids) => (field.ordered ? ids : [...ids].sort((one, other) => one - other)));
}

function textsSchema(field: Field & { kind: 'texts' }): z.ZodType {
  const rule = `must be an object of texts by language (${PORTAL_LANGUAGES.join(', ')}), en given`;
  const length = `must be text of 1 to ${field.max} characters`;
  const text = z.string(length).min(1, length).max(field.max, length).regex(NO_CONTROLS, 'must not have control characters');
  const shape = Object.fromEntries(PORTAL_LANGUAGES.map((key) => [key, key === 'en' ? text : text.nullable().default(null)]));
  return z.strictObject(shape, { error: (issue) => (issue.code === 'invalid_type' && issue.input === undefined ? 'is required' : rule) });
}

const FILE = z.strictObject({ name: z.string(), type: z.string(), bytes: z.number().int(), sha256: z.string() });

function moneySchema(field: Field & { kind: 'money' }): z.ZodType {
  const rule = 'must be a decimal amount in quotes with at most 12 digits and 6 decimals';
  const amount = z.string(typed(rule)).regex(/^-?\d{1,12}(\.\d{1,6})?$/, { error: rule, abort: true });
  const { min } = field;
  if (min === undefined) return amount;
  return amount.refine((text) => isAmount(text) && toMicros(text) >= toMicros(min), `must not be below ${min}`);
}

function passwordSchema(min: number, max: number): z.ZodType {
  const rule = `must be a password of ${min} to ${max} characters`;
  return z
    .string(typed(rule))
    .min(min, rule)
    .max(max, rule)
    .regex(NO_CONTROLS, 'must not have control characters')
    .meta({ writeOnly: true });
}

/** The schema of one value, without default and without null. */
function valueSchema(field: Field): z.ZodType {
  switch (field.kind) {
    case 'text':
      return textSchema(field);
    case 'int': {
      const rule = `must be a whole number from ${field.min} to ${field.max}`;
      return z.number(typed(rule)).int(rule).min(field.min, rule).max(field.max, rule);
    }
    case 'bool':
      return z.boolean(typed('must be true or false'));
    case 'enum':
      return z.enum(field.values as [string, ...string[]], typed(`must be one of ${field.values.join(', ')}`));
    case 'money':
      return moneySchema(field);
    case 'datetime': {
      const rule = 'must be a time in UTC, as 2026-11-21T09:55:00.000Z';
      return z.iso.datetime(typed(rule));
    }
    case 'ref': {
      const rule = `must be the id of a ${field.to}`;
      return z.number(typed(rule)).int(rule).min(1, rule).max(2_147_483_647, rule);
    }
    case 'date': {
      const rule = 'must be a day, as 2026-11-21';
      return z
        .string(typed(rule))
        .regex(/^\d{4}-\d{2}-\d{2}$/, { error: rule, abort: true })
        .refine(isDay, rule);
    }
    case 'time': {
      const rule = 'must be a time of day, as 09:55:00';
      return z.string(typed(rule)).regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/, rule);
    }
    case 'list':
      return listSchema(field);
    case 'texts':
      return textsSchema(field);
    case 'file':
      return FILE.nullable();
    case 'json':
      return z.unknown();
    case 'refs':
      return refsSchema(field);
    case 'password':
      return passwordSchema(field.min, PASSWORD_MAX);
    case 'sipPassword':
      return passwordSchema(SIP_PASSWORD_LENGTH.min, SIP_PASSWORD_LENGTH.max);
    case 'secret':
      return passwordSchema(1, field.max);
  }
}

function fieldSchema(field: Field, use: FieldUse): z.ZodType {
  const value = field.nullable ? valueSchema(field).nullable() : valueSchema(field);
  const example = exampleOf(field);
  const described = value.meta({
    title: field.label,
    ...(field.help === undefined ? {} : { description: field.help }),
    ...(example === undefined || example === null ? {} : { examples: [example] }),
  });
  if (use === 'patch') return described.optional();
  if (use === 'read') return described;
  // One that is left out is made by the platform and shown once.
  if (field.kind === 'sipPassword' && !field.nullable) return described.optional();
  const initial = initialOf(field);
  return initial === undefined ? described : described.default(initial as never);
}

/** What a field holds when nobody gives it a value; undefined: it must be given. */
export function initialOf(field: Field): unknown {
  if ('default' in field && field.default !== undefined) return field.default;
  if (field.nullable || field.kind === 'file') return null;
  return field.kind === 'refs' || (field.kind === 'list' && (field.min ?? 0) === 0) ? [] : undefined;
}

const objectOf = (resource: AnyResource, level: Level, use: FieldUse): FieldSchema =>
  z.strictObject(Object.fromEntries(fieldsAt(resource, level, use).map(([key, field]) => [key, fieldSchema(field, use)])));

/** Body of a creation at a level: strict, with the defaults of the table. Whether the level may create at all is `resource.levels`. */
export const createSchema = (resource: AnyResource, level: Level): FieldSchema => objectOf(resource, level, 'create');
/** Body of a change at a level: strict, every field optional, nothing filled in. */
export const patchSchema = (resource: AnyResource, level: Level): FieldSchema => objectOf(resource, level, 'patch');
/** A row as a level sees it; `viewOf` makes it. */
export const readSchema = (resource: AnyResource, level: Level): FieldSchema => {
  const { shape } = objectOf(resource, level, 'read');
  return z.strictObject({ id: z.number().int(), ...shape });
};

/** All problems of a body in words, for answers (`errors` of a 422) and for forms. */
export function problemsOf(resource: AnyResource, level: Level, use: FieldUse, error: z.ZodError, body: unknown): readonly FieldProblem[] {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  const shown = (key: string): unknown => {
    const field = Object.hasOwn(resource.fields, key) ? resource.fields[key] : undefined;
    return field && isSecretField(field) ? '(hidden)' : Object.hasOwn(given, key) ? given[key] : undefined;
  };
  return error.issues.flatMap((issue): FieldProblem[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ field: key, rule: refusalOf(resource, level, use, key) ?? 'is unknown', value: shown(key) }));
    const key = String(issue.path[0] ?? '');
    return key === ''
      ? [{ field: '(body)', rule: 'must be an object', value: body }]
      : [{ field: key, rule: issue.message, value: shown(key) }];
  });
}
