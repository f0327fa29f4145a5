import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { bigNumber, smallId, time } from './columns.js';

const nullable = { nullable: true } as const;
const text = (length: number, name?: string): EntitySchemaColumnOptions => ({ type: 'varchar', length, ...(name ? { name } : {}) });
const id = (name: string): EntitySchemaColumnOptions => ({ name, type: 'int' });
/** What is looked up by a secret is found by its SHA-256, in hexadecimal: the table alone opens nothing. */
const digest = { ...text(64), primary: true } as const;

/** Who a row is about: an administrator or a user; two tables, so no foreign key. */
const login = { kind: text(16), loginId: id('login_id') };

/** Key pairs that sign access tokens (RFC 7515). The private part is sealed; a key outlives its last signature by one token. */
export const signingKey = new EntitySchema<Record<string, unknown>>({
  name: 'signingKey',
  tableName: 'signing_key',
  columns: {
    // Two instances that both find no key to sign with would both add number n + 1: one of them loses and reads again.
    number: { type: 'int', primary: true },
    kid: text(32),
    publicJwk: text(512, 'public_jwk'),
    privateSealed: text(1024, 'private_sealed'),
    createdAt: time('created_at'),
    signsUntil: time('signs_until'),
    checksUntil: time('checks_until'),
  },
});

/** One login until its logout: the family of refresh tokens (RFC 9700 §4.14.2). */
export const loginSession = new EntitySchema<Record<string, unknown>>({
  name: 'loginSession',
  tableName: 'login_session',
  columns: {
    id: { ...text(36), primary: true },
    ...login,
    name: text(254),
    level: text(16),
    brandId: { ...id('brand_id'), ...nullable },
    clientId: { ...id('client_id'), ...nullable },
    method: text(32),
    /** The session of a higher level that this one was exchanged from; it ends with it. */
    parentId: { ...text(36, 'parent_id'), ...nullable },
    behalf: { type: 'text', ...nullable },
    host: text(255),
    ip: text(45),
    agent: text(200),
    createdAt: time('created_at'),
    usedAt: time('used_at'),
    expiresAt: time('expires_at'),
    revokedAt: { ...time('revoked_at'), ...nullable },
    revokedWhy: { ...text(32, 'revoked_why'), ...nullable },
  },
  indices: [
    { name: 'ix_login_session_login', columns: ['kind', 'loginId'] },
    { name: 'ix_login_session_parent', columns: ['parentId'] },
    { name: 'ix_login_session_expires', columns: ['expiresAt'] },
    { name: 'ix_login_session_source', columns: ['ip', 'name'] },
  ],
});

/** Each may be used once. A used one is kept while its session lives, so that its second use is noticed. */
export const refreshToken = new EntitySchema<Record<string, unknown>>({
  name: 'refreshToken',
  tableName: 'refresh_token',
  columns: {
    digest,
    sessionId: text(36, 'session_id'),
    createdAt: time('created_at'),
    expiresAt: time('expires_at'),
    usedAt: { ...time('used_at'), ...nullable },
  },
  indices: [{ name: 'ix_refresh_token_session', columns: ['sessionId'] }],
});

/** TOTP (RFC 6238) of a login; without `confirmedAt` it is only being enrolled and not asked for. */
export const secondFactor = new EntitySchema<Record<string, unknown>>({
  name: 'secondFactor',
  tableName: 'second_factor',
  columns: {
    kind: { ...login.kind, primary: true },
    loginId: { ...login.loginId, primary: true },
    secretSealed: text(255, 'secret_sealed'),
    createdAt: time('created_at'),
    confirmedAt: { ...time('confirmed_at'), ...nullable },
    /** Number of the last time step whose code was taken; neither it nor an earlier one is taken again (§5.2). */
    lastStep: bigNumber('last_step'),
  },
});

/** Codes for the day the phone is lost; a row goes when its code is used. */
export const recoveryCode = new EntitySchema<Record<string, unknown>>({
  name: 'recoveryCode',
  tableName: 'recovery_code',
  columns: { digest, ...login },
  indices: [{ name: 'ix_recovery_code_login', columns: ['kind', 'loginId'] }],
});

/** A key that a program shows instead of a login. It can do what its owner can, no more than `grants` says. */
export const apiKey = new EntitySchema<Record<string, unknown>>({
  name: 'apiKey',
  tableName: 'api_key',
  columns: {
    id: smallId,
    digest: text(64),
    ...login,
    name: text(100),
    prefix: text(16),
    /** JSON: resource → verbs; null: everything the owner may. */
    grants: { type: 'text', ...nullable },
    createdAt: time('created_at'),
    expiresAt: time('expires_at'),
    usedAt: { ...time('used_at'), ...nullable },
    usedFrom: { ...text(45, 'used_from'), ...nullable },
  },
  indices: [
    { name: 'uq_api_key_digest', columns: ['digest'], unique: true },
    { name: 'ix_api_key_login', columns: ['kind', 'loginId'] },
  ],
});

/** Failed attempts by what is counted (a name, a source, both), as a digest; shared by all instances. */
export const loginFailure = new EntitySchema<Record<string, unknown>>({
  name: 'loginFailure',
  tableName: 'login_failure',
  columns: { digest, failures: { type: 'int' }, blockedUntil: time('blocked_until'), lastAt: time('last_at') },
  indices: [{ name: 'ix_login_failure_last', columns: ['lastAt'] }],
});

/** A link by which a password may be set once. */
export const passwordReset = new EntitySchema<Record<string, unknown>>({
  name: 'passwordReset',
  tableName: 'password_reset',
  columns: { digest, ...login, level: text(16), createdAt: time('created_at'), expiresAt: time('expires_at') },
  indices: [{ name: 'ix_password_reset_login', columns: ['kind', 'loginId'] }],
});

/** Somebody who was sent to an identity provider and has not come back yet. */
export const signOnAttempt = new EntitySchema<Record<string, unknown>>({
  name: 'signOnAttempt',
  tableName: 'sign_on_attempt',
  columns: {
    digest,
    webPortalId: id('web_portal_id'),
    level: text(16),
    nonce: text(64),
    verifierSealed: text(512, 'verifier_sealed'),
    browserDigest: text(64, 'browser_digest'),
    returnTo: text(500, 'return_to'),
    expiresAt: time('expires_at'),
  },
});

export const loginEntities: readonly EntitySchema[] = [
  signingKey,
  loginSession,
  refreshToken,
  secondFactor,
  recoveryCode,
  apiKey,
  loginFailure,
  passwordReset,
  signOnAttempt,
];
