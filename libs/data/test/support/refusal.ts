import { CodedError } from '@switchyard/kernel';

export interface Refusal {
  readonly code: string;
  readonly fields: readonly string[];
}

/** Code and fields of a refused write; `accepted` when it was not. */
export const refusalOf = (work: Promise<unknown>): Promise<Refusal> =>
  work.then(
    () => ({ code: 'accepted', fields: [] }),
    (thrown: unknown) => {
      if (!(thrown instanceof CodedError)) throw thrown;
      const errors = (thrown.facts['errors'] ?? []) as readonly { readonly field: string }[];
      return { code: thrown.code, fields: [...new Set(errors.map(({ field }) => field))] };
    },
  );
