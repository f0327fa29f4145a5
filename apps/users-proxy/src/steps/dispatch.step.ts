import { PLAIN_CALL, type EndStep } from '@switchyard/call-flow';
import { newCallUid, newLegUid } from '@switchyard/kernel';
import type { CalleeKnown, CallerKnown, ClientKnown, EndpointKnown, Initial } from '../call.js';
import { partyOf } from '../events/call-party.js';
import { mediaOf } from '../media/endpoint-media.js';
import { callServers } from './call-servers.js';

export const dispatchToApplicationServer: EndStep<Initial & EndpointKnown & ClientKnown & CalleeKnown & CallerKnown> = {
  name: 'DISPATCH',
  doc: 'to an application server of the set of the client, as its method says (by hash its calls meet); the next one within the call when one is silent or not driven; 503 when none serves',
  run: (call) => {
    const { ports, endpoint, client, dialled, callee, caller } = call;
    const callUid = newCallUid();
    const callInfo = ports.seal.sign({
      ...PLAIN_CALL,
      callUid,
      brandId: client.brandId,
      clientId: client.id,
      clientType: client.type,
      caller,
      callee,
      dialled,
      from: { kind: endpoint.kind, id: endpoint.id, name: endpoint.name },
      userId: endpoint.userId,
      ddiId: null,
      ddiProviderId: null,
      to: null,
    });
    return callServers(
      call,
      { clientId: client.id, user: dialled, from: { user: caller, displayName: endpoint.displayName }, callInfo },
      {
        legUid: newLegUid(),
        callUid,
        facts: { brandId: client.brandId, clientId: client.id, caller, callee, from: partyOf(endpoint), faces: 'from' },
        at: 'DISPATCH',
        callerMedia: mediaOf(call),
      },
    );
  },
};
