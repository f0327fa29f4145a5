import { join } from 'node:path';
import { durationMs, type Clock, type Logger } from '@switchyard/kernel';
import type { Metrics } from '@switchyard/telemetry';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { AddressSet } from './address-set.js';
import { BAD_AUTHENTICATION_LIMITS } from './bad-authentications.js';
import { BanList } from './ban-list.js';
import { BanStore } from './ban-store.js';
import { ExternalList } from './external-list.js';
import { FLOOD_LIMITS } from './flood-watch.js';
import { Guard, GUARD_LIMITS } from './guard.js';
import { guardMetrics, type GuardMetrics } from './guard-metrics.js';
import { scannerPattern, SCANNERS } from './sanity.js';

const words = z.string().transform((text) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== ''),
);

/** `OPTIONS:50,SUBSCRIBE:30` */
const budgets = z.string().transform((text, context): Record<string, number> => {
  const read: Record<string, number> = {};
  for (const item of text.split(',').filter((one) => one.trim() !== '')) {
    const [, method, count] = /^\s*([A-Z]+):(\d{1,6})\s*$/.exec(item) ?? [];
    if (method === undefined) context.addIssue({ code: 'custom', message: `'${item.trim()}' is not METHOD:count` });
    else read[method] = Number(count);
  }
  return read;
});
const count = (value: number) => z.coerce.number().int().min(1).max(1_000_000).default(value);

/** What both proxies read about whom they do not let in. */
export const guardSettings = {
  SCANNERS: words.default([...SCANNERS]).describe('Comma list of words; whose User-Agent contains one gets no answer. Empty: none.'),
  FLOOD_REQUESTS: count(FLOOD_LIMITS.total).describe('Unproven requests of one source within FLOOD_WINDOW; one more shuts it out.'),
  FLOOD_METHODS: budgets
    .default({ ...FLOOD_LIMITS.byMethod } as Record<string, number>)
    .describe('Less for single methods, as OPTIONS:50,SUBSCRIBE:30.'),
  FLOOD_WINDOW: durationMs.default(FLOOD_LIMITS.windowMs).describe('What is counted together.'),
  FLOOD_BAN: durationMs.default(GUARD_LIMITS.floodBanMs).describe('How long a source that sent too much is shut out.'),
  BAD_AUTHENTICATIONS: count(BAD_AUTHENTICATION_LIMITS.first).describe(
    'Bad credentials of one identity from one source that shut out the two together.',
  ),
  BAD_AUTHENTICATIONS_AGAIN: count(BAD_AUTHENTICATION_LIMITS.again).describe('So many are enough after a ban.'),
  BAD_AUTHENTICATION_BAN: durationMs.default(GUARD_LIMITS.badAuthenticationBanMs).describe('How long identity and source are shut out.'),
  BAD_ADDRESSES_URL: z
    .string()
    .regex(/^https?:\/\//, 'must begin with http:// or https://')
    .meta({ secret: true })
    .optional()
    .describe('List of addresses that others complain of (APIBAN or one per line); they get no answer. Off without.'),
  BAD_ADDRESSES_POLL: durationMs.default(300_000).describe('How often that list is read.'),
};
export type GuardSettings = z.output<z.ZodObject<typeof guardSettings>>;

export interface RunningGuard {
  readonly guard: Guard;
  readonly metrics: GuardMetrics;
  /** User-Agents that get no answer; undefined: all may come. */
  readonly scanners: RegExp | undefined;
  readonly start: () => Promise<void>;
  readonly close: () => void;
}

export interface OpenGuardOptions {
  readonly settings: GuardSettings;
  readonly redis: Redis;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Folder of this process, for the external list. */
  readonly spoolDir: string;
}

/** The guard of a proxy with what it shares with the other nodes, as its settings say. */
export function openGuard({ settings, redis, clock, logger, metrics, spoolDir }: OpenGuardOptions): RunningGuard {
  const log = logger.child({ part: 'guard' });
  const list = new BanList(clock);
  const measured = guardMetrics(metrics);
  const store: BanStore = new BanStore({
    redis,
    list,
    clock,
    logger: log,
    onBanned: (ban) => guard.bannedElsewhere(ban),
    onReleased: (source, aor) => guard.released(source, aor),
  });
  const { BAD_ADDRESSES_URL: url, BAD_ADDRESSES_POLL: everyMs } = settings;
  const external =
    url === undefined ? undefined : new ExternalList({ url, everyMs, cacheFile: join(spoolDir, 'bad-addresses.txt'), logger: log });
  const listed = external?.current ?? ((): AddressSet => AddressSet.EMPTY);
  const guard: Guard = new Guard({
    clock,
    logger: log,
    list,
    share: store,
    listed,
    onBan: measured.banned,
    limits: {
      flood: { ...FLOOD_LIMITS, total: settings.FLOOD_REQUESTS, byMethod: settings.FLOOD_METHODS, windowMs: settings.FLOOD_WINDOW },
      badAuthentications: {
        ...BAD_AUTHENTICATION_LIMITS,
        first: settings.BAD_AUTHENTICATIONS,
        again: settings.BAD_AUTHENTICATIONS_AGAIN,
        forgetMs: Math.max(BAD_AUTHENTICATION_LIMITS.forgetMs, 2 * settings.BAD_AUTHENTICATION_BAN),
      },
      floodBanMs: settings.FLOOD_BAN,
      badAuthenticationBanMs: settings.BAD_AUTHENTICATION_BAN,
    },
  });
  measured.watch(guard, () => listed().size);
  return {
    guard,
    metrics: measured,
    scanners: scannerPattern(settings.SCANNERS),
    start: async () => {
      await store.start();
      await external?.start();
    },
    close: () => {
      store.close();
      external?.close();
    },
  };
}
