import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '@switchyard/kernel';
import { writePrivate } from './instance/instance-folder.js';
import { hashOf } from './process/process-spec.js';

/** Replaces every `@NAME@`. Throws `template-value` for a name without a value or a value that could break out of its line. */
export function renderTemplate(text: string, values: Readonly<Record<string, string>>, file: string): string {
  return text.replaceAll(/@([A-Z][A-Z0-9_]*)@/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new CodedError('template-value', `${file} asks for @${name}@, which nobody gives`, { file, name });
    if (/[\r\n;]/.test(value))
      throw new CodedError('template-value', `the value of @${name}@ in ${file} holds a line end or ';'`, { file, name });
    return value;
  });
}

/** Renders all `.conf` files of a folder into another, readable for the owner only. Gives a fingerprint of the result. */
export function renderFolder(from: string, to: string, values: Readonly<Record<string, string>>): string {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const files = readdirSync(from)
    .filter((file) => file.endsWith('.conf'))
    .sort();
  return hashOf(
    ...files.flatMap((file) => {
      const text = renderTemplate(readFileSync(join(from, file), 'utf8'), values, file);
      writePrivate(join(to, file), text);
      return [file, text];
    }),
  );
}
