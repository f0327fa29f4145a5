import { fixedClock } from '@switchyard/kernel';
import { describe, expect, it } from 'vitest';
import { readCallInfo, signCallInfo } from './call-info.js';

const clock = fixedClock('2026-01-02T03:04:05.000Z');
const key = 'a key of the platform';
const info = {
  callUid: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  brandId: 1,
  clientId: 2,
  clientType: 'vpbx',
  caller: '+34910000101',
  callee: '102',
  dialled: '102',
  from: { kind: 'terminal', id: 7, name: 'alice' },
  userId: 3,
  ddiId: null,
  ddiProviderId: null,
  to: null,
} as const;

describe('X-Info-Call', () => {
  const value = signCallInfo(info, key, clock);

  it('reads back what was signed', () => {
    expect(readCallInfo(value, key, clock)).toEqual({ ok: true, value: { ...info, v: 1, iat: 1767323045 } });
  });
  it.each([
    ['no header', undefined, 'missing'],
    ['no dot', 'abc', 'malformed'],
    ['another payload under the same signature', `${Buffer.from('{}').toString('base64url')}.${value.split('.')[1] ?? ''}`, 'signature'],
    ['a cut signature', value.slice(0, -2), 'signature'],
  ] as const)('refuses %s', (_title, given, error) => {
    expect(readCallInfo(given, key, clock)).toEqual({ ok: false, error });
  });
  it('refuses another key, an old header and one from the future', () => {
    expect(readCallInfo(value, 'another key of it', clock)).toEqual({ ok: false, error: 'signature' });
    expect(readCallInfo(value, key, fixedClock('2026-01-02T03:05:06.000Z'))).toEqual({ ok: false, error: 'expired' });
    expect(readCallInfo(value, key, fixedClock('2026-01-02T03:03:04.000Z'))).toEqual({ ok: false, error: 'expired' });
  });
});
