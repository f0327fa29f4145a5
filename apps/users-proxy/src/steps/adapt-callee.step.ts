import { next, refuse, type Step } from '@switchyard/call-flow';
import type { CalleeKnown, ClientKnown, EndpointKnown, Initial } from '../call.js';
import { understandDialled, understandPublic, understandTagged } from '../numbers/dialled.js';

export const adaptCallee: Step<Initial & EndpointKnown & ClientKnown, CalleeKnown> = {
  name: 'ADAPT_CALLEE',
  doc: 'codes that hide or show the number, and the prefix of a DDI rule, are taken off; extensions, star codes and numbers behind friends stay as dialled; anything else to E.164 by the rules of the endpoint, else of its client',
  run: async ({ incoming, endpoint, client, snapshot, ports }) => {
    const dialler = { snapshot, client, endpoint, subscribers: ports.subscribers };
    const understood = await understandDialled(dialler, incoming.requestUri.user);
    return understood.ok ? next(understood.value) : refuse(understood.error);
  },
};

/** Retail and wholesale calls go straight to the public network, so they need a public number. */
export const adaptPublicCallee: Step<Initial & EndpointKnown & ClientKnown, CalleeKnown> = {
  name: 'ADAPT_CALLEE',
  doc: 'codes and a routing tag that the client was granted are taken off; the number to E.164 by the rules of the account, else of its client; 404 when it is none',
  run: async ({ incoming, endpoint, client, snapshot, ports }) => {
    const dialler = { snapshot, client, endpoint, subscribers: ports.subscribers };
    const understood = await understandPublic(dialler, incoming.requestUri.user);
    return understood.ok ? next(understood.value) : refuse(understood.error);
  },
};

export const adaptWholesaleCallee: Step<Initial & ClientKnown, CalleeKnown> = {
  name: 'ADAPT_CALLEE',
  doc: 'a routing tag that the client was granted is taken off; the number to E.164 by the rules of the client; 404 when it is none',
  run: ({ incoming, client, snapshot }) => {
    const understood = understandTagged({ snapshot, client }, incoming.requestUri.user);
    return understood.ok ? next(understood.value) : refuse(understood.error);
  },
};
