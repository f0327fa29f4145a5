import type { Field } from '@switchyard/model';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvWriter, fromCell, harmless } from './csv.js';

const text: Field = { kind: 'text', label: 'Text', max: 100 };
const writer = csvWriter([
  ['id', undefined],
  ['name', text],
]);

describe('lists as CSV', () => {
  it.each(['=1+1', '+1+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1'])(
    'no spreadsheet takes %j for a formula',
    (value) => {
      expect(harmless(value)).toBe(`'${value}`);
      expect(fromCell(harmless(value))).toBe(value);
    },
  );

  it.each(['+34911000000', '-12.5', '0', 'plain', "it's", "'quoted'"])('leave %j as it is', (value) => {
    expect(harmless(value)).toBe(value);
    expect(fromCell(harmless(value))).toBe(value);
  });

  it('are read back by a parser as they were, whatever the text', () => {
    const names = ['a,b', 'say "hi"', 'two\r\nlines', ' spaces ', '', 'ünï', '🙂'];
    const lines = writer.head + writer.lines(names.map((name, id) => ({ id, name })));
    expect(parse(lines, { columns: true })).toEqual(names.map((name, id) => ({ id: String(id), name })));
  });

  it('have lists in one cell and nothing for null', () => {
    expect(writer.lines([{ id: 1, name: ['a', 'b'] }, { id: null }])).toBe('1,"a,b"\r\n,\r\n');
  });
});
