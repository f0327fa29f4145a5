import { reply, type EndStep } from '@switchyard/call-flow';
import { HEADERS } from '@switchyard/sip';
import type { Initial } from '../call.js';
import { SERVED_METHODS } from './method-refused.step.js';

export const optionsReply: EndStep<Initial> = {
  name: 'OPTIONS_REPLY',
  doc: '200 to everybody, whoever is asked for: nobody learns which users exist',
  run: () => reply(200, { reason: 'OK', headers: { [HEADERS.ALLOW]: SERVED_METHODS, [HEADERS.ACCEPT]: 'application/sdp' } }),
};
