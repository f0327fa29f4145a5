import { type Database, sourceOf } from '../database.js';

/** What the guards tell people: a ban, or a refusal that bans nobody (`until` null). */
export interface ToldBan {
  readonly blocker: 'antiflood' | 'ipFilter' | 'antiBruteForce';
  readonly source: string;
  readonly aor: string | null;
  readonly userAgent: string | null;
  readonly brandId: number | null;
  readonly clientId: number | null;
  /** Epoch milliseconds. */
  readonly atMs: number;
  readonly untilMs: number | null;
}

const MAX_AOR = 300;
const MAX_DESCRIPTION = 255;
const MAX_IP = 45;
/** Refusals without a ban are shown for so long. */
const SHOWN_MS = 30 * 86_400_000;
const BATCH = 1000;

/**
 * Shows bans and refusals in the table of banned addresses, one row per guard, address and endpoint. May be given the same twice, and what is
 * older than the row changes nothing. Tenants that are gone are left out of the row.
 */
export async function keepBans(database: Database, bans: readonly ToldBan[]): Promise<void> {
  await database.ready();
  const source = sourceOf(database);
  for (const ban of bans) {
    const at = new Date(ban.atMs);
    const until = ban.untilMs === null ? null : new Date(ban.untilMs);
    const ip = ban.source.slice(0, MAX_IP);
    const aor = ban.aor?.slice(0, MAX_AOR) ?? null;
    const description = ban.userAgent?.slice(0, MAX_DESCRIPTION) ?? null;
    const [row] = (await source.query(
      'SELECT id, last_banned_at AS at FROM banned_address WHERE blocker = ? AND ip = ? AND aor <=> ? LIMIT 1',
      [ban.blocker, ip, aor],
    )) as { readonly id: number; readonly at: Date }[];
    if (row && row.at.getTime() > ban.atMs) continue;
    if (row) {
      await source.query('UPDATE banned_address SET last_banned_at = ?, banned_until = ?, description = ? WHERE id = ?', [
        at,
        until,
        description,
        row.id,
      ]);
      continue;
    }
    await source.query(
      `INSERT INTO banned_address (brand_id, client_id, ip, blocker, aor, description, last_banned_at, banned_until)
       VALUES ((SELECT id FROM brand WHERE id = ?), (SELECT id FROM client WHERE id = ?), ?, ?, ?, ?, ?, ?)`,
      [ban.brandId, ban.clientId, ip, ban.blocker, aor, description, at, until],
    );
  }
}

/** Takes bans that are over out of the table, and refusals of long ago. Answers how many rows went. */
export async function dropEndedBans(database: Database, nowMs: number): Promise<number> {
  await database.ready();
  let removed = 0;
  for (const [condition, moment] of [
    ['banned_until IS NOT NULL AND banned_until <= ?', new Date(nowMs)],
    ['banned_until IS NULL AND last_banned_at <= ?', new Date(nowMs - SHOWN_MS)],
  ] as const)
    for (;;) {
      const { affectedRows } = (await sourceOf(database).query(`DELETE FROM banned_address WHERE ${condition} LIMIT ${BATCH}`, [
        moment,
      ])) as {
        affectedRows: number;
      };
      removed += affectedRows;
      if (affectedRows < BATCH) break;
    }
  return removed;
}
