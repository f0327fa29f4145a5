import { describe, expect, it } from 'vitest';
import { ADDRESS, alice, authorization, ENDPOINTS, house, NOW, type Caller } from '../../test/house.js';
import type { DigestRequest } from '../ports/authority.port.js';

const movingClock = () => {
  let nowMs = Date.parse(NOW);
  return { nowMs: () => nowMs, advance: (ms: number) => (nowMs += ms) };
};
const uri = 'sip:102@aurora.northwind.test';
const request = (header: string, more: Partial<DigestRequest> = {}): DigestRequest => ({
  method: 'INVITE',
  requestUri: uri,
  realm: alice.domain,
  authorization: [header.slice(header.indexOf(':') + 2)],
  source: ADDRESS.alice,
  receivedOn: '192.0.2.10:5060',
  body: '',
  ...more,
});

describe('digest authentication', () => {
  it('offers SHA-256 before MD5, each in its own value, with qop and a nonce of its own (DG-1, DG-2)', () => {
    const [first = '', second = ''] = house().ports.authority.challenges('realm.test', ADDRESS.alice, false);
    expect(first).toMatch(/^Digest realm="realm\.test", nonce="[^"]+", algorithm=SHA-256, qop="auth"$/);
    expect(second).toMatch(/algorithm=MD5, qop="auth"$/);
    expect(/nonce="([^"]+)"/.exec(first)?.[1]).not.toBe(/nonce="([^"]+)"/.exec(second)?.[1]);
  });

  it.each(['SHA-256', 'MD5'] as const)('accepts the right password by %s', async (algorithm) => {
    const of = house();
    const { header } = authorization(of, alice, {}, { algorithm });
    expect(await of.ports.authority.verify(request(header))).toMatchObject({ kind: 'proven', endpoint: { name: 'alice' } });
  });

  it.each<[string, Caller]>([
    ['a wrong password', { ...alice, password: 'wrong' }],
    ['an unknown user', { ...alice, name: 'nobody' }],
    ['a terminal without user, even with its right password', { ...alice, name: 'spare' }],
  ])('refuses %s in the same words', async (_title, caller) => {
    const of = house();
    expect(await of.ports.authority.verify(request(authorization(of, caller).header))).toEqual({ kind: 'refused' });
  });

  it('takes a nonce count once only (DG-3)', async () => {
    const of = house();
    const first = authorization(of, alice);
    const again = authorization(of, alice, {}, { challenge: first.challenge, count: 2 });
    expect((await of.ports.authority.verify(request(first.header))).kind).toBe('proven');
    expect(await of.ports.authority.verify(request(first.header))).toEqual({ kind: 'challenge', stale: false });
    expect((await of.ports.authority.verify(request(again.header))).kind).toBe('proven');
  });

  it('asks again with stale for an old nonce and a right password only (DG-4)', async () => {
    const clock = movingClock();
    const of = house(clock);
    const right = authorization(of, alice);
    const wrong = authorization(of, { ...alice, password: 'wrong' });
    clock.advance(6 * 60_000);
    expect(await of.ports.authority.verify(request(right.header))).toEqual({ kind: 'challenge', stale: true });
    expect(await of.ports.authority.verify(request(wrong.header))).toEqual({ kind: 'refused' });
  });

  it.each<[string, Partial<DigestRequest>]>([
    ['from another address', { source: ADDRESS.stranger }],
    ['for another realm', { realm: 'northwind.test' }],
    ['without any', { authorization: [] }],
    ['of another scheme', { authorization: ['Bearer abc'] }],
    ['with a doubled parameter', { authorization: ['Digest username="alice", username="bob", realm="aurora.northwind.test"'] }],
  ])('challenges anew for credentials %s', async (_title, more) => {
    const of = house();
    expect(await of.ports.authority.verify(request(authorization(of, alice).header, more))).toEqual({ kind: 'challenge', stale: false });
  });

  it.each<[string, string, string]>([
    ['the Request-URI itself', uri, 'proven'],
    ['its user at another host, as a proxy on the way leaves it', 'sip:102@192.0.2.10', 'proven'],
    ['the address the request came to', 'sip:192.0.2.10:5060', 'proven'],
    ['another number', 'sip:+34906000000@aurora.northwind.test', 'refused'],
    ['some other server', 'sip:203.0.113.7:5060', 'refused'],
    ['no URI at all', 'nonsense', 'refused'],
  ])('binds the digest to what is asked: %s (DG-5)', async (_title, digestUri, kind) => {
    const of = house();
    const { header } = authorization(of, alice, { digestUri });
    expect((await of.ports.authority.verify(request(header))).kind).toBe(kind);
  });

  it('binds the digest to the method', async () => {
    const of = house();
    expect((await of.ports.authority.verify(request(authorization(of, alice).header, { method: 'SUBSCRIBE' }))).kind).toBe('refused');
  });

  it('asks the directory as often for an unknown user as for a known one', async () => {
    const count = async (caller: Caller): Promise<number> => {
      const of = house();
      await of.ports.authority.verify(request(authorization(of, caller).header));
      return of.touched.filter((name) => name === 'subscribers.byAor').length;
    };
    expect(await count({ ...alice, name: 'nobody' })).toBe(await count({ ...alice, password: 'wrong' }));
  });

  it('never takes the HA1 of one algorithm for the other', () => {
    for (const { ha1Md5, ha1Sha256 } of ENDPOINTS) expect([ha1Md5?.length, ha1Sha256?.length]).toEqual([32, 64]);
  });
});
