import { drop, pass, type Step } from '@switchyard/call-flow';
import type { Admission, Guard } from '@switchyard/guard';
import type { Cause } from '@switchyard/kernel';
import { HEADERS } from '@switchyard/sip';
import type { Incoming } from '../incoming.js';

const CAUSE_OF: Readonly<Record<Exclude<Admission, 'pass'>, Cause>> = {
  banned: 'source-banned',
  listed: 'source-banned',
  flood: 'flood',
  shed: 'flood',
};

export interface Admitting {
  readonly incoming: Pick<Incoming, 'source' | 'method' | 'header'>;
  /** Ours, those known by their address, networks the guards never ban. */
  readonly isTrusted: boolean;
  readonly ports: { readonly guard: Pick<Guard, 'admit'> };
}

/** Reference §2.1 steps 2 and 19; both proxies ask the same guard, before anything that costs. */
export const banned: Step<Admitting> = {
  name: 'BANNED',
  doc: 'no answer for a source that is banned, on the external list, or sends more unproven requests than one may; trusted addresses pass',
  run: ({ incoming, isTrusted, ports }) => {
    if (isTrusted) return pass;
    const showsCredentials = (incoming.header(HEADERS.AUTHORIZATION) ?? incoming.header(HEADERS.PROXY_AUTHORIZATION)) !== undefined;
    const { address } = incoming.source;
    const admission = ports.guard.admit(address, incoming.method, incoming.header(HEADERS.USER_AGENT), showsCredentials);
    return admission === 'pass' ? pass : drop(CAUSE_OF[admission]);
  },
};
