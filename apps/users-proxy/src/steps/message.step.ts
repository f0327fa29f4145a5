import type { EndStep } from '@switchyard/call-flow';
import type { EndpointKnown, Initial } from '../call.js';

export const message: EndStep<Initial & EndpointKnown> = {
  name: 'MESSAGE',
  doc: 'to all phones of a colleague (RFC 3428), 200 when one has it; 202 when it waits until he registers; 413, 415 and limits by name',
  run: ({ incoming, endpoint, ports }) => ports.messages.send({ incoming, sender: endpoint }),
};
