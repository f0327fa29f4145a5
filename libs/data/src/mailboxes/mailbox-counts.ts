import { type Database, sourceOf } from '../database.js';

/** Whose mailbox: a user's, a residential device's, or a shared one by its own id. */
export interface MailboxOwner {
  readonly of: 'user' | 'residentialDevice' | 'shared';
  readonly id: number;
}

/** Messages of a mailbox: not heard yet, heard, and how many of each are urgent. */
export interface MailboxMessages {
  readonly fresh: number;
  readonly old: number;
  readonly urgentFresh: number;
  readonly urgentOld: number;
}

const COLUMN = { user: 'v.user_id', residentialDevice: 'v.residential_device_id', shared: 'v.id' } as const;

/** Counts the messages of a mailbox; all zero when it has none, or does not exist. Inbox and urgent are what was not heard yet. */
export async function mailboxCounts(database: Database, { of, id }: MailboxOwner): Promise<MailboxMessages> {
  await database.ready();
  const [row] = (await sourceOf(database).query(
    `SELECT SUM(m.folder IN ('inbox', 'urgent')) AS fresh, SUM(m.folder NOT IN ('inbox', 'urgent')) AS old, SUM(m.folder = 'urgent') AS urgent
     FROM voicemail v JOIN voicemail_message m ON m.voicemail_id = v.id WHERE ${COLUMN[of]} = ? AND v.enabled = 1`,
    [id],
  )) as Record<'fresh' | 'old' | 'urgent', number | string | null>[];
  return { fresh: Number(row?.fresh ?? 0), old: Number(row?.old ?? 0), urgentFresh: Number(row?.urgent ?? 0), urgentOld: 0 };
}

/** True when a mailbox without owner is one of the user's. */
export async function isSharedMailbox(database: Database, voicemailId: number, userId: number): Promise<boolean> {
  await database.ready();
  const rows = (await sourceOf(database).query(
    "SELECT 1 FROM link WHERE resource = 'voicemail' AND field = 'userIds' AND row_id = ? AND target_id = ? LIMIT 1",
    [voicemailId, userId],
  )) as unknown[];
  return rows.length > 0;
}
