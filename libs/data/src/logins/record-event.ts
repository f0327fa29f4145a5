import type { RequestContext } from '@switchyard/kernel';
import { appendEvent, type LoggedEvent } from '../changes/append-event.js';
import type { Database } from '../database.js';
import { inTransaction } from '../repository/transaction.js';
import { findLogin, type LoginRef } from './login-rows.js';

/** What happens around a login and is no write of a resource. The tenant of the login reads it in its change log. */
export interface LoginEvent extends Pick<LoggedEvent, 'operation' | 'values'> {
  readonly what: 'apiKey' | 'secondFactor' | 'passwordReset' | 'session';
  /** Id of the API key; else the login's own is kept. */
  readonly id?: number;
}

/** Adds an event of a login to the change log: who did it, as whom, from where. A login that is gone has no log. */
export async function recordLoginEvent(database: Database, ctx: RequestContext, ref: LoginRef, event: LoginEvent): Promise<void> {
  const login = await findLogin(database, ref);
  if (!login) return;
  const { scope } = login;
  await inTransaction(database, (manager) =>
    appendEvent(manager, ctx, {
      resource: event.what,
      id: event.id ?? login.id,
      title: login.name,
      operation: event.operation,
      brandId: scope.level === 'platform' ? null : scope.brandId,
      clientId: scope.level === 'platform' || scope.level === 'brand' ? null : scope.clientId,
      values: event.values,
    }),
  );
}
