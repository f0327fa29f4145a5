import { next, refuse, type Step } from '@switchyard/call-flow';
import type { CalleeKnown, CallerKnown, ClientKnown, EndpointKnown, Initial } from '../call.js';
import { callerOfAccount, callerOfUser, callerOfWholesale } from '../numbers/presented-caller.js';

/** Towards an application server: who calls, as colleagues see it. It chooses what is presented outside. */
export const adaptUserCaller: Step<Initial & EndpointKnown & ClientKnown & CalleeKnown, CallerKnown> = {
  name: 'ADAPT_CALLER',
  doc: 'vPBX user: the extension, whatever its headers say; friend, residential: a presented DDI of the client, else the outgoing number; withheld by code, Privacy, anonymous From, or always',
  run: ({ incoming, endpoint, client, snapshot, shown }) =>
    next(
      endpoint.kind === 'terminal'
        ? callerOfUser(incoming, endpoint, shown)
        : callerOfAccount(incoming, { snapshot, client, endpoint }, shown),
    ),
};

export const adaptRetailCaller: Step<Initial & EndpointKnown & ClientKnown & CalleeKnown, CallerKnown> = {
  name: 'ADAPT_CALLER',
  doc: 'a presented DDI of the client, else the outgoing number of the account; 403 when it has none; Diversion only beside an identity header and with own DDIs',
  run: ({ incoming, endpoint, client, snapshot, shown }) => {
    const presented = callerOfAccount(incoming, { snapshot, client, endpoint }, shown);
    return presented.caller === '' ? refuse('caller-number-missing') : next(presented);
  },
};

export const adaptWholesaleCaller: Step<Initial & ClientKnown, CallerKnown> = {
  name: 'ADAPT_CALLER',
  doc: 'passed on as is, written as E.164 where the rules of the client make it one; so are Privacy and Diversion',
  run: ({ incoming, client, snapshot }) => next(callerOfWholesale(incoming, { snapshot, client })),
};
