import {
  listen,
  outside,
  phone,
  PortalClient,
  ratedCall,
  scenario,
  talk,
  usersProxy,
  type Sipp,
  type TalkReport,
} from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '@switchyard/local-runner';
import { asBrand, microsOf, openPlatform } from '../../platform.js';

let platform: Instance;
let brand: PortalClient;
let failing: Sipp;
let report: TalkReport;
let row: Record<string, unknown>;
let balanceBefore: unknown;
const CALLEE = '+34911000303';

beforeAll(async () => {
  platform = await openPlatform();
  brand = await asBrand(platform);
  const alice = phone(platform, 'alice');
  balanceBefore = (await brand.one('clients?name=Aurora'))['balance'];
  failing = await listen(platform, outside(platform).carrierOne, scenario.refuseWith({ status: 503, reason: 'Service Unavailable' }));
  report = await talk(platform, {
    caller: { address: alice.address, from: alice.aor, credentials: alice, headers: 'X-Info-Call: forged.forged\nx-info-other : 1' },
    target: `sip:911000303@${alice.domain}`,
    remote: usersProxy(platform),
    callee: { address: outside(platform).carrierTwo },
    talkMs: 2300,
  });
  row = await ratedCall(brand, CALLEE, report.startedAt);
});
afterAll(() => failing?.stop());

describe('101 calls a public number', () => {
  it('tries the second gateway after the 503 of the first, with audio both ways', async () => {
    await failing.passes();
    expect(report.callerHeard).toBeGreaterThan(0.9);
    expect(report.calleeHeard).toBeGreaterThan(0.9);
    expect(report.mediaSources).toEqual([platform.rtpengineAddress]);
    expect(row).toMatchObject({ carrierName: 'Carrier Two', cause: 'normal-clearing', direction: 'outbound', caller: '+34910000101' });
  });

  it('presents the DDI and leaks nothing internal, nor what a forger sent', () => {
    expect(report.invite).toMatch(/^From:.*34910000101/im);
    expect(report.invite).not.toMatch(/^x-/im);
    expect(report.invite).not.toContain('forged');
    expect(report.invite).not.toContain(`${platform.net}.40`);
    expect(report.invite).not.toContain(`${platform.net}.10`);
  });

  it('writes exactly one rated call with destination, plan, price and cost in fixed point', async () => {
    const rows = await brand.list(`billable-calls?callee=${encodeURIComponent(CALLEE)}&startedAt[gte]=${report.startedAt}`);
    expect(rows).toHaveLength(1);
    const seconds = Number(row['durationSec']);
    expect(seconds).toBeGreaterThanOrEqual(2);
    expect(seconds).toBeLessThanOrEqual(4);
    // 0.02 per minute + 0.01 to connect, by the second; rounded up once, at four decimals.
    const up = (micros: bigint) => ((micros + 99n) / 100n) * 100n;
    expect(row).toMatchObject({ destinationName: 'Spain', ratingPlanName: 'Northwind Retail', currency: 'EUR', costCurrency: 'EUR' });
    expect(microsOf(row['price'])).toBe(up(10_000n + (20_000n * BigInt(seconds) + 59n) / 60n));
    expect(microsOf(row['cost'])).toBe(up((8_000n * BigInt(seconds) + 59n) / 60n));
  });

  it('moves the balance of the client by exactly the price', async () => {
    const after = (await brand.one('clients?name=Aurora'))['balance'];
    expect(microsOf(balanceBefore) - microsOf(after)).toBe(microsOf(row['price']));
    const [movement] = await brand.list(`balance-movements?legUid=${String(row['legUid'])}`);
    expect(movement).toMatchObject({ kind: 'call', balanceAfter: after });
  });

  it('answers a dry run with the decision that was stored with the call', async () => {
    const stored = await brand.get(`billable-calls/${String(row['id'])}/trace`);
    expect(stored.status).toBe(200);
    const simulated = await brand.post('simulate-call', { number: CALLEE, caller: '+34910000101', clientId: row['clientId'] });
    expect(simulated.status).toBe(200);
    expect(simulated.body['decision']).toEqual(stored.body['decision']);
    expect(simulated.body['trace']).toEqual(stored.body['trace']);
    expect(stored.body['revision']).toBe(row['configRevision']);
    expect(stored.body['attempts']).toMatchObject([
      { carrierName: 'Carrier One', sipStatus: 503 },
      { carrierName: 'Carrier Two', sipStatus: 200 },
    ]);
  });
});

describe('the same call for others (I3)', () => {
  it('is listed for its client, with the price and without the cost', async () => {
    const client = await PortalClient.login(platform, 'client', 'aurora');
    const own = await client.one(`billable-calls?legUid=${String(row['legUid'])}`);
    expect(own).toMatchObject({ price: row['price'], callee: CALLEE });
    for (const hidden of ['cost', 'carrierName', 'carrierId', 'costCurrency']) expect(own).not.toHaveProperty(hidden);
    expect((await client.get(`billable-calls/${String(row['id'])}`)).status).toBe(200);
    // The carriers and what they cost are the brand's business, in the trace too.
    const trace = await client.get(`billable-calls/${String(row['id'])}/trace`);
    expect(trace.status).toBe(200);
    expect(JSON.stringify(trace.body)).not.toContain('Carrier');
  });

  it.each([
    ['brand', 'southwind'],
    ['client', 'boreal'],
    ['client', 'rita'],
  ] as const)('does not exist at %s level for %s', async (level, login) => {
    const other = await PortalClient.login(platform, level, login);
    expect((await other.get(`billable-calls/${String(row['id'])}`)).status).toBe(404);
    expect((await other.get(`billable-calls/${String(row['id'])}/trace`)).status).toBe(404);
    expect(await other.list(`billable-calls?legUid=${String(row['legUid'])}`)).toEqual([]);
    const all = await other.list('billable-calls?itemsPerPage=500');
    expect(all.map(({ id }) => id)).not.toContain(row['id']);
  });
});
