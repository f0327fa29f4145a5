import { parse } from 'csv-parse';
import { createReadStream } from 'node:fs';

export interface TableLine {
  /** The head is line 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}
const MAX_LINE = 65_536;

/** Commas, or semicolons as spreadsheets of half of Europe write them. */
const DELIMITERS = [',', ';', '\t'];

/** Lines of a stored table (RFC 4180, UTF-8), read while they are worked at. Throws what csv-parse says of a broken table. */
export async function* readTable(path: string): AsyncGenerator<TableLine, void, undefined> {
  const parser = createReadStream(path).pipe(
    parse({
      bom: true,
      columns: (head: string[]) => head.map((name) => name.trim()),
      delimiter: DELIMITERS,
      info: true,
      max_record_size: MAX_LINE,
      skip_empty_lines: true,
    }),
  );
  let line = 1;
  for await (const { record } of parser as AsyncIterable<{ record: Record<string, string> }>) {
    line++;
    yield { line, cells: record };
  }
}
