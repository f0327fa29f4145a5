import { refuse, type EndStep } from '@switchyard/call-flow';
import { newLegUid, type CallUid } from '@switchyard/kernel';
import type { CallInfoKnown, EndpointKnown, Initial, LimitsKnown } from '../call.js';
import { calledFacts } from '../called/called-facts.js';
import { INSIDE_MEDIA } from '../media/endpoint-media.js';
import { callServers } from './call-servers.js';

/** The signed header holds no more of them, and no honest call passes so many vPBXs. */
const MOST_CLIENTS = 5;

export const interVpbx: EndStep<Initial & CallInfoKnown & EndpointKnown & LimitsKnown> = {
  name: 'INTER_VPBX',
  doc: 'a friend that is another vPBX: the call enters the application server of that client, as one of the friend it has of ours (IV-142); never through one friend twice',
  run: (call) => {
    const { ports, snapshot, info, endpoint, incoming } = call;
    const { v: _v, iat: _iat, ...facts } = info;
    const other = snapshot.get('client', endpoint.interClientId);
    const mirror = snapshot.by('friend', 'clientId', other?.id ?? -1).find((friend) => friend.interClientId === endpoint.clientId);
    if (other?.brandId !== endpoint.brandId || !mirror) return refuse('number-unknown');
    if (!other.enabled) return refuse('client-disabled');
    // Asterisk counts hops anew at each leg (Max-Forwards), so two vPBXs that send a number to one another would never end.
    const forwarders = info.forwarders ?? [];
    if (forwarders.length >= MOST_CLIENTS || forwarders.some(({ kind, id }) => kind === endpoint.kind && id === endpoint.id))
      return refuse('forward-loop');
    const callInfo = ports.seal.sign({
      ...facts,
      clientId: other.id,
      clientType: other.type,
      dialled: info.callee,
      forwarders: [...forwarders, { kind: endpoint.kind, id: endpoint.id }],
      from: { kind: 'friend', id: mirror.id, name: mirror.name },
      userId: null,
      ddiId: null,
      ddiProviderId: null,
      to: null,
    });
    return callServers(
      call,
      { clientId: other.id, user: info.callee, from: { user: info.caller, displayName: incoming.from.displayName }, callInfo },
      {
        legUid: newLegUid(),
        callUid: info.callUid as CallUid,
        facts: calledFacts(info, endpoint),
        limits: call.limits,
        at: 'INTER_VPBX',
        callerMedia: INSIDE_MEDIA,
      },
    );
  },
};
