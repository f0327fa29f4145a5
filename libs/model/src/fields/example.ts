import { PORTAL_LANGUAGES, type Field } from './field.js';
import { exampleOfFormat } from './text-formats.js';

/** Texts that patterns of field tables are tried with, before a table must give its own `example`. */
const TEXTS = ['abc', 'a.example', '34', '+34910000101', 'EUR', '+34', '1234', 'user@example.com', 'http://host:1', '127.0.0.1', 'a', ''];

function exampleText(field: Field & { kind: 'text' }): string | undefined {
  const pattern = new RegExp(`^(?:${field.pattern ?? '.*'})$`, 'u');
  const fits = (text: string): boolean => pattern.test(text) && text.length >= (field.min ?? 0) && text.length <= field.max;
  const candidates =
    field.format === undefined ? TEXTS : [exampleOfFormat(field.format), exampleOfFormat(field.format).slice(0, field.max)];
  const found = candidates.find(fits);
  // Without pattern and format any text of the right length will do.
  return found ?? (field.pattern === undefined && field.format === undefined ? 'a'.repeat(field.min ?? 0) : undefined);
}

/**
 * A value the field accepts: its `example`, or one that follows from its kind; undefined when none does and the table gives
 * none. References are 1: which row is meant only the database knows.
 */
export function exampleOf(field: Field): unknown {
  if (field.example !== undefined) return field.example;
  switch (field.kind) {
    case 'text':
      return field.default !== undefined && field.default !== '' ? field.default : exampleText(field);
    case 'int':
      return field.default ?? field.min;
    case 'bool':
      return field.default;
    case 'enum':
      return field.default ?? field.values[0];
    case 'money':
      return '1.500000';
    case 'datetime':
      return '2026-11-21T09:55:00.000Z';
    case 'date':
      return '2026-11-21';
    case 'time':
      return '09:55:00';
    case 'list':
      return field.default ?? field.values.slice(0, Math.max(1, field.min ?? 0));
    case 'texts':
      return Object.fromEntries(PORTAL_LANGUAGES.map((language) => [language, 'abc'.slice(0, field.max)]));
    case 'file':
      return null;
    case 'json':
      return {};
    case 'ref':
      return 1;
    case 'refs':
      return [];
    case 'password':
    case 'sipPassword':
    case 'secret':
      return 'Long-Enough-Password-123'.slice(0, field.kind === 'secret' ? field.max : undefined);
  }
}
