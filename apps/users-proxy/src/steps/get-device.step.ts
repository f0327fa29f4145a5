import { next, refuse, type Step } from '@switchyard/call-flow';
import type { CalleeKnown, ClientKnown, DeviceKnown, EndpointKnown, Initial } from '../call.js';
import { aorOf } from '@switchyard/model';
import { deviceAddressOf } from '../registration/gruu.js';

/**
 * A GRUU is the address of one device, not of a person: no forward, no other phone of the user, no queue has a part in it (RFC 5627 §5.3).
 * Those of another client are as if they did not exist (invariant I3).
 */
export const getDevice: Step<Initial & EndpointKnown & ClientKnown, DeviceKnown & CalleeKnown> = {
  name: 'GET_DEVICE',
  doc: 'the device that a GRUU stands for (RFC 5627), of the same client; unknown is 404, not registered is 480',
  run: async ({ incoming, client, ports }) => {
    const address = deviceAddressOf(ports.gruus, incoming.uri);
    if (!address) return refuse('number-unknown');
    const { subscribers, locations } = ports;
    const device =
      'name' in address.of
        ? await subscribers.byAor(address.of.name, incoming.requestUri.host)
        : await subscribers.byId(address.of.kind, address.of.id);
    if (device?.clientId !== client.id || device.domain.toLowerCase() !== incoming.requestUri.host) return refuse('number-unknown');
    const contacts = address.pick(await locations.contactsOf(aorOf(device)));
    if (contacts.length === 0) return refuse('not-registered');
    const { name } = device;
    return next({
      device,
      contacts,
      dialled: name,
      callee: device.extension ?? name,
      shown: undefined,
      ddiPrefix: null,
      routingTagId: null,
    });
  },
};
