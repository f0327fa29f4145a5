import { METHODS, type SipMessage } from '@switchyard/sip';
import type { Engine } from '../engine.js';
import { ownRoute } from '../proxy/stateless-forward.js';

/** What has no meaning without its dialog; other methods are shown to applications (see `receiveRequest`). */
const NEEDS_DIALOG: ReadonlySet<string> = new Set([METHODS.INVITE, METHODS.REFER, METHODS.UPDATE, METHODS.PRACK]);

/**
 * A request with a To tag, or a CANCEL, that nobody here can do anything with: 481 is all that can come of it. Whether it is a repetition makes no
 * difference to that, so it can be answered without a transaction (RFC 3261 §8.2.7).
 */
export function isLost(engine: Engine, request: SipMessage): boolean {
  const { method } = request;
  if (method === METHODS.CANCEL) return !engine.transactions.awaitsCancel(request);
  if (!NEEDS_DIALOG.has(method) && (method !== METHODS.BYE || engine.apps.takes('bye'))) return false;
  return engine.dialogs.ofRequest(request) === undefined && !ownRoute(engine, request);
}
