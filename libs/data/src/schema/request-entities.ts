import { EntitySchema } from 'typeorm';
import { time } from './columns.js';

/** What was answered to a request that may come again, by its Idempotency-Key; without a status it is still being served. */
export const idempotencyKey = new EntitySchema<Record<string, unknown>>({
  name: 'idempotencyKey',
  tableName: 'idempotency_key',
  columns: {
    /** SHA-256 of who asked, where, and the key. */
    digest: { type: 'varchar', length: 64, primary: true },
    bodyDigest: { name: 'body_digest', type: 'varchar', length: 64 },
    status: { type: 'int', nullable: true },
    /** Headers and body as JSON, sealed: an answer may show a secret that is shown once. */
    answerSealed: { name: 'answer_sealed', type: 'mediumtext', nullable: true },
    expiresAt: time('expires_at'),
  },
  indices: [{ name: 'ix_idempotency_key_expires', columns: ['expiresAt'] }],
});

/** What an import needs besides what is shown of it: who asked for it, and which instance works at it until when. */
export const importWork = new EntitySchema<Record<string, unknown>>({
  name: 'importWork',
  tableName: 'import_work',
  columns: {
    importId: { name: 'import_id', type: 'bigint', primary: true },
    /** The caller's `RequestContext` as JSON. */
    caller: { type: 'mediumtext' },
    holder: { type: 'varchar', length: 36, nullable: true },
    leaseUntil: { ...time('lease_until'), nullable: true },
  },
});

export const requestEntities: readonly EntitySchema[] = [idempotencyKey, importWork];
