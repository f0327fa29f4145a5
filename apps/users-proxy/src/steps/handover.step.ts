import { finalOf } from '@switchyard/b2bua';
import { PLAIN_CALL, type CallInfo, type EndStep } from '@switchyard/call-flow';
import { newCallUid, newLegUid } from '@switchyard/kernel';
import type { CallParty } from '@switchyard/model';
import { formatUri } from '@switchyard/sip';
import type { CalleeKnown, CallerKnown, ClientKnown, EndpointKnown, Initial } from '../call.js';
import { partyOf } from '../events/call-party.js';
import { callerMediaOf } from '../media/caller-media.js';

/** Longer than the engine's own timer B (32 s): there is no second way to the trunks proxy. */
const NO_REPLY_MS = 40_000;
const ANSWER_MS = 200_000;

type Handed = Initial & ClientKnown & CalleeKnown & CallerKnown;

export const handOverRetail: EndStep<Handed & EndpointKnown> = {
  name: 'HANDOVER',
  doc: 'to the trunks proxy, with no application server in the path',
  run: (call) => handOver(call, { kind: call.endpoint.kind, id: call.endpoint.id, name: call.endpoint.name }, partyOf(call.endpoint)),
};

export const handOverWholesale: EndStep<Handed> = {
  name: 'HANDOVER',
  doc: 'to the trunks proxy, with no application server in the path',
  run: (call) => handOver(call, { kind: 'wholesale', id: null, name: call.client.name }),
};

async function handOver({ incoming, exchange, ports, client, dialled, callee, caller }: Handed, from: CallInfo['from'], party?: CallParty) {
  const callUid = newCallUid();
  const { brandId, id: clientId, type: clientType } = client;
  const callInfo = ports.seal.sign({
    ...PLAIN_CALL,
    callUid,
    brandId,
    clientId,
    clientType,
    caller,
    callee,
    dialled,
    from,
    userId: null,
    ddiId: null,
    ddiProviderId: null,
    to: null,
  });
  const [host = '', port] = splitPort(ports.network.trunks);
  const outcome = await ports.calls.connect(exchange, {
    legUid: newLegUid(),
    callUid,
    facts: { brandId, clientId, caller, callee, ...(party ? { from: party, faces: 'from' } : {}) },
    at: 'HANDOVER',
    attempts: [
      {
        targets: [
          {
            name: 'trunks-proxy',
            uri: formatUri({ scheme: 'sip', user: callee, host, ...(port === undefined ? {} : { port }), params: new Map(), headers: '' }),
            from: { user: caller },
            callInfo,
            media: { label: 'inside' },
          },
        ],
      },
    ],
    noReplyMs: NO_REPLY_MS,
    answerMs: ANSWER_MS,
    callerMedia: callerMediaOf(incoming),
  });
  return finalOf(outcome);
}

function splitPort(hostAndPort: string): readonly [string, number?] {
  const at = hostAndPort.lastIndexOf(':');
  return at < 0 ? [hostAndPort] : [hostAndPort.slice(0, at), Number(hostAndPort.slice(at + 1))];
}
