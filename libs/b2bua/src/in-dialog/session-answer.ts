import { HEADERS } from '@switchyard/sip';
import type { Incoming } from '../incoming.js';

/**
 * What our 200 to a phone's INVITE says of the session timer (RFC 4028 §9): the phone refreshes if it knows how to, else we do. A phone that
 * has chosen who refreshes is answered by the SIP server.
 */
export function sessionAnswer(incoming: Pick<Incoming, 'header'>, sessionExpiresSec: number | undefined): Readonly<Record<string, string>> {
  if (!sessionExpiresSec) return {};
  const asked = incoming.header(HEADERS.SESSION_EXPIRES) ?? '';
  if (/;\s*refresher\s*=/i.test(asked)) return {};
  const wanted = Number.parseInt(asked, 10);
  const seconds = Number.isNaN(wanted) ? sessionExpiresSec : Math.min(wanted, sessionExpiresSec);
  const knows = /\btimer\b/i.test(incoming.header(HEADERS.SUPPORTED) ?? '');
  return { [HEADERS.SESSION_EXPIRES]: `${seconds};refresher=${knows ? 'uac' : 'uas'}` };
}
