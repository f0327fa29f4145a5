import {
  ANONYMOUS,
  assertedHeader,
  diversionHeaders,
  privacyHeader,
  remotePartyHeader,
  type BridgeTarget,
  type CallerIdentity,
  type Credentials,
  type HeaderLines,
} from '@switchyard/b2bua';
import type { CallInfo } from '@switchyard/call-flow';
import type { GatewayAttempt } from '@switchyard/model';
import { formatUri } from '@switchyard/sip';
import { nameOf } from '../events/leg-record.js';

type Presentation = Pick<CallInfo, 'anonymous' | 'critical'>;

/** From by the server: its own account name, where it has one, else the caller, else nobody. */
function fromOf({ caller, fromUser, fromDomain }: GatewayAttempt, isHidden: boolean): CallerIdentity {
  const domain = fromDomain === null ? {} : { domain: fromDomain };
  if (fromUser !== null) return { user: fromUser, ...domain, ...(isHidden ? { displayName: 'Anonymous' } : {}) };
  return isHidden ? ANONYMOUS : { user: caller, ...domain };
}

/**
 * Who calls, in the headers the carrier asks for (RFC 3325 §9.1; Remote-Party-ID is what came before it). A withheld number goes there only
 * with the request to keep it, and only to a carrier that honours that; to any other nobody calls.
 */
function identityHeaders(gateway: GatewayAttempt, isHidden: boolean, { critical }: Presentation): HeaderLines {
  const { caller, fromDomain, sendPai, sendRpid, privacy } = gateway;
  const isKept = isHidden && privacy === 'privacy-header';
  const party = { number: caller, domain: fromDomain ?? undefined };
  const isNamed = caller !== '' && (!isHidden || isKept);
  return {
    ...(isNamed && sendPai ? assertedHeader(party) : {}),
    ...(isNamed && sendRpid ? remotePartyHeader(party, isHidden) : {}),
    ...(isKept ? privacyHeader(critical) : {}),
  };
}

/** The INVITE of one gateway, written as its carrier wants it (reference §2.6 step 7). */
export function gatewayTarget(gateway: GatewayAttempt, credentials: Credentials | undefined, presentation: Presentation): BridgeTarget {
  const { host, port, transport, callee, caller, fromDomain, carrierServerId, uriScheme, outboundProxy } = gateway;
  const { diversions, sendDiversion, sendHistoryInfo, sendPai } = gateway;
  const params = new Map(transport === 'udp' ? [] : [['transport', transport]]);
  const isHidden = presentation.anonymous && gateway.privacy !== 'shown';
  const domain = fromDomain ?? undefined;
  return {
    name: nameOf(gateway),
    uri: formatUri({ scheme: uriScheme, user: callee, host, port, params, headers: '' }),
    ...(outboundProxy !== null ? { nextHop: `sip:${outboundProxy}${transport === 'udp' ? '' : `;transport=${transport}`}` } : {}),
    from: fromOf(gateway, isHidden || caller === ''),
    headers: {
      ...identityHeaders(gateway, isHidden, presentation),
      ...diversionHeaders({ diversions, target: callee, domain, sendDiversion, sendHistoryInfo, isTrusted: sendPai }),
    },
    ...(credentials ? { credentials, credentialsRef: String(carrierServerId) } : {}),
    media: { label: 'carrier' },
  };
}
