import type { EndStep } from '@switchyard/call-flow';
import type { EndpointKnown, Initial } from '../call.js';

export const publish: EndStep<Initial & EndpointKnown> = {
  name: 'PUBLISH',
  doc: 'presence of the phone itself (RFC 3903): entity tags, 412 for an unknown one, 415 for other documents',
  run: ({ incoming, endpoint, ports }) => ports.presence.publish({ incoming, endpoint }),
};
