import { PLAIN_CALL, type UnsignedCallInfo } from '@switchyard/call-flow';
import type { InboundDecision, Snapshot } from '@switchyard/model';

/** What the inside is told of a call to a DDI. Undefined when the client has gone from the configuration in between. */
export function inboundCallInfo(
  snapshot: Snapshot,
  decision: InboundDecision,
  callUid: string,
  dialled: string,
): UnsignedCallInfo | undefined {
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
    dialled: dialled.slice(0, 64),
    from: { kind: 'ddiProvider', id: provider?.id ?? null, name: provider?.name ?? 'bounced' },
    userId: null,
    ddiId: decision.ddiId,
    ddiProviderId: provider?.id ?? null,
    to: decision.retailAccountId === null ? null : { kind: 'retailAccount', id: decision.retailAccountId },
  };
}
