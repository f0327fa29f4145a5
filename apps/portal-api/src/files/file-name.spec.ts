import { describe, expect, it } from 'vitest';
import { nameOfUpload } from './file-name.js';

const name = (disposition?: string, query: Record<string, unknown> = {}) =>
  nameOfUpload({ query, headers: disposition === undefined ? {} : { 'content-disposition': disposition } }, 'image/png');

describe('the name of an upload', () => {
  it.each([
    ['attachment; filename="logo.png"', 'logo.png'],
    ["attachment; filename*=UTF-8''%C3%B1and%C3%BA.png; filename=x.png", 'ñandú.png'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    [String.raw`attachment; filename="C:\temp\logo.png"`, 'logo.png'],
    ['attachment; filename="\u202Egnp.exe"', 'gnp.exe'],
    ['attachment; filename="..."', 'file.png'],
    ["attachment; filename*=UTF-8''%E0%A4%A", 'file.png'],
    [undefined, 'file.png'],
  ])('%s is %s', (disposition, expected) => {
    expect(name(disposition)).toBe(expected);
  });

  it('is cut to what a column takes', () => {
    expect(name(undefined, { name: 'ü'.repeat(500) })).toHaveLength(190);
  });
});
