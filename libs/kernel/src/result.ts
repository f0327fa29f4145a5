/**
 * An expected outcome as a value. `E` is a union of coded literals or a record that carries one (house rule: a throw means
 * a bug or a broken dependency, never a refused call).
 */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });
