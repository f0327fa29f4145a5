import { refuse, reply, type EndStep, type Final } from '@switchyard/call-flow';
import { isoOf } from '@switchyard/kernel';
import { aorOf } from '@switchyard/model';
import { HEADERS, parseCSeq } from '@switchyard/sip';
import type { EndpointKnown, Initial } from '../call.js';
import { applyRegister, contactValues, type RegisterFailure } from '../registration/apply-register.js';
import type { Registration } from '../registration/registration.js';

export const registrar: EndStep<Initial & EndpointKnown> = {
  name: 'REGISTRAR',
  doc: 'adds, refreshes, removes or lists contacts (RFC 3261 §10.3); too short an interval is 423 with Min-Expires',
  run: async ({ incoming, endpoint, ports }) => {
    const cseq = parseCSeq(incoming.header(HEADERS.CSEQ) ?? '');
    if (!cseq) return refuse('request-malformed');
    const nowMs = ports.clock.nowMs();
    const limits = ports.registrationLimits;
    const request = {
      contacts: incoming.contacts,
      expires: incoming.header(HEADERS.EXPIRES),
      callId: incoming.callId,
      cseq: cseq.seq,
      source: incoming.source,
      receivedOn: incoming.receivedOn,
      userAgent: (incoming.header(HEADERS.USER_AGENT) ?? '').slice(0, 200),
    };
    let before: readonly Registration[] = [];
    const bindings = await ports.locations.update(aorOf(endpoint), (existing) => {
      before = existing;
      return applyRegister(existing, request, limits, nowMs);
    });
    if (!bindings.ok) return refused(bindings.error, limits.minExpiresSec);
    if (!isSame(before, bindings.value)) {
      const { kind, id, name, brandId, clientId } = endpoint;
      const { userAgent } = request;
      const of = { brandId, clientId, endpointKind: kind, endpointId: id, endpointName: name };
      ports.registered({ at: isoOf(nowMs), ...of, contacts: bindings.value.length, userAgent });
    }
    const contacts = contactValues(bindings.value, nowMs);
    // No binding, no Contact: an empty header would be malformed (RFC 3261 §20.10).
    return reply(200, { reason: 'OK', ...(contacts.length > 0 ? { headers: { [HEADERS.CONTACT]: contacts } } : {}) });
  },
};

/** The same contacts: a refresh only moves their expiry. */
const isSame = (before: readonly Registration[], after: readonly Registration[]): boolean =>
  before.length === after.length && after.every(({ contact }) => before.some((known) => known.contact === contact));

function refused(failure: RegisterFailure, minExpiresSec: number): Final {
  switch (failure.code) {
    case 'interval-too-brief':
      return refuse('interval-too-brief', { headers: { [HEADERS.MIN_EXPIRES]: String(minExpiresSec) } });
    case 'malformed':
      return refuse('request-malformed', { reason: 'Bad Contact' });
    case 'order':
      return refuse('request-malformed', { reason: 'CSeq Out Of Order' });
  }
}
