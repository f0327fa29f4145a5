import { next, refuse, type Step } from '@switchyard/call-flow';
import type { CallInfoKnown, Initial } from '../call.js';

export const readInternalHeaders: Step<Initial, CallInfoKnown> = {
  name: 'READ_INTERNAL_HEADERS',
  doc: 'an inside address alone proves nothing: X-Info-Call must carry a valid signature, else 403',
  run: ({ incoming, ports }) => {
    const info = ports.seal.read(incoming.callInfo);
    return info.ok ? next({ info: info.value }) : refuse('header-forged');
  },
};
