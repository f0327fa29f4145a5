import { next, type Step } from '@switchyard/call-flow';
import { trustedNetworks } from '@switchyard/guard';
import { wholesaleClientByIp } from '@switchyard/routing';
import type { Initial, SourceKnown } from '../call.js';

export const source: Step<Initial, SourceKnown> = {
  name: 'SOURCE',
  doc: 'inside (application server, trunks proxy), the address of a wholesale client, or outside; trusted: all but the last, and the networks the guards never ban',
  run: ({ incoming, snapshot, ports }) => {
    const { address } = incoming.source;
    if (ports.network.isInside(snapshot, address)) return next({ origin: 'inside', isTrusted: true });
    if (wholesaleClientByIp(snapshot, address)) return next({ origin: 'wholesale', isTrusted: true });
    return next({ origin: 'outside', isTrusted: trustedNetworks(snapshot).has(address) });
  },
};
