import type { AfterFailure } from '@switchyard/b2bua';

/** The called party itself has spoken: another gateway would ring the same phone again. A carrier server may say otherwise. */
const SPOKEN: readonly number[] = [422, 480, 486, 600, 603, 606, 607];
/** The caller has: nobody is to be called any more. */
const CANCELLED = 487;
/** "No such number": one carrier may be wrong, the last one is believed. */
const NUMBER_WRONG = new Set([404, 410, 484, 604]);

/**
 * What follows a failed gateway (reference §2.6 step 9). `status` 0: it never replied. Redirects and challenges that the
 * credentials did not satisfy, timeouts and everything else go on to the next.
 */
export function afterGatewayFailure(status: number, isLast: boolean, finalStatuses: readonly number[] = SPOKEN): AfterFailure {
  if (status === CANCELLED || finalStatuses.includes(status)) return 'give-up';
  return isLast && NUMBER_WRONG.has(status) ? 'give-up' : 'next';
}
