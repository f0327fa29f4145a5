import type { EndStep } from '@switchyard/call-flow';
import { aorOf } from '@switchyard/model';
import { HEADERS } from '@switchyard/sip';
import type { EndpointKnown, Initial } from '../call.js';

export const subscribe: EndStep<Initial & EndpointKnown> = {
  name: 'SUBSCRIBE',
  doc:
    'calls, mailboxes, presence and registrations of colleagues (RFC 6665): 489 for other events, 423 with Min-Expires, 404 without target, ' +
    '403 by rule; whoever keeps asking for what is not there is banned; in a dialog it refreshes or ends',
  run: async ({ incoming, endpoint, snapshot, ports }) => {
    const final = await ports.presence.subscribe({ incoming, watcher: endpoint, snapshot });
    if (final.kind === 'refuse' && final.cause === 'number-unknown') {
      const { brandId, clientId } = endpoint;
      const userAgent = (incoming.header(HEADERS.USER_AGENT) ?? '').slice(0, 200);
      ports.guard.missed({ source: incoming.source.address, aor: aorOf(endpoint), userAgent, brandId, clientId });
    }
    return final;
  },
};
