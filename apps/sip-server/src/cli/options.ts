import { durationMs, isSecret } from '@switchyard/kernel';
import type { z } from 'zod';

/** A setting as people see it, derived from the schema. */
export interface Option {
  /** `SIP_LISTEN` */
  readonly key: string;
  /** `--sip-listen` */
  readonly flag: string;
  /** `SWITCHYARD_SIP_LISTEN` */
  readonly variable: string;
  /** What its value looks like: `<30s>`, `true|false`. */
  readonly shape: string;
  readonly description: string;
  /** As it would be written; `undefined` when there is none. */
  readonly fallback: string | undefined;
  readonly isRequired: boolean;
  readonly isSecret: boolean;
  /** True when the flag may stand without a value. */
  readonly isSwitch: boolean;
  /** True when its value is a comma list, so that the flag may be repeated. */
  readonly isList: boolean;
}

export const PREFIX = 'SWITCHYARD_';
const LISTS: ReadonlySet<string> = new Set(['SIP_LISTEN']);

/** Inside of a zod type as far as it is read here. */
interface Definition {
  readonly def: { readonly type: string; readonly innerType?: z.ZodType; readonly in?: z.ZodType; readonly defaultValue?: unknown };
  readonly options?: readonly string[];
  readonly description?: string | undefined;
}

export function optionsOf(schema: z.ZodObject): readonly Option[] {
  return Object.entries(schema.shape).map(([key, type]) => optionOf(key, type as z.ZodType));
}

function optionOf(key: string, type: z.ZodType): Option {
  const { core, fallback, isOptional } = unwrap(type);
  const choices = choicesOf(core);
  const isSwitch = choices?.length === 2 && choices.includes('true') && choices.includes('false');
  return {
    key,
    flag: `--${key.toLowerCase().replaceAll('_', '-')}`,
    variable: PREFIX + key,
    shape: shapeOf(key, core, choices),
    description: type.description ?? '',
    fallback: fallback === undefined ? undefined : written(fallback, core),
    isRequired: fallback === undefined && !isOptional,
    isSecret: isSecret(type),
    isSwitch,
    isList: LISTS.has(key),
  };
}

function unwrap(type: z.ZodType): { readonly core: z.ZodType; readonly fallback: unknown; readonly isOptional: boolean } {
  let core = type;
  let fallback: unknown;
  let isOptional = false;
  for (;;) {
    const { def } = core as unknown as Definition;
    if (def.innerType === undefined) return { core, fallback, isOptional };
    if (def.type === 'default') fallback = def.defaultValue;
    if (def.type === 'optional') isOptional = true;
    core = def.innerType;
  }
}

/** The words an enumeration allows, also when they are turned into something else behind it. */
function choicesOf(core: z.ZodType): readonly string[] | undefined {
  const { options, def } = core as unknown as Definition;
  return options ?? (def.in === undefined ? undefined : choicesOf(def.in));
}

const isDuration = (core: z.ZodType): boolean => innermost(core) === innermost(durationMs);
const innermost = (type: z.ZodType): z.ZodType => {
  const { def } = type as unknown as Definition;
  return def.in === undefined ? type : innermost(def.in);
};

function shapeOf(key: string, core: z.ZodType, choices: readonly string[] | undefined): string {
  if (choices) return choices.join('|');
  if (isDuration(core)) return '<30s>';
  if (key.endsWith('_PORT')) return '<port>';
  return (core as unknown as Definition).def.type === 'number' ? '<number>' : '<text>';
}

const UNITS = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** A default in the form in which it would be given. */
function written(value: unknown, core: z.ZodType): string {
  if (!isDuration(core) || typeof value !== 'number') return String(value);
  const unit = value === 0 ? (['s', 1] as const) : UNITS.find(([, ms]) => value % ms === 0);
  return unit ? `${value / unit[1]}${unit[0]}` : `${value}ms`;
}
