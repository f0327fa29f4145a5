import { describe, expect, it } from 'vitest';
import { incoming } from '../../test/house.js';
import { isAnonymousIn, realmOf } from './anonymous.js';

const NOBODY = 'sip:anonymous@anonymous.invalid';
it.each<[string, Parameters<typeof incoming>[0], string]>([
  ['the domain of From', {}, 'aurora.northwind.test'],
  [
    'the domain of the preferred identity when From names none',
    { from: NOBODY, headers: ['P-Preferred-Identity: <sip:rita1@northwind.test>'] },
    'northwind.test',
  ],
  ['the domain of the asserted one', { from: NOBODY, headers: ['P-Asserted-Identity: <sip:rita1@Northwind.test>'] }, 'northwind.test'],
  ['the called domain when no header names one', { from: NOBODY }, 'aurora.northwind.test'],
  [
    'the called domain when the header is anonymous too',
    { from: NOBODY, headers: [`P-Preferred-Identity: <${NOBODY}>`] },
    'aurora.northwind.test',
  ],
])('a caller proves itself in %s', (_what, said, realm) => {
  expect(realmOf(incoming(said))).toBe(realm);
});

describe('an anonymous From', () => {
  it.each([
    [NOBODY, true],
    ['sip:Anonymous@own.test', true],
    ['sip:anonymous@others.test', false],
    ['sip:alice@own.test', false],
  ])('%s of somebody in own.test: %s', (from, is) => {
    expect(isAnonymousIn(incoming({ from }).from, 'own.test')).toBe(is);
  });
});
