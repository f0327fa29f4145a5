import { next, type Step } from '@switchyard/call-flow';
import { wholesaleClientByIp } from '@switchyard/routing';
import type { Initial, SourceKnown } from '../call.js';

export const source: Step<Initial, SourceKnown> = {
  name: 'SOURCE',
  doc: 'inside (application server, trunks proxy), the address of a wholesale client, or outside',
  run: ({ incoming, snapshot, ports }) => {
    const { address } = incoming.source;
    if (ports.network.isInside(snapshot, address)) return next({ origin: 'inside' });
    return next({ origin: wholesaleClientByIp(snapshot, address) ? 'wholesale' : 'outside' });
  },
};
