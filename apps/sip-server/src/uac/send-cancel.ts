import type { AppConnection } from '../control/app-connection.js';
import type { AppMessage } from '../control/app-message.js';
import { newFrameId } from '../control/frame-id.js';
import type { Engine } from '../engine.js';
import { addAppHeaders } from '../headers/wire-headers.js';
import type { OutgoingRequest } from './outgoing-request.js';

/** What a CANCEL must share with its INVITE (RFC 3261 §9.1), whatever the application wrote. */
const FROM_INVITE: ReadonlySet<string> = new Set(['from', 'to', 'call-id', 'cseq', 'max-forwards', 'contact', 'p-asserted-identity']);

/** CANCEL of an application for a request of its own. The answer is `Msg sent` with an id that is never used again. */
export function sendCancelOfApp(engine: Engine, owner: AppConnection, messageId: string, txnId: string, app: AppMessage): void {
  const outgoing = engine.outgoing.get(txnId);
  const transaction = outgoing?.transaction;
  if (outgoing === undefined || transaction === undefined || outgoing.method !== 'INVITE') {
    return owner.reply(messageId, 'NOK', `unable to cancel unknown transaction id: ${txnId}`);
  }
  const cancel = engine.transactions.prepareCancel(transaction, (message) =>
    addAppHeaders(message, app.headers, FROM_INVITE, transaction.flow),
  );
  const send = (): void => {
    engine.transactions.cancel(transaction, (message) => addAppHeaders(message, app.headers, FROM_INVITE, transaction.flow));
    engine.metrics.requestOut('CANCEL');
  };
  owner.replyRequestSent(messageId, transaction.flow, newFrameId(), cancel.toBuffer());
  cancelOutgoing(engine, outgoing, send);
}

/**
 * Cancels a pending INVITE: at once when it has been heard of, else with its first provisional response (RFC 3261 §9.1). When no final
 * response comes within 64·T1, the INVITE counts as cancelled.
 */
export function cancelOutgoing(engine: Engine, outgoing: OutgoingRequest, send: () => void): void {
  const { transaction } = outgoing;
  if (transaction === undefined || outgoing.cancelled) return;
  outgoing.cancelled = true;
  if (outgoing.provisionalSeen) send();
  else outgoing.heldCancel = send;
  outgoing.giveUpTimer = setTimeout(() => transaction.giveUp(), engine.timers.giveUp);
}
