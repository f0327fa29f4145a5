import type { BridgeTarget } from '@switchyard/b2bua';
import type { DirectAddress } from '@switchyard/model';
import { formatUri } from '@switchyard/sip';
import type { CallInfoKnown, EndpointKnown, Initial } from '../call.js';
import { mediaTowardsDirect } from '../media/endpoint-media.js';
import { shownToPhone } from '../numbers/shown-to-phone.js';
import { calledAs } from './called-as.js';

/**
 * An endpoint that does not register, at its static address (reference §2.4). The Request-URI names the domain it wants, else its address; the
 * request always goes to the address, from the socket of ours that was chosen.
 */
export function directTarget(
  call: Initial & CallInfoKnown & EndpointKnown,
  { ip, port, transport, proxyUserId }: DirectAddress,
): BridgeTarget {
  const { incoming, info, endpoint, snapshot } = call;
  const user = calledAs(info, endpoint);
  const host = ip.includes(':') ? `[${ip}]` : ip;
  const where = endpoint.ruriDomain === null ? { host, port } : { host: endpoint.ruriDomain };
  const params = new Map<string, string>(transport === 'udp' ? [] : [['transport', transport]]);
  const ours = snapshot.get('proxyUser', proxyUserId)?.ip;
  return {
    name: `${endpoint.name} at ${transport}:${host}:${port}`,
    uri: formatUri({ scheme: 'sip', user, ...where, params, headers: '' }),
    nextHop: formatUri({
      scheme: 'sip',
      user: '',
      host,
      port,
      // `local` is for our own SIP server: which of its addresses sends (apps/sip-server find-flow).
      params: new Map([['transport', transport], ...(ours === undefined ? [] : ([['local', ours]] as const))]),
      headers: '',
    }),
    ...shownToPhone(info, endpoint, incoming.from.displayName),
    to: { user, domain: endpoint.ruriDomain ?? endpoint.domain },
    media: mediaTowardsDirect(call),
  };
}
