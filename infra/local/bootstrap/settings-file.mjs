import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { SetupError } from './progress.mjs';

/**
 * `KEY=value` lines of a settings file; `#` starts a comment line, quotes around a value are removed. Without `path`,
 * `switchyard.env` beside the command is read if it is there. Lines that are neither are refused with their number.
 */
export function readSettingsFile(path) {
  const file = path ?? join(ROOT, 'switchyard.env');
  if (!existsSync(file)) {
    if (path === undefined) return {};
    throw new SetupError(`the settings file '${path}' does not exist`, 'Give --config the path of a file with SWITCHYARD_…=value lines.');
  }
  const settings = {};
  const problems = [];
  for (const [index, text] of readFileSync(file, 'utf8').split('\n').entries()) {
    const line = text.trim();
    if (line === '' || line.startsWith('#')) continue;
    const match = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(line);
    if (match && match[1].startsWith('SWITCHYARD_')) settings[match[1]] = match[2].trim().replace(/^(["'])(.*)\1$/, '$2');
    else problems.push(`  line ${index + 1}: must be SWITCHYARD_NAME=value, got '${line.split('=')[0]}'`);
  }
  if (problems.length > 0) throw new SetupError(`${file} is not valid:\n${problems.join('\n')}`);
  return settings;
}

/** Settings of the runner: the file's, overridden by the environment's. */
export function readSettings(path) {
  const settings = readSettingsFile(path);
  for (const [name, value] of Object.entries(process.env))
    if (name.startsWith('SWITCHYARD_') && value !== undefined) settings[name] = value;
  return settings;
}
