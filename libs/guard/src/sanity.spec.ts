import { describe, expect, it } from 'vitest';
import { isInjection, scannerPattern, SCANNERS } from './sanity.js';

describe('scanners (IV-40, SX-131)', () => {
  const pattern = scannerPattern(SCANNERS);
  it.each(['friendly-scanner', 'sipvicious', 'Friendly-Scanner 1.0', 'sipcli/v1.8', 'VaxSIPUserAgent/3.1', 'sipsak 0.9.8.1', 'sundayddr'])(
    'knows %s',
    (agent) => {
      expect(pattern?.test(agent)).toBe(true);
    },
  );
  it.each(['Desk 7', 'Linphone/5.2', 'Z 5.6.1 v2.10', 'MicroSIP/3.21', ''])('lets %s in', (agent) => {
    expect(pattern?.test(agent)).toBe(false);
  });
  it('is off with an empty list, and takes words as they are', () => {
    expect(scannerPattern([])).toBeUndefined();
    expect(scannerPattern(['a.c'])?.test('abc')).toBe(false);
  });
});

describe('injections', () => {
  it.each([
    "alice' OR '1'='1",
    "a'--",
    'a%27%20or%201=1',
    'x" or "1',
    'a;drop$',
    '<script>',
    'a%3Cscript%3E',
    '1 union all select 1',
    'a/*b*/',
    'id=1',
    '`id`',
  ])('refuses %s', (user) => expect(isInjection(user)).toBe(true));
  it.each([
    'alice',
    '+34910000101',
    'bob.o-hara',
    '1001*2',
    '*93',
    '#31#123',
    '7042;phone-context=example.com',
    '',
    'a_b-c',
    'caf%C3%A9',
    'union',
  ])('lets %s in', (user) => expect(isInjection(user)).toBe(false));
});
