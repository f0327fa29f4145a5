import { banned, reqInit, sanity } from '@switchyard/b2bua';
import { choose, Route } from '@switchyard/call-flow';
import type { CallInfoKnown, InboundDecided, Initial, LegsKnown, OutboundDecided, PresentationKnown, SourceKnown } from '../call.js';
import { decideBounced, decideInbound } from '../steps/decide-inbound.step.js';
import { decideOutbound } from '../steps/decide-outbound.step.js';
import { loadBalance } from '../steps/load-balance.step.js';
import { maxCalls } from '../steps/max-calls.step.js';
import { readInternalHeaders } from '../steps/read-internal-headers.step.js';
import { refuseInbound, refuseOutbound } from '../steps/refuse-decided.step.js';
import { refuseStranger, source } from '../steps/source.step.js';
import { toApplicationServer } from '../steps/to-application-server.step.js';
import { toRetailAccount } from '../steps/to-retail-account.step.js';
import { tryGateways } from '../steps/try-gateways.step.js';

type Inbound = Initial & InboundDecided & PresentationKnown & LegsKnown;
type Outbound = Initial & CallInfoKnown & OutboundDecided & LegsKnown;

const refusedInbound = Route.for<Inbound>('refused').end(refuseInbound);
const applicationServer = Route.for<Inbound>('application server').step(maxCalls).end(toApplicationServer);
const retail = Route.for<Inbound>('retail').step(maxCalls).end(toRetailAccount);

const byDdiRoute = choose(
  'BY_DDI_ROUTE',
  'where the DDI leads',
  { refuse: refusedInbound, 'application-server': applicationServer, retail },
  ({ inbound }) => inbound.decision.outcome,
);

const refusedOutbound = Route.for<Outbound>('refused').end(refuseOutbound);
const bounced = Route.for<Outbound>('bounced to a DDI of ours').step(decideBounced).end(byDdiRoute);
const toCarriers = Route.for<Outbound>('to carriers').step(maxCalls).end(tryGateways);

const fromInside = Route.for<Initial & SourceKnown>('from our side')
  .step(readInternalHeaders)
  .step(loadBalance)
  .step(decideOutbound)
  .end(
    choose(
      'BY_DECISION',
      'what the decision says',
      { refuse: refusedOutbound, bounce: bounced, route: toCarriers },
      ({ outbound }) => outbound.decision.outcome,
    ),
  );

const fromProvider = Route.for<Initial & SourceKnown>('from a DDI provider').step(decideInbound).end(byDdiRoute);

const fromStranger = Route.for<Initial & SourceKnown>('from anybody else').end(refuseStranger);

/** A new call. Requests inside calls never come here: the switchboard passes them to the other side. */
export const inviteRoute = Route.for<Initial>('INVITE')
  .step(source)
  .step(banned)
  .step(sanity)
  .step(reqInit) //              RFC 3261 §16.3
  .end(
    choose(
      'BY_SOURCE',
      'who sent it decides what is asked of it; internal headers of others are never read',
      { inside: fromInside, provider: fromProvider, stranger: fromStranger },
      ({ origin }) => (origin === 'carrier' ? 'stranger' : origin),
    ),
  );
