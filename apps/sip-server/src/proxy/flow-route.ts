import { type Flow, HEADERS, METHODS, parseUri, type SipMessage, uriIn } from '@switchyard/sip';
import type { Engine } from '../engine.js';
import { localUri } from '../headers/local-uri.js';

/** Requests that make a dialog whose later requests need the flow too. */
const MAKES_DIALOG: ReadonlySet<string> = new Set([METHODS.INVITE, METHODS.SUBSCRIBE, METHODS.REFER]);

/**
 * The URI of the first Route, when it stands for a flow to somebody else than the sender: we wrote it into the Path of that phone's
 * REGISTER, and the request is for it (RFC 5626 §5.3.1). A phone that repeats its own flow goes on by the next Route.
 */
export function flowRoute(engine: Engine, request: SipMessage, sender: Flow): string | undefined {
  const route = request.values('route')[0];
  if (route === undefined) return undefined;
  const text = uriIn(route);
  const uri = parseUri(text);
  if (!uri.ok || uri.value.user === '' || !uri.value.params.has('ob') || !engine.transport.isOurs(uri.value)) return undefined;
  const flow = engine.flowTokens.decode(uri.value.user);
  // A token that is forged or not ours any more leads to no flow, which is for `findFlow` to say.
  if (!flow.ok) return text;
  const { protocol, remote } = flow.value;
  const isSender = protocol === sender.protocol && remote.address === sender.remote.address && remote.port === sender.remote.port;
  return isSender ? undefined : text;
}

/** Whether a REGISTER comes straight from a phone that wants to be reached by its own flow (RFC 5626 §5.1). */
export const wantsFlow = (register: SipMessage): boolean =>
  /\boutbound\b/i.test(register.getAll('supported').join()) && register.values('via').length === 1;

/** The Path value by which requests come back to us and go down the flow to the phone. */
export const flowPath = (engine: Engine, phone: Flow, outgoing: Flow): string =>
  `<${localUri(outgoing, engine.flowTokens.encode(phone))};lr;ob>`;

/** Keeps the flow in the route set of the dialog that a request to the phone makes (RFC 5626 §5.3.2). */
export function stayOnFlow(forward: SipMessage, route: string): void {
  if (MAKES_DIALOG.has(forward.method) && forward.lacksToTag()) forward.add(HEADERS.RECORD_ROUTE, `<${route}>`, 'top');
}
