import {
  isFinalInvite,
  isRequest,
  listen,
  outside,
  phone,
  ratedCall,
  registerPhone,
  RtpEndpoint,
  scenario,
  Sipp,
  usersProxy,
  type PortalClient,
} from '@switchyard/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '@switchyard/local-runner';
import { asBrand, openPlatform } from '../../platform.js';

let platform: Instance;
let brand: PortalClient;
beforeAll(async () => {
  platform = await openPlatform();
  brand = await asBrand(platform);
});

/** An established call from Alice to a public number; `during` runs while it is up, then the caller hangs up. */
async function callDuring(callee: string, byeFrom: 'caller' | 'callee', during: () => Promise<void>): Promise<Record<string, unknown>> {
  const alice = phone(platform, 'alice');
  const startedAt = new Date().toISOString();
  const audio = await RtpEndpoint.open(alice.address);
  const talkMs = 12_000;
  const carrier = await listen(
    platform,
    outside(platform).carrierOne,
    scenario.answer({ rtpPort: 4002, ...(byeFrom === 'callee' ? { byeAfterMs: talkMs } : {}) }),
    { timeoutSec: 60 },
  );
  const caller = Sipp.start({
    command: platform.sipp,
    scenario: scenario.call({
      credentials: alice,
      from: alice.aor,
      target: `sip:${callee}@${alice.domain}`,
      rtpPort: audio.port,
      talkMs,
      byeFrom,
    }),
    address: alice.address,
    remote: usersProxy(platform),
    timeoutSec: 60,
  });
  try {
    await caller.received(isFinalInvite(200));
    await during();
    await Promise.all([caller.passes(), carrier.passes()]);
    if (byeFrom === 'caller')
      expect(carrier.messages().some(({ direction, text }) => direction === 'received' && isRequest('BYE')(text))).toBe(true);
    return await ratedCall(brand, callee, startedAt);
  } finally {
    audio.close();
    await Promise.all([carrier.stop(), caller.stop()]);
  }
}

describe('restarting any one process drops no established call (I7): BYE and CDR still work', () => {
  it.each([
    ['users-proxy', '+34911000801', 'caller'],
    ['users-proxy', '+34911000802', 'callee'],
    ['trunks-proxy', '+34911000803', 'caller'],
    ['trunks-proxy', '+34911000804', 'callee'],
    ['app-server', '+34911000805', 'caller'],
    ['workers', '+34911000806', 'caller'],
    ['portal-api', '+34911000807', 'caller'],
  ] as const)('%s is killed and started again in mid-call, %s hung up by the %s', async (name, callee, byeFrom) => {
    const row = await callDuring(callee, byeFrom, async () => {
      const app = platform.process(name);
      await app.kill('SIGKILL');
      await app.start();
      await app.waitHealthy();
    });
    expect(Number(row['durationSec'])).toBeGreaterThanOrEqual(11);
    expect(Number(row['durationSec'])).toBeLessThanOrEqual(20);
    expect(await brand.list(`billable-calls?callee=${encodeURIComponent(callee)}&startedAt[gte]=${String(row['startedAt'])}`)).toHaveLength(
      1,
    );
  });

  it('keeps registrations over a restart of the users proxy', async () => {
    const bob = phone(platform, 'bob');
    await registerPhone(platform, bob);
    const proxy = platform.process('users-proxy');
    await proxy.restart();
    await proxy.waitHealthy();
    const alice = phone(platform, 'alice');
    const callee = await listen(platform, bob.address, scenario.refuseWith({ status: 486, reason: 'Busy Here' }));
    await Sipp.run({
      command: platform.sipp,
      scenario: scenario.callRefused({
        credentials: alice,
        from: alice.aor,
        target: `sip:102@${alice.domain}`,
        rtpPort: 4000,
        status: 486,
      }),
      address: alice.address,
      remote: usersProxy(platform),
    });
    await callee.passes();
  });
});
