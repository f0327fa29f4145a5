import { z } from 'zod';
import { CodedError } from './coded-error.js';

const PREFIX = 'SWITCHYARD_';
const UNIT_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** `'250ms'`, `'30s'`, `'5m'`, `'1h'` → milliseconds. */
export const durationMs = z
  .string()
  .regex(/^\d+(ms|s|m|h)$/, 'must be a number with a unit: 250ms, 30s, 5m, 1h')
  .transform((text) => {
    const unit = /[a-z]+$/.exec(text)?.[0] as keyof typeof UNIT_MS;
    return Number.parseInt(text, 10) * UNIT_MS[unit];
  });

export const portNumber = z.coerce.number().int().min(1).max(65_535);
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** Marks a setting whose value must never be printed. */
export const secretText = (min = 8) =>
  z
    .string()
    .min(min, 'is a secret and needs at least ' + min + ' characters')
    .meta({ secret: true });

/**
 * One validated configuration per process. Reads `SWITCHYARD_*` of `env`, refuses unknown keys by name, and reports every
 * problem at once: `CodedError('config-invalid')` whose message has one line per problem. Secrets are never echoed.
 */
export function loadConfig<S extends z.ZodRawShape>(
  shape: z.ZodObject<S>,
  env: Readonly<Record<string, string | undefined>>,
): Readonly<z.output<z.ZodObject<S>>> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(env))
    if (name.startsWith(PREFIX) && value !== undefined) given[name.slice(PREFIX.length)] = value;
  const parsed = shape.strict().safeParse(given);
  if (parsed.success) return Object.freeze(parsed.data);
  const lines = parsed.error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${PREFIX}${key}: unknown setting`);
    const key = String(issue.path[0] ?? '');
    const field = (shape.shape as unknown as Record<string, z.ZodType | undefined>)[key];
    const value = given[key];
    const shown = value === undefined ? 'it is not set' : field && isSecret(field) ? 'its value is hidden' : `got '${value}'`;
    return [`${PREFIX}${key}: ${issue.message} (${shown})`];
  });
  throw new CodedError('config-invalid', `configuration is not valid:\n  ${lines.join('\n  ')}`, { problems: lines });
}

/** True for settings made by `secretText`, also behind `.optional()` and `.default()`. */
export function isSecret(field: z.ZodType): boolean {
  if (field.meta()?.['secret'] === true) return true;
  const inner = (field as { def?: { innerType?: z.ZodType } }).def?.innerType;
  return inner ? isSecret(inner) : false;
}

/** `loadConfig` for a `main.ts`: prints all problems and exits 1 instead of throwing. */
export function loadConfigOrExit<S extends z.ZodRawShape>(
  app: string,
  shape: z.ZodObject<S>,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<z.output<z.ZodObject<S>>> {
  try {
    return loadConfig(shape, env);
  } catch (thrown) {
    if (!(thrown instanceof CodedError)) throw thrown;
    process.stderr.write(`${app}: ${thrown.message}\n`);
    process.exit(1);
  }
}
