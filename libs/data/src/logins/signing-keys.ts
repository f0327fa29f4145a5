import { isoOf } from '@switchyard/kernel';
import { createPrivateKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { type Database, sourceOf } from '../database.js';
import { duplicateKeyOf } from '../errors.js';

const PURPOSE = 'signingKey.private';

/** Public half as a JSON Web Key (RFC 7517, RFC 8037 for Ed25519). */
export type PublicJwk = Readonly<{ kty: string; crv: string; x: string; kid: string; alg: 'EdDSA'; use: 'sig' }>;

export interface SigningKey {
  readonly number: number;
  readonly kid: string;
  readonly publicJwk: PublicJwk;
  readonly signsUntilMs: number;
  /** Tokens signed by it are taken until then. */
  readonly checksUntilMs: number;
  readonly privateKey: () => KeyObject;
}

interface StoredKey {
  readonly number: number;
  readonly kid: string;
  readonly public_jwk: string;
  readonly private_sealed: string;
  readonly signs_until: Date;
  readonly checks_until: Date;
}

/** Every key that some living token may be signed with, newest first. */
export async function readSigningKeys(database: Database, nowMs: number): Promise<SigningKey[]> {
  const rows = (await sourceOf(database).query('SELECT * FROM signing_key WHERE checks_until > ? ORDER BY number DESC', [
    new Date(nowMs),
  ])) as StoredKey[];
  return rows.map((row) => ({
    number: row.number,
    kid: row.kid,
    publicJwk: JSON.parse(row.public_jwk) as PublicJwk,
    signsUntilMs: row.signs_until.getTime(),
    checksUntilMs: row.checks_until.getTime(),
    privateKey: () =>
      createPrivateKey({ key: Buffer.from(database.secrets.open(row.private_sealed, PURPOSE), 'base64'), format: 'der', type: 'pkcs8' }),
  }));
}

/**
 * Stores a new Ed25519 key as number `after` + 1. When another instance was faster, its key is as good: the duplicate is
 * dropped, and whoever asks reads again. Old keys that check nothing any more go.
 */
export async function addSigningKey(
  database: Database,
  after: number,
  times: { readonly nowMs: number; readonly rotationMs: number; readonly tokenMs: number },
): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const kid = randomBytes(12).toString('hex');
  const signsUntilMs = times.nowMs + times.rotationMs;
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid, alg: 'EdDSA', use: 'sig' };
  try {
    await sourceOf(database).manager.insert('signingKey', {
      number: after + 1,
      kid,
      publicJwk: JSON.stringify(jwk),
      privateSealed: database.secrets.seal(privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'), PURPOSE),
      createdAt: isoOf(times.nowMs),
      signsUntil: isoOf(signsUntilMs),
      checksUntil: isoOf(signsUntilMs + times.tokenMs),
    });
  } catch (thrown) {
    if (duplicateKeyOf(thrown) === undefined) throw thrown;
  }
  await sourceOf(database).query('DELETE FROM signing_key WHERE checks_until < ?', [new Date(times.nowMs - times.rotationMs)]);
}

/** The number of the last key ever made; 0: none. */
export async function lastKeyNumber(database: Database): Promise<number> {
  const [row] = (await sourceOf(database).query('SELECT MAX(number) AS last FROM signing_key')) as { last: number | null }[];
  return row?.last ?? 0;
}
