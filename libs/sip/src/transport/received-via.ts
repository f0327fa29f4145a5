import type { SipMessage } from '../message/index.js';
import { formatVia } from '../message/index.js';
import type { Endpoint } from './flow.js';

/**
 * Writes the true source into the top Via of a request (RFC 3261 §18.2.1, RFC 3581 §4): `rport` always, also when the sender did
 * not ask, so that answers pass the NAT in front of it; `received` when the sent-by host differs. What a sender claims there is
 * overwritten. Returns false when there is no readable Via.
 */
export function stampReceivedVia(request: SipMessage, source: Endpoint): boolean {
  if (request.stampVia(source.port, source.address)) return true;
  const via = request.via();
  if (via === undefined) return false;
  const params = new Map(via.params);
  params.delete('received');
  params.set('rport', String(source.port));
  if (via.host !== source.address && via.host !== `[${source.address}]`) params.set('received', source.address);
  request.replaceFirstValue('via', formatVia({ ...via, params }));
  return true;
}
