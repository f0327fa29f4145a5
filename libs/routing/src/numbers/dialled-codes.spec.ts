import { describe, expect, it } from 'vitest';
import { ddiPrefixOf, numberShownBy, routingTagOf } from './dialled-codes.js';

describe('what is dialled before a number', () => {
  it.each([
    ['12*912345678', '12*', '912345678'],
    ['1*+34912345678', '1*', '+34912345678'],
    ['123*102', '123*', '102'],
    ['1234*102', undefined, undefined],
    ['*94102', undefined, undefined],
    ['12*', undefined, undefined],
    ['a1*102', undefined, undefined],
    ['912345678', undefined, undefined],
  ])('%s has the DDI prefix %s', (dialled, code, rest) => {
    expect(ddiPrefixOf(dialled)).toEqual(code === undefined ? undefined : { code, rest });
  });
  it.each([
    ['123#912345678', '123#', '912345678'],
    ['1#+34912345678', '1#', '+34912345678'],
    ['1234#1', undefined, undefined],
    ['#31#912345678', undefined, undefined],
    ['12#', undefined, undefined],
    ['12*34', undefined, undefined],
  ])('%s has the routing tag %s', (dialled, code, rest) => {
    expect(routingTagOf(dialled)).toEqual(code === undefined ? undefined : { code, rest });
  });
  const kindOf = (code: string) => (({ '67': 'hide', '68': 'show', '672': 'other', '94': 'other' }) as const)[code];
  it.each([
    ['#31#102', 'hide', '102'],
    ['*31#912345678', 'show', '912345678'],
    ['*67102', 'hide', '102'],
    ['*67+34912345678', 'hide', '+34912345678'],
    ['*68*94102', 'show', '*94102'],
    ['*672102', undefined, undefined],
    ['*94102', undefined, undefined],
    ['*67', undefined, undefined],
    ['#31#', undefined, undefined],
    ['67102', undefined, undefined],
    ['102', undefined, undefined],
    ['', undefined, undefined],
  ])('%s says of the number: %s', (dialled, shown, rest) => {
    expect(numberShownBy(dialled, kindOf)).toEqual(shown === undefined ? undefined : expect.objectContaining({ shown, rest }));
  });
});
