import type { Clock } from '@switchyard/kernel';
import { describe, expect, it } from 'vitest';
import { hashHex } from './algorithms.js';
import { answerChallenge, mintChallenges, parseChallenge, pickChallenge } from './challenge.js';
import { type Credentials, credentialsFor, parseCredentials } from './credentials.js';
import { NonceCounter } from './nonce-counter.js';
import { NonceMint } from './nonce-mint.js';
import { digestResponse, ha1 } from './response.js';
import { type DigestCheck, verifyDigest } from './verify-digest.js';

const KEY = 'a key for tests';
const movable = (): Clock & { at: number } => {
  const clock = { at: Date.parse('2026-01-01T00:00:00Z'), nowMs: () => clock.at };
  return clock;
};

describe('digestResponse', () => {
  const rfc7616 = {
    method: 'GET',
    uri: '/dir/index.html',
    nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
    qop: 'auth',
    nc: '00000001',
    cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
  } as const;
  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ] as const)('gives the answer of RFC 7616 §3.9.1 for %s', (algorithm, expected) => {
    const secret = ha1(algorithm, 'Mufasa', 'http-auth@example.org', 'Circle of Life');
    expect(digestResponse({ algorithm, ha1: secret, ...rfc7616 })).toBe(expected);
  });

  it('hashes SHA-512-256 as FIPS 180-4 does, which is no cut SHA-512', () => {
    expect(hashHex('SHA-512-256', 'abc')).toBe('53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23');
  });

  it('gives the answer of RFC 2617 §3.5, and another for each thing that is bound', () => {
    const input = {
      algorithm: 'MD5',
      ha1: ha1('MD5', 'Mufasa', 'testrealm@host.com', 'Circle Of Life'),
      method: 'GET',
      uri: '/dir/index.html',
      nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
      qop: 'auth',
      nc: '00000001',
      cnonce: '0a4f113b',
    } as const;
    expect(digestResponse(input)).toBe('6629fae49393a05397450978507c4ef1');
    const changes = [
      { method: 'PUT' },
      { uri: '/' },
      { nonce: 'x' },
      { nc: '00000002' },
      { cnonce: 'y' },
      { qop: 'auth-int' },
      { qop: 'auth-int', body: Buffer.from('b') },
      { qop: undefined },
      { isSession: true },
    ] as const;
    const answers = new Set(changes.map((change) => digestResponse({ ...input, ...change })));
    expect(answers.size).toBe(changes.length);
    expect(answers.has('6629fae49393a05397450978507c4ef1')).toBe(false);
  });
});

describe('parseChallenge', () => {
  it('reads what servers send, quoted or not', () => {
    const parsed = parseChallenge(
      'Digest realm="a \\"b\\"", nonce="n,1", opaque=o, stale=TRUE, algorithm=sha-256, qop="auth-int, auth,x", domain="sip:h"',
    );
    expect(parsed.ok && parsed.value).toEqual({
      realm: 'a "b"',
      nonce: 'n,1',
      opaque: 'o',
      stale: true,
      algorithm: 'SHA-256',
      isSession: false,
      algorithmText: 'sha-256',
      qop: ['auth-int', 'auth'],
    });
  });
  it.each([
    ['Basic realm="x"', 'scheme-unknown'],
    ['Digest realm="x", nonce="n", algorithm=CRC', 'algorithm-unknown'],
    ['Digest realm="x", nonce="n", qop="other"', 'qop-unknown'],
    ['Digest realm="x"', 'malformed'],
    ['Digest nonce="n"', 'malformed'],
    ['Digest realm="x", nonce="n", realm="y"', 'malformed'],
    ['Digest realm="x, nonce="n"', 'malformed'],
    ['Digest realm="x" nonce="n"', 'malformed'],
    ['Digest realm, nonce="n"', 'malformed'],
    ['', 'scheme-unknown'],
  ])('refuses %j as %s', (text, code) => {
    const parsed = parseChallenge(text);
    expect(parsed.ok ? 'taken' : parsed.error).toBe(code);
  });
  it('takes the first challenge that can be answered', () => {
    const picked = pickChallenge([
      'Bearer x=y',
      'Digest realm="a", nonce="1", algorithm=NEW',
      'Digest realm="a", nonce="2", algorithm=SHA-256',
      'Digest realm="a", nonce="3"',
    ]);
    expect(picked?.nonce).toBe('2');
    expect(pickChallenge(['Basic realm="x"'])).toBeUndefined();
  });
});

describe('parseCredentials', () => {
  const right = 'Digest username="u", realm="r", nonce="n", uri="sip:h", response="00", cnonce="c", nc=00000001, qop=auth';
  it('reads quoted and unquoted forms alike', () => {
    const parsed = parseCredentials(
      'digest USERNAME=u,realm="r",nonce=n, uri=sip:h;x=1, response=00, qop="AUTH", nc="0000000a",cnonce=c,,algorithm="MD5"',
    );
    expect(parsed.ok && parsed.value).toEqual({
      username: 'u',
      realm: 'r',
      nonce: 'n',
      uri: 'sip:h;x=1',
      response: '00',
      qop: 'auth',
      nc: '0000000a',
      cnonce: 'c',
      algorithm: 'MD5',
    });
  });
  it.each([
    ['a doubled parameter', right + ', uri="sip:other"'],
    ['no username', right.replace('username="u", ', '')],
    ['an empty response', right.replace('"00"', '""')],
    ['nc of seven digits', right.replace('00000001', '0000001')],
    ['nc that is no number', right.replace('00000001', '0000000g')],
    ['qop without nc', right.replace('nc=00000001, ', '')],
    ['qop without cnonce', right.replace('cnonce="c", ', '')],
  ])('refuses %s', (_, text) => {
    expect(parseCredentials(text)).toEqual({ ok: false, error: 'malformed' });
  });
  it('picks the credentials of our realm among several', () => {
    const other = right.replace('realm="r"', 'realm="other"');
    expect(credentialsFor('r', ['Basic abc==', other, right])?.realm).toBe('r');
    expect(credentialsFor('x', [other, right])).toBeUndefined();
  });
});

describe('NonceMint', () => {
  it('knows its own nonces, on every server with the same key, until they are too old', () => {
    const clock = movable();
    const nonce = new NonceMint(KEY, clock, 60_000).mint();
    const other = new NonceMint(KEY, clock, 60_000);
    expect(other.check(nonce)).toBe('fresh');
    clock.at += 60_000;
    expect(other.check(nonce)).toBe('fresh');
    clock.at += 1;
    expect(other.check(nonce)).toBe('stale');
  });
  it('calls everything else forged', () => {
    const clock = movable();
    const mint = new NonceMint(KEY, clock, 60_000);
    const nonce = mint.mint('10.0.0.1');
    expect(mint.check(nonce, '10.0.0.1')).toBe('fresh');
    expect(mint.check(nonce, '10.0.0.2')).toBe('forged');
    expect(new NonceMint('another key', clock, 60_000).check(nonce, '10.0.0.1')).toBe('forged');
    for (const wrong of ['', 'x', nonce.slice(1), nonce + 'A', nonce + '=', ' ' + nonce])
      expect(mint.check(wrong, '10.0.0.1')).toBe('forged');
    for (let i = 0; i < nonce.length; i++) {
      const changed = nonce.slice(0, i) + (nonce[i] === 'A' ? 'B' : 'A') + nonce.slice(i + 1);
      expect(mint.check(changed, '10.0.0.1')).toBe('forged');
    }
    clock.at -= 31_000;
    expect(mint.check(nonce, '10.0.0.1')).toBe('forged');
  });
  it('never gives the same nonce twice, and needs a key', () => {
    const mint = new NonceMint(KEY, movable(), 1000);
    expect(new Set(Array.from({ length: 1000 }, () => mint.mint())).size).toBe(1000);
    expect(() => new NonceMint('short', movable(), 1000)).toThrow(/8 characters/);
  });
});

describe('NonceCounter', () => {
  it('accepts rising counts only', () => {
    const clock = movable();
    const mint = new NonceMint(KEY, clock, 60_000);
    const counter = new NonceCounter(clock, { ttlMs: 60_000, maxNonces: 10 });
    const nonce = mint.mint();
    expect([1, 1, 2, 5, 3, 5, 6].map((nc) => counter.accept(nonce, nc))).toEqual([
      'accepted',
      'replayed',
      'accepted',
      'accepted',
      'replayed',
      'replayed',
      'accepted',
    ]);
  });
  it('takes a nonce once when told so', () => {
    const clock = movable();
    const counter = new NonceCounter(clock, { ttlMs: 60_000, maxNonces: 10, isOneTime: true });
    const nonce = new NonceMint(KEY, clock, 60_000).mint();
    expect([1, 2, 1].map((nc) => counter.accept(nonce, nc))).toEqual(['accepted', 'used-up', 'replayed']);
  });
  it('stays within its bound, and never takes a forgotten nonce for a new one', () => {
    const clock = movable();
    const mint = new NonceMint(KEY, clock, 60_000);
    const counter = new NonceCounter(clock, { ttlMs: 60_000, maxNonces: 3 });
    const nonces = Array.from({ length: 5 }, () => ((clock.at += 10), mint.mint()));
    for (const nonce of nonces) expect(counter.accept(nonce, 1)).toBe('accepted');
    expect(counter.size).toBe(3);
    expect(counter.accept(nonces[0] as string, 1)).toBe('used-up');
    expect(counter.accept(nonces[4] as string, 1)).toBe('replayed');
  });
  it('forgets expired nonces first', () => {
    const clock = movable();
    const mint = new NonceMint(KEY, clock, 1000);
    const counter = new NonceCounter(clock, { ttlMs: 1000, maxNonces: 100 });
    for (let i = 0; i < 50; i++) counter.accept(mint.mint(), 1);
    clock.at += 2000;
    counter.accept(mint.mint(), 1);
    expect(counter.size).toBe(1);
  });
});

describe('verifyDigest', () => {
  const REALM = 'brand.example.com';
  const URI = 'sip:brand.example.com';
  const clock = movable();
  const mint = new NonceMint(KEY, clock, 60_000);
  const ha1s = { md5: ha1('MD5', '101', REALM, 'secret'), sha256: ha1('SHA-256', '101', REALM, 'secret') };

  /** What a right client sends to our own challenge, through the header texts of both sides. */
  function answer(
    options: {
      algorithm?: 'MD5' | 'SHA-256';
      password?: string;
      method?: string;
      uri?: string;
      qop?: 'auth' | 'auth-int';
      body?: Buffer;
      source?: string;
      count?: number;
    } = {},
  ): Credentials {
    const [text = ''] = mintChallenges({
      realm: REALM,
      mint,
      algorithms: [options.algorithm ?? 'SHA-256'],
      qop: [options.qop ?? 'auth'],
      opaque: 'x"y',
      ...(options.source === undefined ? {} : { source: options.source }),
    });
    const challenge = pickChallenge([text]);
    if (!challenge) throw new Error('our own challenge cannot be read: ' + text);
    const value = answerChallenge({
      challenge,
      username: '101',
      secret: { password: options.password ?? 'secret' },
      method: options.method ?? 'REGISTER',
      uri: options.uri ?? URI,
      count: options.count ?? 1,
      ...(options.body ? { body: options.body } : {}),
    });
    const parsed = parseCredentials(value);
    if (!parsed.ok) throw new Error('our own answer cannot be read: ' + value);
    expect(parsed.value.opaque).toBe('x"y');
    return parsed.value;
  }
  const check = (credentials: Credentials, change: Partial<DigestCheck> = {}): string => {
    const verified = verifyDigest({ credentials, method: 'REGISTER', requestUri: URI, realm: REALM, ha1s, mint, ...change });
    return verified.ok ? `ok ${verified.value.username} ${verified.value.algorithm} ${verified.value.qop}` : verified.error;
  };

  it('takes right answers of both algorithms', () => {
    expect(check(answer())).toBe('ok 101 SHA-256 auth');
    expect(check(answer({ algorithm: 'MD5' }))).toBe('ok 101 MD5 auth');
    const upper = answer();
    expect(check({ ...upper, response: upper.response.toUpperCase() })).toBe('ok 101 SHA-256 auth');
  });

  it('refuses a wrong password and an unknown user with the same word', () => {
    expect(check(answer({ password: 'guess' }))).toBe('response-wrong');
    expect(check(answer(), { ha1s: {} })).toBe('response-wrong');
    expect(check(answer({ algorithm: 'MD5' }), { ha1s: { sha256: ha1s.sha256 } })).toBe('response-wrong');
  });

  it('refuses an unknown user even when the dummy secret is answered', () => {
    const [text = ''] = mintChallenges({ realm: REALM, mint, algorithms: ['MD5'] });
    const challenge = pickChallenge([text]);
    if (!challenge) throw new Error(text);
    const parsed = parseCredentials(
      answerChallenge({ challenge, username: 'nobody', secret: { ha1: '0'.repeat(32) }, method: 'REGISTER', uri: URI }),
    );
    if (!parsed.ok) throw new Error(parsed.error);
    expect(check(parsed.value, { ha1s: {} })).toBe('response-wrong');
  });

  it('says stale only when all else was right', () => {
    const right = answer();
    const wrong = answer({ password: 'guess' });
    clock.at += 61_000;
    expect(check(right)).toBe('nonce-stale');
    expect(check(wrong)).toBe('response-wrong');
  });

  it.each<readonly [string, Partial<Credentials>, Partial<DigestCheck>, string]>([
    ['another realm', { realm: 'other' }, {}, 'realm-foreign'],
    ['an unknown algorithm', { algorithm: 'CRC32' }, {}, 'algorithm-unknown'],
    ['a -sess algorithm, which was not offered', { algorithm: 'MD5-sess' }, {}, 'algorithm-unknown'],
    ['a nonce of somebody else', { nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093' }, {}, 'nonce-forged'],
    ['a qop that was not offered', { qop: 'auth-int' }, {}, 'qop-unknown'],
    ['an unknown qop', { qop: 'auth-conf' }, {}, 'qop-unknown'],
    ['another method', {}, { method: 'INVITE' }, 'response-wrong'],
    ['another Request-URI', {}, { requestUri: 'sip:other.example.com' }, 'uri-mismatch'],
    ['a digest uri that is none', { uri: 'nonsense' }, {}, 'uri-mismatch'],
    ['another source', {}, { source: '10.0.0.9' }, 'nonce-forged'],
    ['a changed nonce count', { nc: '00000002' }, {}, 'response-wrong'],
    ['a cut response', { response: 'abcd' }, {}, 'response-wrong'],
  ])('refuses %s', (_, change, context, code) => {
    expect(check({ ...answer(), ...change }, context)).toBe(code);
  });

  it('refuses credentials without qop as a downgrade', () => {
    const { username, realm, nonce, uri, response } = answer();
    expect(check({ username, realm, nonce, uri, response })).toBe('qop-missing');
  });

  it('binds a nonce to its source', () => {
    expect(check(answer({ source: '10.0.0.1' }), { source: '10.0.0.1' })).toBe('ok 101 SHA-256 auth');
    expect(check(answer({ source: '10.0.0.1' }))).toBe('nonce-forged');
  });

  it('compares the uri by policy', () => {
    const rewritten = answer({ uri: 'sip:102@edge.example.com' });
    expect(check(rewritten, { requestUri: 'sip:102@core.example.com' })).toBe('uri-mismatch');
    expect(check(rewritten, { requestUri: 'sip:102@core.example.com', uriPolicy: 'same-user' })).toBe('ok 101 SHA-256 auth');
    expect(check(rewritten, { requestUri: 'sip:103@core.example.com', uriPolicy: 'same-user' })).toBe('uri-mismatch');
    expect(check(rewritten, { requestUri: 'sip:103@core.example.com', uriPolicy: 'any' })).toBe('ok 101 SHA-256 auth');
    expect(check(answer({ uri: 'SIP:BRAND.example.com;x=1' }))).toBe('ok 101 SHA-256 auth');
  });

  it('hashes the body with auth-int', () => {
    const credentials = answer({ qop: 'auth-int', body: Buffer.from('v=0') });
    const qop = ['auth-int'] as const;
    expect(check(credentials, { qop, body: Buffer.from('v=0') })).toBe('ok 101 SHA-256 auth-int');
    expect(check(credentials, { qop, body: Buffer.from('v=1') })).toBe('response-wrong');
    expect(check(credentials, { qop })).toBe('response-wrong');
  });

  it('refuses a repeated request, and counts right answers only', () => {
    const counter = new NonceCounter(clock, { ttlMs: 60_000, maxNonces: 10 });
    const credentials = answer();
    expect(check({ ...credentials, response: '00' }, { counter })).toBe('response-wrong');
    expect(counter.size).toBe(0);
    expect(check(credentials, { counter })).toBe('ok 101 SHA-256 auth');
    expect(check(credentials, { counter })).toBe('nonce-replayed');
  });

  it('offers each algorithm in its own value, in order', () => {
    const values = mintChallenges({ realm: 'a "b"', mint, algorithms: ['SHA-256', 'MD5'], stale: true });
    expect(values).toHaveLength(2);
    expect(values[0]).toMatch(/^Digest realm="a \\"b\\"", nonce="[\w-]{38}", stale=true, algorithm=SHA-256, qop="auth"$/);
    expect(values[1]).toContain('algorithm=MD5');
  });

  it('answers challenges of other servers: without qop, with -sess, by stored HA1', () => {
    const old = pickChallenge(['Digest realm="r", nonce="n"']);
    const value = old ? answerChallenge({ challenge: old, username: 'u', secret: { password: 'p' }, method: 'INVITE', uri: 'sip:h' }) : '';
    expect(value).not.toMatch(/qop|cnonce|nc=|algorithm/);
    expect(value).toContain(
      `response="${digestResponse({ algorithm: 'MD5', ha1: ha1('MD5', 'u', 'r', 'p'), method: 'INVITE', uri: 'sip:h', nonce: 'n' })}"`,
    );
    const session = pickChallenge(['Digest realm="r", nonce="n", algorithm=MD5-sess, qop="auth"']);
    const secret = { ha1: ha1('MD5', 'u', 'r', 'p') };
    const answered = session
      ? answerChallenge({ challenge: session, username: 'u', secret, method: 'INVITE', uri: 'sip:h', count: 17, cnonce: 'c' })
      : '';
    expect(answered).toContain('nc=00000011');
    expect(answered).toContain('algorithm=MD5-sess');
    const expected = digestResponse({
      algorithm: 'MD5',
      isSession: true,
      ...secret,
      method: 'INVITE',
      uri: 'sip:h',
      nonce: 'n',
      qop: 'auth',
      nc: '00000011',
      cnonce: 'c',
    });
    expect(answered).toContain(`response="${expected}"`);
  });
});
