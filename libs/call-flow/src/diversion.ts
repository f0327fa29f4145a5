import { z } from 'zod';

/** RFC 5806 §4.1 */
export const DIVERSION_REASONS = [
  'unknown',
  'user-busy',
  'no-answer',
  'unavailable',
  'unconditional',
  'time-of-day',
  'do-not-disturb',
  'deflection',
  'follow-me',
  'out-of-service',
  'away',
] as const;
export type DiversionReason = (typeof DIVERSION_REASONS)[number];

/** A call is not diverted more often than this; older diversions are forgotten, the counter of the oldest kept one tells of them. */
export const MAX_DIVERSIONS = 10;

export const diversionSchema = z.object({
  /** E.164, or an extension where a colleague diverted the call. */
  number: z.string().min(1).max(64),
  reason: z.enum(DIVERSION_REASONS),
  /** How many diversions this entry stands for. */
  counter: z.number().int().min(1).max(100).optional(),
  /** Whoever diverted does not want to be seen by those who are not trusted. */
  hidden: z.boolean(),
});
export type Diversion = z.infer<typeof diversionSchema>;

/** The diversions of a call after it was diverted once more. Newest first, as the header has them (RFC 5806 §5.2). */
export const divertedBy = (
  diversions: readonly Diversion[],
  number: string,
  reason: DiversionReason,
  hidden = false,
): readonly Diversion[] => [{ number, reason, hidden }, ...diversions].slice(0, MAX_DIVERSIONS);
