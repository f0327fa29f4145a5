import { outside, phone, PortalClient, ratedCall, scenario, Sipp, talk, usersProxy } from '@switchyard/testing';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '@switchyard/local-runner';
import { asBrand, openPlatform } from '../../platform.js';

let platform: Instance;
let brand: PortalClient;
let carrierOne: Record<string, unknown>;
beforeAll(async () => {
  platform = await openPlatform();
  brand = await asBrand(platform);
  carrierOne = await brand.one('carriers?name=Carrier One');
});
afterEach(async () => {
  await brand.patch(`carriers/${String(carrierOne['id'])}`, { status: 'active' });
});

const WITHIN_MS = 1000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a change made through the API', () => {
  it('is obeyed by the next call within one second, without a restart', async () => {
    const rita = phone(platform, 'rita1');
    const changed = await brand.patch(`carriers/${String(carrierOne['id'])}`, { status: 'blocked' });
    expect(changed.status).toBe(200);
    await pause(WITHIN_MS); // the promise under test is a time: one second after the answer, the next call must obey
    const report = await talk(platform, {
      caller: { address: rita.address, from: rita.aor, credentials: rita },
      target: `sip:+34912000701@${rita.domain}`,
      remote: usersProxy(platform),
      callee: { address: outside(platform).carrierTwo }, // nobody listens at Carrier One: an attempt there would time out
    });
    const row = await ratedCall(brand, '+34912000701', report.startedAt);
    expect(row['carrierName']).toBe('Carrier Two');
    const trace = await brand.get(`billable-calls/${String(row['id'])}/trace`);
    expect(trace.body['attempts']).toHaveLength(1);
  });

  it('stops a disabled client at once, and lets it call again when enabled', async () => {
    const rita = phone(platform, 'rita1');
    const client = await brand.one('clients?name=Rita');
    await brand.patch(`clients/${String(client['id'])}`, { enabled: false });
    await pause(WITHIN_MS);
    try {
      await Sipp.run({
        command: platform.sipp,
        scenario: scenario.callRefused({
          credentials: rita,
          from: rita.aor,
          target: `sip:+34912000702@${rita.domain}`,
          rtpPort: 4000,
          status: 403,
        }),
        address: rita.address,
        remote: usersProxy(platform),
      });
    } finally {
      await brand.patch(`clients/${String(client['id'])}`, { enabled: true });
    }
  });
});
