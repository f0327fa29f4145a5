import { createHmac } from 'node:crypto';
import { fixedClock } from '@switchyard/kernel';
import { describe, expect, it } from 'vitest';
import { PLAIN_CALL, readCallInfo, signCallInfo } from './call-info.js';
import { divertedBy, MAX_DIVERSIONS } from './diversion.js';

const clock = fixedClock('2026-01-02T03:04:05.000Z');
const key = 'a key of the platform';
const info = {
  ...PLAIN_CALL,
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
    expect(readCallInfo(value, key, clock)).toEqual({ ok: true, value: { ...info, v: 2, iat: 1767323045 } });
  });
  it.each([
    ['no header', undefined, 'missing'],
    ['no dot', 'abc', 'malformed'],
    ['another payload under the same signature', `${Buffer.from('{}').toString('base64url')}.${value.split('.')[1] ?? ''}`, 'signature'],
    ['a cut signature', value.slice(0, -2), 'signature'],
  ] as const)('refuses %s', (_title, given, error) => {
    expect(readCallInfo(given, key, clock)).toEqual({ ok: false, error });
  });
  it.each([
    ['of the version before', { v: 1, iat: 1767323045 }, 'version'],
    ['of a version to come', { ...info, v: 3, iat: 1767323045 }, 'version'],
    ['without a version', { iat: 1767323045 }, 'malformed'],
    ['of this version that lacks a field', { v: 2, iat: 1767323045 }, 'malformed'],
  ] as const)('refuses a right signature over a shape %s', (_title, shape, error) => {
    const payload = Buffer.from(JSON.stringify(shape)).toString('base64url');
    const signed = `${payload}.${createHmac('sha256', key).update(payload).digest('base64url')}`;
    expect(readCallInfo(signed, key, clock)).toEqual({ ok: false, error });
  });
  it('carries privacy and diversions, newest first, and no more of them than a call may have', () => {
    let diversions = divertedBy([], '+34910000101', 'user-busy');
    diversions = divertedBy(diversions, '102', 'no-answer', true);
    const said = { ...info, anonymous: true, critical: true, diversions: [...diversions] };
    expect(readCallInfo(signCallInfo(said, key, clock), key, clock)).toMatchObject({
      ok: true,
      value: {
        anonymous: true,
        critical: true,
        diversions: [
          { number: '102', reason: 'no-answer', hidden: true },
          { number: '+34910000101', reason: 'user-busy', hidden: false },
        ],
      },
    });
    for (let hop = 0; hop < 20; hop += 1) diversions = divertedBy(diversions, String(hop), 'unconditional');
    expect([diversions.length, diversions[0]?.number]).toEqual([MAX_DIVERSIONS, '19']);
  });
  it('refuses another key, an old header and one from the future', () => {
    expect(readCallInfo(value, 'another key of it', clock)).toEqual({ ok: false, error: 'signature' });
    expect(readCallInfo(value, key, fixedClock('2026-01-02T03:05:06.000Z'))).toEqual({ ok: false, error: 'expired' });
    expect(readCallInfo(value, key, fixedClock('2026-01-02T03:03:04.000Z'))).toEqual({ ok: false, error: 'expired' });
  });
});
