import type { EntityManager } from 'typeorm';
import { isoOf } from '@switchyard/kernel';
import { randomBytes } from 'node:crypto';
import { type Database, managerOf, sourceOf } from '../database.js';
import { inTransaction } from '../repository/transaction.js';
import { digestOf } from './digest.js';
import type { LoginRef } from './login-rows.js';
import { base32, matchingStep, newTotpSecret } from './totp.js';

const PURPOSE = 'secondFactor.secret';
const RECOVERY_CODES = 10;
const RECOVERY_BYTES = 10;

interface StoredFactor {
  readonly secret_sealed: string;
  readonly confirmed_at: Date | null;
  readonly last_step: number | string;
}

async function find(source: Database | EntityManager, { kind, id }: LoginRef, lock = ''): Promise<StoredFactor | undefined> {
  const [row] = (await managerOf(source).query(
    `SELECT secret_sealed, confirmed_at, last_step FROM second_factor WHERE kind = ? AND login_id = ? ${lock}`,
    [kind, id],
  )) as StoredFactor[];
  return row;
}

export interface SecondFactorState {
  readonly active: boolean;
  readonly since: string | null;
  readonly recoveryCodesLeft: number;
}

export async function secondFactorState(database: Database, login: LoginRef): Promise<SecondFactorState> {
  const factor = await find(database, login);
  const [row] = (await sourceOf(database).query('SELECT COUNT(*) AS n FROM recovery_code WHERE kind = ? AND login_id = ?', [
    login.kind,
    login.id,
  ])) as {
    n: number | string;
  }[];
  const since = factor?.confirmed_at ?? null;
  return { active: since !== null, since: since?.toISOString() ?? null, recoveryCodesLeft: since === null ? 0 : Number(row?.n ?? 0) };
}

/** Begins an enrolment: the secret, to be shown once. One that was begun before is forgotten. Undefined: a factor is active already. */
export async function enrolSecondFactor(database: Database, login: LoginRef, nowMs: number): Promise<string | undefined> {
  return inTransaction(database, async (manager) => {
    if ((await find(manager, login, 'FOR UPDATE'))?.confirmed_at) return undefined;
    const secret = newTotpSecret();
    await manager.delete('secondFactor', { kind: login.kind, loginId: login.id });
    await manager.insert('secondFactor', {
      kind: login.kind,
      loginId: login.id,
      secretSealed: database.secrets.seal(secret, PURPOSE),
      createdAt: isoOf(nowMs),
      confirmedAt: null,
      lastStep: 0,
    });
    return secret;
  });
}

const readable = (code: string): string => (code.match(/.{4}/g) ?? []).join('-').toLowerCase();
/** However it was typed: case and dashes do not matter. */
const plainCode = (code: string): string => code.replace(/[\s-]/g, '').toUpperCase();
const recoveryDigest = ({ kind, id }: LoginRef, code: string): string => digestOf(`${kind}:${id}:${plainCode(code)}`);

/** Replaces the recovery codes of a login; shown once. */
export async function newRecoveryCodes(database: Database, login: LoginRef): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => readable(base32(randomBytes(RECOVERY_BYTES))));
  await inTransaction(database, async (manager) => {
    await manager.delete('recoveryCode', { kind: login.kind, loginId: login.id });
    await manager.insert(
      'recoveryCode',
      codes.map((code) => ({ digest: recoveryDigest(login, code), kind: login.kind, loginId: login.id })),
    );
  });
  return codes;
}

/** The first code ends the enrolment: the application has the secret. Recovery codes, or undefined for a wrong code. */
export async function confirmSecondFactor(database: Database, login: LoginRef, code: string, nowMs: number): Promise<string[] | undefined> {
  const isRight = await inTransaction(database, async (manager) => {
    const factor = await find(manager, login, 'FOR UPDATE');
    if (!factor || factor.confirmed_at) return false;
    const step = matchingStep(database.secrets.open(factor.secret_sealed, PURPOSE), code, nowMs);
    if (step === undefined) return false;
    await manager.query('UPDATE second_factor SET confirmed_at = ?, last_step = ? WHERE kind = ? AND login_id = ?', [
      new Date(nowMs),
      step,
      login.kind,
      login.id,
    ]);
    return true;
  });
  return isRight ? newRecoveryCodes(database, login) : undefined;
}

/** `none`: no factor is active, a password is enough. A code is taken once: neither it nor an older one comes back. */
export async function checkSecondFactor(
  database: Database,
  login: LoginRef,
  code: string | undefined,
  nowMs: number,
): Promise<'none' | 'needed' | 'wrong' | 'totp' | 'recovery-code'> {
  const factor = await find(database, login);
  if (!factor?.confirmed_at) return 'none';
  if (code === undefined || code === '') return 'needed';
  const step = matchingStep(database.secrets.open(factor.secret_sealed, PURPOSE), code.replace(/\s/g, ''), nowMs);
  if (step !== undefined) {
    // The condition makes two requests with one code a race that only one wins.
    const changed = (await sourceOf(database).query(
      'UPDATE second_factor SET last_step = ? WHERE kind = ? AND login_id = ? AND last_step < ?',
      [step, login.kind, login.id, step],
    )) as { affectedRows: number };
    return changed.affectedRows === 1 ? 'totp' : 'wrong';
  }
  if (plainCode(code).length !== (RECOVERY_BYTES * 8) / 5) return 'wrong';
  const gone = (await sourceOf(database).query('DELETE FROM recovery_code WHERE digest = ? AND kind = ? AND login_id = ?', [
    recoveryDigest(login, code),
    login.kind,
    login.id,
  ])) as { affectedRows: number };
  return gone.affectedRows === 1 ? 'recovery-code' : 'wrong';
}

/** Switches the second factor off, with its recovery codes. */
export async function removeSecondFactor(database: Database, login: LoginRef): Promise<void> {
  await inTransaction(database, async (manager) => {
    await manager.delete('secondFactor', { kind: login.kind, loginId: login.id });
    await manager.delete('recoveryCode', { kind: login.kind, loginId: login.id });
  });
}
