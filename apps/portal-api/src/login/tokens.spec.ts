import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { Tokens } from './tokens.js';

const KEY = 'a key of at least thirty-two characters';
const NOW = Date.parse('2026-11-21T10:00:00Z');
const at = (ms: number, key = KEY) => new Tokens(key, { nowMs: () => ms } as never);
const scope = { level: 'client', brandId: 1, clientId: 7 } as const;
const identity = { kind: 'administrator', id: 4, name: 'aurora', scope } as const;

describe('Tokens', () => {
  it('reads back who it was issued to, until the hour is over', async () => {
    const { token, expiresAt } = await at(NOW).issue(identity);
    expect(expiresAt).toBe('2026-11-21T11:00:00.000Z');
    expect(await at(NOW + 3_599_000).read(token)).toEqual({
      ok: true,
      value: { actor: { kind: 'administrator', id: 4, name: 'aurora' }, scope },
    });
    expect(await at(NOW + 3_601_000).read(token)).toMatchObject({ ok: false, error: 'expired' });
  });

  it('refuses another key, another payload, no algorithm and a symmetric trick as what they are', async () => {
    const { token } = await at(NOW).issue(identity);
    const [head = '', body = '', signature = ''] = token.split('.');
    const other = Buffer.from(Buffer.from(body, 'base64url').toString().replace('"clientId":7', '"clientId":8')).toString('base64url');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const [given, error] of [
      [(await at(NOW, 'another key of thirty-two characters!').issue(identity)).token, 'forged'],
      [`${head}.${other}.${signature}`, 'forged'],
      [`${none}.${body}.`, 'malformed'],
      ['', 'malformed'],
      ['a.b.c', 'malformed'],
    ] as const)
      expect(await at(NOW).read(given)).toMatchObject({ ok: false, error });
  });

  it('refuses a token signed with the raw key, whose issuer or scope we never wrote', async () => {
    const raw = await new SignJWT({ name: 'x', scope }).setProtectedHeader({ alg: 'HS256' }).setIssuer('switchyard').sign(Buffer.from(KEY));
    expect(await at(NOW).read(raw)).toMatchObject({ ok: false });
  });
});
