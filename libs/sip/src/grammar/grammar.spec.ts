import { readParams } from './params.js';
import { describe, expect, it } from 'vitest';
import { HEADERS, headerId, headerNameOf } from '../headers/header-names.js';
import { reasonOf } from '../headers/status-reasons.js';
import { readUint } from './char-class.js';
import { quote, tokenOrQuoted, unquote } from './quoted-string.js';
import { splitFirst, splitList } from './split-list.js';

describe('quoted strings', () => {
  it.each(['', 'plain', 'a "b"', 'back\\slash', '\\"', 'tab\there', 'é 漢', '\x01\x7f'])('quote and unquote %j back', (text) => {
    expect(unquote(quote(text))).toBe(text);
  });
  it('leave tokens bare and texts without quotes alone', () => {
    expect(tokenOrQuoted('a-b.c')).toBe('a-b.c');
    expect(tokenOrQuoted('a b')).toBe('"a b"');
    expect(tokenOrQuoted('')).toBe('""');
    expect(unquote('bare')).toBe('bare');
    expect(unquote('"')).toBe('"');
  });
});

describe('splitList', () => {
  it.each<readonly [string, readonly string[]]>([
    ['', []],
    ['a', ['a']],
    ['a,b', ['a', 'b']],
    [' a ,\tb , ', ['a', 'b']],
    [',,a,,', ['a']],
    ['"a,b" <sip:x,y@h>;p="1,2", c', ['"a,b" <sip:x,y@h>;p="1,2"', 'c']],
    ['"a\\",b", c', ['"a\\",b"', 'c']],
    ['"open, c', ['"open, c']],
    ['<open, c', ['<open, c']],
  ])('%j gives %j', (text, parts) => {
    expect(splitList(text)).toEqual(parts);
    expect(splitList(text).join(', ')).toBe(parts.join(', '));
  });
  it('gives the first value and the rest', () => {
    expect(splitFirst('a , b, c')).toEqual({ first: 'a', rest: 'b, c' });
    expect(splitFirst('"a,b"')).toEqual({ first: '"a,b"', rest: '' });
  });
});

describe('readParams', () => {
  it('refuses a parameter that stands twice with different values, but takes the first tag of two', () => {
    expect(readParams(';lr;lr', 0, new Map())).toBeUndefined();
    expect(readParams(';q=1;q=0', 0, new Map())).toMatch(/'q' stands twice/);
    const params = new Map<string, string | undefined>();
    expect(readParams(';tag=a;tag=b', 0, params)).toBeUndefined();
    expect(params.get('tag')).toBe('a');
  });
});

describe('readUint', () => {
  it.each<readonly [string, number | undefined]>([
    ['0', 0],
    ['0068', 68],
    ['255', 255],
    ['256', undefined],
    ['-1', undefined],
    ['+1', undefined],
    ['1.0', undefined],
    ['1 ', undefined],
    ['', undefined],
    ['9'.repeat(400), undefined],
    ['٣', undefined],
  ])('%j up to 255 gives %s', (text, value) => {
    expect(readUint(text, 255)).toBe(value);
  });
});

describe('header names', () => {
  it('know every constant in any case and return to the same spelling', () => {
    for (const name of Object.values(HEADERS)) {
      for (const spelling of [name, name.toLowerCase(), name.toUpperCase()]) expect(headerNameOf(headerId(spelling))).toBe(name);
    }
  });
  it.each([
    ['v', 'via'],
    ['F', 'from'],
    ['t', 'to'],
    ['i', 'call-id'],
    ['m', 'contact'],
    ['c', 'content-type'],
    ['l', 'content-length'],
    ['e', 'content-encoding'],
    ['k', 'supported'],
    ['s', 'subject'],
    ['o', 'event'],
    ['u', 'allow-events'],
    ['r', 'refer-to'],
    ['b', 'referred-by'],
    ['x', 'session-expires'],
    ['a', 'accept-contact'],
    ['j', 'reject-contact'],
    ['d', 'request-disposition'],
    ['y', 'identity'],
    ['mAx-FoRwArDs', 'max-forwards'],
    ['X-Own', 'x-own'],
    ['z', 'z'],
    ['constructor', 'constructor'],
    ['__proto__', '__proto__'],
  ])('%s is %s', (spelling, id) => {
    expect(headerId(spelling)).toBe(id);
  });
  it('have a phrase for every status', () => {
    expect(reasonOf(404)).toBe('Not Found');
    expect(reasonOf(499)).toBe('Bad Request');
    expect(reasonOf(999)).toBe('Unknown');
  });
});
