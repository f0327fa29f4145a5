import { next, type Step } from '@switchyard/call-flow';
import { newLegUid } from '@switchyard/kernel';
import { decideOutbound as decide, tagOfCaller } from '@switchyard/routing';
import type { BalanceKnown, CallInfoKnown, Initial, LegsKnown, OutboundDecided } from '../call.js';
import { outboundFacts } from '../events/leg-facts.js';

export const decideOutbound: Step<Initial & CallInfoKnown & BalanceKnown, OutboundDecided & LegsKnown> = {
  name: 'DECIDE_OUTBOUND',
  doc: 'the routing tag that was dialled, else that of the presented DDI or its provider; bounce to a DDI of ours, else routings, carriers, gateways, rate and credit: one pure decision with its trace, the same as a simulated one',
  run: ({ snapshot, info, balance, at }) => {
    const { brandId, clientId, caller, callee, anonymous, critical, diversions } = info;
    const routingTagId = info.routingTagId ?? tagOfCaller(snapshot, clientId, caller);
    const presentation = { anonymous, critical, diversions };
    const outbound = decide(snapshot, { brandId, clientId, caller, callee, at, balance, routingTagId, ...presentation });
    return next({ outbound, callUid: info.callUid, legs: [{ legUid: newLegUid(), facts: outboundFacts(info, outbound) }] });
  },
};
