import { isFinalInvite, listen, outside, phone, ratedCall, scenario, Sipp, usersProxy, type PortalClient } from '@switchyard/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '@switchyard/local-runner';
import { asBrand, openPlatform } from '../../platform.js';

let platform: Instance;
let brand: PortalClient;
beforeAll(async () => {
  platform = await openPlatform();
  brand = await asBrand(platform);
});

const OUTAGE_MS = 10_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A retail call of `talkMs`; resolves once the caller has its 200. */
async function begin(callee: string, talkMs: number): Promise<() => Promise<void>> {
  const rita = phone(platform, 'rita1');
  const carrier = await listen(platform, outside(platform).carrierOne, scenario.answer({ rtpPort: 4002 }), { timeoutSec: 60 });
  const caller = Sipp.start({
    command: platform.sipp,
    scenario: scenario.call({ credentials: rita, from: rita.aor, target: `sip:${callee}@${rita.domain}`, rtpPort: 4000, talkMs }),
    address: rita.address,
    remote: usersProxy(platform),
    timeoutSec: 60,
  });
  const end = async (): Promise<void> => {
    try {
      await Promise.all([caller.passes(), carrier.passes()]);
    } finally {
      await Promise.all([caller.stop(), carrier.stop()]);
    }
  };
  await caller.received(isFinalInvite(200)).catch(async (missing: unknown) => {
    await end();
    throw missing;
  });
  return end;
}

describe.each([
  ['redis', '1'],
  ['mysql', '2'],
] as const)('%s stopped for 10 s during calls', (name, digit) => {
  it('leaves the call in progress up, lets a new one through, and writes both CDRs after recovery', async () => {
    const startedAt = new Date().toISOString();
    const store = platform.process(name);
    const endFirst = await begin(`+3491200091${digit}`, 2500);
    await store.stop();
    const down = Date.now();
    await endFirst(); // its BYE comes while the store is away
    const endSecond = await begin(`+3491200092${digit}`, 1500);
    await endSecond();
    await pause(Math.max(0, OUTAGE_MS - (Date.now() - down))); // the outage itself is what is tested
    await store.start();
    await store.waitHealthy();
    for (const callee of [`+3491200091${digit}`, `+3491200092${digit}`]) {
      const row = await recovered(() => ratedCall(brand, callee, startedAt));
      expect(row).toMatchObject({ cause: 'normal-clearing' });
      expect(await brand.list(`billable-calls?callee=${encodeURIComponent(callee)}&startedAt[gte]=${startedAt}`)).toHaveLength(1);
    }
  });
});

/** The API itself needs a moment to find its database again. */
async function recovered<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await ask();
    } catch (thrown) {
      if (attempt >= 20) throw thrown;
      await pause(500);
    }
  }
}
