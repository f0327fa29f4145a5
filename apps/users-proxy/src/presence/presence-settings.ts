import { durationMs } from '@switchyard/kernel';
import { z } from 'zod';

const count = (max: number) => z.coerce.number().int().min(1).max(max);

/** Settings of subscriptions, publications and instant messages. */
export const presenceSettings = {
  MIN_SUBSCRIBE_EXPIRES: durationMs
    .default(1_800_000)
    .describe('Shortest subscription to calls and mailboxes that is granted (423 for less).'),
  MIN_PRESENCE_EXPIRES: durationMs
    .default(60_000)
    .describe('Shortest subscription to presence and registrations, and shortest publication.'),
  MAX_SUBSCRIBE_EXPIRES: durationMs.default(86_400_000).describe('Longest subscription or publication; more is shortened.'),
  MAX_SUBSCRIPTIONS: count(1_000_000).default(100_000).describe('Subscriptions of this process.'),
  MAX_SUBSCRIPTIONS_PER_PHONE: count(10_000).default(300).describe('Subscriptions of one endpoint.'),
  IMPLIED_MWI_AGENTS: z
    .string()
    .default('')
    .refine((text) => isPattern(text), 'must be a regular expression')
    .describe('Phones whose User-Agent fits this regular expression hear of their mailbox without a SUBSCRIBE; empty: none.'),
  MESSAGE_MAX_BYTES: count(65_536).default(1300).describe('Longest text of a message (RFC 3428 section 8); 413 for more.'),
  MESSAGE_KEEP: durationMs.default(604_800_000).describe('How long a message waits for who is away.'),
  MESSAGES_PER_READER: count(10_000).default(100).describe('Messages that may wait for one endpoint.'),
  MESSAGES_PER_CLIENT: count(1_000_000).default(10_000).describe('Messages that may wait for all endpoints of a client.'),
  MESSAGES_PER_MINUTE: count(1_000_000).default(600).describe('Messages that a client may send in a minute.'),
  MESSAGES_WITHIN: z
    .enum(['client', 'brand'])
    .default('client')
    .describe('Who may write to each other: endpoints of one client, or of one brand.'),
} as const;

export type PresenceSettings = Readonly<z.output<z.ZodObject<typeof presenceSettings>>>;

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

type Times = Pick<PresenceSettings, 'MIN_SUBSCRIBE_EXPIRES' | 'MIN_PRESENCE_EXPIRES' | 'MAX_SUBSCRIBE_EXPIRES'>;

/** What one setting says against another. */
export const presenceContradiction = ({
  MIN_SUBSCRIBE_EXPIRES = 0,
  MIN_PRESENCE_EXPIRES = 0,
  MAX_SUBSCRIBE_EXPIRES = Infinity,
}: Partial<Times>): string | undefined =>
  Math.max(MIN_SUBSCRIBE_EXPIRES, MIN_PRESENCE_EXPIRES) > MAX_SUBSCRIBE_EXPIRES
    ? 'SWITCHYARD_MIN_SUBSCRIBE_EXPIRES and SWITCHYARD_MIN_PRESENCE_EXPIRES must not be longer than SWITCHYARD_MAX_SUBSCRIBE_EXPIRES'
    : undefined;
