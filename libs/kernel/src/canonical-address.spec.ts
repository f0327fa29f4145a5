import { expect, it } from 'vitest';
import { canonicalAddress } from './canonical-address.js';

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['[2001:DB8::1]', '2001:db8:0:0:0:0:0:1'],
  ['::1', '0:0:0:0:0:0:0:1'],
  ['2001:DB8::', '2001:db8:0:0:0:0:0:0'],
  ['1::2::3', '1::2::3'],
  ['12345::1', '12345::1'],
])('%s is spelt %s', (text, spelt) => {
  expect(canonicalAddress(text)).toBe(spelt);
});
