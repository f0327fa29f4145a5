import { pass, refuse, type Step } from '@switchyard/call-flow';
import { aorOf } from '@switchyard/model';
import type { EndpointKnown, Initial } from '../call.js';

export const presenceSwitch: Step<Initial & EndpointKnown> = {
  name: 'PRESENCE_SWITCH',
  doc: 'presence may be switched off for an address, a domain or everybody: 501',
  run: ({ endpoint, snapshot, ports }) => (ports.presence.isOff(snapshot, aorOf(endpoint)) ? refuse('presence-off') : pass),
};
