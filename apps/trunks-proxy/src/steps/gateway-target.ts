import { partyLine, type BridgeTarget, type Credentials } from '@switchyard/b2bua';
import type { GatewayAttempt } from '@switchyard/model';
import { formatUri, HEADERS } from '@switchyard/sip';
import { nameOf } from '../events/leg-record.js';

/** RFC 3323 §4.1.1.3: the identity of a caller who is not shown. */
const ANONYMOUS = { user: 'anonymous', domain: 'anonymous.invalid' } as const;

/** The INVITE of one gateway, written as its carrier wants it (reference §2.6 step 7). */
export function gatewayTarget(gateway: GatewayAttempt, credentials: Credentials | undefined): BridgeTarget {
  const { host, port, transport, callee, caller, fromUser, fromDomain, sendPai, carrierServerId } = gateway;
  const params = new Map(transport === 'udp' ? [] : [['transport', transport]]);
  const from =
    caller === '' && fromUser === null ? ANONYMOUS : { user: fromUser ?? caller, ...(fromDomain === null ? {} : { domain: fromDomain }) };
  const headers: Record<string, string> = {};
  if (sendPai && caller !== '') headers[HEADERS.P_ASSERTED_IDENTITY] = partyLine(caller, fromDomain ?? undefined);
  return {
    name: nameOf(gateway),
    uri: formatUri({ scheme: 'sip', user: callee, host, port, params, headers: '' }),
    from,
    headers,
    ...(credentials ? { credentials, credentialsRef: String(carrierServerId) } : {}),
    media: { label: 'carrier' },
  };
}
