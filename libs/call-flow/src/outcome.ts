import type { Cause } from '@switchyard/kernel';

/** A step let the call pass and learnt `facts`; the following steps may rely on them. */
export interface Next<Facts> {
  readonly kind: 'next';
  readonly facts: Facts;
}

/** The call is refused with a named cause; the runner alone sends the reply. `status` overrides the cause's own. */
export interface Refuse {
  readonly kind: 'refuse';
  readonly cause: Cause;
  readonly status?: number;
  readonly reason?: string;
  /** An array is one line per value: a digest challenge has one per algorithm. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

/** A reply that refuses nothing: a digest challenge, the 200 of a REGISTER or an OPTIONS. */
export interface Reply {
  readonly kind: 'reply';
  readonly status: number;
  readonly reason?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

/** Silence: scanners and banned sources learn nothing. */
export interface Drop {
  readonly kind: 'drop';
  readonly cause: Cause;
}

/** The last step took the request over (it dialled, or handed it on); nothing is left to send. */
export interface Handled {
  readonly kind: 'handled';
  readonly note: string;
}

export type Final = Refuse | Reply | Drop | Handled;

export const next = <Facts>(facts: Facts): Next<Facts> => ({ kind: 'next', facts });
/** Nothing learnt, nothing wrong. */
export const pass: Next<object> = { kind: 'next', facts: {} };
export const refuse = (cause: Cause, how: Omit<Refuse, 'kind' | 'cause'> = {}): Refuse => ({ kind: 'refuse', cause, ...how });
export const reply = (status: number, how: Omit<Reply, 'kind' | 'status'> = {}): Reply => ({ kind: 'reply', status, ...how });
export const drop = (cause: Cause): Drop => ({ kind: 'drop', cause });
export const handled = (note: string): Handled => ({ kind: 'handled', note });
