import { refuse, reply, type EndStep } from '@switchyard/call-flow';
import { isKnownProvider } from '@switchyard/routing';
import { HEADERS, METHODS } from '@switchyard/sip';
import type { Initial } from '../call.js';

export const answerOptions: EndStep<Initial> = {
  name: 'OPTIONS',
  doc: '200 for our own hosts, DDI providers and carriers, which ask whether we are there; 403 for everybody else',
  run: ({ incoming, snapshot, ports }) => {
    const { address } = incoming.source;
    const isCarrier = snapshot.by('carrierServer', 'host', address).length > 0;
    if (!isCarrier && !ports.network.isInside(snapshot, address) && !isKnownProvider(snapshot, address)) return refuse('source-refused');
    return reply(200, {
      headers: { [HEADERS.ALLOW]: [METHODS.INVITE, METHODS.ACK, METHODS.CANCEL, METHODS.BYE, METHODS.OPTIONS].join(', ') },
    });
  },
};
