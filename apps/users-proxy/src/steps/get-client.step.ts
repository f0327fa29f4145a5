import { next, refuse, type Step } from '@switchyard/call-flow';
import type { ClientKnown, EndpointKnown, Initial } from '../call.js';

export const getClient: Step<Initial & EndpointKnown, ClientKnown> = {
  name: 'GET_CLIENT',
  doc: 'a disabled client may not call',
  run: ({ endpoint, snapshot }) => {
    const client = snapshot.get('client', endpoint.clientId);
    return client?.enabled ? next({ client }) : refuse('client-disabled');
  },
};
