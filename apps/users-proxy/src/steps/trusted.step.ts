import { next, refuse, type Step } from '@switchyard/call-flow';
import { wholesaleClientByIp } from '@switchyard/routing';
import type { ClientKnown, Initial } from '../call.js';

export const trusted: Step<Initial, ClientKnown> = {
  name: 'TRUSTED',
  doc: 'a wholesale client is known by its source address: no digest, no browsers (400); a disabled one may not call',
  run: ({ incoming, snapshot }) => {
    const { address, protocol } = incoming.source;
    const client = wholesaleClientByIp(snapshot, address);
    if (!client) return refuse('source-refused');
    // A switch does not speak WebSocket; a page in the browser of somebody behind the same address does (IV-104).
    if (protocol === 'ws' || protocol === 'wss') return refuse('source-refused', { status: 400, reason: 'Bad Request' });
    return client.enabled ? next({ client }) : refuse('client-disabled');
  },
};
