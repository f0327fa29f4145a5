import { PLAIN_CALL, type EndStep } from '@switchyard/call-flow';
import { newCallUid, newLegUid } from '@switchyard/kernel';
import type { ClientKnown, EndpointKnown, Initial } from '../call.js';
import { partyOf } from '../events/call-party.js';
import { mediaOf } from '../media/endpoint-media.js';
import { callServers } from './call-servers.js';

/** The announcement, and what is dialled at the application server for it. */
const ANNOUNCEMENT = 'ipnotallowed';

export const announceRefusal: EndStep<Initial & EndpointKnown & ClientKnown> = {
  name: 'ANNOUNCE_REFUSAL',
  doc: 'an application server answers the call and says that this address may not call (IV-45); nobody is called',
  run: (call) => {
    const { ports, endpoint, client } = call;
    const callUid = newCallUid();
    const caller = endpoint.extension ?? endpoint.name;
    const callInfo = ports.seal.sign({
      ...PLAIN_CALL,
      callUid,
      brandId: client.brandId,
      clientId: client.id,
      clientType: client.type,
      caller,
      callee: ANNOUNCEMENT,
      dialled: ANNOUNCEMENT,
      announcement: ANNOUNCEMENT,
      from: { kind: endpoint.kind, id: endpoint.id, name: endpoint.name },
      userId: endpoint.userId,
      ddiId: null,
      ddiProviderId: null,
      to: null,
    });
    return callServers(
      call,
      { clientId: client.id, user: ANNOUNCEMENT, from: { user: caller, displayName: endpoint.displayName }, callInfo },
      {
        legUid: newLegUid(),
        callUid,
        facts: { brandId: client.brandId, clientId: client.id, caller, callee: ANNOUNCEMENT, from: partyOf(endpoint), faces: 'from' },
        at: 'ANNOUNCE_REFUSAL',
        callerMedia: mediaOf(call),
      },
    );
  },
};
