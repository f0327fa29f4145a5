import { HEADERS, newBranch, type SipMessage, viaFor } from '@switchyard/sip';
import type { CallDialog, OwedAck } from '../dialog/call-dialog.js';
import { findDialogFlow } from '../dialog/dialog-flow.js';
import { hangUp } from '../dialog/hang-up.js';
import type { Engine } from '../engine.js';

/** Sends our ACK again for a 2xx that came again; while there is none yet, the application is still thinking. */
export function repeatAck({ sent }: OwedAck, callId: string): void {
  sent?.flow.send(sent.data, callId);
}

/**
 * Sends an ACK for the 2xx the dialog owes one for. It is no transaction: it has a branch of its own and is repeated only when the
 * 2xx is (RFC 3261 §17.1.1.3). `then` gets `undefined` when the peer cannot be reached.
 */
export function sendAck(
  engine: Engine,
  dialog: CallDialog,
  owed: OwedAck,
  ack: SipMessage,
  then: (sent: OwedAck['sent']) => void = () => undefined,
): void {
  findDialogFlow(engine, dialog, ack, (found) => {
    if (!found.ok) return then(undefined);
    const flow = found.value;
    ack.add(HEADERS.VIA, viaFor(flow, newBranch()), 'top');
    owed.sent = { data: ack.toBuffer(), flow };
    if (dialog.owedAck === owed) dialog.owedAck = undefined;
    if (!dialog.established) {
      dialog.established = true;
      engine.journal.changed(dialog);
    }
    flow.send(owed.sent.data, dialog.sip.callId);
    engine.metrics.requestOut('ACK');
    then(owed.sent);
  });
}

/** ACK without the application: it has gone, but its peer would end an established call if none came. */
export function ackByServer(engine: Engine, dialog: CallDialog, then: () => void = () => undefined): void {
  const { owedAck } = dialog;
  const ack = owedAck && dialog.sip.ack(owedAck.seq);
  if (owedAck === undefined || ack === undefined) return then();
  for (const { name, value } of owedAck.credentials) ack.add(name, value);
  sendAck(engine, dialog, owedAck, ack, () => then());
}

/** A call that nobody wants any more: it was answered by a second fork, or after its application had gone. */
export function acknowledgeAndHangUp(engine: Engine, dialog: CallDialog): void {
  ackByServer(engine, dialog, () => hangUp(engine, dialog, undefined));
}
