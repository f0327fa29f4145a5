import type { Database, LoginEvent, LoginRef } from '@switchyard/data';
import type { MailOutbox } from '@switchyard/queue';
import type { Clock, RequestContext } from '@switchyard/kernel';
import type { SessionAnswers } from './session-answers.js';
import type { SignIn } from './sign-in.js';
import type { IdentityProviders } from './identity-provider.js';
import type { TokenKeys } from './token-keys.js';

/** What the controllers of logins share. */
export interface LoginParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly signIn: SignIn;
  readonly answers: SessionAnswers;
  readonly keys: TokenKeys;
  readonly providers: IdentityProviders;
  /** Messages that `apps/workers` sends. */
  readonly mail: MailOutbox;
  /** Into the change log of the login's tenant. */
  readonly record: (caller: RequestContext, login: LoginRef, event: LoginEvent) => Promise<void>;
}
export const LOGIN_PARTS = Symbol('LoginParts');
