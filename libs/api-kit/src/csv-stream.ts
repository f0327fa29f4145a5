import { StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import { csvWriter } from './csv.js';
import type { View } from './list-view.js';

type Row = Readonly<Record<string, unknown>>;

/**
 * Rows as a download that is written while they are read: the next batch is read when the reader has taken the last one. The
 * first is read here, so that a refusal is still an answer; a fault after that breaks the connection off, and nobody takes half
 * a list for a whole one.
 */
export async function csvDownload(
  name: string,
  { columns, show, timezone }: View,
  batches: AsyncIterable<readonly Row[]>,
): Promise<StreamableFile> {
  const writer = csvWriter(columns);
  const reading = batches[Symbol.asyncIterator]();
  const first = await reading.next();
  const linesOf = (rows: readonly Row[]): string => writer.lines(timezone === undefined ? rows : rows.map(show));
  async function* text(): AsyncGenerator<string, void, undefined> {
    try {
      yield writer.head + (first.done ? '' : linesOf(first.value));
      for (let next = first.done ? first : await reading.next(); !next.done; next = await reading.next()) yield linesOf(next.value);
    } finally {
      // Also when the reader has gone.
      await reading.return?.();
    }
  }
  return new StreamableFile(Readable.from(text(), { objectMode: true, highWaterMark: 1 }), {
    type: 'text/csv; charset=utf-8; header=present',
    disposition: `attachment; filename="${name}.csv"`,
  });
}
