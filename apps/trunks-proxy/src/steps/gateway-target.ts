import { partyLine, type BridgeTarget, type Credentials } from '@switchyard/b2bua';
import type { GatewayAttempt } from '@switchyard/model';
import { formatUri, HEADERS } from '@switchyard/sip';
import { nameOf } from '../events/leg-record.js';

/** RFC 3323 §4.1.1.3: the identity of a caller who is not shown. */
const ANONYMOUS = { user: 'anonymous', domain: 'anonymous.invalid' } as const;

/** Who calls, in the headers the carrier asks for (RFC 3325 §9.1; Remote-Party-ID is what came before it). */
function identityHeaders({ caller, fromDomain, sendPai, sendRpid }: GatewayAttempt): Record<string, string> {
  if (caller === '') return {};
  const party = partyLine(caller, fromDomain ?? undefined);
  return {
    ...(sendPai ? { [HEADERS.P_ASSERTED_IDENTITY]: party } : {}),
    ...(sendRpid ? { [HEADERS.REMOTE_PARTY_ID]: `${party};party=calling;privacy=off;screen=yes` } : {}),
  };
}

/** The INVITE of one gateway, written as its carrier wants it (reference §2.6 step 7). */
export function gatewayTarget(gateway: GatewayAttempt, credentials: Credentials | undefined): BridgeTarget {
  const { host, port, transport, callee, caller, fromUser, fromDomain, carrierServerId, uriScheme, outboundProxy } = gateway;
  const params = new Map(transport === 'udp' ? [] : [['transport', transport]]);
  const from =
    caller === '' && fromUser === null ? ANONYMOUS : { user: fromUser ?? caller, ...(fromDomain === null ? {} : { domain: fromDomain }) };
  return {
    name: nameOf(gateway),
    uri: formatUri({ scheme: uriScheme, user: callee, host, port, params, headers: '' }),
    ...(outboundProxy !== null ? { nextHop: `sip:${outboundProxy}${transport === 'udp' ? '' : `;transport=${transport}`}` } : {}),
    from,
    headers: identityHeaders(gateway),
    ...(credentials ? { credentials, credentialsRef: String(carrierServerId) } : {}),
    media: { label: 'carrier' },
  };
}
