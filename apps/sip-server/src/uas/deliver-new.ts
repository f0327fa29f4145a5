import { PEER_CERTIFICATE_HEADER, sealCertificate } from '@switchyard/sip';
import { type AppConnection, originOf } from '../control/app-connection.js';
import type { Engine } from '../engine.js';
import { type PendingRequest, receivedOf } from './pending-request.js';

/**
 * Shows a request outside dialogs to the application that is to answer it; it says too on which of our addresses the request came,
 * and, sealed, which certificate its sender holds.
 */
export function deliverNew({ sealKey }: Pick<Engine, 'sealKey'>, pending: PendingRequest, owner: AppConnection): void {
  const { message, flow, size, timeMs } = receivedOf(pending);
  if (flow.certificate !== undefined) {
    const request = { callId: message.callId(), address: flow.remote.address, port: flow.remote.port };
    message.set(PEER_CERTIFICATE_HEADER, sealCertificate(sealKey, flow.certificate, request));
  }
  const { address, port } = flow.local;
  owner.sip('network', size, originOf(flow), timeMs, pending.txnId, '', `${address}|${port}|`, message.toBuffer());
}
