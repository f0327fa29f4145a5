import { next, refuse, type Step } from '@switchyard/call-flow';
import { isKnownProvider } from '@switchyard/routing';
import type { Initial, SourceKnown } from '../call.js';

export const source: Step<Initial, SourceKnown> = {
  name: 'SOURCE',
  doc: 'inside (application server, users proxy) or a DDI provider, by address alone; 403 for everybody else, whatever their headers say',
  run: ({ incoming, snapshot, ports }) => {
    const { address } = incoming.source;
    if (ports.network.isInside(snapshot, address)) return next({ origin: 'inside' });
    return isKnownProvider(snapshot, address) ? next({ origin: 'provider' }) : refuse('source-refused');
  },
};
