import { CodedError, loadConfig } from '@switchyard/kernel';
import type { z } from 'zod';
import { type CommandLine, readCommandLine } from './command-line.js';
import { exampleConfig } from './example-config.js';
import { helpText } from './help.js';
import { type Option, optionsOf } from './options.js';
import { VERSION } from '../version.js';

export const PROGRAM = 'switchyard-sip-server';
const HIDDEN = '(hidden)';

/** The configuration to serve with. Whatever else the command line asks for is printed, and the process ends. */
export function startUp<S extends z.ZodRawShape>(
  schema: z.ZodObject<S>,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Readonly<z.output<z.ZodObject<S>>> {
  const options = optionsOf(schema as unknown as z.ZodObject);
  try {
    const commandLine = readCommandLine(args, env, options);
    const { action } = commandLine;
    if (action === 'help') end(helpText(PROGRAM, VERSION, options));
    if (action === 'version') end(`${VERSION}\n`);
    if (action === 'example') end(exampleConfig(PROGRAM, options));
    const config = validate(schema, commandLine);
    if (action === 'check') end(inForce(commandLine, options));
    return config;
  } catch (thrown) {
    if (!(thrown instanceof CodedError)) throw thrown;
    process.stderr.write(`${PROGRAM}: ${thrown.message}\n`);
    process.exit(1);
  }
}

/** Throws `config-invalid` with one line per problem; each says where its value came from. */
export function validate<S extends z.ZodRawShape>(
  schema: z.ZodObject<S>,
  { settings, sources }: CommandLine,
): Readonly<z.output<z.ZodObject<S>>> {
  try {
    return loadConfig(schema, settings);
  } catch (thrown) {
    const problems = thrown instanceof CodedError ? thrown.facts?.['problems'] : undefined;
    if (!Array.isArray(problems)) throw thrown;
    const lines = (problems as string[]).map((line) => {
      const source = sources[line.slice(0, line.indexOf(':'))];
      return source === undefined || source === 'environment' ? line : `${line}, from ${source}`;
    });
    throw new CodedError('config-invalid', `configuration is not valid:\n  ${lines.join('\n  ')}`, { problems: lines }, { cause: thrown });
  }
}

/** What `--check-config` prints: each setting that is in force and its source. */
export function inForce({ settings, sources }: CommandLine, options: readonly Option[]): string {
  const lines = options.flatMap(({ variable, fallback, isSecret }) => {
    const value = settings[variable] ?? fallback;
    return value === undefined ? [] : [`${variable}=${isSecret ? HIDDEN : value}  # ${sources[variable] ?? 'default'}`];
  });
  return `${lines.join('\n')}\nThe configuration is valid.\n`;
}

function end(text: string): never {
  process.stdout.write(text);
  process.exit(0);
}
