import type { Field } from '@switchyard/model';

type Row = Readonly<Record<string, unknown>>;

/** Signs with which spreadsheets begin a formula, and those they skip before one (OWASP, CSV injection). */
const FORMULA = /^[\s\u0000-\u001f]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;
const QUOTED = /[",\r\n]|^\s|\s$/;

const quoted = (text: string): string => (QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A text that no spreadsheet takes for a formula; telephone numbers and amounts stay as they are. */
export const harmless = (text: string): string => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);

/** One value as a cell (RFC 4180): lists comma-separated, what has parts as JSON, nothing for null. */
function cellOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quoted(harmless(value));
    case 'number':
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return '';
      return quoted(harmless(Array.isArray(value) ? value.join(',') : JSON.stringify(value)));
    default:
      return '';
  }
}

/** Kinds whose text is made of signs that need neither quotes nor care. */
const SAFE: ReadonlySet<Field['kind']> = new Set(['money', 'datetime', 'date', 'time']);

/** Writes rows as lines of CSV, with CRLF, in the order of the columns. */
export function csvWriter(columns: readonly (readonly [key: string, field: Field | undefined])[]): {
  readonly head: string;
  readonly lines: (rows: readonly Row[]) => string;
} {
  const cells = columns.map(([key, field]): ((row: Row) => string) =>
    field !== undefined && SAFE.has(field.kind)
      ? (row) => {
          const value = row[key];
          return typeof value === 'string' ? value : '';
        }
      : (row) => cellOf(row[key]),
  );
  return {
    head: `${columns.map(([key]) => key).join(',')}\r\n`,
    lines: (rows) => {
      let text = '';
      for (const row of rows) {
        for (let at = 0; at < cells.length; at++) text += (at === 0 ? '' : ',') + (cells[at] as (row: Row) => string)(row);
        text += '\r\n';
      }
      return text;
    },
  };
}

/** The value of a cell as it was before `harmless`. */
export const fromCell = (text: string): string => (text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text);
