import { isDatabaseAway, isSharedMailbox, mailboxCounts, type Database } from '@switchyard/data';
import { mailboxKey, type Mailboxes } from '../presence/packages/message-summary.package.js';

/** Counts that are remembered for the time the database is away. */
const MAX_REMEMBERED = 100_000;

/** Mailboxes as they are in MySQL; while it is away, as they were. */
export function mailboxesOf(database: Database): Mailboxes {
  const known = new Map<string, Awaited<ReturnType<typeof mailboxCounts>>>();
  return {
    countsOf: async (mailbox) => {
      const key = mailboxKey(mailbox);
      try {
        const counts = await mailboxCounts(database, mailbox);
        if (known.size < MAX_REMEMBERED || known.has(key)) known.set(key, counts);
        return counts;
      } catch (thrown) {
        if (!isDatabaseAway(thrown)) throw thrown;
        return known.get(key);
      }
    },
    isShared: (voicemailId, userId) => isSharedMailbox(database, voicemailId, userId),
  };
}
