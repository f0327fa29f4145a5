import { createHash } from 'node:crypto';
import { contactIdOf } from '@switchyard/queue';
import { deviceOf, type Registration } from './registration.js';

/** Media type of the document. */
export const REGINFO_TYPE = 'application/reginfo+xml';

export interface ReginfoInput {
  /** Whose registration: the URI that was subscribed to. */
  readonly entity: string;
  readonly contacts: readonly Registration[];
  readonly nowMs: number;
  /** Number of the document in its subscription; one more each time (RFC 3680 §5.1). */
  readonly version?: number;
  /** Given: the document is partial and tells only what is other than then (RFC 3680 §5.1, `state`). */
  readonly before?: readonly Registration[];
}

type Event = 'registered' | 'refreshed' | 'shortened' | 'expired' | 'unregistered' | 'deactivated';

/** Who is registered where, as a document of the registration event package (RFC 3680 §5), with device addresses left to those who own them. */
export function reginfoOf({ entity, contacts, nowMs, version = 0, before }: ReginfoInput): string {
  const told =
    before === undefined ? contacts.map((contact) => element(contact, 'active', 'registered', nowMs)) : changes(before, contacts, nowMs);
  const state = contacts.length > 0 ? 'active' : before === undefined || before.length === 0 ? 'init' : 'terminated';
  return (
    '<?xml version="1.0"?>\n' +
    `<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="${version}" state="${before === undefined ? 'full' : 'partial'}">\n` +
    `  <registration aor="${escaped(entity)}" id="${idOf(entity)}" state="${state}">\n` +
    told.map((line) => `    ${line}\n`).join('') +
    '  </registration>\n</reginfo>\n'
  );
}

function changes(before: readonly Registration[], after: readonly Registration[], nowMs: number): readonly string[] {
  const lines: string[] = [];
  const then = new Map(before.map((contact) => [keyOf(contact), contact] as const));
  for (const contact of after) {
    const known = then.get(keyOf(contact));
    then.delete(keyOf(contact));
    if (known === undefined) lines.push(element(contact, 'active', 'registered', nowMs));
    else if (known.expiresAtMs !== contact.expiresAtMs || known.cseq !== contact.cseq || known.callId !== contact.callId)
      lines.push(element(contact, 'active', contact.expiresAtMs < known.expiresAtMs ? 'shortened' : 'refreshed', nowMs));
  }
  for (const contact of then.values())
    lines.push(element(contact, 'terminated', contact.expiresAtMs <= nowMs ? 'expired' : 'unregistered', nowMs));
  return lines;
}

function element(contact: Registration, state: 'active' | 'terminated', event: Event, nowMs: number): string {
  const { expiresAtMs, q, callId, cseq, instance } = contact;
  const attributes = [
    `id="${contactIdOf(contact)}"`,
    `state="${state}"`,
    `event="${event}"`,
    ...(state === 'active' ? [`expires="${Math.max(0, Math.ceil((expiresAtMs - nowMs) / 1000))}"`] : []),
    ...(q === 1000 ? [] : [`q="${q / 1000}"`]),
    ...(callId === '' ? [] : [`callid="${escaped(callId)}"`]),
    `cseq="${cseq}"`,
  ];
  const device = instance === undefined ? '' : `<unknown-param name="+sip.instance">${escaped(`"<${instance}>"`)}</unknown-param>`;
  // Keys of a push service are between the phone and us (RFC 8599 §9).
  const uri = contact.contact.replace(/;pn-(?:prid|param|provider)(?:=[^;?]*)?/gi, '');
  return `<contact ${attributes.join(' ')}><uri>${escaped(uri)}</uri>${device}</contact>`;
}

const keyOf = (contact: Registration): string => `${deviceOf(contact)} ${contact.regId ?? contact.contact}`;
const idOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 12);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (one) => ENTITIES[one] ?? one).replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, '');
