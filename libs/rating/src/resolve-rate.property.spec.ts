import { snapshotOf, type RatingProfile, type Snapshot } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { resolveRate } from './resolve-rate.js';

/** Park–Miller: the same numbers on every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => (state = (state * 48_271) % 2_147_483_647) % below;
}

const BRANDS = [1, 2];
const isoOfDay = (day: number): string => new Date(Date.UTC(2026, 0, day)).toISOString();

/** Few digits and few rows, so that prefixes nest, weights tie and activations coincide all the time. */
function randomSnapshot(random: (below: number) => number): Snapshot {
  const times = <T>(count: number, make: (id: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index + 1));
  const prefixes = new Set<string>();
  while (prefixes.size < 8) prefixes.add(`+${times(1 + random(4), () => 1 + random(2)).join('')}`);
  const brandOf = () => BRANDS[random(2)] ?? 1;
  return snapshotOf({
    destination: [...prefixes].flatMap((prefix, index) =>
      BRANDS.map((brandId) => ({ id: index * 2 + brandId, brandId, name: `${prefix}/${brandId}`, prefix })),
    ),
    destinationRateGroup: times(4, (id) => ({ id, brandId: 1, name: `group ${id}` })),
    destinationRate: times(14, (id) => ({
      id,
      brandId: 1,
      destinationRateGroupId: 1 + random(4),
      destinationId: 1 + random(16),
      ratePerMinute: `0.0000${String(id).padStart(2, '0')}`,
    })),
    ratingPlan: times(3, (id) => ({ id, brandId: brandOf(), name: `plan ${id}` })),
    ratingPlanRate: times(7, (id) => ({
      id,
      brandId: 1,
      ratingPlanId: 1 + random(3),
      destinationRateGroupId: 1 + random(4),
      weight: 1 + random(3),
    })),
    ratingProfile: times(6, (id) => ({
      id,
      brandId: brandOf(),
      clientId: 1 + random(2),
      ratingPlanId: 1 + random(3),
      activationAt: isoOfDay(1 + random(5)),
    })),
  });
}

/** The rule read aloud: make a list of all, strike out what does not count, sort, take the first. */
function slowRatePerMinute(snapshot: Snapshot, brandId: number, clientId: number, callee: string, at: string): string | null {
  const profiles = snapshot
    .all('ratingProfile')
    .filter((row) => row.brandId === brandId && row.clientId === clientId && row.activationAt <= at);
  const newest = (a: RatingProfile, b: RatingProfile) =>
    a.activationAt === b.activationAt ? b.id - a.id : a.activationAt < b.activationAt ? 1 : -1;
  const profile = profiles.sort(newest)[0];
  if (!profile || snapshot.get('ratingPlan', profile.ratingPlanId)?.brandId !== brandId) return null;
  const candidates = snapshot
    .all('ratingPlanRate')
    .filter((row) => row.ratingPlanId === profile.ratingPlanId)
    .flatMap((group) =>
      snapshot
        .all('destinationRate')
        .filter((row) => row.destinationRateGroupId === group.destinationRateGroupId)
        .map((row) => ({ row, group, destination: snapshot.get('destination', row.destinationId) })),
    )
    .filter(({ destination }) => destination?.brandId === brandId && callee.startsWith(destination.prefix));
  candidates.sort(
    (a, b) =>
      b.group.weight - a.group.weight ||
      a.group.id - b.group.id ||
      (b.destination?.prefix.length ?? 0) - (a.destination?.prefix.length ?? 0) ||
      a.row.id - b.row.id,
  );
  return candidates[0]?.row.ratePerMinute ?? null;
}

describe('resolveRate against the rule read aloud', () => {
  it('agrees in 6,000 random cases', () => {
    const random = seeded(20_261_121);
    let priced = 0;
    for (let world = 0; world < 300; world += 1) {
      const snapshot = randomSnapshot(random);
      for (let call = 0; call < 20; call += 1) {
        const brandId = 1 + random(2);
        const clientId = 1 + random(2);
        const callee = `+${Array.from({ length: 6 }, () => 1 + random(2)).join('')}`;
        const at = isoOfDay(random(7));
        const found = resolveRate(snapshot, { owner: { clientId }, brandId, callee, at }).rate?.ratePerMinute ?? null;
        expect(found, `world ${world}: brand ${brandId}, client ${clientId}, ${callee} at ${at}`).toBe(
          slowRatePerMinute(snapshot, brandId, clientId, callee, at),
        );
        if (found) priced += 1;
      }
    }
    expect(priced).toBeGreaterThan(500);
  });
});
