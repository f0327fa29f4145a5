import type { EndStep } from '@switchyard/call-flow';
import type { EndpointKnown, Initial } from '../call.js';

export const subscribe: EndStep<Initial & EndpointKnown> = {
  name: 'SUBSCRIBE',
  doc: 'calls, mailboxes, presence and registrations of colleagues (RFC 6665): 489 for other events, 423 with Min-Expires, 404 without target, 403 by rule; in a dialog it refreshes or ends',
  run: ({ incoming, endpoint, snapshot, ports }) => ports.presence.subscribe({ incoming, watcher: endpoint, snapshot }),
};
