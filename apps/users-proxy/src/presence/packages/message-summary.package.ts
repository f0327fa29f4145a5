import { err, ok } from '@switchyard/kernel';
import { findColleague, type Directory } from '../colleagues.js';
import { MESSAGE_SUMMARY, messageSummary, type MailboxCounts } from '../documents/message-summary.js';
import type { EventPackage } from '../event-package.js';
import type { PackageTimes } from './dialog.package.js';

/** A mailbox: a user's, a residential device's, or a shared one by its own id. */
export interface Mailbox {
  readonly of: 'user' | 'residentialDevice' | 'shared';
  readonly id: number;
}

export interface Mailboxes {
  /** Undefined while it cannot be known. */
  readonly countsOf: (mailbox: Mailbox) => Promise<MailboxCounts | undefined>;
  /** True when the shared mailbox is the user's too. */
  readonly isShared: (voicemailId: number, userId: number) => Promise<boolean>;
}

/** RFC 3842 §3.6 wants at most one document a second. */
const MIN_INTERVAL_MS = 1000;
/** `voicemail7`: the shared mailbox with that number. */
const SHARED = /^voicemail-?(\d{1,9})$/;

export const mailboxKey = ({ of, id }: Mailbox): string => `${of}:${id}`;

/** RFC 3842 (IV-55): everybody hears of his own mailbox, and of shared ones that are his too. */
export const messageSummaryPackage = (
  { directory, mailboxes }: { readonly directory: Directory; readonly mailboxes: Mailboxes },
  times: PackageTimes,
): EventPackage => ({
  event: 'message-summary',
  types: [MESSAGE_SUMMARY],
  ...times,
  minIntervalMs: MIN_INTERVAL_MS,
  hasLists: false,
  locate: async (wanted) => {
    const { user, host, watcher } = wanted;
    const entity = `sip:${user}@${host}`;
    const shared = SHARED.exec(user)?.[1];
    if (shared !== undefined) {
      const isTheirs = watcher.userId !== null && (await mailboxes.isShared(Number(shared), watcher.userId));
      return isTheirs ? ok({ key: mailboxKey({ of: 'shared', id: Number(shared) }), entity, name: user }) : err('number-unknown');
    }
    // Phones write their own address, their extension, or the number of the mailbox service.
    const found = user.startsWith('*') ? undefined : await findColleague(directory, wanted);
    if (found?.ok === false) return found;
    if (found && (found.value.kind !== watcher.kind || found.value.id !== watcher.id)) return err('watch-refused');
    if (watcher.kind === 'residentialDevice')
      return ok({ key: mailboxKey({ of: 'residentialDevice', id: watcher.id }), entity, name: user });
    return watcher.userId === null
      ? err('number-unknown')
      : ok({ key: mailboxKey({ of: 'user', id: watcher.userId }), entity, name: user });
  },
  document: async ({ key, entity }) => {
    const [of, id] = key.split(':');
    const counts = await mailboxes.countsOf({ of: of as Mailbox['of'], id: Number(id) });
    return counts && messageSummary(entity, counts);
  },
});
