import { fromCell } from '@switchyard/api-kit';
import type { Level } from '@switchyard/kernel';
import { fieldsAt, isSecretField, PORTAL_LANGUAGES, type Field, type Resource } from '@switchyard/model';

/** A column of a table: the field it fills, or a row it names by its title. */
export type Column =
  | { readonly kind: 'field'; readonly key: string; readonly field: Field }
  | { readonly kind: 'text'; readonly key: string; readonly language: string }
  | { readonly kind: 'title'; readonly key: string; readonly to: string };

/** Columns that a table of the resource may have: its fields, `name.en` for texts, and `user` beside `userId` for a title. */
export function columnsOf(resource: Resource, level: Level): ReadonlyMap<string, Column> {
  const columns = new Map<string, Column>();
  for (const [key, field] of fieldsAt(resource, level, 'create')) {
    columns.set(key, { kind: 'field', key, field });
    if (field.kind === 'texts') for (const language of PORTAL_LANGUAGES) columns.set(`${key}.${language}`, { kind: 'text', key, language });
    if (field.kind === 'ref' && key.endsWith('Id')) columns.set(key.slice(0, -2), { kind: 'title', key, to: field.to });
  }
  return columns;
}

const YES: ReadonlySet<string> = new Set(['true', '1', 'yes']);
const NO: ReadonlySet<string> = new Set(['false', '0', 'no']);
const wholeOf = (text: string): unknown => (/^-?\d{1,15}$/.test(text) ? Number(text) : text);

/** A cell as the value a body would have; what it is not stays text, and the field table says what is wrong with it. */
function valueOf(field: Field, cell: string): unknown {
  // A password is taken as it is written.
  if (isSecretField(field)) return cell;
  const text = fromCell(cell).trim();
  switch (field.kind) {
    case 'int':
    case 'ref':
      return wholeOf(text);
    case 'bool':
      return YES.has(text.toLowerCase()) ? true : NO.has(text.toLowerCase()) ? false : text;
    case 'list':
      return text.split(',').map((part) => part.trim());
    case 'refs':
      return text.split(',').map((part) => wholeOf(part.trim()));
    case 'texts':
      return { en: text };
    default:
      return text;
  }
}

/** The id of the row with this title that the caller sees; undefined: there is none, or there are several. */
export type FindByTitle = (resource: string, title: string) => Promise<number | undefined>;

export interface LineBody {
  readonly body: Readonly<Record<string, unknown>>;
  readonly problems: readonly { readonly field: string; readonly rule: string; readonly value: unknown }[];
}

/** A line as the body of a creation. An empty cell says nothing: the field keeps what it holds by default. */
export async function bodyOf(
  columns: ReadonlyMap<string, Column>,
  cells: Readonly<Record<string, string>>,
  findByTitle: FindByTitle,
): Promise<LineBody> {
  const body: Record<string, unknown> = {};
  const problems: { field: string; rule: string; value: unknown }[] = [];
  for (const [name, cell] of Object.entries(cells)) {
    const column = columns.get(name);
    if (!column || cell === '') continue;
    if (column.kind === 'field') body[column.key] = valueOf(column.field, cell);
    else if (column.kind === 'text')
      body[column.key] = { ...(body[column.key] as object | undefined), [column.language]: fromCell(cell).trim() };
    else {
      const id = await findByTitle(column.to, fromCell(cell).trim());
      if (id === undefined) problems.push({ field: name, rule: `must be the name of one ${column.to}`, value: cell });
      else body[column.key] = id;
    }
  }
  return { body, problems };
}
