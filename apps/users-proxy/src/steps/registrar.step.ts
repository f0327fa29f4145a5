import { reply, type EndStep } from '@switchyard/call-flow';
import { isoOf, ok } from '@switchyard/kernel';
import { aorOf, type Endpoint } from '@switchyard/model';
import type { EndpointKnown, Initial } from '../call.js';
import { applyRegister, type Registered } from '../registration/apply-register.js';
import { readRegister, type RegisterRequest } from '../registration/read-register.js';
import { refusalOf } from '../registration/register-failure.js';
import { registerHeaders } from '../registration/register-answer.js';
import { deviceOf, type Registration } from '../registration/registration.js';

export const registrar: EndStep<Initial & EndpointKnown> = {
  name: 'REGISTRAR',
  doc:
    'adds, refreshes, removes or lists contacts (RFC 3261 §10.3) with Path (RFC 3327), flows (RFC 5626), device addresses (RFC 5627) and ' +
    'wake-up (RFC 8599); too short an interval is 423 with Min-Expires',
  run: async ({ incoming, endpoint, ports }) => {
    const policy = ports.registrations;
    const read = readRegister(incoming, policy);
    if (!read.ok) return refusalOf(read.error);
    const request = read.value;
    const nowMs = ports.clock.nowMs();
    const places = endpoint.multiContact ? policy.maxContacts : 1;
    let before: readonly Registration[] = [];
    let made: Registered | undefined;
    const bindings = await ports.locations.update(aorOf(endpoint), (existing) => {
      before = existing;
      const applied = applyRegister(existing, request, { policy, places, nowMs });
      if (!applied.ok) return applied;
      made = applied.value;
      return ok(made.bindings);
    });
    if (!bindings.ok) return refusalOf(bindings.error);
    if (!isSame(before, bindings.value)) ports.registered(eventOf(endpoint, bindings.value, request, nowMs));
    const own = made?.own ?? [];
    const listed = policy.listed === 'own' && request.contacts.length > 0 ? own : bindings.value;
    const gruus = request.supports.gruu ? (of: Registration) => ports.gruus.gruusOf(endpoint, of) : undefined;
    return reply(200, { reason: 'OK', headers: registerHeaders({ listed, own, request, policy, gruus, nowMs }) });
  },
};

/** The same devices: a refresh only moves their expiry. */
const isSame = (before: readonly Registration[], after: readonly Registration[]): boolean =>
  before.length === after.length &&
  after.every((now) => before.some((known) => known.contact === now.contact || deviceOf(known) === deviceOf(now)));

const eventOf = (
  { kind, id, name, brandId, clientId }: Endpoint,
  bindings: readonly Registration[],
  { userAgent }: RegisterRequest,
  nowMs: number,
) => ({
  at: isoOf(nowMs),
  ...{ brandId, clientId, endpointKind: kind, endpointId: id, endpointName: name },
  ...{ contacts: bindings.length, userAgent },
});
