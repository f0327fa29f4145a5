import { refuse, reply, type EndStep } from '@switchyard/call-flow';
import { HEADERS, METHODS } from '@switchyard/sip';
import type { Initial, SourceKnown } from '../call.js';

export const answerOptions: EndStep<Initial & SourceKnown> = {
  name: 'OPTIONS',
  doc: '200 for our own hosts, DDI providers and carriers, which ask whether we are there; 403 for everybody else',
  run: ({ origin }) =>
    origin === 'stranger'
      ? refuse('source-refused')
      : reply(200, {
          headers: { [HEADERS.ALLOW]: [METHODS.INVITE, METHODS.ACK, METHODS.CANCEL, METHODS.BYE, METHODS.OPTIONS].join(', ') },
        }),
};
