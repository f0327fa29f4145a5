import { next, refuse, type Step } from '@switchyard/call-flow';
import type { CallerKnown, ClientKnown, EndpointKnown, Initial } from '../call.js';
import { callerNumber, isOwnNumber } from '../numbers/own-number.js';
import { presentedIdentity } from '../numbers/presented-identity.js';

const MAX_CALLER = 64;

/** Towards an application server: who calls, as colleagues see it. It chooses what is presented outside. */
export const adaptUserCaller: Step<Initial & EndpointKnown & ClientKnown, CallerKnown> = {
  name: 'ADAPT_CALLER',
  doc: 'vPBX: the extension; residential: a presented DDI of the client, else the outgoing number',
  run: ({ incoming, endpoint, client, snapshot }) => {
    const presented = presentedIdentity(incoming);
    if (isOwnNumber(snapshot, client, presented)) return next({ caller: callerNumber(snapshot, client, presented) });
    return next({ caller: endpoint.extension ?? endpoint.outgoingNumber ?? endpoint.name });
  },
};

export const adaptRetailCaller: Step<Initial & EndpointKnown & ClientKnown, CallerKnown> = {
  name: 'ADAPT_CALLER',
  doc: 'a presented number that is a DDI of the client, else the outgoing number of the account; 403 when it has none',
  run: ({ incoming, endpoint, client, snapshot }) => {
    const presented = presentedIdentity(incoming);
    if (isOwnNumber(snapshot, client, presented)) return next({ caller: callerNumber(snapshot, client, presented) });
    return endpoint.outgoingNumber === null ? refuse('caller-number-missing') : next({ caller: endpoint.outgoingNumber });
  },
};

export const adaptWholesaleCaller: Step<Initial & ClientKnown, CallerKnown> = {
  name: 'ADAPT_CALLER',
  doc: 'passed on as is, written as E.164 where the rules of the client make it one',
  run: ({ incoming, client, snapshot }) =>
    next({ caller: callerNumber(snapshot, client, presentedIdentity(incoming)).slice(0, MAX_CALLER) }),
};
