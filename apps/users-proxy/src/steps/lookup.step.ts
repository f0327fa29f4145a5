import { next, refuse, type Step } from '@switchyard/call-flow';
import { aorOf } from '@switchyard/model';
import type { ContactsKnown, EndpointKnown, Initial } from '../call.js';

export const lookup: Step<Initial & EndpointKnown, ContactsKnown> = {
  name: 'LOOKUP',
  doc: 'registered contacts of the endpoint; none is 480',
  run: async ({ endpoint, ports }) => {
    const contacts = await ports.locations.contactsOf(aorOf(endpoint));
    return contacts.length === 0 ? refuse('not-registered') : next({ contacts });
  },
};
