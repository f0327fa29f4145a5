import { guardedFetch } from '@switchyard/api-kit';
import { recordLoginEvent, type Database } from '@switchyard/data';
import type { Clock, Logger } from '@switchyard/kernel';
import type { MailOutbox } from '@switchyard/queue';
import { IdentityProviders } from './identity-provider.js';
import type { LoginParts } from './login-parts.js';
import { SessionAnswers } from './session-answers.js';
import { SignIn } from './sign-in.js';
import { TokenKeys } from './token-keys.js';
import { Tokens } from './tokens.js';

/** Times in milliseconds. */
export interface LoginSettings {
  readonly tokenMs: number;
  readonly rotationMs: number;
  readonly idleMs: number;
  readonly lifetimeMs: number;
  /** Private addresses that identity providers may have. */
  readonly outboundAllow: readonly string[];
}

/** Puts the parts of logins together. */
export function openLoginParts(
  {
    database,
    clock,
    logger,
    mail,
  }: { readonly database: Database; readonly clock: Clock; readonly logger: Logger; readonly mail: MailOutbox },
  { tokenMs, rotationMs, idleMs, lifetimeMs, outboundAllow }: LoginSettings,
): { readonly parts: LoginParts; readonly tokens: Tokens } {
  const keys = new TokenKeys(database, clock, { rotationMs, tokenMs });
  const tokens = new Tokens(database, keys, clock, tokenMs);
  const parts: LoginParts = {
    database,
    clock,
    mail,
    keys,
    signIn: new SignIn(database, clock, { idleMs, lifetimeMs }, logger),
    answers: new SessionAnswers(tokens, clock),
    record: (caller, login, event) => recordLoginEvent(database, caller, login, event),
    providers: new IdentityProviders(guardedFetch({ allow: outboundAllow }), clock, logger),
  };
  return { parts, tokens };
}
