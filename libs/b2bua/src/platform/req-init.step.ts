import { drop, pass, refuse, type Step } from '@switchyard/call-flow';
import { HEADERS } from '@switchyard/sip';
import type { Incoming } from '../incoming.js';

/** User agents of scanning tools, as they introduce themselves; an answer would only tell them that somebody is here. */
const SCANNERS = /friendly-scanner|sipvicious|sipcli|sip-scan|sundayddr|vaxsipuseragent|pplsip|iwar/i;
/** Session descriptions and messages are a few kilobytes. */
const MAX_BODY_CHARACTERS = 65_536;

/** The first step of every route of both proxies. */
export const reqInit: Step<{ readonly incoming: Pick<Incoming, 'body' | 'header' | 'maxForwards'> }> = {
  name: 'REQINIT',
  doc: 'scanners get no answer; size; Max-Forwards 0 is 483 (RFC 3261 §16.3)',
  run: ({ incoming }) => {
    if (SCANNERS.test(incoming.header(HEADERS.USER_AGENT) ?? '')) return drop('source-refused');
    if (incoming.maxForwards === 0) return refuse('hops-exhausted');
    if (incoming.body.length > MAX_BODY_CHARACTERS) return refuse('request-malformed', { status: 513, reason: 'Message Too Large' });
    return pass;
  },
};
