import { refuse, type EndStep } from '@switchyard/call-flow';
import { HEADERS } from '@switchyard/sip';
import type { Initial } from '../call.js';

/** RFC 3261 §20.5: what is really served, in and outside of calls. */
export const SERVED_METHODS =
  'INVITE, ACK, CANCEL, BYE, OPTIONS, REGISTER, UPDATE, INFO, PRACK, SUBSCRIBE, NOTIFY, PUBLISH, MESSAGE, REFER';

export const methodRefused: EndStep<Initial> = {
  name: 'METHOD_REFUSED',
  doc: '405 with what is served',
  run: () => refuse('method-refused', { headers: { [HEADERS.ALLOW]: SERVED_METHODS } }),
};
