import type { Engine } from '../engine.js';
import type { PendingRequest } from './pending-request.js';

/** Remembers a request until it is answered; drops it when its response cannot be sent. */
export function keepPending(engine: Engine, pending: PendingRequest): void {
  engine.pending.set(pending.txnId, pending);
  engine.pendingOf.set(pending.transaction, pending);
  pending.transaction.user = { onTransportError: () => forget(engine, pending) };
}

export function forget(engine: Engine, pending: PendingRequest): void {
  engine.pending.delete(pending.txnId);
  engine.parking.release(pending);
  clearTimeout(pending.timer);
  if (pending.dialog?.theirInvite === pending) pending.dialog.theirInvite = undefined;
}
