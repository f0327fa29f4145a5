/** What follows an event in a state: the next state, and the effects in the order in which they happen. */
export interface Transition<S extends string, A extends string> {
  readonly to: S;
  readonly run: readonly A[];
}

/** A state machine as data. A pair that is not listed is absorbed: the event has no meaning in that state and changes nothing. */
export type TransitionTable<S extends string, E extends string, A extends string> = {
  readonly [K in S]: { readonly [J in E]?: Transition<S, A> };
};

/** The only place that reads a table. `undefined` means that the event is absorbed. */
export const apply = <S extends string, E extends string, A extends string>(
  table: TransitionTable<S, E, A>,
  state: S,
  event: E,
): Transition<S, A> | undefined => table[state][event];

/** `moveTo('completed', 'send-ack', 'start-d')`: one cell of a table. */
export const moveTo = <S extends string, A extends string>(to: S, ...run: readonly A[]): Transition<S, A> => ({ to, run });
