import { isLaterEvent, type FedEvent } from '@switchyard/queue';
import type { TenantScope } from '@switchyard/kernel';
import type { ActiveLeg, LiveEvent } from '@switchyard/model';

/** Whose events these are. Users have no view of their own yet: what is told of a leg does not name the user. */
export function isVisible(scope: TenantScope, { brandId, clientId }: { readonly brandId: number; readonly clientId: number }): boolean {
  switch (scope.level) {
    case 'platform':
      return true;
    case 'brand':
      return brandId === scope.brandId;
    case 'client':
      return brandId === scope.brandId && clientId === scope.clientId;
    case 'user':
      return false;
  }
}

/** What a view is sent, each with the number to go on from. */
export type LiveMessage =
  | { readonly type: 'state'; readonly sequence: string; readonly legs: readonly ActiveLeg[] }
  | { readonly type: 'event'; readonly sequence: string; readonly event: LiveEvent }
  | { readonly type: 'error'; readonly code: string; readonly detail: string };

/** Where the messages of a view come from. */
export interface LiveSource {
  readonly listen: (listener: (fed: FedEvent) => void) => () => void;
  /** Events after a number; undefined: they are no longer all there. */
  readonly since: (sequence: string) => Promise<readonly FedEvent[] | undefined>;
  readonly newest: () => Promise<string>;
  readonly legs: (brandId: number | undefined) => Promise<readonly ActiveLeg[]>;
}

/**
 * One tenant's view: first what there is (or, with `after`, everything since that number), then each event once and in order. Events that
 * come while the beginning is being read wait for it, and those that it already has are left out. Answers how to stop it.
 */
export async function openView(
  source: LiveSource,
  scope: TenantScope,
  after: string | undefined,
  send: (message: LiveMessage) => void,
): Promise<() => void> {
  let sent: string | undefined;
  const waiting: FedEvent[] = [];
  const pass = ({ id, event }: FedEvent): void => {
    if (sent !== undefined && !isLaterEvent(id, sent)) return;
    sent = id;
    if (isVisible(scope, event)) send({ type: 'event', sequence: id, event });
  };
  let isOpen = false;
  const stop = source.listen((fed) => {
    if (isOpen) pass(fed);
    else waiting.push(fed);
  });
  try {
    const missed = after === undefined ? undefined : await source.since(after);
    if (missed && after !== undefined) {
      sent = after;
      missed.forEach(pass);
    } else {
      // Read before the legs: an event in between is told again, which changes nothing, and never lost.
      const sequence = await source.newest();
      const legs = await source.legs(scope.level === 'platform' ? undefined : scope.brandId);
      sent = sequence;
      send({ type: 'state', sequence, legs: legs.filter((leg) => isVisible(scope, leg)) });
    }
  } catch (thrown) {
    stop();
    throw thrown;
  }
  isOpen = true;
  waiting.forEach(pass);
  return stop;
}
