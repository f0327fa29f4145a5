import { isoOf, type Level } from '@switchyard/kernel';
import { type Database, sourceOf } from '../database.js';
import { secretPurpose } from '../repository/hidden-values.js';
import { inTransaction } from '../repository/transaction.js';
import { digestOf } from './digest.js';

const PURPOSE = 'signOnAttempt.verifier';
/** How long somebody may take at the identity provider. */
const ATTEMPT_LIFETIME_MS = 600_000;

/** How the people of one portal are known to an identity provider. */
export interface SignOnSettings {
  readonly webPortalId: number;
  readonly name: string;
  readonly issuer: string;
  readonly identifier: string;
  /** Undefined: a public client; PKCE alone protects the exchange (RFC 7636). */
  readonly secret: string | undefined;
  readonly claim: 'email' | 'preferred_username';
}

/** The active single sign-on of a portal; undefined: people log in with passwords only. */
export async function signOnSettings(database: Database, webPortalId: number): Promise<SignOnSettings | undefined> {
  const [row] = (await sourceOf(database).query(
    'SELECT name, issuer, identifier, secret_encrypted, claim FROM single_sign_on WHERE web_portal_id = ? AND active = 1',
    [webPortalId],
  )) as { name: string; issuer: string; identifier: string; secret_encrypted: string | null; claim: SignOnSettings['claim'] }[];
  if (!row) return undefined;
  const secret =
    row.secret_encrypted === null ? undefined : database.secrets.open(row.secret_encrypted, secretPurpose('singleSignOn', 'secret'));
  return { webPortalId, name: row.name, issuer: row.issuer, identifier: row.identifier, secret, claim: row.claim };
}

export interface SignOnAttempt {
  readonly webPortalId: number;
  readonly level: Level;
  readonly nonce: string;
  /** PKCE code verifier, RFC 7636 §4.1. */
  readonly verifier: string;
  /** Secret in a cookie of the browser that began: nobody else's browser can finish (RFC 9700 §4.7). */
  readonly browser: string;
  /** Screen the person wanted. */
  readonly returnTo: string;
}

/** Keeps what is needed when the person comes back with this `state`, at whichever instance. */
export async function beginSignOn(database: Database, state: string, attempt: SignOnAttempt, nowMs: number): Promise<void> {
  await sourceOf(database).manager.insert('signOnAttempt', {
    digest: digestOf(state),
    webPortalId: attempt.webPortalId,
    level: attempt.level,
    nonce: attempt.nonce,
    verifierSealed: database.secrets.seal(attempt.verifier, PURPOSE),
    browserDigest: digestOf(attempt.browser),
    returnTo: attempt.returnTo,
    expiresAt: isoOf(nowMs + ATTEMPT_LIFETIME_MS),
  });
}

/** Takes an attempt out, once. Undefined: unknown, used, expired, or begun by another browser. */
export async function takeSignOn(
  database: Database,
  state: string,
  browser: string,
  nowMs: number,
): Promise<Omit<SignOnAttempt, 'browser'> | undefined> {
  return inTransaction(database, async (manager) => {
    const digest = digestOf(state);
    const [row] = (await manager.query(
      `SELECT web_portal_id, level, nonce, verifier_sealed, return_to FROM sign_on_attempt
       WHERE digest = ? AND browser_digest = ? AND expires_at > ? FOR UPDATE`,
      [digest, digestOf(browser), new Date(nowMs)],
    )) as { web_portal_id: number; level: Level; nonce: string; verifier_sealed: string; return_to: string }[];
    if (!row) return undefined;
    await manager.delete('signOnAttempt', { digest });
    return {
      webPortalId: row.web_portal_id,
      level: row.level,
      nonce: row.nonce,
      verifier: database.secrets.open(row.verifier_sealed, PURPOSE),
      returnTo: row.return_to,
    };
  });
}
