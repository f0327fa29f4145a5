import { err, ok, type Result } from '@switchyard/kernel';
import { type Flow, hasTag, HEADERS, METHODS, parseCSeq, parseNameAddr, randomToken, SipMessage, withTag } from '@switchyard/sip';
import { appHeader, type AppMessage } from '../control/app-message.js';
import { newCallId } from '../headers/call-id.js';
import { bracketed, localContact, substituteLocalhost } from '../headers/local-uri.js';
import { addAppHeaders, addBody } from '../headers/wire-headers.js';

const TAKEN: ReadonlySet<string> = new Set(['from', 'to', 'call-id', 'cseq', 'max-forwards']);
const FIRST_CSEQ_BELOW = 2 ** 24;

/**
 * A request outside dialogs from what an application wrote; what it left out is filled in. Errors are the text for the application.
 * The Via is added when it is sent. `keepsRoute`: the application chose the next hop itself, and its Route lines are for who comes
 * after it (RFC 3261 §8.1.2, RFC 3327 §5.3); without a next hop they would be two opinions, and are dropped.
 */
export function buildRequest(app: AppMessage, flow: Flow, keepsRoute = false): Result<SipMessage, string> {
  const { method, uri } = app;
  const request = SipMessage.request(method, uri);
  if (keepsRoute) for (const { id, value } of app.headers) if (id === 'route') request.add(HEADERS.ROUTE, value);
  request.add(HEADERS.MAX_FORWARDS, hops(appHeader(app, 'max-forwards')));
  const from = substituteLocalhost(bracketed(appHeader(app, 'from') ?? localContact(flow)), flow);
  request.add(HEADERS.FROM, hasTag(from) ? from : withTag(from, randomToken()));
  request.add(HEADERS.TO, substituteLocalhost(bracketed(appHeader(app, 'to') ?? uri), flow));
  request.add(HEADERS.CALL_ID, appHeader(app, 'call-id') ?? newCallId(flow.local.host));
  const seq = parseCSeq(appHeader(app, 'cseq') ?? '')?.seq ?? Math.floor(Math.random() * FIRST_CSEQ_BELOW) + 1;
  request.add(HEADERS.CSEQ, `${seq} ${method}`);
  if (method === METHODS.INVITE || method === METHODS.SUBSCRIBE || method === METHODS.REFER) {
    if (appHeader(app, 'contact') === undefined) request.add(HEADERS.CONTACT, localContact(flow));
  }
  addAppHeaders(request, app.headers, TAKEN, flow);
  if (!addBody(request, app)) return err('missing content-type');
  for (const id of ['from', 'to'] as const) {
    const read = parseNameAddr(request.get(id) ?? '');
    if (!read.ok) return err(`invalid ${id} header: ${read.error}`);
  }
  return ok(request);
}

/** The application's Max-Forwards when it is a number up to 255, else 70 (RFC 3261 §8.1.1.6). */
const hops = (given: string | undefined): string => (given !== undefined && /^\d{1,3}$/.test(given) && Number(given) <= 255 ? given : '70');
