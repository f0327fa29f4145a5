import { Dialog, type Flow, METHODS, type Received, type SipMessage } from '@switchyard/sip';
import { CallDialog } from '../dialog/call-dialog.js';
import { clientNatRoute } from '../dialog/nat-route.js';
import { subscriptionAccepted } from '../dialog/subscriptions.js';
import type { Engine } from '../engine.js';
import type { OutgoingRequest } from './outgoing-request.js';

/** The dialog of the fork that sent this response; made when it is the first of it (RFC 3261 §12.1.2). */
export function forkOf(engine: Engine, outgoing: OutgoingRequest, response: SipMessage, flow: Flow): CallDialog {
  const tag = response.toTag() ?? '';
  const known = outgoing.forks.get(tag);
  if (known) {
    if (!known.confirmed) known.sip.confirm(response);
    return known;
  }
  const { request, method, owner } = outgoing;
  const dialog = new CallDialog(Dialog.ofClient(request, response), method, owner, flow, request.get('contact') ?? '');
  dialog.natRoute = clientNatRoute(response, flow);
  if (method === METHODS.INVITE) dialog.ourInvite = outgoing;
  return addFork(engine, outgoing, tag, dialog);
}

/**
 * The dialog that a NOTIFY makes when it comes before the 2xx of its SUBSCRIBE or REFER, or from another fork of it (RFC 6665 §4.1.2.4).
 * `undefined`: we asked for nothing that it could be the answer to.
 */
export function forkOfNotify(engine: Engine, { message, flow }: Received): CallDialog | undefined {
  const outgoing = engine.dialogs.expecting(message.callId(), message.toTag() ?? '');
  const tag = message.fromTag();
  if (outgoing === undefined || tag === undefined || outgoing.orphaned || outgoing.forks.has(tag)) return undefined;
  const { request, method, owner } = outgoing;
  const dialog = new CallDialog(Dialog.ofNotify(request, message), method, owner, flow, request.get('contact') ?? '');
  addFork(engine, outgoing, tag, dialog);
  subscriptionAccepted(engine, dialog, request, message);
  return dialog;
}

/** One id names one dialog: the first fork has the plain form. */
function addFork(engine: Engine, outgoing: OutgoingRequest, tag: string, dialog: CallDialog): CallDialog {
  if (outgoing.forks.size > 0) dialog.id += `;to-tag=${tag}`;
  outgoing.forks.set(tag, dialog);
  engine.dialogs.add(dialog);
  return dialog;
}
