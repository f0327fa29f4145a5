import { METHODS, responseTo } from '@switchyard/sip';
import { endDialog } from '../dialog/end-dialog.js';
import type { Engine } from '../engine.js';
import { cancelOutgoing } from '../uac/send-cancel.js';
import { ackByServer, acknowledgeAndHangUp } from '../uac/server-ack.js';
import { deliverOrPark } from '../uas/receive-in-dialog.js';
import { forget } from '../uas/keep-pending.js';
import { refuse } from '../uas/refuse.js';
import { requestOf } from '../uas/pending-request.js';
import type { AppConnection } from './app-connection.js';

/**
 * An application has gone. Its dialogs stay, and what comes for them waits for its return. What it had not answered is refused: nobody
 * shall wait for an answer that cannot come. What it had begun and nobody can finish is called off.
 */
export function connectionLost(engine: Engine, connection: AppConnection): void {
  engine.apps.remove(connection);
  connection.closed = true;
  for (const pending of [...engine.pending.values()]) {
    if (pending.owner !== connection) continue;
    if (pending.inDialog) {
      // It may have been read and never answered: the application that comes back gets it again.
      deliverOrPark(engine, pending);
      continue;
    }
    forget(engine, pending);
    if (pending.touched) pending.transaction.respond(responseTo(requestOf(pending), 503, undefined, pending.toTag));
    else refuse(engine, pending.transaction, 503);
    if (pending.dialog) endDialog(engine, pending.dialog);
  }
  for (const outgoing of [...engine.outgoing.values()]) {
    if (outgoing.owner !== connection) continue;
    outgoing.orphaned = true;
    const { transaction } = outgoing;
    if (transaction && outgoing.method === METHODS.INVITE && outgoing.inDialog === undefined) {
      cancelOutgoing(engine, outgoing, () => void engine.transactions.cancel(transaction));
    }
  }
  for (const dialog of [...engine.dialogs.all()]) {
    const { owedAck } = dialog;
    if (dialog.owner !== connection || owedAck === undefined) continue;
    // A re-INVITE was accepted: the call goes on. A first INVITE was: its other side has just been refused, so the call ends.
    if (dialog.established) ackByServer(engine, dialog);
    else acknowledgeAndHangUp(engine, dialog);
  }
}
