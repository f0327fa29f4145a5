import { finalOf } from '@switchyard/b2bua';
import { PLAIN_CALL, type CallInfo, type EndStep } from '@switchyard/call-flow';
import { newCallUid, newLegUid } from '@switchyard/kernel';
import type { CallParty } from '@switchyard/model';
import type { CalleeKnown, CallerKnown, ClientKnown, EndpointKnown, Initial } from '../call.js';
import { partyOf } from '../events/call-party.js';
import { mediaOf } from '../media/endpoint-media.js';
import { trunksTarget } from './trunks-target.js';

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

async function handOver(call: Handed, from: CallInfo['from'], party?: CallParty) {
  const { exchange, ports, client, dialled, callee, caller } = call;
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
  const outcome = await ports.calls.connect(exchange, {
    legUid: newLegUid(),
    callUid,
    facts: { brandId, clientId, caller, callee, ...(party ? { from: party, faces: 'from' } : {}) },
    at: 'HANDOVER',
    attempts: [{ targets: [trunksTarget(ports.network.trunks, { callee, from: { user: caller }, callInfo })] }],
    noReplyMs: NO_REPLY_MS,
    answerMs: ANSWER_MS,
    callerMedia: mediaOf(call),
  });
  return finalOf(outcome);
}
