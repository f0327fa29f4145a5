import { METHODS, type Received } from '@switchyard/sip';
import type { Engine } from '../engine.js';
import { ackByServer, acknowledgeAndHangUp } from './server-ack.js';

/**
 * A response that no transaction waits for. When it accepts an INVITE whose dialog we know, an earlier life of this process had sent that
 * INVITE and its ACK got lost: without another one the peer would end the call (RFC 3261 §13.2.2.4).
 */
export function receiveStrayResponse(engine: Engine, received: Received): void {
  const { message } = received;
  const { status } = message;
  const dialog = message.method === METHODS.INVITE && status >= 200 && status < 300 ? engine.dialogs.ofResponse(message) : undefined;
  if (dialog === undefined) {
    engine.guard.stray(received);
    engine.logger.debug('response without transaction', { status, callId: message.get('call-id') });
    return;
  }
  // Nobody acknowledged it before the restart, and its other side was lost with it.
  const isLost = !dialog.established && dialog.owner.closed;
  if (!dialog.established && !isLost) return;
  const { seq } = message.cseq();
  if (dialog.owedAck?.seq !== seq) dialog.owedAck = { seq, credentials: [] };
  if (isLost) acknowledgeAndHangUp(engine, dialog);
  else ackByServer(engine, dialog);
}
