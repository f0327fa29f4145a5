import { METHODS, responseTo, type SipMessage } from '@switchyard/sip';
import type { Engine } from '../engine.js';
import { forget } from '../uas/keep-pending.js';
import { receivedOf } from '../uas/pending-request.js';
import type { CallDialog } from './call-dialog.js';

/** Forgets a dialog: stops what is repeated in it and answers the re-INVITE that is open in it (RFC 3261 §15.1.2). */
export function endDialog(engine: Engine, dialog: CallDialog): void {
  if (dialog.ended) return;
  dialog.ended = true;
  engine.dialogs.remove(dialog);
  engine.journal.ended(dialog);
  dialog.answer?.stop();
  dialog.provisional?.stop();
  const { theirInvite } = dialog;
  if (theirInvite?.inDialog === true && theirInvite.transaction.isOpen) {
    forget(engine, theirInvite);
    theirInvite.transaction.respond(responseTo(receivedOf(theirInvite).message, 487));
  }
}

/**
 * Whether the final answer to a request of ours ends its dialog: any answer to BYE but a challenge; a NOTIFY that said `terminated` in
 * a dialog made by SUBSCRIBE.
 */
export function endedByResponse(method: string, dialog: CallDialog, request: SipMessage, status: number): boolean {
  const challenged = status === 401 || status === 407;
  if (method === METHODS.BYE) return !challenged;
  return method === METHODS.NOTIFY && dialog.method === METHODS.SUBSCRIBE && !challenged && saysTerminated(request);
}

export const saysTerminated = (notify: SipMessage): boolean => /^\s*terminated/i.test(notify.get('subscription-state') ?? '');
