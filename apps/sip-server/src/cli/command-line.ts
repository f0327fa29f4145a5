import { CodedError } from '@switchyard/kernel';
import { readConfigFile } from './config-file.js';
import { FOREIGN_FLAGS, FOREIGN_VARIABLES, HINTS, NEEDLESS } from './drachtio-names.js';
import { type Option, PREFIX } from './options.js';

export type Action = 'run' | 'help' | 'version' | 'check' | 'example';

export interface CommandLine {
  readonly action: Action;
  /** `SWITCHYARD_*` → text, the strongest source of each: flags, then environment, then file; our names before foreign ones. */
  readonly settings: Readonly<Record<string, string>>;
  /** Where each of them came from, for messages: `--port`, `environment`, a path. */
  readonly sources: Readonly<Record<string, string>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const ACTIONS: Readonly<Record<string, Action>> = {
  '--help': 'help',
  '-h': 'help',
  '--version': 'version',
  '-v': 'version',
  '--check-config': 'check',
  '--example-config': 'example',
};

/** Throws `config-invalid` with one line for each flag that cannot be understood. */
export function readCommandLine(args: readonly string[], env: Environment, options: readonly Option[]): CommandLine {
  const flags = readFlags(args, options);
  const layers: Array<readonly [Environment, source: (name: string) => string]> = [];
  if (flags.file !== undefined) layers.push([readConfigFile(flags.file), () => flags.file ?? '']);
  layers.push([env, () => 'environment'], [flags.settings, (name) => flags.origins[name] ?? 'command line']);
  const settings: Record<string, string> = {};
  const sources: Record<string, string> = {};
  for (const [layer, source] of layers) {
    for (const [name, value] of Object.entries({ ...translated(layer), ...ours(layer) })) {
      settings[name] = value;
      sources[name] = source(name);
    }
    if (layer !== env) refuseForeign(layer, source(''));
  }
  return { action: flags.action, settings, sources };
}

interface Flags {
  action: Action;
  file: string | undefined;
  readonly settings: Record<string, string>;
  readonly origins: Record<string, string>;
}

function readFlags(args: readonly string[], options: readonly Option[]): Flags {
  const flags: Flags = { action: 'run', file: undefined, settings: {}, origins: {} };
  const byFlag = new Map(options.map((option) => [option.flag, option]));
  const problems: string[] = [];
  const set = (flag: string, key: string, value: string): void => {
    const name = PREFIX + key;
    const isList = options.some((option) => option.key === key && option.isList);
    const before = flags.settings[name];
    if (before !== undefined && !isList) problems.push(`${flag}: ${key} is set twice, first by ${flags.origins[name] ?? ''}`);
    flags.settings[name] = before === undefined ? value : `${before},${value}`;
    flags.origins[name] = flag;
  };
  for (let at = 0; at < args.length; at += 1) {
    const text = args[at] ?? '';
    const equals = text.startsWith('--') ? text.indexOf('=') : -1;
    const flag = equals < 0 ? text : text.slice(0, equals);
    const value = (isSwitch = false): string | undefined => {
      if (equals >= 0) return text.slice(equals + 1);
      const next = args[at + 1];
      if (isSwitch && next !== 'true' && next !== 'false') return 'true';
      if (next === undefined || /^--?[a-z]/i.test(next)) {
        problems.push(`${flag}: needs a value`);
        return undefined;
      }
      at += 1;
      return next;
    };
    const action = ACTIONS[flag];
    const option = byFlag.get(flag);
    const foreign = FOREIGN_FLAGS[flag];
    if (action) flags.action = action;
    else if (flag === '--config') flags.file = value();
    else if (option ?? foreign) {
      const given = value(option?.isSwitch ?? foreign?.isSwitch);
      if (given !== undefined) set(flag, option?.key ?? foreign?.key ?? '', option ? given : (foreign?.convert(given) ?? given));
    } else if (NEEDLESS[flag] !== undefined) {
      if (NEEDLESS[flag] === 'with value') value();
    } else problems.push(`${flag}: ${HINTS[flag] ?? `is no option, see --help${nearest(flag, [...byFlag.keys()])}`}`);
  }
  if (problems.length > 0)
    throw new CodedError('config-invalid', `the command line is not valid:\n  ${problems.join('\n  ')}`, { problems });
  return flags;
}

const ours = (layer: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(layer).flatMap(([name, value]) => (name.startsWith(PREFIX) && value !== undefined ? [[name, value]] : [])),
  );

/** What drachtio-server would have read from that layer, under our names. */
function translated(layer: Environment): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const [name, { key, convert }] of Object.entries(FOREIGN_VARIABLES)) {
    const value = layer[name];
    if (value !== undefined && value !== '') settings[PREFIX + key] = convert(value);
  }
  const { DRACHTIO_HOMER_ADDRESS: homer, DRACHTIO_HOMER_PORT: port } = layer;
  if (homer && port) settings[`${PREFIX}HEP_COLLECTOR`] = `${homer}:${port}`;
  return settings;
}

/** The environment is everybody's, a file is ours: a name in it that nothing reads is a mistake. */
function refuseForeign(layer: Environment, path: string): void {
  const problems = Object.keys(layer)
    .filter((name) => !name.startsWith(PREFIX) && !(name in FOREIGN_VARIABLES) && name !== 'DRACHTIO_HOMER_PORT')
    .map((name) => `${path}: ${name}: unknown setting`);
  if (problems.length > 0) throw new CodedError('config-invalid', `configuration is not valid:\n  ${problems.join('\n  ')}`, { problems });
}

function nearest(flag: string, known: readonly string[]): string {
  const words = flag.replace(/^-+/, '').split('-');
  const found = known.find((name) => words.every((word) => word.length > 1 && name.includes(word)));
  return found === undefined ? '' : `; do you mean ${found}?`;
}
