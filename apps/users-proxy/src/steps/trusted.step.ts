import { next, refuse, type Step } from '@switchyard/call-flow';
import { wholesaleClientByIp } from '@switchyard/routing';
import type { ClientKnown, Initial } from '../call.js';

export const trusted: Step<Initial, ClientKnown> = {
  name: 'TRUSTED',
  doc: 'a wholesale client is known by its source address: no digest; a disabled one may not call',
  run: ({ incoming, snapshot }) => {
    const client = wholesaleClientByIp(snapshot, incoming.source.address);
    if (!client) return refuse('source-refused');
    return client.enabled ? next({ client }) : refuse('client-disabled');
  },
};
