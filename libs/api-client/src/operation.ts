/** What the generated operations are made of. */
export type Scalar = string | number | boolean;

/** Operators of filters: `name[contains]=…`. Which of them a field takes says its document; others are refused (422 `query-invalid`). */
export type Operator = 'eq' | 'neq' | 'in' | 'exists' | 'gt' | 'gte' | 'lt' | 'lte' | 'between' | 'contains' | 'start' | 'end';

type Filters<F extends string> = { readonly [K in F | `${F}[${Operator}]`]?: Scalar };

/** The query of a list: page or cursor, order, projection, and a filter of each of these fields. */
export type ListQuery<F extends string> = Filters<F> & {
  readonly page?: number;
  readonly itemsPerPage?: number;
  /** `next` of the last answer, empty at first; instead of `page`. */
  readonly cursor?: string;
  /** Names of fields, comma-separated, `-` for descending. */
  readonly sort?: string;
  readonly _properties?: string;
  readonly _timezone?: string;
};

/** What one address takes with one method, and what it answers. */
export interface Operation {
  readonly path?: Readonly<Record<string, Scalar>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly answer: unknown;
}

/** A request of an operation: everything of it but the answer. */
export type RequestOf<O> = O extends unknown ? Omit<O, 'answer'> & { readonly signal?: AbortSignal } : never;

/** Arguments behind the key of an operation: none have to be given where the operation needs none. */
export type ArgumentsOf<O> = Record<never, never> extends RequestOf<O> ? [request?: RequestOf<O>] : [request: RequestOf<O>];

export type AnswerOf<O> = O extends { readonly answer: infer A } ? A : never;
