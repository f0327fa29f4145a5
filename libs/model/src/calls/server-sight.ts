import { z } from 'zod';

/** Redis hash in which every proxy process says once a second how it sees the application servers; one field per process. */
export const SERVER_SIGHTS_KEY = 'sy:dispatch';
/** What a process has said longer ago than this does not count: it is gone. */
export const SIGHT_LIVES_MS = 10_000;

/**
 * `up` answers, `resting` failed a call a moment ago, `down` has not answered several probes; the last two get calls only when nobody
 * else is left.
 */
export const SERVER_STATES = ['up', 'resting', 'down'] as const;
export type ServerState = (typeof SERVER_STATES)[number];

const sight = z.object({
  app: z.string().max(40),
  atMs: z.number(),
  /** Addresses on which the process serves phones. */
  listens: z.array(z.string().max(45)).max(100).default([]),
  servers: z.array(z.object({ id: z.number().int(), state: z.enum(SERVER_STATES), calls: z.number().int().min(0) })).max(10_000),
});
/** How one process sees the application servers: whether they answer, and how many of its calls they have. */
export type ServerSights = z.output<typeof sight>;

export const writeSights = (sights: ServerSights): string => JSON.stringify(sights);

/** Undefined for what is unreadable or too old. */
export function readSights(text: string, nowMs: number): ServerSights | undefined {
  try {
    const read = sight.safeParse(JSON.parse(text));
    return read.success && nowMs - read.data.atMs <= SIGHT_LIVES_MS ? read.data : undefined;
  } catch {
    return undefined;
  }
}
