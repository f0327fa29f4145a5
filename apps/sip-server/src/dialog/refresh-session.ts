import { type Flow, HEADERS, METHODS, newBranch, type SipMessage, viaFor } from '@switchyard/sip';
import type { Engine } from '../engine.js';
import type { CallDialog } from './call-dialog.js';
import { findDialogFlow } from './dialog-flow.js';
import { hangUp } from './hang-up.js';
import { setDue } from './look-after.js';
import { agreeAsClient, armSession, readSessionExpires, type SessionState } from './session-timer.js';
import { dropExpired } from './subscriptions.js';

/** Something else is under way in the dialog, or the peer is busy: the refresh is tried again this much later. */
const BUSY_MS = 2_000;
const FAILED_MS = 5_000;

/** A dialog has to be looked at: what has expired ends, what is to be refreshed is. */
export function dialogDue(engine: Engine, dialog: CallDialog): void {
  const nowMs = Date.now();
  dropExpired(engine, dialog, nowMs);
  const { session } = dialog;
  if (!dialog.ended && session) {
    // A refresh that is due has its chance even when the clock has jumped over both.
    if (session.refreshAtMs <= nowMs) refreshSession(engine, dialog, session, session.intervalSec);
    else if (session.endAtMs <= nowMs) return hangUp(engine, dialog, 'Session timer expired');
  }
  setDue(engine, dialog);
}

/** RFC 4028 §7.4, §10: an UPDATE, or a re-INVITE that says again what was agreed. The application does not see it. */
function refreshSession(engine: Engine, dialog: CallDialog, session: SessionState, seconds: number, leastSec = 0): void {
  const { ourInvite, theirInvite, ourUpdate, theirUpdate, answer, owedAck } = dialog;
  if (ourInvite ?? theirInvite ?? ourUpdate ?? theirUpdate ?? answer ?? owedAck) {
    // Not for ever: a session that cannot be refreshed ends.
    session.refreshAtMs = Date.now() + BUSY_MS < session.endAtMs ? Date.now() + BUSY_MS : Infinity;
    return;
  }
  const { byUpdate, localSdp } = session;
  const request = dialog.sip.request(byUpdate || localSdp === undefined ? METHODS.UPDATE : METHODS.INVITE);
  session.refreshAtMs = Infinity;
  if (request === undefined) return;
  request.add(HEADERS.CONTACT, dialog.localContact);
  request.add(HEADERS.SUPPORTED, 'timer');
  request.add(HEADERS.SESSION_EXPIRES, `${seconds};refresher=uac`);
  request.add(HEADERS.MIN_SE, String(Math.max(engine.sessions.minSec, leastSec)));
  if (request.method === METHODS.INVITE && localSdp) {
    request.add(HEADERS.CONTENT_TYPE, 'application/sdp');
    request.body = localSdp;
    dialog.refreshing = true;
  }
  findDialogFlow(engine, dialog, request, (found) => {
    if (!found.ok) return hangUp(engine, dialog, 'Session timer expired');
    sendRefresh(engine, dialog, session, request, found.value);
  });
}

function sendRefresh(engine: Engine, dialog: CallDialog, session: SessionState, request: SipMessage, flow: Flow): void {
  const { method } = request;
  let ack: Buffer | undefined;
  engine.metrics.requestOut(method);
  engine.transactions.request(request, flow, {
    onResponse: ({ message }) => {
      const { status } = message;
      if (status < 200) return;
      if (ack) return flow.send(ack, message.callId());
      engine.metrics.responseIn(method, status);
      dialog.refreshing = false;
      if (status < 300) {
        dialog.sip.refreshTarget(message);
        if (method === METHODS.INVITE) ack = sendAck(engine, dialog, message, flow);
      }
      if (!dialog.ended && dialog.session === session) refreshed(engine, dialog, session, message);
    },
    onFailure: () => {
      dialog.refreshing = false;
      if (!dialog.ended) hangUp(engine, dialog, 'Session timer expired');
    },
  });
}

function refreshed(engine: Engine, dialog: CallDialog, session: SessionState, response: SipMessage): void {
  const { status } = response;
  const { byUpdate, localSdp, intervalSec } = session;
  if (status < 300) {
    // A peer that does not know the extension answers without it, and is refreshed all the same.
    return armSession(engine, dialog, agreeAsClient(response) ?? { seconds: intervalSec, weRefresh: true }, byUpdate, localSdp);
  }
  if (status === 408 || status === 481) return hangUp(engine, dialog, 'Session timer expired');
  const longer = status === 422 ? readSessionExpires(response.get('min-se'))?.seconds : undefined;
  if (longer !== undefined && longer > intervalSec) {
    dialog.session = { ...session, intervalSec: longer };
    return refreshSession(engine, dialog, dialog.session, longer, longer);
  }
  // RFC 3261 §14.1: whoever made the Call-ID waits longer than the other.
  const glareMs = dialog.role === 'uac' ? 2_100 + Math.random() * 1_900 : Math.random() * 2_000;
  const againMs = Date.now() + (status === 491 ? glareMs : FAILED_MS);
  session.refreshAtMs = againMs < session.endAtMs ? againMs : Infinity;
  setDue(engine, dialog);
}

function sendAck(engine: Engine, dialog: CallDialog, answer: SipMessage, flow: Flow): Buffer | undefined {
  const ack = dialog.sip.ack(answer.cseq().seq);
  if (ack === undefined) return undefined;
  ack.add(HEADERS.VIA, viaFor(flow, newBranch()), 'top');
  const data = ack.toBuffer();
  flow.send(data, answer.callId());
  engine.metrics.requestOut(METHODS.ACK);
  return data;
}
