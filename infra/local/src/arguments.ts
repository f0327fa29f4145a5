import { parseArgs } from 'node:util';
import { CodedError, messageOf } from '@switchyard/kernel';

export const COMMANDS = ['up', 'demo', 'status', 'logs', 'dns', 'down', 'test'] as const;
export type Command = (typeof COMMANDS)[number];

export interface Arguments {
  readonly command: Command;
  readonly instance: string;
  readonly config: string | undefined;
  readonly json: boolean;
  readonly follow: boolean;
  readonly smoke: boolean;
  /** What stands after the command: a process of `logs`, a filter of `test`, a domain of `dns`. */
  readonly subject: string | undefined;
  readonly startedAtMs: number;
}

/** Which options each command takes, besides --instance and --config. */
const OPTIONS: Readonly<Record<Command, readonly string[]>> = {
  up: ['no-build', 'no-smoke'],
  demo: ['json'],
  status: ['json'],
  logs: ['follow'],
  dns: [],
  down: [],
  test: ['no-build'],
};

/** Throws `arguments-invalid` that names what is wrong. */
export function parseArguments(argv: readonly string[]): Arguments {
  const [name = '', ...rest] = argv;
  const command = COMMANDS.find((one) => one === name);
  if (!command) throw new CodedError('arguments-invalid', `unknown command '${name}': there are ${COMMANDS.join(', ')}, help`);
  const { values, positionals } = parse(rest);
  for (const option of ['json', 'follow', 'no-build', 'no-smoke'] as const) {
    if (values[option] && !OPTIONS[command].includes(option))
      throw new CodedError('arguments-invalid', `'${command}' has no option --${option}`);
  }
  const most = command === 'logs' || command === 'test' || command === 'dns' ? 1 : 0;
  if (positionals.length > most) throw new CodedError('arguments-invalid', `'${command}' does not take '${positionals[most]}'`);
  return {
    command,
    instance: values.instance ?? (command === 'test' ? 'test' : 'main'),
    config: values.config,
    json: values.json ?? false,
    follow: values.follow ?? false,
    smoke: !values['no-smoke'],
    subject: positionals[0],
    startedAtMs: Number(values['started-at'] ?? Date.now()),
  };
}

function parse(args: readonly string[]) {
  const bool = { type: 'boolean' } as const;
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        instance: text,
        config: text,
        json: bool,
        follow: { ...bool, short: 'f' },
        'no-build': bool,
        'no-smoke': bool,
        'started-at': text,
      },
    });
  } catch (thrown) {
    throw new CodedError('arguments-invalid', messageOf(thrown), {}, { cause: thrown });
  }
}
