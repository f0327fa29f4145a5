import type { AppConnection } from '../control/app-connection.js';
import type { Engine } from '../engine.js';
import type { PendingRequest } from './pending-request.js';

/**
 * Remembers a request until it is answered. One that is no INVITE is dropped when its response cannot be sent; an INVITE stays, because a later
 * response may find its way (RFC 6026 §7.1).
 */
export function keepPending(engine: Engine, pending: PendingRequest): void {
  engine.pending.set(pending.txnId, pending);
  if (!pending.inDialog) {
    pending.callId = pending.transaction.request.callId();
    engine.offered.set(pending.callId, pending);
  }
  if (pending.owner !== undefined) waitFor(pending, pending.owner);
  const { txnId, transaction } = pending;
  transaction.user = transaction.invite ? { txnId } : { txnId, onTransportError: () => forget(engine, pending) };
}

/** Counts the request among those that the application has not looked at. */
export function waitFor(pending: PendingRequest, owner: AppConnection): void {
  pending.waitsFor = owner;
  owner.waiting += 1;
}

/** The application has looked at the request: it gave any response, or is not asked any more. */
export function noticed(pending: PendingRequest): void {
  if (pending.waitsFor === undefined) return;
  pending.waitsFor.waiting -= 1;
  pending.waitsFor = undefined;
}

export function forget(engine: Engine, pending: PendingRequest): void {
  noticed(pending);
  engine.pending.delete(pending.txnId);
  if (pending.callId !== undefined && engine.offered.get(pending.callId) === pending) engine.offered.delete(pending.callId);
  engine.parking.release(pending);
  engine.transactions.queues.cancel(pending.wait);
  const { dialog, held } = pending;
  if (dialog?.theirInvite === pending) dialog.theirInvite = undefined;
  if (dialog?.theirUpdate === pending) dialog.theirUpdate = undefined;
  // The application is told that these were not sent.
  pending.held = undefined;
  if (held) for (const answer of held) answer();
}
