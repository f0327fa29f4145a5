import { METHODS, responseTo, type ServerTransaction, type SipMessage } from '@switchyard/sip';
import { appHeader, type AppMessage } from '../control/app-message.js';
import type { CallDialog } from '../dialog/call-dialog.js';
import { endDialog } from '../dialog/end-dialog.js';
import { ReliableSender } from '../dialog/reliable-sender.js';
import type { Engine } from '../engine.js';
import { forget } from './keep-pending.js';
import { type PendingRequest, requestOf } from './pending-request.js';

const FIRST_RSEQ_BELOW = 2 ** 30;

/** `Require: 100rel` on a 101–199 for an INVITE. */
export const isReliableProvisional = (request: SipMessage, app: AppMessage): boolean =>
  app.status > 100 && app.status < 200 && request.method === METHODS.INVITE && /\b100rel\b/i.test(appHeader(app, 'require') ?? '');

/**
 * RFC 3262 §3: a second reliable provisional waits until the first is acknowledged, and so does a 2xx while one with a session description
 * is not. What has to wait is answered again, in its order, when the PRACK comes.
 */
export function mustWait(pending: PendingRequest, status: number, reliable: boolean): boolean {
  const { unacknowledged } = pending;
  if (unacknowledged === undefined) return false;
  return reliable || (unacknowledged.hasSdp && status >= 200 && status < 300);
}

export function nextRseq(pending: PendingRequest): number {
  pending.rseq = (pending.rseq ?? Math.floor(Math.random() * FIRST_RSEQ_BELOW)) + 1;
  return pending.rseq;
}

/** Repeated until its PRACK comes; without one the INVITE is refused (RFC 3262 §3). */
export function repeatProvisional(engine: Engine, pending: PendingRequest, dialog: CallDialog, response: SipMessage, rseq: number): void {
  const { transaction } = pending;
  const { seq } = requestOf(pending).cseq();
  pending.unacknowledged = { hasSdp: response.body.length > 0 };
  dialog.awaitedRack = `${rseq} ${seq} ${METHODS.INVITE}`;
  dialog.provisional = new ReliableSender(
    seq,
    rseq,
    pending.txnId,
    engine.transactions,
    Number.MAX_SAFE_INTEGER,
    () => resend(transaction, response),
    () => {
      dialog.provisional = undefined;
      dialog.awaitedRack = undefined;
      forget(engine, pending);
      transaction.respond(responseTo(transaction.request, 504, undefined, pending.toTag));
      if (!pending.inDialog) endDialog(engine, dialog);
    },
  );
}

/**
 * A PRACK: false when it matches no reliable provisional that waits for one, to be answered 481. The provisional of an INVITE that has its final
 * answer may still be acknowledged (RFC 3262 §3).
 */
export function acknowledgeProvisional(dialog: CallDialog, prack: SipMessage): boolean {
  // What follows the three words is nothing to us: drachtio-srf's own suite says the method twice.
  const rack = (prack.get('rack') ?? '').trim().split(/\s+/).slice(0, 3).join(' ');
  if (dialog.awaitedRack === undefined || rack !== dialog.awaitedRack) return false;
  dialog.awaitedRack = undefined;
  dialog.provisional?.stop();
  dialog.provisional = undefined;
  const pending = dialog.theirInvite;
  if (pending?.unacknowledged?.hasSdp === true) dialog.offerAnswered = true;
  if (pending) pending.unacknowledged = undefined;
  return true;
}

/** Sends what waited for the PRACK, up to the next reliable provisional. */
export function releaseHeld(pending: PendingRequest | undefined): void {
  while (pending?.held !== undefined && pending.unacknowledged === undefined) {
    const answer = pending.held.shift();
    if (pending.held.length === 0) pending.held = undefined;
    answer?.();
  }
}

function resend(transaction: ServerTransaction, response: SipMessage): void {
  if (transaction.isOpen) transaction.respond(response);
}
