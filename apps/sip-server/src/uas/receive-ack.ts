import type { Received } from '@switchyard/sip';
import { originOf } from '../control/app-connection.js';
import { newFrameId } from '../control/frame-id.js';
import type { Engine } from '../engine.js';
import { STANDING } from '../guard/endpoint-table.js';
import { forwardByRoute, ownRoute } from '../proxy/stateless-forward.js';
import { ownerOf } from './receive-in-dialog.js';

/** ACK for a 2xx of ours: stops its repetition and is shown once to the application. Others are forwarded or dropped, never answered. */
export function receiveAck(engine: Engine, received: Received): void {
  const { message, flow, size, timeMs } = received;
  const dialog = engine.dialogs.ofRequest(message);
  if (dialog === undefined) {
    if (!ownRoute(engine, message)) return engine.guard.stray(received);
    engine.guard.proofs.proxiedAck(flow.remote, message);
    forwardByRoute(engine, received, undefined);
    return;
  }
  engine.metrics.requestIn('ACK');
  engine.guard.proofs.vouch(flow.remote, STANDING.PROVEN);
  const { answer } = dialog;
  if (answer === undefined || answer.seq !== message.cseq().seq) return;
  answer.stop();
  dialog.answer = undefined;
  const owner = ownerOf(engine, dialog, 'ACK');
  owner?.sip('network', size, originOf(flow), timeMs, answer.txnId || newFrameId(), dialog.id, '', message.toBuffer());
}
