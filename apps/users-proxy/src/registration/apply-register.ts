import type { SourceAddress } from '@switchyard/b2bua';
import { err, ok, type Result } from '@switchyard/kernel';
import { formatUri, parseUri } from '@switchyard/sip';
import { sameContact, type Registration, type RegistrationLimits } from './registration.js';

/** What a REGISTER asks for, read from the message but not yet judged. */
export interface RegisterRequest {
  readonly contacts: readonly { readonly uri: string; readonly params: ReadonlyMap<string, string | undefined> }[];
  /** Value of Expires. */
  readonly expires: string | undefined;
  readonly callId: string;
  readonly cseq: number;
  readonly source: SourceAddress;
  readonly receivedOn: string | undefined;
  readonly userAgent: string;
}

export type RegisterFailure =
  | { readonly code: 'interval-too-brief' }
  | { readonly code: 'order'; readonly contact: string }
  | { readonly code: 'malformed'; readonly rule: string };

const DEFAULT_EXPIRES_SEC = 3600;
/** RFC 3261 §10.3 step 7: a registrar may call only intervals below one hour too brief. */
const BRIEF_BELOW_SEC = 3600;
const MAX_CONTACT_LENGTH = 512;

/**
 * The bindings of an AoR after a REGISTER (RFC 3261 §10.3 steps 6 and 7): all changes or none. A request without Contact changes
 * nothing and is a query.
 */
export function applyRegister(
  existing: readonly Registration[],
  request: RegisterRequest,
  limits: RegistrationLimits,
  nowMs: number,
): Result<readonly Registration[], RegisterFailure> {
  const live = existing.filter((binding) => binding.expiresAtMs > nowMs);
  if (request.contacts.some(({ uri }) => uri === '*')) return removeAll(live, request);

  let bindings = live;
  const added: Registration[] = [];
  for (const { uri, params } of request.contacts) {
    const contact = contactOf(uri);
    if (!contact.ok) return contact;
    const before = bindings.find((binding) => sameContact(binding.contact, contact.value));
    if (before && isOutOfOrder(before, request)) return err({ code: 'order', contact: contact.value });
    const seconds = expiresOf(params.get('expires'), request.expires, limits);
    if (!seconds.ok) return seconds;
    bindings = bindings.filter((binding) => binding !== before);
    if (seconds.value === 0) continue;
    const instance = params.get('+sip.instance');
    added.push({
      contact: contact.value,
      source: request.source,
      receivedOn: request.receivedOn ?? null,
      callId: request.callId,
      cseq: request.cseq,
      expiresAtMs: nowMs + seconds.value * 1000,
      userAgent: request.userAgent,
      path: [],
      ...(instance === undefined ? {} : { instance }),
    });
  }
  return ok([...added, ...bindings].slice(0, limits.maxContacts));
}

/** `*` removes everything and needs `Expires: 0` and no other contact (RFC 3261 §10.2.2, §10.3 step 6). */
function removeAll(live: readonly Registration[], request: RegisterRequest): Result<readonly Registration[], RegisterFailure> {
  if (request.contacts.length !== 1) return err({ code: 'malformed', rule: "'*' must be the only contact" });
  if (request.expires === undefined || Number(request.expires) !== 0) return err({ code: 'malformed', rule: "'*' needs Expires: 0" });
  const blocking = live.find((binding) => isOutOfOrder(binding, request));
  return blocking ? err({ code: 'order', contact: blocking.contact }) : ok([]);
}

/** An older request of the same registration that was overtaken, or one that was sent again. */
const isOutOfOrder = (binding: Registration, request: RegisterRequest): boolean =>
  binding.callId === request.callId && request.cseq <= binding.cseq;

/** The contact as it is stored and later used as Request-URI: no password, no `?headers` (RFC 3261 §19.1.1, table 1). */
function contactOf(text: string): Result<string, RegisterFailure> {
  const uri = parseUri(text);
  if (!uri.ok) return err({ code: 'malformed', rule: uri.error });
  const { scheme, user, host, port, params } = uri.value;
  if (scheme !== 'sip') return err({ code: 'malformed', rule: 'the contact must be a sip: URI' });
  const contact = formatUri({ scheme, user, host, ...(port === undefined ? {} : { port }), params, headers: '' });
  return contact.length > MAX_CONTACT_LENGTH
    ? err({ code: 'malformed', rule: `the contact must not be longer than ${MAX_CONTACT_LENGTH} characters` })
    : ok(contact);
}

/** The contact's own `expires`, else the header's, else an hour; what is no number counts as an hour (RFC 3261 §10.2.1.1, §20.10). */
function expiresOf(own: string | undefined, header: string | undefined, limits: RegistrationLimits): Result<number, RegisterFailure> {
  const text = own ?? header;
  const asked = text === undefined || !/^\d{1,10}$/.test(text.trim()) ? DEFAULT_EXPIRES_SEC : Number(text);
  if (asked > 0 && asked < limits.minExpiresSec && asked < BRIEF_BELOW_SEC) return err({ code: 'interval-too-brief' });
  return ok(asked === 0 ? 0 : Math.min(Math.max(asked, limits.minExpiresSec), limits.maxExpiresSec));
}

/** Values of the Contact header of the 200: every binding with the seconds it has left (RFC 3261 §10.3 step 8). */
export const contactValues = (bindings: readonly Registration[], nowMs: number): readonly string[] =>
  bindings.map(({ contact, expiresAtMs }) => `<${contact}>;expires=${Math.max(1, Math.ceil((expiresAtMs - nowMs) / 1000))}`);
