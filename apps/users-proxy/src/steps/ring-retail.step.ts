import { finalOf, type BridgeAttempt } from '@switchyard/b2bua';
import { PLAIN_CALL, refuse, type EndStep } from '@switchyard/call-flow';
import { newLegUid, type CallUid } from '@switchyard/kernel';
import { aorOf } from '@switchyard/model';
import type { CallInfoKnown, EndpointKnown, Initial, LimitsKnown } from '../call.js';
import { calledFacts } from '../called/called-facts.js';
import { ringPhones } from '../called/ring-phones.js';
import { directTarget } from '../called/direct-target.js';
import { retailHops, type RetailHop } from '../called/retail-hops.js';
import { INSIDE_MEDIA } from '../media/endpoint-media.js';
import { onRedirectOf } from '../onward/redirections.js';
import { PHONE_ANSWER_MS, PHONE_NO_REPLY_MS, PHONE_SERIAL_MS } from './ring.step.js';
import { trunksTarget } from './trunks-target.js';

type RetailCall = Initial & CallInfoKnown & EndpointKnown;

export const ringRetail: EndStep<RetailCall & LimitsKnown> = {
  name: 'RING_RETAIL',
  doc: 'the account, unless an unconditional forward (perhaps of the called DDI) goes before it; a not-registered forward when nobody is there, 404, 408 or 480 is said: to another account, or through the trunks proxy to a number that the forwarder pays for',
  run: async (call) => {
    const { exchange, ports, snapshot, info, endpoint } = call;
    const hops = await retailHops({ info, endpoint, snapshot, subscribers: ports.subscribers });
    if (!hops.ok) return refuse(hops.error);
    const attempts: BridgeAttempt[] = [];
    for (const hop of hops.value) attempts.push(...(await attemptsOf(call, hop)));
    if (attempts.length === 0) return refuse('not-registered');
    const outcome = await ports.calls.connect(exchange, {
      legUid: newLegUid(),
      callUid: info.callUid as CallUid,
      facts: calledFacts(info, endpoint),
      at: 'RING_RETAIL',
      attempts,
      limits: call.limits,
      believesCaller: true,
      noReplyMs: PHONE_NO_REPLY_MS,
      answerMs: PHONE_ANSWER_MS,
      onFailure: (status) => (isNobodyThere(status) ? 'next' : 'give-up'),
      onRedirect: onRedirectOf(call),
      callerMedia: INSIDE_MEDIA,
    });
    return finalOf(outcome);
  },
};

/** What a not-registered forward is for; 0: nobody answered at all. */
const isNobodyThere = (status: number): boolean => [0, 404, 408, 430, 480].includes(status);

async function attemptsOf(call: RetailCall, hop: RetailHop): Promise<readonly BridgeAttempt[]> {
  const { diversions, forwarders } = hop;
  const info = { ...call.info, diversions, forwarders };
  if (hop.kind === 'number') return [{ targets: [forwardTarget({ ...call, info }, hop)] }];
  const { endpoint } = hop;
  const there = { ...call, info, endpoint };
  if (endpoint.direct) return [{ targets: [directTarget(there, endpoint.direct)] }];
  const contacts = await call.ports.locations.contactsOf(aorOf(endpoint));
  return contacts.length === 0 ? [] : ringPhones(there, contacts, { serialMs: PHONE_SERIAL_MS, answerMs: PHONE_ANSWER_MS }).attempts;
}

/** The forwarder calls: its client pays, and its number is shown (IV-115); who called at first is in Diversion alone. */
function forwardTarget({ ports, info }: RetailCall, { forwarder, number, diversions, forwarders }: Extract<RetailHop, { kind: 'number' }>) {
  const { brandId, clientId, clientType, kind, id, name } = forwarder;
  const caller = forwarder.outgoingNumber ?? info.callee;
  const callInfo = ports.seal.sign({
    ...PLAIN_CALL,
    callUid: info.callUid,
    brandId,
    clientId,
    clientType,
    caller,
    callee: number,
    dialled: number,
    diversions,
    forwarders,
    from: { kind, id, name },
    userId: null,
    ddiId: null,
    ddiProviderId: null,
    to: null,
  });
  return trunksTarget(ports.network.trunks, { callee: number, from: { user: caller }, callInfo });
}
