import type { EndStep } from '@switchyard/call-flow';
import { newCallUid, newLegUid } from '@switchyard/kernel';
import type { CalleeKnown, CallerKnown, ClientKnown, EndpointKnown, Initial, LimitsKnown } from '../call.js';
import { partyOf } from '../events/call-party.js';
import { mediaOf } from '../media/endpoint-media.js';
import { callInfoOf } from '../numbers/call-info-of.js';
import { callServers } from './call-servers.js';

export const dispatchToApplicationServer: EndStep<Initial & EndpointKnown & ClientKnown & CalleeKnown & CallerKnown & LimitsKnown> = {
  name: 'DISPATCH',
  doc: 'to an application server of the set of the client, as its method says (by hash its calls meet); the next one within the call when one is silent or not driven; 503 when none serves',
  run: (call) => {
    const { ports, endpoint, client, dialled, callee, caller, anonymous, limits } = call;
    const callUid = newCallUid();
    const from = { kind: endpoint.kind, id: endpoint.id, name: endpoint.name };
    const callInfo = ports.seal.sign(callInfoOf(call, { callUid, from, userId: endpoint.userId }));
    return callServers(
      call,
      { clientId: client.id, user: dialled, from: { user: caller, displayName: endpoint.displayName }, callInfo },
      {
        legUid: newLegUid(),
        callUid,
        facts: {
          brandId: client.brandId,
          clientId: client.id,
          caller,
          callee,
          from: partyOf(endpoint),
          faces: 'from',
          ...(anonymous ? { anonymous } : {}),
        },
        limits,
        at: 'DISPATCH',
        callerMedia: mediaOf(call),
      },
    );
  },
};
