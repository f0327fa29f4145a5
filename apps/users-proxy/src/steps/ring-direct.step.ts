import { finalOf } from '@switchyard/b2bua';
import { refuse, type EndStep } from '@switchyard/call-flow';
import { newLegUid, type CallUid } from '@switchyard/kernel';
import type { CallInfoKnown, EndpointKnown, Initial, LimitsKnown } from '../call.js';
import { calledFacts } from '../called/called-facts.js';
import { directTarget } from '../called/direct-target.js';
import { INSIDE_MEDIA } from '../media/endpoint-media.js';
import { onRedirectOf } from '../onward/redirections.js';
import { PHONE_ANSWER_MS, PHONE_NO_REPLY_MS } from './ring.step.js';

export const ringDirect: EndStep<Initial & CallInfoKnown & EndpointKnown & LimitsKnown> = {
  name: 'RING_DIRECT',
  doc: 'an endpoint with a static address, from the address of ours that was chosen; by the dialled number or by its name (ddiIn)',
  run: async (call) => {
    const { exchange, ports, info, endpoint } = call;
    if (!endpoint.direct) return refuse('not-registered');
    const outcome = await ports.calls.connect(exchange, {
      legUid: newLegUid(),
      callUid: info.callUid as CallUid,
      facts: calledFacts(info, endpoint),
      at: 'RING_DIRECT',
      attempts: [{ targets: [directTarget(call, endpoint.direct)] }],
      limits: call.limits,
      believesCaller: true,
      noReplyMs: PHONE_NO_REPLY_MS,
      answerMs: PHONE_ANSWER_MS,
      onRedirect: onRedirectOf(call),
      callerMedia: INSIDE_MEDIA,
    });
    return finalOf(outcome);
  },
};
