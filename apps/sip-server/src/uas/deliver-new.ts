import { type AppConnection, originOf } from '../control/app-connection.js';
import { type PendingRequest, receivedOf } from './pending-request.js';

/** Shows a request outside dialogs to the application that is to answer it; it says too on which of our addresses the request came. */
export function deliverNew(pending: PendingRequest, owner: AppConnection): void {
  const { message, flow, size, timeMs } = receivedOf(pending);
  const { address, port } = flow.local;
  owner.sip('network', size, originOf(flow), timeMs, pending.txnId, '', `${address}|${port}|`, message.toBuffer());
}
