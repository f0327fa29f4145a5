import { type Flow, HEADERS, headerNameOf, type SipMessage } from '@switchyard/sip';
import type { AppHeader, AppMessage } from '../control/app-message.js';
import { substituteLocalhost } from './local-uri.js';

/** Headers that belong to the server alone: whatever an application writes there is dropped. */
const OURS: ReadonlySet<string> = new Set(['via', 'route', 'record-route', 'rseq', 'content-length', 'content-type']);
const WITH_LOCALHOST: ReadonlySet<string> = new Set(['contact', 'p-asserted-identity']);

/**
 * Adds the headers of an application to a message of ours, in their order, spelled as the wire knows them. `taken` names those that the
 * caller has dealt with already.
 */
export function addAppHeaders(message: SipMessage, headers: readonly AppHeader[], taken: ReadonlySet<string>, flow: Flow): void {
  for (const { name, id, value } of headers) {
    if (OURS.has(id) || taken.has(id)) continue;
    message.addLine(wireName(name, id), id, WITH_LOCALHOST.has(id) ? substituteLocalhost(value, flow) : value);
  }
}

const wireNames = new Map<string, string>();
const MAX_NAMES = 1_000;

/** Known headers get their own spelling, `X-` headers keep theirs, all others get capitals: `abc-def` → `Abc-Def`. */
function wireName(name: string, id: string): string {
  const known = wireNames.get(name);
  if (known !== undefined) return known;
  if (wireNames.size >= MAX_NAMES) wireNames.clear();
  const spelled = spell(name, id);
  wireNames.set(name, spelled);
  return spelled;
}

function spell(name: string, id: string): string {
  if (name.startsWith('X-') || name.startsWith('x-')) return name;
  const known = headerNameOf(id);
  return known === id ? id.replace(/(^|-)([a-z])/g, (letter: string) => letter.toUpperCase()) : known;
}

/** `false`: there is a body, but nothing says what it is, and it is no SDP. */
export function addBody(message: SipMessage, app: AppMessage): boolean {
  const type = app.headers.find(({ id }) => id === 'content-type')?.value;
  const isSdp = app.body.length >= 3 && app.body.toString('latin1', 0, 3) === 'v=0';
  const given = type ?? (isSdp ? 'application/sdp' : undefined);
  if (given !== undefined) message.add(HEADERS.CONTENT_TYPE, given);
  message.body = app.body;
  return app.body.length === 0 || given !== undefined;
}
