import { pass, refuse, type Step } from '@switchyard/call-flow';
import type { Incoming } from '../incoming.js';

/** Session descriptions and messages are a few kilobytes. */
const MAX_BODY_CHARACTERS = 65_536;

/** Asked of everybody who is not shut out, before anything that costs. */
export const reqInit: Step<{ readonly incoming: Pick<Incoming, 'body' | 'maxForwards'> }> = {
  name: 'REQINIT',
  doc: 'size; Max-Forwards 0 is 483 (RFC 3261 §16.3)',
  run: ({ incoming }) => {
    if (incoming.maxForwards === 0) return refuse('hops-exhausted');
    if (incoming.body.length > MAX_BODY_CHARACTERS) return refuse('request-malformed', { status: 513, reason: 'Message Too Large' });
    return pass;
  },
};
