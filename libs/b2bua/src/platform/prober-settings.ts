import { durationMs } from '@switchyard/kernel';
import { z } from 'zod';
import type { NetworkOptions } from './platform-network.js';

/** Settings of both proxies: how application servers are watched. */
export const proberSettings = {
  PROBE_EVERY: durationMs.default(5000).describe('How often each application server is asked by OPTIONS whether it answers.'),
  DOWN_AFTER: z.coerce.number().int().min(1).max(20).default(2).describe('Questions in a row without an answer that make it silent.'),
  UP_AFTER: z.coerce.number().int().min(1).max(20).default(1).describe('Answers in a row that bring it back.'),
  REST: durationMs.default(10_000).describe('How long an application server that failed a call is passed over.'),
};

/** The settings as the network takes them. */
export const proberOf = (config: {
  readonly PROBE_EVERY: number;
  readonly DOWN_AFTER: number;
  readonly UP_AFTER: number;
  readonly REST: number;
}): Required<Pick<NetworkOptions, 'probeEveryMs' | 'thresholds'>> => ({
  probeEveryMs: config.PROBE_EVERY,
  thresholds: { downAfter: config.DOWN_AFTER, upAfter: config.UP_AFTER, restMs: config.REST },
});
