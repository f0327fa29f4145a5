import { describe, expect, it } from 'vitest';
import { answerChallenge, parseChallenge } from '@switchyard/sip';
import { ADDRESS, alice, authorization, CERTIFICATE, ENDPOINTS, house, KEY, NOW, type Caller } from '../../test/house.js';
import type { AuthenticationRequest } from '../ports/authority.port.js';
import { DIGEST_POLICY, DigestAuthority, type DigestPolicy } from './digest-authority.adapter.js';

const movingClock = () => {
  let nowMs = Date.parse(NOW);
  return { nowMs: () => nowMs, advance: (ms: number) => (nowMs += ms) };
};
const uri = 'sip:102@aurora.northwind.test';
const request = (header: string, more: Partial<AuthenticationRequest> = {}): AuthenticationRequest => ({
  method: 'INVITE',
  requestUri: uri,
  realm: alice.domain,
  claimed: 'alice',
  authorization: [header.slice(header.indexOf(':') + 2)],
  source: ADDRESS.alice,
  receivedOn: '192.0.2.10:5060',
  body: '',
  certificate: undefined,
  isBanned: () => false,
  ...more,
});

describe('digest authentication', () => {
  it('offers SHA-256 before MD5, each in its own value, with qop, and never the nonce of another challenge (DG-1, DG-2)', () => {
    const [first = '', second = ''] = house().ports.authority.challenges('realm.test', ADDRESS.alice, false);
    expect(first).toMatch(/^Digest realm="realm\.test", nonce="[^"]+", algorithm=SHA-256, qop="auth"$/);
    expect(second).toMatch(/algorithm=MD5, qop="auth"$/);
    const [again = ''] = house().ports.authority.challenges('realm.test', ADDRESS.alice, false);
    const nonceIn = (challenge: string): string | undefined => /nonce="([^"]+)"/.exec(challenge)?.[1];
    expect(nonceIn(first)).toBe(nonceIn(second));
    expect(nonceIn(first)).not.toBe(nonceIn(again));
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
    expect(await of.ports.authority.verify(request(authorization(of, caller).header))).toMatchObject({ kind: 'refused' });
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
    expect(await of.ports.authority.verify(request(wrong.header))).toMatchObject({ kind: 'refused' });
  });

  it.each<[string, Partial<AuthenticationRequest>]>([
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
    for (const { ha1Md5, ha1Sha256, direct } of ENDPOINTS)
      if (direct === null) expect([ha1Md5?.length, ha1Sha256?.length]).toEqual([32, 64]);
  });
});

/** An authority of its own, and a phone that answers its challenges. */
function policy(more: Partial<DigestPolicy>, clock = movingClock(), node = KEY) {
  const authority = new DigestAuthority(house().ports.subscribers, node, clock, { ...DIGEST_POLICY, ...more });
  const answer = (how: { pick?: string; count?: number; challenge?: string; body?: string; cnonce?: string } = {}): string => {
    const offered = authority.challenges(alice.domain, ADDRESS.alice, false);
    const challenge = how.challenge ?? offered.find((one) => one.includes(how.pick ?? '')) ?? '';
    const parsed = parseChallenge(challenge);
    if (!parsed.ok) throw new Error(parsed.error);
    return `Proxy-Authorization: ${answerChallenge({
      challenge: parsed.value,
      username: 'alice',
      secret: { password: 'password of alice' },
      method: 'INVITE',
      uri,
      ...(how.count === undefined ? {} : { count: how.count }),
      ...(how.body === undefined ? {} : { body: Buffer.from(how.body) }),
    })}`;
  };
  return { authority, answer, clock };
}

describe('digest policy', () => {
  it('offers SHA-512-256 where policy has it, first, and takes it (DG-1, DG-7)', async () => {
    const { authority, answer } = policy({ algorithms: ['SHA-512-256', 'SHA-256', 'MD5'] });
    const offered = authority.challenges(alice.domain, ADDRESS.alice, false);
    expect(offered.map((value) => /algorithm=([\w-]+)/.exec(value)?.[1])).toEqual(['SHA-512-256', 'SHA-256', 'MD5']);
    expect((await authority.verify(request(answer({ pick: 'SHA-512-256' })))).kind).toBe('proven');
  });

  it('does not take an algorithm that it did not offer: no downgrade to MD5 (DG-1)', async () => {
    const strict = policy({ algorithms: ['SHA-256'] });
    const lax = policy({}, strict.clock);
    expect((await strict.authority.verify(request(lax.answer({ pick: 'MD5' })))).kind).toBe('refused');
    expect((await strict.authority.verify(request(lax.answer({ pick: 'SHA-256' })))).kind).toBe('proven');
  });

  it('protects the body with auth-int where it is offered (DG-6)', async () => {
    const { authority, answer } = policy({ qop: ['auth-int'] });
    const header = answer({ body: 'v=0' });
    expect(header).toContain('qop=auth-int');
    expect((await authority.verify(request(header, { body: 'v=0' }))).kind).toBe('proven');
    expect((await authority.verify(request(answer({ body: 'v=0' }), { body: 'v=1' }))).kind).toBe('refused');
  });

  it('refuses credentials without qop, cnonce or nc: the challenge had them (DG-2)', async () => {
    const { authority, answer } = policy({});
    const full = answer();
    const bare = full
      .replace(/, qop=auth/, '')
      .replace(/, nc=[0-9a-f]+/, '')
      .replace(/, cnonce="[^"]*"/, '');
    expect((await authority.verify(request(bare))).kind).toBe('refused');
    expect((await authority.verify(request(full.replace(/, nc=[0-9a-f]+/, '')))).kind).toBe('challenge');
    expect((await authority.verify(request(full.replace(/nc=\d+/, 'nc=1')))).kind).toBe('challenge');
  });

  it('takes each nonce once where policy says so, and asks again with stale (DG-14)', async () => {
    const { authority, answer } = policy({ nonceUse: 'once' });
    const [challenge = ''] = authority.challenges(alice.domain, ADDRESS.alice, false);
    expect((await authority.verify(request(answer({ challenge, count: 1 })))).kind).toBe('proven');
    expect(await authority.verify(request(answer({ challenge, count: 2 })))).toEqual({ kind: 'challenge', stale: true });
  });

  it('checks the nonces of other nodes without storage, and of nobody else (DG-9)', async () => {
    const [one, two] = [policy({}), policy({})];
    const [challenge = ''] = one.authority.challenges(alice.domain, ADDRESS.alice, false);
    expect((await two.authority.verify(request(two.answer({ challenge })))).kind).toBe('proven');
    const stranger = policy({}, movingClock(), 'the key of somebody else');
    expect((await one.authority.verify(request(stranger.answer()))).kind).toBe('challenge');
  });

  it('refuses at one node what another has told to be used (DG-3, several nodes)', async () => {
    const [one, two] = [policy({}), policy({})];
    const used: [string, number][] = [];
    const first = new DigestAuthority(house().ports.subscribers, KEY, one.clock, DIGEST_POLICY, (nonce, count) =>
      used.push([nonce, count]),
    );
    const [challenge = ''] = one.authority.challenges(alice.domain, ADDRESS.alice, false);
    const header = one.answer({ challenge });
    expect((await first.verify(request(header))).kind).toBe('proven');
    for (const [nonce, count] of used) two.authority.usedElsewhere(nonce, count);
    expect(await two.authority.verify(request(header))).toEqual({ kind: 'challenge', stale: false });
    expect((await two.authority.verify(request(two.answer({ challenge, count: 2 })))).kind).toBe('proven');
  });

  it.each(['MD4', 'SHA-1', 'SHA-256-sess', 'x'.repeat(5_000)])(
    'refuses algorithm number %# that nobody has and lives (DG-13)',
    async (algorithm) => {
      const { authority, answer } = policy({});
      expect((await authority.verify(request(answer().replace(/algorithm=[\w-]+/, `algorithm=${algorithm}`)))).kind).toBe('refused');
    },
  );

  it('takes quoted and unquoted parameters (DG-13)', async () => {
    const { authority, answer } = policy({});
    const quoted = answer()
      .replace(/qop=auth/, 'qop="auth"')
      .replace(/algorithm=([\w-]+)/, 'algorithm="$1"')
      .replace(/nc=(\d+)/, 'nc="$1"');
    expect((await authority.verify(request(quoted))).kind).toBe('proven');
  });

  it('answers for its own realm among several (DG-12)', async () => {
    const { authority, answer } = policy({});
    const own = answer().slice('Proxy-Authorization: '.length);
    const foreign = own.replace(/realm="[^"]*"/, 'realm="elsewhere.test"');
    expect((await authority.verify(request('', { authorization: [foreign, own] }))).kind).toBe('proven');
    expect((await authority.verify(request('', { authorization: [foreign] }))).kind).toBe('challenge');
  });

  it('takes as long for an unknown user as for a wrong password, and not less than a moment (DG-11)', async () => {
    const time = async (name: string): Promise<number> => {
      const of = house();
      const { header } = authorization(of, { ...alice, name, password: 'wrong' });
      const began = performance.now();
      await of.ports.authority.verify(request(header));
      return performance.now() - began;
    };
    for (const name of ['alice', 'nobody']) expect(await time(name)).toBeGreaterThan(24);
  });
});

describe('who needs no password', () => {
  const bare = (more: Partial<AuthenticationRequest>) => request('', { authorization: [], ...more });

  it('an endpoint with a static address, there and nowhere else (IV-30)', async () => {
    const { authority } = house().ports;
    expect(await authority.verify(bare({ claimed: 'pbx1', source: ADDRESS.pbx }))).toMatchObject({
      kind: 'proven',
      endpoint: { name: 'pbx1' },
    });
    expect(await authority.verify(bare({ claimed: 'pbx1', source: `::ffff:${ADDRESS.pbx}` }))).toMatchObject({ kind: 'proven' });
    expect(await authority.verify(bare({ claimed: 'pbx1', source: ADDRESS.stranger }))).toEqual({ kind: 'elsewhere' });
    expect((await authority.verify(bare({ claimed: 'alice', source: ADDRESS.pbx }))).kind).toBe('challenge');
    expect((await authority.verify(bare({ claimed: '', source: ADDRESS.pbx }))).kind).toBe('challenge');
  });

  it('cannot be guessed a password either', async () => {
    const of = house();
    const { header } = authorization(of, { name: 'pbx1', domain: alice.domain, password: '' });
    expect((await of.ports.authority.verify(request(header, { claimed: 'pbx1' }))).kind).toBe('refused');
  });

  it('an endpoint with a client certificate, when that is enough', async () => {
    const { authority } = house().ports;
    expect(await authority.verify(bare({ claimed: 'carded', certificate: CERTIFICATE }))).toMatchObject({
      kind: 'proven',
      endpoint: { name: 'carded' },
    });
    expect((await authority.verify(bare({ claimed: 'carded', certificate: 'cd'.repeat(32) }))).kind).toBe('challenge');
    expect((await authority.verify(bare({ claimed: 'carded' }))).kind).toBe('challenge');
    expect((await authority.verify(bare({ claimed: 'alice', certificate: CERTIFICATE }))).kind).toBe('challenge');
  });

  it('nobody whose certificate is needed besides', async () => {
    const of = house();
    const doubly = { name: 'doubly', domain: alice.domain };
    expect((await of.ports.authority.verify(bare({ claimed: 'doubly', certificate: CERTIFICATE }))).kind).toBe('challenge');
    const without = request(authorization(of, doubly).header, { claimed: 'doubly' });
    expect((await of.ports.authority.verify(without)).kind).toBe('refused');
    const both = request(authorization(of, doubly).header, { claimed: 'doubly', certificate: CERTIFICATE });
    expect((await of.ports.authority.verify(both)).kind).toBe('proven');
  });
});
