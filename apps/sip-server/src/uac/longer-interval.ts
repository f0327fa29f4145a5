import { HEADERS, METHODS, type SipMessage } from '@switchyard/sip';
import { carriesSession, readSessionExpires } from '../dialog/session-timer.js';
import type { OutgoingRequest } from './outgoing-request.js';

/**
 * RFC 4028 §7.3: 422 names the shortest session interval that the peer takes. The same request with that interval; `undefined` when it asked for no
 * less already, so that no peer can make us go round in circles.
 */
export function withLongerInterval(outgoing: OutgoingRequest, refusal: SipMessage): SipMessage | undefined {
  const { request, inDialog } = outgoing;
  const asked = readSessionExpires(request.get('session-expires'));
  const least = readSessionExpires(refusal.get('min-se'))?.seconds;
  if (!carriesSession(request.method) || asked === undefined || least === undefined || least <= asked.seconds) return undefined;
  const again = request.clone();
  again.removeFirstValue('via');
  const seq = inDialog ? inDialog.sip.request(request.method)?.cseq().seq : request.cseq().seq + 1;
  if (seq === undefined) return undefined;
  again.set(HEADERS.CSEQ, `${seq} ${request.method}`);
  again.set(HEADERS.SESSION_EXPIRES, `${least}${asked.refresher === undefined ? '' : `;refresher=${asked.refresher}`}`);
  again.set(HEADERS.MIN_SE, String(least));
  return again;
}

export const isTooSmall = (method: string, status: number): boolean =>
  status === 422 && (method === METHODS.INVITE || method === METHODS.UPDATE);
