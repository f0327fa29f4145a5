import { next, refuse, type Step } from '@switchyard/call-flow';
import type { CallInfoKnown, EndpointKnown, Initial } from '../call.js';

export const getEndpoint: Step<Initial & CallInfoKnown, EndpointKnown> = {
  name: 'GET_ENDPOINT',
  doc: 'the endpoint named by the internal header, of the same brand as the call (I3); unknown is 404',
  run: async ({ info, ports }) => {
    if (!info.to) return refuse('number-unknown');
    const endpoint = await ports.subscribers.byId(info.to.kind, info.to.id);
    return endpoint?.brandId === info.brandId ? next({ endpoint }) : refuse('number-unknown');
  },
};
