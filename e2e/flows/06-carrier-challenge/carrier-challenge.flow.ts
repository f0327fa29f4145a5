import { createHash } from 'node:crypto';
import { headerOf, outside, phone, ratedCall, scenario, talk, usersProxy } from '@switchyard/testing';
import { expect, it } from 'vitest';
import { asBrand, openPlatform } from '../../platform.js';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const REALM = 'carrier.test';

/** RFC 2617 §3.2.2.1, for the digest of an INVITE with qop=auth. */
function expectRightDigest(header: string | undefined, user: string, password: string): void {
  const part = (name: string): string => new RegExp(`\\b${name}="?([^",]+)"?`).exec(header ?? '')?.[1] ?? '';
  const ha1 = md5(`${user}:${REALM}:${password}`);
  const ha2 = md5(`INVITE:${part('uri')}`);
  expect(part('nonce')).toBe(scenario.CHALLENGE_NONCE);
  expect(part('response')).toBe(md5(`${ha1}:${part('nonce')}:${part('nc')}:${part('cnonce')}:${part('qop')}:${ha2}`));
}

it.each([
  [401, '+442071230601'],
  [407, '+442071230607'],
] as const)(
  'answers the %i of a carrier with the credentials of its server, and rates by the started minute (IV-97)',
  async (status, callee) => {
    const platform = await openPlatform();
    const alice = phone(platform, 'alice');
    const password = platform.secret('carrier:sw-auth');
    const report = await talk(platform, {
      caller: { address: alice.address, from: alice.aor, credentials: alice },
      target: `sip:00${callee.slice(1)}@${alice.domain}`,
      remote: usersProxy(platform),
      callee: {
        address: outside(platform).carrierAuth,
        scenario: (rtpPort) => scenario.answerAfterChallenge({ rtpPort, realm: REALM, user: 'sw-auth', password, status }),
      },
    });
    expect(report.calleeHeard).toBeGreaterThan(0.9);
    expectRightDigest(headerOf(report.invite, status === 401 ? 'Authorization' : 'Proxy-Authorization'), 'sw-auth', password);
    const row = await ratedCall(await asBrand(platform), callee, report.startedAt);
    expect(row).toMatchObject({ carrierName: 'Carrier Auth', destinationName: 'United Kingdom', price: '0.030000' });
  },
);
