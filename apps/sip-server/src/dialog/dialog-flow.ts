import { err, ok, type Result } from '@switchyard/kernel';
import { type Flow, isReliable, type SipMessage } from '@switchyard/sip';
import type { Engine } from '../engine.js';
import { type Alternatives, findFlow, type FlowFailure } from '../uac/find-flow.js';
import type { CallDialog } from './call-dialog.js';

/**
 * Where a request of ours inside a dialog goes: around the NAT in front of the peer if there is one, else along the route set, else down
 * the stream connection the dialog uses, else to the remote target.
 */
export function findDialogFlow(
  engine: Engine,
  dialog: CallDialog,
  request: SipMessage,
  then: (found: Result<Flow, FlowFailure>, others?: Alternatives) => void,
): void {
  const { natRoute, flow, sip } = dialog;
  if (natRoute) {
    const around = engine.transport.flowTo(natRoute.protocol, natRoute, flow.local.address);
    return then(around ? ok(around) : err('transport-unavailable'));
  }
  if (sip.routeSet.length === 0 && isReliable(flow.protocol) && flow.isOpen()) return then(ok(flow));
  findFlow(engine, sip.nextHopUri(request), flow.local.address, then);
}
