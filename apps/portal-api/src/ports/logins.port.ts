import type { Level, TenantScope } from '@switchyard/kernel';

/** Somebody who has proved who they are. */
export interface Identity {
  readonly kind: 'administrator' | 'user';
  readonly id: number;
  readonly name: string;
  readonly scope: TenantScope;
}

/** Checks a name and a password at one level. Unknown, inactive, wrong password and wrong level are all `undefined`, in the same time. */
export interface Logins {
  readonly verify: (level: Level, name: string, password: string) => Promise<Identity | undefined>;
}
export const LOGINS = Symbol('Logins');
