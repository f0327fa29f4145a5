import type { Database } from '@switchyard/data';
import type { Clock } from '@switchyard/kernel';
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
}
export const LOGIN_PARTS = Symbol('LoginParts');
