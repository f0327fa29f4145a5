import { PLAIN_CALL, type UnsignedCallInfo } from '@switchyard/call-flow';
import type { InboundDecided, Initial, LegsKnown, PresentationKnown } from '../call.js';

/** What the inside is told of a call to a DDI. Undefined when the client has gone from the configuration in between. */
export function inboundCallInfo(
  call: Pick<Initial, 'snapshot' | 'incoming'> & InboundDecided & PresentationKnown & Pick<LegsKnown, 'callUid'>,
): UnsignedCallInfo | undefined {
  const { snapshot, incoming, inbound, callUid, anonymous, critical, diversions } = call;
  const { decision } = inbound;
  const client = snapshot.get('client', decision.clientId);
  if (!client) return undefined;
  const provider = snapshot.get('ddiProvider', decision.ddiProviderId);
  return {
    ...PLAIN_CALL,
    callUid,
    brandId: client.brandId,
    clientId: client.id,
    clientType: client.type,
    caller: decision.caller.slice(0, 64),
    callee: decision.callee,
    dialled: incoming.requestUri.user.slice(0, 64),
    anonymous,
    critical,
    diversions,
    from: { kind: 'ddiProvider', id: provider?.id ?? null, name: provider?.name ?? 'bounced' },
    userId: null,
    ddiId: decision.ddiId,
    ddiProviderId: provider?.id ?? null,
    to: decision.retailAccountId === null ? null : { kind: 'retailAccount', id: decision.retailAccountId },
  };
}
