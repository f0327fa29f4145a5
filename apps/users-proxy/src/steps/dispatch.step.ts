import { finalOf, type BridgeTarget } from '@switchyard/b2bua';
import { PLAIN_CALL, refuse, type EndStep } from '@switchyard/call-flow';
import { newCallUid, newLegUid } from '@switchyard/kernel';
import { formatUri } from '@switchyard/sip';
import type { CalleeKnown, CallerKnown, ClientKnown, EndpointKnown, Initial } from '../call.js';
import { partyOf } from '../events/call-party.js';
import { INSIDE_MEDIA, mediaOf } from '../media/endpoint-media.js';

/** Asterisk says 100 at once; without it the time to the first ringing must fit. Servers known to be silent are tried last anyway. */
const NO_REPLY_MS = 20_000;
/** The application server decides how long phones ring; this only bounds a lost call (RFC 3261 §16.6 timer C is 3 minutes). */
const ANSWER_MS = 200_000;

export const dispatchToApplicationServer: EndStep<Initial & EndpointKnown & ClientKnown & CalleeKnown & CallerKnown> = {
  name: 'DISPATCH',
  doc: 'to the application server of the client (by hash, so that its calls meet); the next one when it is silent; 503 when none answers',
  run: async (call) => {
    const { exchange, snapshot, ports, endpoint, client, dialled, callee, caller } = call;
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
    const servers = ports.network.applicationServersFor(snapshot, client.id);
    if (servers.length === 0) return refuse('application-server-missing');
    const targets = servers.map(({ name, sipHost, sipPort }): BridgeTarget => ({
      name,
      uri: formatUri({ scheme: 'sip', user: dialled, host: sipHost, port: sipPort, params: new Map(), headers: '' }),
      from: { user: caller, displayName: endpoint.displayName },
      callInfo,
      media: INSIDE_MEDIA,
    }));
    const outcome = await ports.calls.connect(exchange, {
      legUid: newLegUid(),
      callUid,
      facts: { brandId: client.brandId, clientId: client.id, caller, callee, from: partyOf(endpoint), faces: 'from' },
      at: 'DISPATCH',
      attempts: targets.map((target) => ({ targets: [target] })),
      noReplyMs: NO_REPLY_MS,
      answerMs: ANSWER_MS,
      // Any answer is the answer: only a silent server is passed over.
      onFailure: (status) => (status === 0 ? 'next' : 'give-up'),
      exhausted: 'application-server-missing',
      callerMedia: mediaOf(call),
    });
    return finalOf(outcome);
  },
};
