import { z } from 'zod';

const relay = z.object({ name: z.string(), host: z.string(), port: z.number().int() });
/** `otherTag`: the tag that is not in `dialogId`, by which a Replaces proves that it knows the dialog (RFC 3891). */
const side = z.object({ dialogId: z.string(), otherTag: z.string().optional() });
/** Options of libs/media as they were: a call of a later version must not fail to load for them. */
const sides = z.record(z.enum(['caller', 'callee']), z.record(z.string(), z.json()));
export type StoredSides = z.infer<typeof sides>;
const tried = z.object({ attempt: z.number().int(), target: z.string(), status: z.number().int() });

/** How a call ended, written before the far side is told: a restart in the middle of an ending finishes that same ending. */
export const storedEnding = z.object({
  endedAtMs: z.number().int(),
  durationMs: z.number().int(),
  cause: z.string(),
  at: z.string(),
  /** Sides that are still to be told; absent: both. */
  byeTo: z.array(z.enum(['caller', 'callee'])).optional(),
});
export type StoredEnding = z.infer<typeof storedEnding>;

/** An established call as it lies in Redis: enough to serve, end and record it in another life of the process (invariant I7). */
export const storedLeg = z.object({
  v: z.literal(1),
  app: z.string(),
  legUid: z.string(),
  callUid: z.string(),
  facts: z.json(),
  startedAtMs: z.number().int(),
  answeredAtMs: z.number().int(),
  postDialDelayMs: z.number().int().nullable(),
  /** Moment of the credit cut; null: never. */
  deadlineAtMs: z.number().int().nullable(),
  caller: side,
  /** `inside`: the target is a hop of ours, whose Reason may be believed. */
  callee: side.extend({ target: z.string(), credentialsRef: z.string().nullable(), inside: z.boolean().optional() }),
  /** `sides`: absent in calls of versions that knew plain RTP only. */
  media: z.object({ callId: z.string(), relay: relay.nullable(), sides: sides.optional() }),
  /** What the side that is no phone last said of its media: the offer for whoever a transfer puts in the phone's place. */
  insideSdp: z.string().optional(),
  tries: z.array(tried),
  ending: storedEnding.nullable(),
});
export type StoredLeg = z.infer<typeof storedLeg>;
