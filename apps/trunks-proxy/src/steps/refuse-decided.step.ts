import { refuse, type EndStep } from '@switchyard/call-flow';
import { isCause, type Cause } from '@switchyard/kernel';
import type { InboundDecided, Initial, LegsKnown, OutboundDecided } from '../call.js';

const doc = 'the decision refuses: its named cause is recorded for the client, if there is one, and answered';
const causeOf = (cause: string | null): Cause => (cause !== null && isCause(cause) ? cause : 'internal-error');

export const refuseOutbound: EndStep<Initial & OutboundDecided & LegsKnown> = {
  name: 'REFUSE',
  doc,
  run: async ({ ports, outbound, callUid, legs }) => {
    const cause = causeOf(outbound.decision.cause);
    await ports.calls.refused({ callUid, legs }, cause, 'DECIDE_OUTBOUND');
    return refuse(cause);
  },
};

export const refuseInbound: EndStep<Initial & InboundDecided & LegsKnown> = {
  name: 'REFUSE',
  doc,
  run: async ({ ports, inbound, callUid, legs }) => {
    const cause = causeOf(inbound.decision.cause);
    await ports.calls.refused({ callUid, legs }, cause, 'DECIDE_INBOUND');
    return refuse(cause);
  },
};
