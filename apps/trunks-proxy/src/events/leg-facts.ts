import type { Decided, InboundDecision, LegRecord, OutboundDecision } from '@switchyard/model';
import type { CallInfo } from '@switchyard/call-flow';

/** What is known of a leg from its decision on; JSON, kept with the established call and completed to a `LegRecord` when it ends. */
export type LegFacts = Pick<
  LegRecord,
  | 'brandId'
  | 'clientId'
  | 'userId'
  | 'endpointName'
  | 'direction'
  | 'caller'
  | 'callee'
  | 'anonymous'
  | 'diversion'
  | 'ddiProviderId'
  | 'ddiId'
  | 'bounced'
  | 'price'
  | 'configRevision'
  | 'decision'
  | 'trace'
>;

export const outboundFacts = (info: CallInfo, { decision, trace, revision }: Decided<OutboundDecision>): LegFacts => ({
  brandId: info.brandId,
  clientId: info.clientId,
  userId: info.userId,
  endpointName: info.from.kind === 'application' ? null : info.from.name,
  direction: 'outbound',
  caller: info.caller,
  callee: info.callee,
  anonymous: info.anonymous,
  diversion: info.diversions[0]?.number ?? null,
  ddiProviderId: null,
  ddiId: info.ddiId,
  bounced: decision.outcome === 'bounce',
  price: decision.price,
  configRevision: revision,
  decision,
  trace: [...trace],
});

/** Undefined when the call could not be given to a client: there is nobody to record it for. */
export function inboundFacts(
  { decision, trace, revision }: Decided<InboundDecision>,
  { anonymous, diversions }: Pick<CallInfo, 'anonymous' | 'diversions'>,
  bounced: boolean,
): LegFacts | undefined {
  const { brandId, clientId } = decision;
  if (brandId === null || clientId === null) return undefined;
  return {
    brandId,
    clientId,
    userId: null,
    endpointName: null,
    direction: 'inbound',
    caller: decision.caller,
    callee: decision.callee,
    anonymous,
    diversion: diversions[0]?.number ?? null,
    ddiProviderId: decision.ddiProviderId,
    ddiId: decision.ddiId,
    bounced,
    price: null,
    configRevision: revision,
    decision,
    trace: [...trace],
  };
}
