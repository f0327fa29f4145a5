import { drop, pass, type Step } from '@switchyard/call-flow';
import { isInjection } from '@switchyard/guard';
import { HEADERS } from '@switchyard/sip';
import type { Incoming } from '../incoming.js';

export interface Sane {
  readonly incoming: Pick<Incoming, 'header' | 'from' | 'to' | 'requestUri'>;
  readonly isTrusted: boolean;
  /** User-Agents that get no answer. */
  readonly ports: { readonly scanners: RegExp | undefined };
}

/** Reference §2.1 step 3; what is refused here gets no answer, which would only tell that somebody is here. */
export const sanity: Step<Sane> = {
  name: 'SANITY',
  doc: 'no answer for scanners (User-Agent) and for addresses with quotes, comment signs, `$`, markup or SQL in their user part; trusted addresses pass',
  run: ({ incoming, isTrusted, ports }) => {
    if (isTrusted) return pass;
    if (ports.scanners?.test(incoming.header(HEADERS.USER_AGENT) ?? '') === true) return drop('scanner');
    const { from, to, requestUri } = incoming;
    if (isInjection(from.user) || isInjection(to.user) || isInjection(requestUri.user)) return drop('request-suspicious');
    return pass;
  },
};
