import { durationMs } from '@switchyard/kernel';
import { HIGHEST_LIMITS, type MessageLimits } from '@switchyard/sip';
import { z } from 'zod';
import type { BlacklistOptions } from './blacklist.js';
import { GUARD_LIMITS, type GuardLimits } from './guard-limits.js';
import type { SpammerRules } from './spammers.js';

const count = (most = 1_000_000_000) => z.coerce.number().int().min(0).max(most);
const atLeast = (least: number) => z.coerce.number().int().min(least).max(1_000_000_000);
/** By default the highest that can be chosen. */
const within = (least: number, most: number) => z.coerce.number().int().min(least).max(most).default(most);
const words = z.string().transform((text) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== ''),
);

/** Settings of the bounds, of overload and of filters: part of the schema in `config.ts`. */
export const guardSettings = {
  MAX_MESSAGE: within(1_024, HIGHEST_LIMITS.message).describe('Bytes of one SIP message, head and body; larger ones get 513.'),
  MAX_BODY: within(0, HIGHEST_LIMITS.body).describe('Bytes of the body of one message.'),
  MAX_HEAD: within(1_024, HIGHEST_LIMITS.head).describe('Bytes of start line and headers of one message.'),
  MAX_HEADER_LINE: within(256, HIGHEST_LIMITS.headerLine).describe('Bytes of one header with its folded lines; longer ones get 400.'),
  MAX_HEADERS: within(16, HIGHEST_LIMITS.headerCount).describe('Header lines of one message.'),
  MAX_TRANSACTIONS: atLeast(100).default(GUARD_LIMITS.maxTransactions).describe('New requests get 503 above this number of transactions.'),
  MAX_LINGERING: atLeast(100)
    .default(GUARD_LIMITS.maxLingering)
    .describe('Above this number of transactions those that were answered and only wait for repetitions are forgotten, oldest first.'),
  MAX_TRANSACTIONS_PER_SOURCE: count()
    .default(GUARD_LIMITS.maxTransactionsPerSource)
    .describe('Requests of one address that may be unanswered at a time; 0 sets no bound.'),
  MAX_DIALOGS: atLeast(100).default(GUARD_LIMITS.maxDialogs).describe('New calls get 503 above this number of dialogs.'),
  MAX_WAITING_PER_APPLICATION: atLeast(10)
    .default(GUARD_LIMITS.maxWaitingPerApplication)
    .describe('New requests get 503 when each connected application has so many that it has not looked at.'),
  MAX_PARKED: atLeast(1)
    .default(GUARD_LIMITS.maxParked)
    .describe('Requests inside calls that may wait for an application that is away (APP_RETURN); further ones get 481.'),
  MAX_CONTROL_BACKLOG: atLeast(1_048_576)
    .default(GUARD_LIMITS.maxControlBacklog)
    .describe('Bytes one application may leave unread; above it is disconnected, and near it new work is shed.'),
  SOURCE_RATE: count()
    .default(GUARD_LIMITS.sourceRate)
    .describe('New requests outside dialogs that one address may begin per second, twice as many at once; 0 sets no bound.'),
  NEWCOMER_RATE: atLeast(1)
    .default(GUARD_LIMITS.newcomerRate)
    .describe(
      'New requests per second of endpoints nothing is known about; above it a flood is assumed and strangers have to repeat themselves.',
    ),
  MALFORMED_PER_SOURCE: count()
    .default(GUARD_LIMITS.malformedPerSource)
    .describe('Unreadable messages of one address in ten seconds, above which its messages are dropped unread; 0 sets no bound.'),
  ANSWERS_PER_SECOND: atLeast(1)
    .default(GUARD_LIMITS.answersPerSec)
    .describe('Refusals per second that are answered; further ones are dropped, so that nobody is flooded by our answers.'),
  OVERLOAD_LAG: durationMs.default(GUARD_LIMITS.overloadLagMs).describe('Lateness of the event loop above which new work is shed.'),
  OVERLOAD_QUEUE: atLeast(65_536)
    .default(GUARD_LIMITS.overloadQueueBytes)
    .describe('Bytes waiting in the kernel for the UDP sockets above which new work is shed (Linux).'),
  OVERLOAD_FEEDBACK: z
    .enum(['off', 'answer', 'both'])
    .default('answer')
    .describe('RFC 7339: answer peers that offer overload control, or both offer it and answer.'),
  RETRY_AFTER: durationMs.default(GUARD_LIMITS.retryAfterSec * 1_000).describe('Middle of the random Retry-After of a 503.'),
  PRIORITY_URIS: words
    .default([...GUARD_LIMITS.priorityUris])
    .describe('Comma list: requests whose Request-URI begins so are shed last, such as urn:service:sos,sip:112@.'),
  PRIORITY_NAMESPACES: words
    .default([...GUARD_LIMITS.priorityNamespaces])
    .describe('Comma list: namespaces of Resource-Priority (RFC 4412) whose requests are shed last.'),
  REFUSAL_LINES: atLeast(1)
    .default(GUARD_LIMITS.refusalLines)
    .describe('Log lines per second about messages refused for one cause; the rest is told as a number.'),
  SPAMMERS_USER_AGENT: words.default([]).describe('Comma list: requests with one of these words in User-Agent are refused.'),
  SPAMMERS_TO: words.default([]).describe('Comma list: the same for the user part of To.'),
  SPAMMERS_FROM: words.default([]).describe('Comma list: the same for the user part of From.'),
  SPAMMERS_ACTION: z.enum(['reject', 'discard']).default('reject').describe('reject answers spammers 603, discard nothing.'),
  BLACKLIST_REDIS: z
    .string()
    .regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://')
    .meta({ secret: true })
    .optional()
    .describe('redis://:password@host:port/db that holds a set of addresses whose new requests are dropped. Off without.'),
  BLACKLIST_SENTINELS: words.default([]).describe('Comma list host:port of sentinels that know where that Redis is.'),
  BLACKLIST_MASTER: z.string().min(1).optional().describe('Name of the master at the sentinels.'),
  BLACKLIST_KEY: z.string().min(1).default('blacklist').describe('Key of the set.'),
  BLACKLIST_REFRESH: durationMs.default(60_000).describe('How often the set is read again.'),
};

type Settings = z.output<z.ZodObject<typeof guardSettings>>;

/** What `createSipServer` needs of them. */
export interface GuardChoice {
  /** Of the process: what a message may have. */
  readonly messages?: Partial<MessageLimits> | undefined;
  readonly limits?: Partial<GuardLimits> | undefined;
  readonly spammers?: SpammerRules | undefined;
  readonly blacklist?: BlacklistOptions | undefined;
  readonly feedback?: 'off' | 'answer' | 'both' | undefined;
}

export function guardChoiceOf(config: Settings): GuardChoice {
  return {
    messages: {
      message: config.MAX_MESSAGE,
      body: config.MAX_BODY,
      head: config.MAX_HEAD,
      headerLine: config.MAX_HEADER_LINE,
      headerCount: config.MAX_HEADERS,
    },
    limits: {
      maxTransactions: config.MAX_TRANSACTIONS,
      maxLingering: config.MAX_LINGERING,
      maxTransactionsPerSource: config.MAX_TRANSACTIONS_PER_SOURCE,
      maxDialogs: config.MAX_DIALOGS,
      maxWaitingPerApplication: config.MAX_WAITING_PER_APPLICATION,
      maxParked: config.MAX_PARKED,
      maxControlBacklog: config.MAX_CONTROL_BACKLOG,
      sourceRate: config.SOURCE_RATE,
      newcomerRate: config.NEWCOMER_RATE,
      malformedPerSource: config.MALFORMED_PER_SOURCE,
      answersPerSec: config.ANSWERS_PER_SECOND,
      overloadLagMs: config.OVERLOAD_LAG,
      overloadQueueBytes: config.OVERLOAD_QUEUE,
      retryAfterSec: Math.max(1, Math.round(config.RETRY_AFTER / 1_000)),
      priorityUris: config.PRIORITY_URIS,
      priorityNamespaces: config.PRIORITY_NAMESPACES,
      refusalLines: config.REFUSAL_LINES,
    },
    feedback: config.OVERLOAD_FEEDBACK,
    spammers: {
      userAgent: config.SPAMMERS_USER_AGENT,
      to: config.SPAMMERS_TO,
      from: config.SPAMMERS_FROM,
      action: config.SPAMMERS_ACTION,
    },
    blacklist:
      config.BLACKLIST_REDIS === undefined
        ? undefined
        : {
            redis: config.BLACKLIST_REDIS,
            sentinels: config.BLACKLIST_SENTINELS,
            master: config.BLACKLIST_MASTER,
            key: config.BLACKLIST_KEY,
            refreshMs: config.BLACKLIST_REFRESH,
          },
  };
}
