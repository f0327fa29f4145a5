import { refuse, reply, type EndStep, type Final } from '@switchyard/call-flow';
import { aorOf } from '@switchyard/model';
import { HEADERS, parseCSeq } from '@switchyard/sip';
import type { EndpointKnown, Initial } from '../call.js';
import { applyRegister, contactValues, type RegisterFailure } from '../registration/apply-register.js';

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
    const bindings = await ports.locations.update(aorOf(endpoint), (existing) => applyRegister(existing, request, limits, nowMs));
    if (!bindings.ok) return refused(bindings.error, limits.minExpiresSec);
    const contacts = contactValues(bindings.value, nowMs);
    // No binding, no Contact: an empty header would be malformed (RFC 3261 §20.10).
    return reply(200, { reason: 'OK', ...(contacts.length > 0 ? { headers: { [HEADERS.CONTACT]: contacts } } : {}) });
  },
};

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
