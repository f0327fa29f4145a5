import { responseTo } from '@switchyard/sip';
import type { Engine } from '../engine.js';
import { forget } from '../uas/keep-pending.js';
import { receivedOf } from '../uas/pending-request.js';
import type { CallDialog } from './call-dialog.js';
import { setDue } from './look-after.js';

/** Forgets a dialog: stops what is repeated in it and answers the re-INVITE that is open in it (RFC 3261 §15.1.2). */
export function endDialog(engine: Engine, dialog: CallDialog): void {
  if (dialog.ended) return;
  dialog.ended = true;
  engine.dialogs.remove(dialog);
  stopCall(engine, dialog);
}

/** The call of a dialog is over; what its REFERs began may still be reported (RFC 5057 §4.1). */
export function endCall(engine: Engine, dialog: CallDialog): void {
  if (dialog.subscriptions === undefined) return endDialog(engine, dialog);
  dialog.hasCall = false;
  stopCall(engine, dialog);
}

function stopCall(engine: Engine, dialog: CallDialog): void {
  engine.journal.ended(dialog);
  dialog.session = undefined;
  setDue(engine, dialog);
  dialog.answer?.stop();
  dialog.answer = undefined;
  dialog.provisional?.stop();
  dialog.provisional = undefined;
  const { theirInvite } = dialog;
  if (theirInvite?.inDialog === true && theirInvite.transaction.isOpen) {
    forget(engine, theirInvite);
    theirInvite.transaction.respond(responseTo(receivedOf(theirInvite).message, 487));
  }
}
