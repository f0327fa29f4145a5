import type { SipMessage } from '@switchyard/sip';

const PREFERRED: ReadonlySet<number> = new Set([401, 407, 415, 420, 484]);

/**
 * Which of the failures of all targets the sender gets (RFC 3261 §16.7 step 6): a 6xx; else one that tells how to try again; else the
 * lowest class, but a 5xx before a 3xx only if there is nothing else. Of equals, the first.
 */
export function bestResponse(responses: readonly SipMessage[]): SipMessage | undefined {
  let best: SipMessage | undefined;
  for (const response of responses) if (best === undefined || rank(response.status) < rank(best.status)) best = response;
  return best;
}

function rank(status: number): number {
  if (status >= 600) return 0;
  if (PREFERRED.has(status)) return 1;
  if (status >= 400 && status < 500) return 2;
  return status >= 500 ? 3 : 4;
}
