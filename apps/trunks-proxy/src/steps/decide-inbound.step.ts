import { next, type Step } from '@switchyard/call-flow';
import { newCallUid, newLegUid } from '@switchyard/kernel';
import { decideBounced as decideBounce, decideInbound as decide } from '@switchyard/routing';
import type { CallInfoKnown, InboundDecided, Initial, LegsKnown, OutboundDecided } from '../call.js';
import { inboundFacts } from '../events/leg-facts.js';

export const decideInbound: Step<Initial, InboundDecided & LegsKnown> = {
  name: 'DECIDE_INBOUND',
  doc: 'the DDI provider by address, its number rules, the DDI of its brand, the route of the DDI; 404 when nobody owns the number',
  run: ({ snapshot, incoming, at }) => {
    const inbound = decide(snapshot, {
      sourceIp: incoming.source.address,
      callee: incoming.requestUri.user,
      caller: incoming.from.user,
      at,
    });
    const facts = inboundFacts(inbound, false);
    return next({ inbound, callUid: newCallUid(), legs: facts ? [{ legUid: newLegUid(), facts }] : [] });
  },
};

export const decideBounced: Step<Initial & CallInfoKnown & OutboundDecided & LegsKnown, InboundDecided & LegsKnown> = {
  name: 'DECIDE_BOUNCED',
  doc: 'the call goes to a DDI of ours: no carrier, the price stands, and the called client gets a leg of its own',
  run: ({ snapshot, info, outbound, callUid, legs }) => {
    const inbound = decideBounce(snapshot, { ddiId: outbound.decision.ddiId ?? 0, caller: info.caller });
    const facts = inboundFacts(inbound, true);
    return next({ inbound, callUid, legs: facts ? [...legs, { legUid: newLegUid(), facts }] : legs });
  },
};
