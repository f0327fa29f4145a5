import { type Database, sourceOf } from '../database.js';

const DAY_MS = 86_400_000;
/** Ended sessions stay for a while: "where was I logged in" and the known sources of a name (`attempts.ts`) ask for them. */
const KEPT_SESSIONS_MS = 30 * DAY_MS;
const BATCH = 1000;

/** Removes what no login needs any more; called every now and then by every instance. Answers how many rows went. */
export async function pruneLogins(database: Database, nowMs: number): Promise<number> {
  const now = new Date(nowMs);
  const statements: readonly (readonly [string, Date])[] = [
    // Tokens go with the end of their session, not with their own: a used one is evidence as long as the session lives.
    ['DELETE FROM refresh_token WHERE session_id IN (SELECT id FROM login_session WHERE expires_at < ? OR revoked_at IS NOT NULL)', now],
    ['DELETE FROM login_session WHERE expires_at < ?', new Date(nowMs - KEPT_SESSIONS_MS)],
    ['DELETE FROM login_failure WHERE last_at < ?', new Date(nowMs - DAY_MS)],
    ['DELETE FROM password_reset WHERE expires_at < ?', now],
    ['DELETE FROM sign_on_attempt WHERE expires_at < ?', now],
  ];
  let removed = 0;
  for (const [sql, moment] of statements)
    for (;;) {
      const { affectedRows } = (await sourceOf(database).query(`${sql} LIMIT ${BATCH}`, [moment])) as { affectedRows: number };
      removed += affectedRows;
      if (affectedRows < BATCH) break;
    }
  return removed;
}
