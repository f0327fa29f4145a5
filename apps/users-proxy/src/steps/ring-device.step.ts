import { finalOf } from '@switchyard/b2bua';
import type { EndStep } from '@switchyard/call-flow';
import { newCallUid, newLegUid } from '@switchyard/kernel';
import type { CalleeKnown, CallerKnown, ClientKnown, ContactsKnown, DeviceKnown, EndpointKnown, Initial, LimitsKnown } from '../call.js';
import { calledFacts } from '../called/called-facts.js';
import { ringPhones } from '../called/ring-phones.js';
import { mediaOf } from '../media/endpoint-media.js';
import { callInfoOf } from '../numbers/call-info-of.js';
import { PHONE_ANSWER_MS, PHONE_NO_REPLY_MS, PHONE_SERIAL_MS } from './ring.step.js';

type DeviceCall = Initial & EndpointKnown & ClientKnown & CalleeKnown & CallerKnown & DeviceKnown & ContactsKnown & LimitsKnown;

export const ringDevice: EndStep<DeviceCall> = {
  name: 'RING_DEVICE',
  doc: 'the contacts of that device, straight from phone to phone, each over the address it registered from',
  run: async (call) => {
    const { exchange, ports, endpoint, device, contacts, limits } = call;
    const callUid = newCallUid();
    const unsigned = callInfoOf(call, {
      callUid,
      from: { kind: endpoint.kind, id: endpoint.id, name: endpoint.name },
      userId: endpoint.userId,
    });
    // Nobody signs it: it goes from here to here.
    const info = { ...unsigned, v: 2, iat: 0, to: { kind: device.kind, id: device.id } } as const;
    const outcome = await ports.calls.connect(exchange, {
      legUid: newLegUid(),
      callUid,
      facts: calledFacts(info, device),
      at: 'RING_DEVICE',
      ...ringPhones({ ...call, info, endpoint: device }, contacts, { serialMs: PHONE_SERIAL_MS, answerMs: PHONE_ANSWER_MS }),
      limits: [...limits, { owner: `${device.kind}:${device.id}`, max: device.maxCalls }],
      noReplyMs: PHONE_NO_REPLY_MS,
      callerMedia: mediaOf(call),
    });
    return finalOf(outcome);
  },
};
