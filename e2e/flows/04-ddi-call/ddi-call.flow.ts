import { outside, phone, ratedCall, registerPhone, scenario, Sipp, talk, trunksProxy, usersProxy, type Phone } from '@switchyard/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '@switchyard/local-runner';
import { asBrand, openPlatform } from '../../platform.js';

let platform: Instance;
let alice: Phone;
beforeAll(async () => {
  platform = await openPlatform();
  alice = phone(platform, 'alice');
});

const from = 'sip:+34600111222@carrier.test';
const refused = async (address: string, remote: string, target: string, status: number, headers?: string): Promise<void> => {
  await Sipp.run({
    command: platform.sipp,
    scenario: scenario.callRefused({ from, target, rtpPort: 4000, status, ...(headers ? { headers } : {}) }),
    address,
    port: 5072,
    remote,
  });
};

describe('a carrier calls a DDI', () => {
  it('rings the user of the DDI, with audio both ways, and records the inbound leg', async () => {
    await registerPhone(platform, alice);
    const report = await talk(platform, {
      caller: { address: outside(platform).ddiProvider, from },
      target: `sip:+34910000101@${trunksProxy(platform)}`,
      remote: trunksProxy(platform),
      callee: { address: alice.address },
      byeFrom: 'callee',
    });
    expect(report.calleeHeard).toBeGreaterThan(0.9);
    expect(report.callerHeard).toBeGreaterThan(0.9);
    expect(report.mediaSources).toEqual([platform.rtpengineAddress]);
    expect(report.invite).toMatch(/^From:.*\+?34600111222/im);
    const row = await ratedCall(await asBrand(platform), '+34910000101', report.startedAt, 'inbound');
    expect(row).toMatchObject({ caller: '+34600111222', cause: 'normal-clearing', price: null });
  });

  it('rings the retail account of a retail DDI without Asterisk', async () => {
    const rita = phone(platform, 'rita1');
    await registerPhone(platform, rita);
    const report = await talk(platform, {
      caller: { address: outside(platform).ddiProvider, from },
      target: `sip:+34910000301@${trunksProxy(platform)}`,
      remote: trunksProxy(platform),
      callee: { address: rita.address },
    });
    expect(report.calleeHeard).toBeGreaterThan(0.9);
  });

  it('rings the residential device of a residential DDI', async () => {
    const robin = phone(platform, 'robin1');
    await registerPhone(platform, robin);
    const report = await talk(platform, {
      caller: { address: outside(platform).ddiProvider, from },
      target: `sip:+34910000201@${trunksProxy(platform)}`,
      remote: trunksProxy(platform),
      callee: { address: robin.address },
    });
    expect(report.callerHeard).toBeGreaterThan(0.9);
  });

  it('answers 404 to a DDI that nobody owns', () =>
    refused(outside(platform).ddiProvider, trunksProxy(platform), `sip:+34919999999@${trunksProxy(platform)}`, 404));

  it.each([
    ['nothing', undefined],
    ['a forged internal header', 'X-Info-Call: eyJ2IjoxfQ.AAAA'],
    ['odd spellings of it', 'x-INFO-call : eyJ2IjoxfQ.AAAA\nX-Info-Brand: 1'],
    ['another identity', 'P-Asserted-Identity: <sip:+34910000101@127.0.0.1>'],
    ['a forged path', 'Route: <sip:127.0.0.1;lr>'],
  ])('answers 403 to an unknown source that sends %s', (_what, headers) =>
    refused(outside(platform).stranger, trunksProxy(platform), `sip:+34910000101@${trunksProxy(platform)}`, 403, headers),
  );

  it('lets no stranger reach a phone or the public network through the users proxy', async () => {
    await refused(outside(platform).stranger, usersProxy(platform), `sip:alice@${alice.domain}`, 407, 'X-Info-Call: eyJ2IjoxfQ.AAAA');
    await refused(outside(platform).stranger, usersProxy(platform), `sip:+34911234567@${alice.domain}`, 407);
  });
});
