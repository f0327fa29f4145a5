import type { Level, RequestContext, TenantScope } from '@switchyard/kernel';

/** Somebody who has proved who they are. */
export interface Identity {
  readonly kind: 'administrator' | 'user';
  readonly id: number;
  readonly name: string;
  readonly scope: TenantScope;
}

/** Checks a name and a password at one level. Unknown, inactive, wrong password and wrong level are all `undefined`, in the same time. */
export interface Logins {
  /** True while the login of a token exists and is active. */
  readonly isActive: (login: Pick<RequestContext, 'actor' | 'scope'>) => Promise<boolean>;
  readonly verify: (level: Level, name: string, password: string) => Promise<Identity | undefined>;
}
export const LOGINS = Symbol('Logins');
