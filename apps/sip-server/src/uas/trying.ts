import { responseTo, type ServerTransaction } from '@switchyard/sip';
import type { Engine } from '../engine.js';

/** How much later than asked for a 100 may leave, together with others. */
const SLACK_MS = 10;

/**
 * The 100 that stops the caller from repeating its INVITE: at once, or, since RFC 3261 §17.2.1 leaves 200 ms to the answer itself, after
 * `tryingAfterMs` when nothing else was sent until then. An application that answers fast saves a datagram for each call.
 */
export function promiseTrying(engine: Engine, transaction: ServerTransaction): void {
  const { tryingAfterMs } = engine.habits;
  if (tryingAfterMs === 0) return sendTrying(transaction);
  engine.transactions.queues.add(tryingAfterMs, { onTime: () => sendTrying(transaction) }, 'trying', SLACK_MS);
}

/** Nothing when anything was answered already. A request that is being forwarded does not wait: the answer is in the hands of others. */
export function sendTrying(transaction: ServerTransaction): void {
  if (transaction.isSilent) transaction.respond(responseTo(transaction.request, 100));
}
