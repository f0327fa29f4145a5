import { listen, phone, registerPhone, scenario, Sipp, talk, usersProxy, type Phone } from '@switchyard/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '@switchyard/local-runner';
import { openPlatform } from '../../platform.js';

let platform: Instance;
let alice: Phone;
let bob: Phone;
beforeAll(async () => {
  platform = await openPlatform();
  [alice, bob] = [phone(platform, 'alice'), phone(platform, 'bob')];
  await registerPhone(platform, alice);
  await registerPhone(platform, bob);
});

const call = (byeFrom: 'caller' | 'callee', transport: 'udp' | 'tcp' = 'udp') =>
  talk(platform, {
    caller: { address: alice.address, from: alice.aor, credentials: alice, transport },
    target: `sip:102@${alice.domain}`,
    remote: usersProxy(platform),
    callee: { address: bob.address },
    byeFrom,
  });

/** Alice dials 102 with `place`, Bob does `answer`. */
async function unanswered(answer: string, place: (options: scenario.CallOptions) => string): Promise<void> {
  const callee = await listen(platform, bob.address, answer, { timeoutSec: 100 });
  try {
    await Sipp.run({
      command: platform.sipp,
      scenario: place({ credentials: alice, from: alice.aor, target: `sip:102@${alice.domain}`, rtpPort: 4000 }),
      address: alice.address,
      remote: usersProxy(platform),
      timeoutSec: 90,
    });
    await callee.passes();
  } finally {
    await callee.stop();
  }
}

describe('extension 101 calls 102 through Asterisk', () => {
  it.each(['caller', 'callee'] as const)(
    'carries a tone each way through rtpengine alone, and ends on BYE from the %s',
    async (byeFrom) => {
      const report = await call(byeFrom);
      expect(report.calleeHeard).toBeGreaterThan(0.9);
      expect(report.callerHeard).toBeGreaterThan(0.9);
      expect(report.mediaSources).toEqual([platform.rtpengineAddress]);
    },
  );

  it('works for a caller over TCP', async () => {
    expect((await call('caller', 'tcp')).calleeHeard).toBeGreaterThan(0.9);
  });

  it('shows the callee no internal header and no inside address (I4, I5)', async () => {
    const { invite, answer } = await call('caller');
    for (const message of [invite, answer]) {
      expect(message).not.toMatch(/^x-/im);
      expect(message).not.toContain(`${platform.net}.40`);
      expect(message).not.toMatch(/asterisk/i);
    }
    expect(invite).toMatch(/^From:.*101/im);
  });

  it('cancels the ringing phone when the caller gives up', () =>
    unanswered(scenario.ringUntilCancelled(), (options) => scenario.callCancelled({ ...options, ringMs: 400 })));

  it('passes busy on as 486', () =>
    unanswered(scenario.refuseWith({ status: 486, reason: 'Busy Here', ring: true }), (options) =>
      scenario.callRefused({ ...options, status: 486 }),
    ));

  it('passes a decline on as 603', () =>
    unanswered(scenario.refuseWith({ status: 603, reason: 'Decline' }), (options) => scenario.callRefused({ ...options, status: 603 })));

  it('gives up with 480 when nobody answers within the ring time', () =>
    unanswered(scenario.ringUntilCancelled(), (options) => scenario.callRefused({ ...options, status: 480 })));

  it('answers 404 to an extension that does not exist', async () => {
    await Sipp.run({
      command: platform.sipp,
      scenario: scenario.callRefused({
        credentials: alice,
        from: alice.aor,
        target: `sip:199@${alice.domain}`,
        rtpPort: 4000,
        status: 404,
      }),
      address: alice.address,
      remote: usersProxy(platform),
    });
  });
});
