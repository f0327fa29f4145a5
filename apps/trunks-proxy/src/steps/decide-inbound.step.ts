import { askedDiversions, askedPrivacy, assertedIdentity, identityOfFrom, type Incoming } from '@switchyard/b2bua';
import { next, type Step } from '@switchyard/call-flow';
import { newCallUid, newLegUid } from '@switchyard/kernel';
import type { Snapshot } from '@switchyard/model';
import { decideBounced as decideBounce, decideInbound as decide, toE164 } from '@switchyard/routing';
import type { CallInfoKnown, InboundDecided, Initial, LegsKnown, OutboundDecided, PresentationKnown } from '../call.js';
import { inboundFacts } from '../events/leg-facts.js';

type Learnt = InboundDecided & PresentationKnown & LegsKnown;

export const decideInbound: Step<Initial, Learnt> = {
  name: 'DECIDE_INBOUND',
  doc: 'the DDI provider by address, its number rules, the DDI of its brand, the route of the DDI; 404 when nobody owns the number; who calls by P-Asserted-Identity, Remote-Party-ID or From, withheld by Privacy or an anonymous From; Diversion and History-Info kept',
  run: ({ snapshot, incoming, at }) => {
    const [asserted, from] = [assertedIdentity(incoming), identityOfFrom(incoming)];
    const inbound = decide(snapshot, {
      sourceIp: incoming.source.address,
      callee: incoming.requestUri.user,
      caller: from.user,
      asserted: asserted?.user,
      at,
    });
    const { withheld = false, critical, hidesHistory } = askedPrivacy(incoming);
    const provider = snapshot.get('ddiProvider', inbound.decision.ddiProviderId);
    const believed = (provider?.trustPai ? asserted : undefined) ?? from;
    const presentation: PresentationKnown = {
      anonymous: withheld,
      critical,
      diversions: diversionsOf(incoming, hidesHistory, snapshot, provider?.transformationRuleSetId ?? null),
      callerName: believed.displayName || from.displayName,
    };
    const facts = inboundFacts(inbound, presentation, false);
    return next({ inbound, ...presentation, callUid: newCallUid(), legs: facts ? [{ legUid: newLegUid(), facts }] : [] });
  },
};

/** The numbers of diverters are written like callers (reference §2.5 step 3). */
const diversionsOf = (incoming: Incoming, hidesAll: boolean, snapshot: Snapshot, ruleSetId: number | null) =>
  askedDiversions(incoming, hidesAll, (written) => toE164(snapshot, ruleSetId, 'callerin', written).number);

export const decideBounced: Step<Initial & CallInfoKnown & OutboundDecided & LegsKnown, Learnt> = {
  name: 'DECIDE_BOUNCED',
  doc: 'the call goes to a DDI of ours: no carrier, the price stands, and the called client gets a leg of its own',
  run: ({ snapshot, info, outbound, callUid, legs, incoming }) => {
    const inbound = decideBounce(snapshot, { ddiId: outbound.decision.ddiId ?? 0, caller: info.caller });
    const { anonymous, critical, diversions } = info;
    const presentation: PresentationKnown = { anonymous, critical, diversions, callerName: incoming.from.displayName };
    const facts = inboundFacts(inbound, presentation, true);
    return next({ inbound, ...presentation, callUid, legs: facts ? [...legs, { legUid: newLegUid(), facts }] : legs });
  },
};
