import { outside, phone, ratedCall, scenario, talk, usersProxy } from '@switchyard/testing';
import { expect, it } from 'vitest';
import { asBrand, openPlatform } from '../../platform.js';

it('answers the 407 of a carrier with the credentials of its server, and rates by the started minute', async () => {
  const platform = await openPlatform();
  const alice = phone(platform, 'alice');
  const report = await talk(platform, {
    caller: { address: alice.address, from: alice.aor, credentials: alice },
    target: `sip:00442071230606@${alice.domain}`,
    remote: usersProxy(platform),
    callee: {
      address: outside(platform).carrierAuth,
      scenario: (rtpPort) =>
        scenario.answerAfterChallenge({ rtpPort, realm: 'carrier.test', user: 'sw-auth', password: platform.secret('carrier:sw-auth') }),
    },
  });
  expect(report.calleeHeard).toBeGreaterThan(0.9);
  const row = await ratedCall(await asBrand(platform), '+442071230606', report.startedAt);
  expect(row).toMatchObject({ carrierName: 'Carrier Auth', destinationName: 'United Kingdom', price: '0.030000' });
});
