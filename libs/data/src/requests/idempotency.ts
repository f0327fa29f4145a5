import { type Database, sourceOf } from '../database.js';

/** An answer that is given again. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}
/** `first`: serve it now. `running`: it is being served, or was when its process died. */
export type Claim =
  | { readonly kind: 'first' }
  | { readonly kind: 'running' }
  | { readonly kind: 'other-body' }
  | { readonly kind: 'answered'; readonly answer: KeptAnswer };

const NOT_READ_YET = '';
const PURPOSE = 'idempotencyKey.answer';
export const KEY_LIFETIME_MS = 24 * 3_600_000;

/**
 * Takes a key (by its digest) for a request with this body, at one instance only. A key whose request never ended is not taken
 * again before it expires: nobody knows whether it took effect, and twice would be worse than an answer that says so. `body`: its
 * digest; of one that is read as a stream how to read it, which is done when there is an answer to compare it with.
 */
export async function claimKey(database: Database, digest: string, body: string | (() => Promise<string>), nowMs: number): Promise<Claim> {
  await sourceOf(database).query('DELETE FROM idempotency_key WHERE digest = ? AND expires_at <= ?', [digest, new Date(nowMs)]);
  const { affectedRows } = (await sourceOf(database).query(
    'INSERT IGNORE INTO idempotency_key (digest, body_digest, expires_at) VALUES (?, ?, ?)',
    [digest, typeof body === 'string' ? body : NOT_READ_YET, new Date(nowMs + KEY_LIFETIME_MS)],
  )) as { affectedRows: number };
  if (affectedRows === 1) return { kind: 'first' };
  const [row] = (await sourceOf(database).query('SELECT body_digest, status, answer_sealed FROM idempotency_key WHERE digest = ?', [
    digest,
  ])) as {
    body_digest: string;
    status: number | null;
    answer_sealed: string | null;
  }[];
  // It ended in a refusal between the two statements.
  if (!row) return { kind: 'running' };
  const isOpen = row.status === null || row.answer_sealed === null;
  if (typeof body !== 'string' && isOpen) return { kind: 'running' };
  if (row.body_digest !== (typeof body === 'string' ? body : await body())) return { kind: 'other-body' };
  if (row.status === null || row.answer_sealed === null) return { kind: 'running' };
  const kept = JSON.parse(database.secrets.open(row.answer_sealed, PURPOSE)) as Omit<KeptAnswer, 'status'>;
  return { kind: 'answered', answer: { status: row.status, headers: kept.headers, body: kept.body } };
}

/** `bodyDigest`: that of a body that was read as a stream. */
export async function keepAnswer(
  database: Database,
  digest: string,
  { status, headers, body }: KeptAnswer,
  bodyDigest?: string,
): Promise<void> {
  const sealed = database.secrets.seal(JSON.stringify({ headers, body: body ?? null }), PURPOSE);
  await sourceOf(database).query(
    'UPDATE idempotency_key SET status = ?, answer_sealed = ?, body_digest = COALESCE(?, body_digest) WHERE digest = ?',
    [status, sealed, bodyDigest ?? null, digest],
  );
}

/** Gives a key back whose request was refused: it changed nothing and may be sent again, mended. */
export async function releaseKey(database: Database, digest: string): Promise<void> {
  await sourceOf(database).query('DELETE FROM idempotency_key WHERE digest = ? AND status IS NULL', [digest]);
}

/** Removes keys that have expired; answers how many. */
export async function pruneKeys(database: Database, nowMs: number): Promise<number> {
  const { affectedRows } = (await sourceOf(database).query('DELETE FROM idempotency_key WHERE expires_at <= ? LIMIT 10000', [
    new Date(nowMs),
  ])) as {
    affectedRows: number;
  };
  return affectedRows;
}
