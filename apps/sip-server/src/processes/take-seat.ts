import { markFrameIds } from '../control/frame-id.js';
import { makeOnlyCallIds } from '../headers/call-id.js';
import { ownerOfCallId } from './call-owner.js';
import type { News, Order, Report } from './crew-messages.js';
import type { Seat } from './seat.js';

/** From here on what this process makes, ids and Call-IDs, leads back to it. */
export function takeSeat({ index, count }: Seat): void {
  markFrameIds(index);
  makeOnlyCallIds((callId) => ownerOfCallId(callId, count) === index);
}

export const tellFirst = (news: News): void => void process.send?.(news);

/**
 * Orders of the first process take the place of signals: a terminal or a supervisor may send those to all processes at once, and the
 * first one decides.
 */
export function obeyOrders(run: {
  readonly drain: () => void;
  readonly stop: () => void;
  readonly reload: () => void;
  readonly report: () => Promise<Report>;
}): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.on('message', (message: Order) => {
    if (message.order !== 'report') return run[message.order]();
    const { number } = message;
    void run.report().then((report) => tellFirst({ news: 'report', number, ...report }));
  });
}
