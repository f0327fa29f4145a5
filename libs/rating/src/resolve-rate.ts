import { weekdayOf, zonedTime } from '@switchyard/kernel';
import type { DestinationRate, RatingPlan, RatingPlanRate, RatingProfile, ResolvedRate, Snapshot, TraceStep } from '@switchyard/model';

/** A client is charged the price, a carrier charges the cost. */
export type RateOwner = { readonly clientId: number } | { readonly carrierId: number };

export interface RateRequest {
  readonly owner: RateOwner;
  readonly brandId: number;
  /** E.164 with +. */
  readonly callee: string;
  /** The tag the call goes out by: a profile for it goes before the plain one. Absent or null: none. */
  readonly routingTagId?: number | null | undefined;
  /** ISO 8601 UTC: which profile is in force, and which rates of its plan. Not part of the trace, so that a dry run compares equal with a call. */
  readonly at: string;
}

export interface RateResolution {
  readonly rate: ResolvedRate | null;
  readonly step: TraceStep;
}

/** Highest weight first; of equal ones that which began last today, then the oldest row. */
const byWeight = (a: RatingPlanRate, b: RatingPlanRate): number =>
  b.weight - a.weight || (b.timeFrom ?? '').localeCompare(a.timeFrom ?? '') || a.id - b.id;

/** The owner's profile with the latest activation not after `at`; of equal ones the youngest row. */
function latestProfile(owned: readonly RatingProfile[], { brandId, at }: RateRequest, tagId: number | null): RatingProfile | undefined {
  const nowMs = Date.parse(at);
  let latest: RatingProfile | undefined;
  let latestMs = -Infinity;
  for (const profile of owned) {
    const activeMs = Date.parse(profile.activationAt);
    if (profile.brandId !== brandId || profile.routingTagId !== tagId || !(activeMs <= nowMs) || activeMs < latestMs) continue;
    latest = profile;
    latestMs = activeMs;
  }
  return latest;
}

function profileInForce(snapshot: Snapshot, request: RateRequest): RatingProfile | undefined {
  const { owner, routingTagId = null } = request;
  const owned =
    'clientId' in owner
      ? snapshot.by('ratingProfile', 'clientId', owner.clientId)
      : snapshot.by('ratingProfile', 'carrierId', owner.carrierId);
  return (routingTagId === null ? undefined : latestProfile(owned, request, routingTagId)) ?? latestProfile(owned, request, null);
}

/** The plan's rate groups that may price a call that begins now, in the order they are asked. */
function groupsInForce(snapshot: Snapshot, plan: RatingPlan, at: string): readonly RatingPlanRate[] {
  const rows = snapshot.by('ratingPlanRate', 'ratingPlanId', plan.id);
  const isTimed = rows.some((row) => row.timing === 'custom');
  if (!isTimed) return [...rows].sort(byWeight);
  const now = zonedTime(Date.parse(at), snapshot.get('brand', plan.brandId)?.timezone ?? 'UTC');
  const weekday = weekdayOf(now);
  const time = [now.hour, now.minute, now.second].map((part) => String(part).padStart(2, '0')).join(':');
  return rows
    .filter((row) => row.timing === 'always' || (row.weekdays.some((day) => day === weekday) && (row.timeFrom ?? '') <= time))
    .sort(byWeight);
}

/** The rate of the longest destination prefix the group prices. Walks the number from its whole length down to `+1`. */
function longestMatch(snapshot: Snapshot, brandId: number, groupId: number, callee: string): DestinationRate | undefined {
  for (let length = callee.length; length >= 2; length -= 1)
    for (const destination of snapshot.by('destination', 'prefix', callee.slice(0, length))) {
      if (destination.brandId !== brandId) continue;
      const rate = snapshot.by('destinationRate', 'destinationId', destination.id).find((row) => row.destinationRateGroupId === groupId);
      if (rate) return rate;
    }
  return undefined;
}

function freeze(snapshot: Snapshot, plan: RatingPlan, rate: DestinationRate): ResolvedRate | null {
  const destination = snapshot.get('destination', rate.destinationId);
  if (!destination) return null;
  return {
    ratingPlanId: plan.id,
    ratingPlanName: plan.name,
    destinationId: destination.id,
    destinationName: destination.name,
    prefix: destination.prefix,
    currency: plan.currency,
    ratePerMinute: rate.ratePerMinute,
    connectFee: rate.connectFee,
    incrementSec: rate.incrementSec,
    intervalStartSec: rate.intervalStartSec,
  };
}

/**
 * What a call to `callee` costs the owner (reference §5.1): the latest active profile names the plan; of the plan's rate
 * groups in force that price the number the highest weight wins; within a group the longest destination prefix wins.
 * Older profiles are not asked when the one in force has no price.
 */
export function resolveRate(snapshot: Snapshot, request: RateRequest): RateResolution {
  const { owner, brandId, callee } = request;
  const profile = profileInForce(snapshot, request);
  const plan = profile && snapshot.get('ratingPlan', profile.ratingPlanId);
  const groups = plan && plan.brandId === brandId ? groupsInForce(snapshot, plan, request.at) : [];
  const saw = {
    ...('clientId' in owner ? { clientId: owner.clientId } : { carrierId: owner.carrierId }),
    callee,
    profileId: profile?.id ?? null,
    plan: plan?.name ?? null,
    groups: groups.map((group) => ({
      group: snapshot.get('destinationRateGroup', group.destinationRateGroupId)?.name ?? null,
      weight: group.weight,
    })),
  };
  const decide = (rate: ResolvedRate | null, why: string): RateResolution => ({ rate, step: { step: 'rate', saw, chose: rate, why } });
  if (!profile) return decide(null, 'no rating profile is active');
  if (!plan || plan.brandId !== brandId) return decide(null, `rating profile ${profile.id} names no plan of this brand`);
  for (const group of groups) {
    const match = longestMatch(snapshot, brandId, group.destinationRateGroupId, callee);
    const rate = match && freeze(snapshot, plan, match);
    if (rate) return decide(rate, `'${rate.destinationName}' (${rate.prefix}) is the longest prefix of the heaviest group that prices it`);
  }
  return decide(null, `no rate group of '${plan.name}' has a destination for the number`);
}
