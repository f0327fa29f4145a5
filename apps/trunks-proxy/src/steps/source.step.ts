import { next, refuse, type EndStep, type Step } from '@switchyard/call-flow';
import { trustedNetworks } from '@switchyard/guard';
import { isKnownProvider } from '@switchyard/routing';
import type { Initial, SourceKnown } from '../call.js';

export const source: Step<Initial, SourceKnown> = {
  name: 'SOURCE',
  doc: 'inside (application server, users proxy), a DDI provider, a carrier, or a stranger, by address alone; the guards never ban any but the last',
  run: ({ incoming, snapshot, ports }) => {
    const { address } = incoming.source;
    if (ports.network.isInside(snapshot, address)) return next({ origin: 'inside', isTrusted: true });
    if (isKnownProvider(snapshot, address)) return next({ origin: 'provider', isTrusted: true });
    if (snapshot.by('carrierServer', 'host', address).length > 0) return next({ origin: 'carrier', isTrusted: true });
    return next({ origin: 'stranger', isTrusted: trustedNetworks(snapshot).has(address) });
  },
};

/** IV-59. */
export const refuseStranger: EndStep<Initial & SourceKnown> = {
  name: 'REFUSE_STRANGER',
  doc: '403 for whoever is neither ours nor a DDI provider, whatever the headers say',
  run: () => refuse('source-refused'),
};
