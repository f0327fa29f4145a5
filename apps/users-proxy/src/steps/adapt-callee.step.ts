import { next, refuse, type Step } from '@switchyard/call-flow';
import { classifyDialled } from '@switchyard/routing';
import type { CalleeKnown, ClientKnown, Initial } from '../call.js';

/** Longer than any number; the internal header holds no more. */
const MAX_DIALLED = 64;

/** An extension goes before a public number of the same digits. What is neither is left to the application server: services, unknown numbers. */
export const adaptCallee: Step<Initial & ClientKnown, CalleeKnown> = {
  name: 'ADAPT_CALLEE',
  doc: 'an extension of the client stays as dialled; anything else to E.164 by the rules of the client',
  run: async ({ incoming, client, snapshot, ports }) => {
    const dialled = incoming.requestUri.user;
    if (dialled === '' || dialled.length > MAX_DIALLED) return refuse('number-unknown');
    const { kind, e164 } = classifyDialled(snapshot, client, dialled);
    if (kind === 'extension-candidate' && (await ports.subscribers.isExtension(client.id, dialled)))
      return next({ dialled, callee: dialled });
    return next({ dialled, callee: e164 ?? dialled });
  },
};

/** Retail and wholesale calls go straight to the public network, so they need a public number. */
export const adaptPublicCallee: Step<Initial & ClientKnown, CalleeKnown> = {
  name: 'ADAPT_CALLEE',
  doc: 'the dialled number to E.164 by the rules of the client; 404 when it is none',
  run: ({ incoming, client, snapshot }) => {
    const dialled = incoming.requestUri.user;
    if (dialled.length > MAX_DIALLED) return refuse('number-unknown');
    const { e164 } = classifyDialled(snapshot, client, dialled);
    return e164 === null ? refuse('number-unknown') : next({ dialled, callee: e164 });
  },
};
