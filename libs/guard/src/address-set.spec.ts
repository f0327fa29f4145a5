import { describe, expect, it } from 'vitest';
import { AddressSet } from './address-set.js';

describe('addresses and networks', () => {
  const set = AddressSet.of(['192.0.2.1', '198.51.100.0/24', '10.0.0.0/8', '2001:db8::/32', '2001:db9::1', '203.0.113.128/25']);

  it.each<[string, boolean]>([
    ['192.0.2.1', true],
    ['192.0.2.2', false],
    ['::ffff:192.0.2.1', true],
    ['198.51.100.0', true],
    ['198.51.100.255', true],
    ['198.51.101.0', false],
    ['10.255.1.2', true],
    ['203.0.113.127', false],
    ['203.0.113.128', true],
    ['2001:db8:1::9', true],
    ['[2001:DB8::1]', true],
    ['2001:db9::1', true],
    ['2001:db9::2', false],
    ['0.0.0.1', false],
    ['192.0.2', false],
    ['192.0.2.1.5', false],
    ['192.0.2.256', false],
    ['1..2.3', false],
    ['phone.example.com', false],
    ['', false],
  ])('%s: %s', (address, isIn) => {
    expect(set.has(address)).toBe(isIn);
  });

  it('leaves out what is none and says so', () => {
    const bad: string[] = [];
    const read = AddressSet.of(['192.0.2.0/33', 'x', '2001:db8::/129', '192.0.2.0/', '192.0.2.7'], (text) => bad.push(text));
    expect(bad).toEqual(['192.0.2.0/33', 'x', '2001:db8::/129', '192.0.2.0/']);
    expect(read.size).toBe(1);
  });

  it('takes everything by the empty prefix, each family for itself', () => {
    expect(AddressSet.of(['0.0.0.0/0']).has('203.0.113.9')).toBe(true);
    expect(AddressSet.of(['0.0.0.0/0']).has('2001:db8::1')).toBe(false);
    expect(AddressSet.of(['::/0']).has('2001:db8::1')).toBe(true);
  });
});
