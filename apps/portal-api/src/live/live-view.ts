import { isLaterEvent, type FedEvent } from '@switchyard/queue';
import type { ActiveLeg, QueueState } from '@switchyard/model';
import { seesEvent, seesLeg, seesQueue, shownEvent, shownLeg, type ShownEvent, type ShownLeg, type Viewer } from './live-sight.js';

/** What a view is sent, each with the number to go on from. */
export type LiveMessage =
  | {
      readonly type: 'state';
      readonly sequence: string;
      readonly legs: readonly ShownLeg[];
      readonly queues: readonly QueueState[];
    }
  | { readonly type: 'event'; readonly sequence: string; readonly event: ShownEvent }
  | { readonly type: 'error'; readonly code: string; readonly detail: string };

/** Where the messages of a view come from. */
export interface LiveSource {
  readonly listen: (listener: (fed: FedEvent) => void) => () => void;
  /** Events after a number; undefined: they are no longer all there. */
  readonly since: (sequence: string) => Promise<readonly FedEvent[] | undefined>;
  readonly newest: () => Promise<string>;
  readonly legs: (brandId: number | undefined) => Promise<readonly ActiveLeg[]>;
  readonly queues: (brandId: number | undefined) => Promise<readonly QueueState[]>;
}

/**
 * One login's view: first what there is (or, with `after`, everything since that number), then each event once and in order. Events that
 * come while the beginning is being read wait for it, and those that it already has are left out. Answers how to stop it.
 */
export async function openView(
  source: LiveSource,
  viewer: Viewer,
  after: string | undefined,
  send: (message: LiveMessage) => void,
): Promise<() => void> {
  let sent: string | undefined;
  const waiting: FedEvent[] = [];
  const pass = ({ id, event }: FedEvent): void => {
    if (sent !== undefined && !isLaterEvent(id, sent)) return;
    sent = id;
    if (seesEvent(viewer, event)) send({ type: 'event', sequence: id, event: shownEvent(viewer, event) });
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
      const brandId = viewer.scope.level === 'platform' ? undefined : viewer.scope.brandId;
      const [legs, queues] = [await source.legs(brandId), await source.queues(brandId)];
      sent = sequence;
      send({
        type: 'state',
        sequence,
        legs: legs.filter((leg) => seesLeg(viewer, leg)).map((leg) => shownLeg(viewer, leg)),
        queues: queues.filter((queue) => seesQueue(viewer, queue)),
      });
    }
  } catch (thrown) {
    stop();
    throw thrown;
  }
  isOpen = true;
  waiting.forEach(pass);
  return stop;
}
