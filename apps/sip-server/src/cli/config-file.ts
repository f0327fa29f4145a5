import { readFileSync } from 'node:fs';
import { CodedError, messageOf } from '@switchyard/kernel';

const LINE = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/;

/** Reads a file of `NAME=value` lines. Empty lines and those that begin with `#` say nothing; a value may stand in quotes. */
export function readConfigFile(path: string): Record<string, string> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (thrown) {
    throw new CodedError('config-invalid', `--config ${path}: cannot be read: ${messageOf(thrown)}`, { path }, { cause: thrown });
  }
  const settings: Record<string, string> = {};
  const problems: string[] = [];
  text.split(/\r?\n/).forEach((line, at) => {
    if (/^\s*(#|$)/.test(line)) return;
    const [, name, value = ''] = LINE.exec(line) ?? [];
    if (name === undefined) problems.push(`${path}:${at + 1}: must be NAME=value`);
    else if (name in settings) problems.push(`${path}:${at + 1}: ${name} is set twice`);
    else settings[name] = unquoted(value);
  });
  if (problems.length > 0) throw new CodedError('config-invalid', `configuration is not valid:\n  ${problems.join('\n  ')}`, { problems });
  return settings;
}

const unquoted = (value: string): string => /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
