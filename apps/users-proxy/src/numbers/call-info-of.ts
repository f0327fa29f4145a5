import { PLAIN_CALL, type CallInfo, type UnsignedCallInfo } from '@switchyard/call-flow';
import type { CalleeKnown, CallerKnown, ClientKnown } from '../call.js';

/** What the inside is told of a call that a phone or a wholesale client begins. */
export function callInfoOf(
  { client, dialled, callee, ddiPrefix, routingTagId, caller, anonymous, critical, diversions }: ClientKnown & CalleeKnown & CallerKnown,
  of: Pick<CallInfo, 'callUid' | 'from' | 'userId'>,
): UnsignedCallInfo {
  return {
    ...PLAIN_CALL,
    ...of,
    brandId: client.brandId,
    clientId: client.id,
    clientType: client.type,
    caller,
    callee,
    dialled,
    anonymous,
    critical,
    diversions,
    ddiPrefix,
    routingTagId,
    ddiId: null,
    ddiProviderId: null,
    to: null,
  };
}
