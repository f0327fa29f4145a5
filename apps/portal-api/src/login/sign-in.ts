import { refusal } from '@switchyard/api-kit';
import {
  attemptSucceeded,
  attemptWithdrawn,
  authenticate,
  beginAttempt,
  checkSecondFactor,
  findLogin,
  findLoginBelow,
  findPortal,
  internalLoginOf,
  isPasswordOf,
  openSession,
  refreshSession,
  servesLevel,
  type Attempt,
  type Database,
  type LoginRef,
  type LoginRow,
  type OpenedSession,
  type Portal,
  type SessionMethod,
  type SessionOrigin,
  type SessionTimes,
} from '@switchyard/data';
import { CodedError, type Clock, type Level, type Logger, type RequestContext } from '@switchyard/kernel';

export interface SignInTimes {
  readonly idleMs: number;
  readonly lifetimeMs: number;
}

export interface Credentials {
  readonly name: string;
  readonly password: string;
  readonly code: string | undefined;
}

/** Whom somebody wants to act as, one level below. */
export type Target = { readonly loginId: number } | { readonly tenantId: number };

const METHODS = { none: 'password', totp: 'password+totp', 'recovery-code': 'password+recovery-code' } as const satisfies Record<
  string,
  SessionMethod
>;

/** How people become sessions: by password and second factor, by a refresh token, by going down a level. */
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly lifetimes: SignInTimes,
    private readonly logger: Logger,
  ) {}

  /** The portal of a host name, when people of the level log in there. Throws `portal-unknown`, `portal-refused`. */
  async portalAt(host: string, level: Level): Promise<Portal> {
    const portal = await findPortal(this.database, host);
    if (!portal) throw refusal('portal-unknown', `No web portal has the address https://${host}; an administrator can add it.`);
    if (!servesLevel(portal, level)) throw refusal('portal-refused', `The portal ${portal.url} is not for logins of level ${level}.`);
    return portal;
  }

  /** Throws `login-refused` for whatever is wrong with name and password, `second-factor-needed`, `login-delayed`. */
  async byPassword(level: Level, { name, password, code }: Credentials, origin: SessionOrigin): Promise<OpenedSession> {
    const portal = await this.portalAt(origin.host, level);
    const attempt = { level, name, ip: origin.ip };
    await this.#begin(attempt);
    const login = await authenticate(this.database, { level, username: name, password, portal });
    if (!login) {
      this.logger.warn('login refused', { level, login: name, from: origin.ip });
      throw refusal('login-refused', 'The name or the password is wrong, or the login is not active at this portal.');
    }
    const method = METHODS[await this.#secondFactor(attempt, login, code)];
    await attemptSucceeded(this.database, attempt, this.#nowMs);
    return this.open(login, { ...origin, method });
  }

  /** Opens the session of a login that has been proved. */
  async open(login: LoginRow, how: SessionOrigin & { readonly method: SessionMethod }): Promise<OpenedSession> {
    this.logger.info('logged in', { level: login.scope.level, login: login.name, from: how.ip, method: how.method });
    return openSession(this.database, login, how, this.#times);
  }

  /** The next pair of tokens. Throws `refresh-refused`; the same for every reason, the log has it. */
  async byRefreshToken(level: Level, token: string, origin: SessionOrigin, sessionId?: string): Promise<OpenedSession> {
    const expect = { level, host: origin.host, ...(sessionId === undefined ? {} : { sessionId }) };
    const refreshed = await refreshSession(this.database, token, expect, this.#times);
    if (refreshed.ok) return refreshed.value;
    const log = refreshed.error === 'reused' ? 'warn' : 'info';
    this.logger[log]('refresh refused', { level, why: refreshed.error, from: origin.ip });
    throw refusal('refresh-refused', 'The refresh token is unknown, used, or its session has ended; log in again.');
  }

  /** Goes down a level. Throws `own-login-needed`, `impersonation-forbidden`, `not-found`. */
  async byExchange(caller: RequestContext, sessionId: string | undefined, target: Target, origin: SessionOrigin): Promise<OpenedSession> {
    const { actor, behalf = [], scope } = caller;
    if (sessionId === undefined || actor.kind === 'system')
      throw refusal('own-login-needed', 'An API key has no session that could go down a level; log in.');
    if (!(await this.#mayImpersonate({ kind: actor.kind, id: actor.id })))
      throw refusal('impersonation-forbidden', 'This restricted administrator was not given leave to go down a level.');
    const login =
      'loginId' in target
        ? await findLoginBelow(this.database, caller, target.loginId)
        : await internalLoginOf(this.database, caller, target.tenantId);
    if (!login) throw refusal('not-found', 'There is no such active login one level below.');
    const chain = [...behalf, { kind: actor.kind, id: actor.id, name: actor.name, level: scope.level }];
    this.logger.info('acts as', { login: login.name, level: login.scope.level, by: chain.map(({ name }) => name).join(' → ') });
    return openSession(this.database, login, { ...origin, method: 'exchange', parent: { id: sessionId, behalf: chain } }, this.#times);
  }

  /**
   * Before what a borrowed screen must not do. Throws `own-login-needed` for an API key and for somebody acting as another,
   * `password-refused`, `second-factor-needed`, `login-delayed`.
   */
  async reauthenticate(caller: RequestContext, password: string, code: string | undefined): Promise<LoginRef> {
    const own = ownLogin(caller);
    const attempt = { level: caller.scope.level, name: `#${own.kind}:${own.id}`, ip: caller.ip ?? '' };
    await this.#begin(attempt);
    if (!(await isPasswordOf(this.database, own, password))) {
      this.logger.warn('password refused', { level: caller.scope.level, login: caller.actor.name, from: caller.ip });
      throw refusal('password-refused', 'The current password is wrong.');
    }
    await this.#secondFactor(attempt, own, code);
    await attemptSucceeded(this.database, attempt, this.#nowMs);
    return own;
  }

  /** The second factor, when there is one. A code that is asked for is no failure, a wrong one is. */
  async #secondFactor(attempt: Attempt, login: LoginRef, code: string | undefined): Promise<keyof typeof METHODS> {
    const checked = await checkSecondFactor(this.database, login, code, this.#nowMs);
    if (checked === 'needed') {
      await attemptWithdrawn(this.database, attempt, this.#nowMs);
      throw refusal('second-factor-needed', 'Send the code of the authenticator, or a recovery code, as code.');
    }
    if (checked === 'wrong') {
      this.logger.warn('second factor refused', { login: attempt.name, from: attempt.ip });
      throw refusal('login-refused', 'The code is wrong or was used already.');
    }
    return checked;
  }

  async #begin(attempt: Attempt): Promise<void> {
    const waitSec = await beginAttempt(this.database, attempt, this.#nowMs);
    if (waitSec > 0)
      throw new CodedError('login-delayed', `Too many failed attempts; try again in ${waitSec} s.`, { retryAfterSec: waitSec });
  }

  async #mayImpersonate(ref: LoginRef): Promise<boolean> {
    const login = await findLogin(this.database, ref);
    return login !== undefined && (!login.restricted || login.canImpersonate);
  }

  get #nowMs(): number {
    return this.clock.nowMs();
  }
  get #times(): SessionTimes {
    return { nowMs: this.#nowMs, ...this.lifetimes };
  }
}

/** The login of a person who is really there. Throws `own-login-needed` for an API key and for somebody acting as another. */
export function ownLogin({ actor, behalf = [], apiKeyId }: RequestContext): LoginRef {
  if (apiKeyId !== undefined || behalf.length > 0 || actor.kind === 'system')
    throw refusal('own-login-needed', 'Neither an API key nor somebody acting as another may do that; log in as yourself.');
  return { kind: actor.kind, id: actor.id };
}
