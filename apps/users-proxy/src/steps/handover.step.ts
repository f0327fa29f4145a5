import { ANONYMOUS, finalOf } from '@switchyard/b2bua';
import type { CallInfo, EndStep } from '@switchyard/call-flow';
import { newCallUid, newLegUid } from '@switchyard/kernel';
import type { CallParty } from '@switchyard/model';
import type { CalleeKnown, CallerKnown, ClientKnown, EndpointKnown, Initial, LimitsKnown } from '../call.js';
import { partyOf } from '../events/call-party.js';
import { mediaOf } from '../media/endpoint-media.js';
import { callInfoOf } from '../numbers/call-info-of.js';
import { trunksTarget } from './trunks-target.js';

/** Longer than the engine's own timer B (32 s): there is no second way to the trunks proxy. */
const NO_REPLY_MS = 40_000;
const ANSWER_MS = 200_000;

type Handed = Initial & ClientKnown & CalleeKnown & CallerKnown & LimitsKnown;

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
  const { exchange, ports, client, callee, caller, anonymous, limits } = call;
  const callUid = newCallUid();
  const { brandId, id: clientId } = client;
  const callInfo = ports.seal.sign(callInfoOf(call, { callUid, from, userId: null }));
  const outcome = await ports.calls.connect(exchange, {
    legUid: newLegUid(),
    callUid,
    facts: { brandId, clientId, caller, callee, ...(party ? { from: party, faces: 'from' } : {}), ...(anonymous ? { anonymous } : {}) },
    limits,
    at: 'HANDOVER',
    attempts: [{ targets: [trunksTarget(ports.network.trunks, { callee, from: caller === '' ? ANONYMOUS : { user: caller }, callInfo })] }],
    noReplyMs: NO_REPLY_MS,
    answerMs: ANSWER_MS,
    callerMedia: mediaOf(call),
  });
  return finalOf(outcome);
}
