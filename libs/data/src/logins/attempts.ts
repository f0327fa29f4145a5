import type { Level } from '@switchyard/kernel';
import type { EntityManager } from 'typeorm';
import type { Database } from '../database.js';
import { inTransaction } from '../repository/transaction.js';
import { digestOf } from './digest.js';

/** Somebody trying to prove who they are. */
export interface Attempt {
  readonly level: Level;
  readonly name: string;
  readonly ip: string;
}

interface Policy {
  readonly keyOf: (attempt: Attempt) => string;
  /** Failures without a delay; each further one doubles it. */
  readonly free: number;
  readonly maxDelayMs: number;
  /** The first delay; a second without it. */
  readonly baseMs?: number;
  /** People who logged in from here before are not slowed down by what strangers do with their name. */
  readonly sparesKnown?: true;
}

/** Who has one IPv6 address has the 2^64 of its network: they count as one source. */
export function sourceOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined || !ip.includes(':')) return mapped ?? ip;
  const [head = '', tail] = ip.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0');
  return `${[...groups, ...zeros, ...rest].slice(0, 4).join(':')}::/64`;
}

const name = ({ level, name: login }: Attempt): string => `${level}|${login.trim().toLowerCase()}`;
/** One guesser at one login; many guessers at one login; one guesser at many logins. */
const POLICIES: readonly Policy[] = [
  { keyOf: (attempt) => `both|${name(attempt)}|${sourceOf(attempt.ip)}`, free: 5, maxDelayMs: 15 * 60_000 },
  { keyOf: (attempt) => `name|${name(attempt)}`, free: 30, maxDelayMs: 60_000, sparesKnown: true },
  { keyOf: ({ ip }) => `source|${sourceOf(ip)}`, free: 100, maxDelayMs: 60_000 },
];
/** Messages to one address, asked for by whomever; messages asked for by one source. */
const OF_ADDRESS: Policy = { keyOf: (attempt) => `mail|${name(attempt)}`, free: 3, baseMs: 300_000, maxDelayMs: 3_600_000 };
const OF_MAIL_SOURCE: Policy = { keyOf: ({ ip }) => `mail-source|${sourceOf(ip)}`, free: 20, baseMs: 60_000, maxDelayMs: 3_600_000 };
const BASE_DELAY_MS = 1000;
/** Failures are forgotten after a quiet hour. */
const FORGET_MS = 3_600_000;
const KNOWN_MS = 30 * 86_400_000;

export const delayMs = (
  failures: number,
  { free, maxDelayMs, baseMs = BASE_DELAY_MS }: Pick<Policy, 'free' | 'maxDelayMs' | 'baseMs'>,
): number => (failures < free ? 0 : Math.min(maxDelayMs, baseMs * 2 ** Math.min(failures - free, 30)));

interface StoredFailure {
  readonly failures: number;
  readonly blocked_until: Date;
  readonly last_at: Date;
}

async function failuresOf(manager: EntityManager, digest: string, nowMs: number): Promise<{ count: number; blockedMs: number }> {
  const now = new Date(nowMs);
  // Makes the row that is locked next; two instances that count the same thing wait for each other here.
  await manager.query(
    'INSERT INTO login_failure (digest, failures, blocked_until, last_at) VALUES (?, 0, ?, ?) ON DUPLICATE KEY UPDATE digest = digest',
    [digest, now, now],
  );
  const [row] = (await manager.query('SELECT failures, blocked_until, last_at FROM login_failure WHERE digest = ? FOR UPDATE', [
    digest,
  ])) as StoredFailure[];
  if (!row || row.last_at.getTime() + FORGET_MS <= nowMs) return { count: 0, blockedMs: 0 };
  return { count: row.failures, blockedMs: Math.max(0, row.blocked_until.getTime() - nowMs) };
}

async function isKnown(manager: EntityManager, { level, name: login, ip }: Attempt, nowMs: number): Promise<boolean> {
  const rows = (await manager.query('SELECT 1 FROM login_session WHERE ip = ? AND name = ? AND level = ? AND created_at > ? LIMIT 1', [
    ip,
    login,
    level,
    new Date(nowMs - KNOWN_MS),
  ])) as unknown[];
  return rows.length > 0;
}

const store = (manager: EntityManager, digest: string, count: number, blockedUntilMs: number, nowMs: number): Promise<unknown> =>
  manager.query('UPDATE login_failure SET failures = ?, blocked_until = ?, last_at = ? WHERE digest = ?', [
    count,
    new Date(blockedUntilMs),
    new Date(nowMs),
    digest,
  ]);

/**
 * Asks for one attempt. 0: go ahead; else the seconds to wait. The attempt counts as failed until `attemptSucceeded` says
 * otherwise, so a thousand of them at once, at any number of instances, get no further than one after the other.
 */
export const beginAttempt = (database: Database, attempt: Attempt, nowMs: number): Promise<number> =>
  begin(database, POLICIES, attempt, nowMs);

/**
 * Asks whether a message may be sent to an address. Seconds to wait: the source has asked too often. False: the address has been
 * written to often enough, and whoever asks is not told, for the address may be nobody's. Both are counted for any address alike.
 */
export async function beginMailRequest(database: Database, attempt: Attempt, nowMs: number): Promise<number | boolean> {
  const waitSec = await begin(database, [OF_MAIL_SOURCE], attempt, nowMs);
  return waitSec > 0 ? waitSec : (await begin(database, [OF_ADDRESS], attempt, nowMs)) === 0;
}

async function begin(database: Database, policies: readonly Policy[], attempt: Attempt, nowMs: number): Promise<number> {
  return inTransaction(database, async (manager) => {
    const counted = [];
    let waitMs = 0;
    for (const policy of policies) {
      const digest = digestOf(policy.keyOf(attempt));
      const { count, blockedMs } = await failuresOf(manager, digest, nowMs);
      if (blockedMs > 0 && !(policy.sparesKnown && (await isKnown(manager, attempt, nowMs)))) waitMs = Math.max(waitMs, blockedMs);
      counted.push({ digest, failures: count + 1, policy });
    }
    if (waitMs > 0) return Math.ceil(waitMs / 1000);
    for (const { digest, failures, policy } of counted) await store(manager, digest, failures, nowMs + delayMs(failures, policy), nowMs);
    return 0;
  });
}

async function takeBack(database: Database, attempt: Attempt, nowMs: number, isProved: boolean): Promise<void> {
  await inTransaction(database, async (manager) => {
    for (const [at, policy] of POLICIES.entries()) {
      const digest = digestOf(policy.keyOf(attempt));
      const { count } = await failuresOf(manager, digest, nowMs);
      const left = isProved && at === 0 ? 0 : Math.max(0, count - 1);
      await store(manager, digest, left, nowMs + delayMs(left, policy), nowMs);
    }
  });
}

/** Takes back what `beginAttempt` counted: the name is believed again from this source, the others lose one failure. */
export const attemptSucceeded = (database: Database, attempt: Attempt, nowMs: number): Promise<void> =>
  takeBack(database, attempt, nowMs, true);

/** The attempt was neither right nor wrong (a code is still missing). What failed before stays counted, else it could be asked away. */
export const attemptWithdrawn = (database: Database, attempt: Attempt, nowMs: number): Promise<void> =>
  takeBack(database, attempt, nowMs, false);
