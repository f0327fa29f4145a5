import { outside, phone, ratedCall, scenario, Sipp, talk, until, usersProxy } from '@switchyard/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '@switchyard/local-runner';
import { asBrand, openPlatform } from '../../platform.js';

let platform: Instance;
beforeAll(async () => {
  platform = await openPlatform();
});

/** Channels of Asterisk at this moment, by ARI. */
async function channels(): Promise<number> {
  const { url, user, password } = platform.ari;
  const response = await fetch(`${url}/ari/channels`, {
    headers: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` },
  });
  return ((await response.json()) as unknown[]).length;
}

describe('calls with no Asterisk in the path', () => {
  it.each([
    ['a retail account known by digest', 'rita1', '+34912000501', 'Rita'],
    ['a wholesale client known by its address', undefined, '+34912000502', 'Wanda'],
  ] as const)('%s calls a public number', async (_title, account, callee, client) => {
    const rita = account ? phone(platform, account) : undefined;
    await until('a quiet Asterisk', async () => ((await channels()) === 0 ? true : undefined));
    let highest = 0;
    const watch = setInterval(() => void channels().then((count) => (highest = Math.max(highest, count))), 200);
    const report = await talk(platform, {
      caller: {
        address: rita?.address ?? outside(platform).wholesale,
        from: rita?.aor ?? 'sip:+34913333333@wholesale.test',
        ...(rita ? { credentials: rita } : {}),
      },
      target: `sip:${callee}@${rita?.domain ?? usersProxy(platform)}`,
      remote: usersProxy(platform),
      callee: { address: outside(platform).carrierOne },
    }).finally(() => clearInterval(watch));
    expect(highest).toBe(0);
    expect(report.calleeHeard).toBeGreaterThan(0.9);
    expect(report.callerHeard).toBeGreaterThan(0.9);
    expect(report.invite).not.toMatch(/^x-/im);
    const brand = await asBrand(platform);
    const row = await ratedCall(brand, callee, report.startedAt);
    expect(row).toMatchObject({
      clientId: (await brand.one(`clients?name=${client}`))['id'],
      carrierName: 'Carrier One',
      destinationName: 'Spain',
    });
    expect(row['caller']).toBe(rita ? '+34910000301' : '+34913333333');
  });

  it('refuses a blocked destination with 403 and no gateway, and keeps the leg with its cause and its why', async () => {
    const startedAt = new Date().toISOString();
    await Sipp.run({
      command: platform.sipp,
      scenario: scenario.callRefused({
        from: 'sip:+34913333333@wholesale.test',
        target: `sip:+34906123456@${usersProxy(platform)}`,
        rtpPort: 4000,
        status: 403,
      }),
      address: outside(platform).wholesale,
      remote: usersProxy(platform),
    });
    const brand = await asBrand(platform);
    const query = new URLSearchParams({ callee: '+34906123456', 'startedAt[gte]': startedAt });
    const leg = await until('the refused leg', async () => (await brand.list(`call-legs?${query}`))[0]);
    expect(leg).toMatchObject({ cause: 'route-blocked', causeClass: 'client', durationSec: 0, answeredAt: null });
    const trace = await brand.get(`call-legs/${String(leg['id'])}/trace`);
    expect(trace.body['decision']).toMatchObject({ outcome: 'refuse', cause: 'route-blocked', attempts: [] });
    expect(trace.body['trace']).toEqual(expect.arrayContaining([expect.objectContaining({ step: 'routes' })]));
  });
});
