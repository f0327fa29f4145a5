import { RESOURCES } from '@switchyard/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { dropEndedBans, keepBans, parseListQuery, Repository, type ToldBan } from '../src/index.js';
import { useDatabase } from './support/test-database.js';
import { makeBrand, system, type BrandWorld } from './support/world.js';

const NOW = Date.parse('2026-11-21T10:00:00.000Z');
const HOUR = 3_600_000;

describe('the table of banned addresses', () => {
  const test = useDatabase();
  let brand: BrandWorld;
  beforeAll(async () => {
    brand = await makeBrand(test.database);
    await test.database.query('DELETE FROM banned_address');
  });

  const told = (more: Partial<ToldBan> = {}): ToldBan => ({
    blocker: 'antiBruteForce',
    source: '198.51.100.7',
    aor: 'alice@aurora.test',
    userAgent: "Desk 7'; DROP TABLE client; --",
    brandId: brand.brandId,
    clientId: brand.clients[0]?.clientId ?? null,
    atMs: NOW,
    untilMs: NOW + 12 * HOUR,
    ...more,
  });
  const rows = async () =>
    (await new Repository(test.database, 'bannedAddress').list(system, parseListQuery(RESOURCES.bannedAddress, 'platform', {}))).items;

  it('has one row per guard, address and endpoint, whatever is told twice', async () => {
    await keepBans(test.database, [told(), told(), told({ atMs: NOW + HOUR, untilMs: NOW + 13 * HOUR }), told()]);
    await keepBans(test.database, [
      told({ blocker: 'antiflood', aor: null, brandId: null, clientId: null, userAgent: null, untilMs: NOW + 300_000 }),
    ]);
    await keepBans(test.database, [told({ blocker: 'ipFilter', untilMs: null })]);
    const found = await rows();
    expect(found.map(({ blocker, aor, bannedUntil }) => [blocker, aor, bannedUntil]).sort()).toEqual([
      ['antiBruteForce', 'alice@aurora.test', '2026-11-21T23:00:00.000Z'],
      ['antiflood', null, '2026-11-21T10:05:00.000Z'],
      ['ipFilter', 'alice@aurora.test', null],
    ]);
    expect(found.find(({ blocker }) => blocker === 'antiBruteForce')).toMatchObject({
      brandId: brand.brandId,
      description: "Desk 7'; DROP TABLE client; --",
      lastBannedAt: '2026-11-21T11:00:00.000Z',
    });
  });

  it("keeps a ban whose tenant is gone, as nobody's", async () => {
    await keepBans(test.database, [told({ source: '198.51.100.8', brandId: 999_999, clientId: 999_999 })]);
    expect((await rows()).find(({ ip }) => ip === '198.51.100.8')).toMatchObject({ brandId: null, clientId: null });
  });

  it('loses bans that are over, and refusals after thirty days', async () => {
    expect(await dropEndedBans(test.database, NOW + 300_000)).toBe(1);
    expect(await dropEndedBans(test.database, NOW + 13 * HOUR)).toBe(2);
    expect((await rows()).map(({ blocker }) => blocker)).toEqual(['ipFilter']);
    expect(await dropEndedBans(test.database, NOW + 31 * 24 * HOUR)).toBe(1);
    expect(await rows()).toEqual([]);
  });
});
