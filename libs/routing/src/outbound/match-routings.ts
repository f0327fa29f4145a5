import { err, ok, type Result } from '@switchyard/kernel';
import type { OutboundRequest, OutgoingRouting, Snapshot, TraceStep } from '@switchyard/model';
import { prefixesOf } from '../numbers/e164.js';
import { weightedOrder } from '../weighted-order.js';

export interface MatchedRoutings {
  readonly routings: Result<readonly OutgoingRouting[], 'route-missing' | 'route-blocked'>;
  readonly step: TraceStep;
}

/** Pattern groups by the pattern that is in them; built once per table, which is never changed. */
const groupsOfPattern = new WeakMap<object, ReadonlyMap<number, readonly number[]>>();

function groupsWith(snapshot: Snapshot, patternId: number): readonly number[] {
  const table = snapshot.table('routingPatternGroup');
  let byPattern = groupsOfPattern.get(table);
  if (!byPattern) {
    const built = new Map<number, number[]>();
    for (const group of table.values())
      for (const id of group.routingPatternIds) {
        const groups = built.get(id);
        if (groups) groups.push(group.id);
        else built.set(id, [group.id]);
      }
    groupsOfPattern.set(table, (byPattern = built));
  }
  return byPattern.get(patternId) ?? [];
}

interface Match {
  readonly routing: OutgoingRouting;
  /** The longest of its patterns that begins the number. */
  readonly prefix: string;
}

/** Routings of the brand for this client or for all, and for this tag or for none, whose pattern begins the number; longest pattern first. */
function matching(snapshot: Snapshot, { brandId, clientId, callee, routingTagId = null }: OutboundRequest): readonly Match[] {
  const found = new Map<OutgoingRouting, Match>();
  const take = (routings: readonly OutgoingRouting[], prefix: string): void => {
    for (const routing of routings)
      // Routings for faxes wait for calls that say they are one.
      if (
        routing.brandId === brandId &&
        routing.type !== 'fax' &&
        routing.routingTagId === routingTagId &&
        (routing.clientId === null || routing.clientId === clientId) &&
        !found.has(routing)
      )
        found.set(routing, { routing, prefix });
  };
  for (const prefix of prefixesOf(callee))
    for (const pattern of snapshot.by('routingPattern', 'prefix', prefix)) {
      if (pattern.brandId !== brandId) continue;
      take(snapshot.by('outgoingRouting', 'routingPatternId', pattern.id), prefix);
      for (const groupId of groupsWith(snapshot, pattern.id))
        take(snapshot.by('outgoingRouting', 'routingPatternGroupId', groupId), prefix);
    }
  return [...found.values()];
}

/** Routings that share the calls, in groups that are tried one after the other: by priority, or first by the length of the pattern. */
function inGroups(matches: readonly Match[], isLongestFirst: boolean): readonly (readonly OutgoingRouting[])[] {
  const groups = new Map<string, { readonly length: number; readonly priority: number; readonly routings: OutgoingRouting[] }>();
  for (const { routing, prefix } of matches) {
    const length = isLongestFirst ? prefix.length : 0;
    const key = `${length}/${routing.priority}`;
    const group = groups.get(key);
    if (group) group.routings.push(routing);
    else groups.set(key, { length, priority: routing.priority, routings: [routing] });
  }
  return [...groups.values()]
    .sort((a, b) => b.length - a.length || a.priority - b.priority)
    .map(({ routings }) => routings.sort((a, b) => a.id - b.id));
}

/** The order in which routings are tried, and where it ends. */
function inTurn(
  groups: readonly (readonly OutgoingRouting[])[],
  seed: string,
): { readonly turn: OutgoingRouting[]; readonly end: string | null; readonly blocked: boolean } {
  const turn: OutgoingRouting[] = [];
  for (const peers of groups) {
    // A block goes before its peers and stops what comes after (reference §1.4: block forces stopper).
    const block = peers.find((routing) => routing.routingMode === 'block');
    if (block) return { turn, end: `routing ${block.id} blocks at priority ${block.priority}`, blocked: true };
    turn.push(...weightedOrder(peers, (routing) => routing.weight, seed));
    const stopper = peers.find((routing) => routing.stopper);
    if (stopper) return { turn, end: `routing ${stopper.id} stops after priority ${stopper.priority}`, blocked: false };
  }
  return { turn, end: null, blocked: false };
}

/**
 * Which routings serve the number, in order (reference §2.6 step 4): by priority alone (a longer pattern wins only where the
 * brand says so),
 * peers share by weight, a stopper keeps its own priority and drops the rest, a block that is first refuses.
 */
export function matchRoutings(snapshot: Snapshot, request: OutboundRequest): MatchedRoutings {
  const isLongestFirst = snapshot.get('brand', request.brandId)?.longestPrefixFirst ?? false;
  const groups = inGroups(matching(snapshot, request), isLongestFirst);
  const sorted = groups.flat();
  const { turn, end, blocked } = inTurn(groups, `${request.caller}>${request.callee}`);
  const step = (why: string): TraceStep => ({
    step: 'routes',
    saw: {
      callee: request.callee,
      matched: sorted.map((routing) => ({
        routingId: routing.id,
        pattern: snapshot.get('routingPattern', routing.routingPatternId)?.prefix ?? null,
        ...(routing.routingPatternGroupId === null
          ? {}
          : { group: snapshot.get('routingPatternGroup', routing.routingPatternGroupId)?.name ?? null }),
        mode: routing.routingMode,
        priority: routing.priority,
        weight: routing.weight,
        ofClient: routing.clientId !== null,
      })),
    },
    chose: turn.map((routing) => routing.id),
    why,
  });
  if (sorted.length === 0) return { routings: err('route-missing'), step: step('no pattern of the brand begins the number') };
  if (turn.length === 0 && blocked) return { routings: err('route-blocked'), step: step(end ?? 'blocked') };
  return {
    routings: ok(turn),
    step: step(end ?? (isLongestFirst ? 'by length of the pattern, then by priority, peers by weight' : 'by priority, peers by weight')),
  };
}
