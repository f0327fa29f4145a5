import { HEADERS, quote } from '@switchyard/sip';
import type { Gruus } from './gruu.js';
import { pushCapabilities } from './push.js';
import type { RegisterRequest } from './read-register.js';
import type { Registration, RegistrationPolicy } from './registration.js';

type Headers = Readonly<Record<string, string | readonly string[]>>;

export interface AnswerParts {
  readonly listed: readonly Registration[];
  readonly own: readonly Registration[];
  readonly request: RegisterRequest;
  readonly policy: RegistrationPolicy;
  /** Device addresses of a contact; undefined when the phone does not know them. */
  readonly gruus: ((of: Registration) => Gruus | undefined) | undefined;
  readonly nowMs: number;
}

/** The headers of the 200: the contacts with the seconds they have left (RFC 3261 §10.3 step 8), and what else was agreed on. */
export function registerHeaders({ listed, own, request, policy, gruus, nowMs }: AnswerParts): Headers {
  const contacts = listed.filter(({ expiresAtMs }) => expiresAtMs > nowMs).map((binding) => contactValue(binding, nowMs, gruus?.(binding)));
  const isFlow = own.some(({ regId }) => regId !== undefined);
  const push = pushCapabilities(request.contacts, policy.pushProviders);
  return {
    // No binding, no Contact: an empty header would be malformed (RFC 3261 §20.10).
    ...(contacts.length > 0 ? { [HEADERS.CONTACT]: contacts } : {}),
    ...(request.path.length > 0 && request.supports.path ? { [HEADERS.PATH]: request.path } : {}),
    // RFC 5626 §6; the timer only where the phone's flow ends at us (§5.4).
    ...(isFlow ? { [HEADERS.REQUIRE]: 'outbound' } : {}),
    ...(isFlow && request.isFirstHop ? { [HEADERS.FLOW_TIMER]: String(policy.flowTimerSec) } : {}),
    ...(push === undefined ? {} : { [HEADERS.FEATURE_CAPS]: push }),
  };
}

function contactValue({ contact, expiresAtMs, q, instance, regId }: Registration, nowMs: number, gruus: Gruus | undefined): string {
  const seconds = Math.max(1, Math.ceil((expiresAtMs - nowMs) / 1000));
  let value = `<${contact}>;expires=${seconds}`;
  if (q !== 1000) value += `;q=${q / 1000}`;
  if (instance !== undefined) value += `;+sip.instance=${quote(`<${instance}>`)}`;
  if (regId !== undefined) value += `;reg-id=${regId}`;
  if (gruus) value += `;pub-gruu="${gruus.public}";temp-gruu="${gruus.temporary}"`;
  return value;
}
