import { reasonOf } from '@switchyard/sip';

/**
 * What one rejecting phone means for the others of the same user (IV-118). `rfc`: a 6xx speaks for all of them, anything else for itself
 * (RFC 3261 §16.7 step 5). `600`: busy and unavailable speak for all too. `486`: nothing does, a 6xx counts as busy.
 */
export type Rejection = 'rfc' | '600' | '486';

const BUSY = 486;
const SPEAKS_LIKE_600 = new Set([480, BUSY]);

export interface MeantStatus {
  /** What the response counts as, when the best one is chosen. */
  readonly status: number;
  /** No other phone is rung any more. */
  readonly endsAll: boolean;
}

export function meaningOf(status: number, rejection: Rejection = 'rfc'): MeantStatus {
  if (status >= 600) return rejection === '486' ? { status: BUSY, endsAll: false } : { status, endsAll: true };
  return { status, endsAll: rejection === '600' && SPEAKS_LIKE_600.has(status) };
}

/** RFC 3326 §2: a phone that hears this does not show a missed call. */
export const COMPLETED_ELSEWHERE = 'SIP;cause=200;text="Call completed elsewhere"';

/** Why the phones that lost are cancelled, when one of them has spoken for all. */
export const rejectedElsewhere = (status: number): string => `SIP;cause=${status};text="${reasonOf(status)}"`;

/** Whether a Reason says that somebody else has taken the call; whatever words it uses. */
export const saysCompletedElsewhere = (reason: string | undefined): boolean => /(^|,)\s*SIP\s*;[^,]*cause\s*=\s*200\b/i.test(reason ?? '');

/** A flow that is gone, or nobody at its end: a contact may have another way (RFC 5626 §5.3, §7). */
export const isFlowGone = (status: number): boolean => status === 0 || status === 430;
