import type { ContactAddress } from '@switchyard/b2bua';
import { err, ok, type Result } from '@switchyard/kernel';
import { formatUri, parseUri, unquote, type SipUri } from '@switchyard/sip';
import { edgeKeepsFlow } from './path.js';
import { unsupportedPush } from './push.js';
import type { RegisterRequest } from './read-register.js';
import type { RegisterFailure } from './register-failure.js';
import { deviceOf, isBehindNat, sameContact, type Registration, type RegistrationPolicy } from './registration.js';

const DEFAULT_EXPIRES_SEC = 3600;
/** RFC 3261 §10.3 step 7: a registrar may call only intervals below one hour too brief. */
const BRIEF_BELOW_SEC = 3600;
const MAX_CONTACT_LENGTH = 512;
const MAX_INSTANCE_LENGTH = 128;
/** Flows of one device; RFC 5626 §4.2.1 has two. */
const MAX_FLOWS = 4;

/** What a REGISTER leads to. */
export interface Registered {
  /** All contacts of the AoR, the newest first. */
  readonly bindings: readonly Registration[];
  /** Those of this request. */
  readonly own: readonly Registration[];
}

export interface RegisterRules {
  readonly policy: RegistrationPolicy;
  /** Devices this endpoint may have. */
  readonly places: number;
  readonly nowMs: number;
}

/**
 * The bindings of an AoR after a REGISTER (RFC 3261 §10.3 steps 6 and 7; RFC 5626 §6): all changes or none. A request without Contact
 * changes nothing and is a query.
 */
export function applyRegister(
  existing: readonly Registration[],
  request: RegisterRequest,
  rules: RegisterRules,
): Result<Registered, RegisterFailure> {
  const { contacts } = request;
  if (contacts.some(({ uri }) => uri === '*')) return removeAll(existing, request);
  let bindings = existing;
  const own: Registration[] = [];
  let newcomers = 0;
  for (const contact of contacts) {
    const asked = askedOf(contact, request, rules);
    if (!asked.ok) return asked;
    const { binding, seconds } = asked.value;
    const before = [...own, ...bindings].filter((known) => isReplaced(known, binding));
    const overtaken = before.find((known) => isOutOfOrder(known, request) && !own.includes(known));
    if (overtaken) return err({ code: 'order', contact: overtaken.contact });
    bindings = bindings.filter((known) => !before.includes(known));
    for (const known of before) if (own.includes(known)) own.splice(own.indexOf(known), 1);
    if (seconds === 0) continue;
    if (before.length === 0) newcomers += 1;
    own.push(binding);
  }
  if (own.filter(({ regId }) => regId !== undefined).length > 1)
    return err({ code: 'malformed', rule: 'one REGISTER makes one flow (RFC 5626 §6)' });
  return fit(own, bindings, newcomers, rules);
}

/** `*` removes everything and needs `Expires: 0` and no other contact (RFC 3261 §10.2.2, §10.3 step 6). */
function removeAll(existing: readonly Registration[], request: RegisterRequest): Result<Registered, RegisterFailure> {
  if (request.contacts.length !== 1) return err({ code: 'malformed', rule: "'*' must be the only contact" });
  if (request.expires === undefined || Number(request.expires) !== 0) return err({ code: 'malformed', rule: "'*' needs Expires: 0" });
  const blocking = existing.find((binding) => isOutOfOrder(binding, request));
  return blocking ? err({ code: 'order', contact: blocking.contact }) : ok({ bindings: [], own: [] });
}

/** Devices beyond what the endpoint may have: the oldest go, or the newcomer does not come in. */
function fit(
  own: readonly Registration[],
  others: readonly Registration[],
  newcomers: number,
  { places, policy }: RegisterRules,
): Result<Registered, RegisterFailure> {
  const kept: Registration[] = [];
  const flows = new Map<string, number>();
  let isFull = false;
  for (const binding of [...own, ...others]) {
    const device = deviceOf(binding);
    const known = flows.get(device) ?? 0;
    if (known === 0 && flows.size >= places) {
      isFull = true;
      // What one request asks for is granted as a whole or not at all (RFC 3261 §10.3).
      if (own.includes(binding)) return err({ code: 'contacts-full', most: places });
      continue;
    }
    if (known >= MAX_FLOWS) continue;
    flows.set(device, known + 1);
    kept.push(binding);
  }
  if (isFull && newcomers > 0 && policy.whenFull === 'reject') return err({ code: 'contacts-full', most: places });
  return ok({ bindings: kept, own });
}

/** An older request of the same registration that was overtaken, or one that was sent again. */
const isOutOfOrder = (binding: Registration, request: RegisterRequest): boolean =>
  binding.callId === request.callId && request.cseq <= binding.cseq;

/** The same flow of the same device, or the same URI; two flows of a device may well have one URI. */
function isReplaced(known: Registration, by: Registration): boolean {
  if (by.regId !== undefined && known.regId !== undefined && by.instance === known.instance) return by.regId === known.regId;
  return sameContact(known.contact, by.contact) && (by.regId === undefined || known.regId === undefined);
}

function askedOf(
  { uri: text, params }: ContactAddress,
  request: RegisterRequest,
  { policy, nowMs }: RegisterRules,
): Result<{ readonly binding: Registration; readonly seconds: number }, RegisterFailure> {
  const uri = parseUri(text);
  if (!uri.ok) return err({ code: 'malformed', rule: uri.error });
  const contact = contactOf(uri.value);
  if (!contact.ok) return contact;
  const flow = flowOf(params, request);
  if (!flow.ok) return flow;
  const { source, path } = request;
  const interval =
    source.protocol === 'udp' && isBehindNat({ contact: contact.value, source, path }) ? policy.natedInterval : policy.interval;
  const seconds = expiresOf(params.get('expires'), request.expires, interval);
  if (!seconds.ok) return seconds;
  const provider = seconds.value === 0 ? undefined : unsupportedPush(uri.value, policy.pushProviders);
  if (provider !== undefined) return err({ code: 'push-unsupported', provider });
  const binding: Registration = {
    contact: contact.value,
    source,
    receivedOn: request.receivedOn ?? null,
    callId: request.callId,
    cseq: request.cseq,
    // Whole seconds, never more than was granted.
    expiresAtMs: Math.floor(nowMs / 1000 + seconds.value) * 1000,
    userAgent: request.userAgent,
    q: thousandths(params.get('q')),
    path,
    silentPings: 0,
    ...flow.value,
  };
  return ok({ binding, seconds: seconds.value });
}

/** The contact as it is stored and later used as Request-URI: no password, no `?headers` (RFC 3261 §19.1.1, table 1). */
function contactOf({ scheme, user, host, port, params }: SipUri): Result<string, RegisterFailure> {
  if (scheme !== 'sip' && scheme !== 'sips') return err({ code: 'malformed', rule: 'the contact must be a sip: or sips: URI' });
  const contact = formatUri({ scheme, user, host, ...(port === undefined ? {} : { port }), params, headers: '' });
  return contact.length > MAX_CONTACT_LENGTH
    ? err({ code: 'malformed', rule: `the contact must not be longer than ${MAX_CONTACT_LENGTH} characters` })
    : ok(contact);
}

/**
 * Device and flow (RFC 5626 §6). A `reg-id` counts only with an instance and from phones that know outbound; behind another proxy only
 * when the phone's edge keeps its flow, otherwise the phone is told (439).
 */
function flowOf(
  params: ContactAddress['params'],
  { supports, isFirstHop, path }: RegisterRequest,
): Result<Pick<Registration, 'instance' | 'regId'>, RegisterFailure> {
  const text = params.get('+sip.instance');
  if (text === undefined) return ok({});
  const instance = unquote(text).replace(/^<|>$/g, '');
  if (instance === '' || instance.length > MAX_INSTANCE_LENGTH)
    return err({ code: 'malformed', rule: `+sip.instance must have 1 to ${MAX_INSTANCE_LENGTH} characters` });
  const regId = params.get('reg-id');
  if (regId === undefined || !supports.outbound) return ok({ instance });
  if (!/^[1-9]\d{0,9}$/.test(regId) || Number(regId) > 2 ** 31 - 1)
    return err({ code: 'malformed', rule: 'reg-id must be a number from 1 to 2147483647' });
  if (!isFirstHop && !edgeKeepsFlow(path)) return err({ code: 'first-hop-lacks-outbound' });
  return ok({ instance, regId: Number(regId) });
}

/** `q` in thousandths; a contact without one is as good as any (RFC 3261 §20.10). */
const thousandths = (q: string | undefined): number =>
  q !== undefined && /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(q.trim()) ? Math.round(Number(q) * 1000) : 1000;

/** The contact's own `expires`, else the header's, else an hour; what is no number counts as an hour (RFC 3261 §10.2.1.1, §20.10). */
function expiresOf(
  own: string | undefined,
  header: string | undefined,
  { minSec, maxSec }: { minSec: number; maxSec: number },
): Result<number, RegisterFailure> {
  const text = own ?? header;
  const asked = text === undefined || !/^\d{1,10}$/.test(text.trim()) ? DEFAULT_EXPIRES_SEC : Number(text);
  if (asked > 0 && asked < minSec && asked < BRIEF_BELOW_SEC) return err({ code: 'interval-too-brief', minSec });
  return ok(asked === 0 ? 0 : Math.min(Math.max(asked, minSec), maxSec));
}
