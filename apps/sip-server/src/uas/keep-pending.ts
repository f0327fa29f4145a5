import type { Engine } from '../engine.js';
import type { PendingRequest } from './pending-request.js';

/**
 * Remembers a request until it is answered. One that is no INVITE is dropped when its response cannot be sent; an INVITE stays, because a later
 * response may find its way (RFC 6026 §7.1).
 */
export function keepPending(engine: Engine, pending: PendingRequest): void {
  engine.pending.set(pending.txnId, pending);
  engine.pendingOf.set(pending.transaction, pending);
  if (!pending.transaction.invite) pending.transaction.user = { onTransportError: () => forget(engine, pending) };
}

export function forget(engine: Engine, pending: PendingRequest): void {
  engine.pending.delete(pending.txnId);
  engine.parking.release(pending);
  clearTimeout(pending.timer);
  if (pending.dialog?.theirInvite === pending) pending.dialog.theirInvite = undefined;
}
