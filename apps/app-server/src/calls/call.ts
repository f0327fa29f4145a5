import type { Logger } from '@switchyard/kernel';
import { deadlineOf, step, type CallEventIn, type CallState, type Deadline, type Effect } from '../machines/call.fsm.js';

/** Milliseconds that each group of states may last. */
export type Deadlines = Readonly<Record<Exclude<Deadline, 'none'>, number>>;

export interface CallOptions {
  readonly state: CallState;
  readonly deadlines: Deadlines;
  readonly logger: Logger;
  /** Carries an effect out and may answer with the event that follows from it. Throws when it did not succeed. */
  readonly perform: (effect: Effect) => Promise<CallEventIn | undefined>;
  /** True for failures that an event of a party's end may explain; it is waited for before the call fails. */
  readonly mayHaveVanished: (thrown: unknown) => boolean;
}

const EXPLANATION_MS = 250;

/**
 * One call: keeps the state of the machine, performs its effects one after the other (a hang-up must not overtake the
 * creation of what it ends) and watches the time.
 */
export class Call {
  #state: CallState;
  #timer: NodeJS.Timeout | undefined;
  #effects: Promise<void> = Promise.resolve();

  constructor(private readonly options: CallOptions) {
    this.#state = options.state;
    this.#arm();
  }

  get state(): CallState {
    return this.#state;
  }

  /** Performs effects that no event asked for: the first one of a new call, the missing ones of an adopted call. */
  begin(...effects: readonly Effect[]): void {
    for (const effect of effects) this.#enqueue(effect);
  }

  apply(event: CallEventIn): void {
    const before = this.#state;
    const { state, effects } = step(before, event);
    this.#state = state;
    if (state !== before) this.options.logger.debug('call goes on', { before, event: event.type, state });
    if (deadlineOf(state) !== deadlineOf(before) || event.type === 'expired') this.#arm();
    for (const effect of effects) this.#enqueue(effect);
  }

  /** Resolves when no effect is under way. */
  idle(): Promise<void> {
    return this.#effects;
  }

  /** Leaves the call as it is in Asterisk, for the process that comes after us. */
  abandon(): void {
    clearTimeout(this.#timer);
  }

  #enqueue(effect: Effect): void {
    this.#effects = this.#effects.then(async () => {
      try {
        const event = await this.options.perform(effect);
        if (event) this.apply(event);
      } catch (thrown) {
        if (this.options.mayHaveVanished(thrown)) this.#failUnlessExplained(effect, thrown);
        else this.#fail(effect, thrown);
      }
    });
  }

  #failUnlessExplained(effect: Effect, thrown: unknown): void {
    const state = this.#state;
    setTimeout(() => {
      if (this.#state === state) this.#fail(effect, thrown);
    }, EXPLANATION_MS);
  }

  #fail(effect: Effect, thrown: unknown): void {
    this.options.logger.error('call step failed', { effect: effect.do, state: this.#state, error: thrown });
    this.apply({ type: 'failed' });
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const deadline = deadlineOf(this.#state);
    if (deadline === 'none') return;
    this.#timer = setTimeout(() => {
      if (deadline !== 'ring') this.options.logger.warn('call is late', { state: this.#state });
      this.apply({ type: 'expired' });
    }, this.options.deadlines[deadline]);
  }
}
