import type { Cause } from '@switchyard/kernel';

/**
 * A call of two parties: `near` is the channel that came in, `far` the one we make for it.
 *
 *   planning ──► making ──► calling ──► ringing ⇄ early ──► answering ──► talking
 *      │           └───────────┴────────────┬┴────────┴───────────┴───────────┘
 *      ▼                                    ▼
 *   ending-near ◄── far is gone     near is gone ──► ending-far      both live: ending-both
 *      └────────────────────────────► over ◄──────────────┘
 *
 * Ringing, early media and the answer pass from far to near inside Asterisk, because both sit in one bridge from the start
 * (tried on 22.10); the machine only says what must still be done, and ends what is left over.
 */
export const CALL_STATES = [
  'planning',
  'making',
  'calling',
  'ringing',
  'early',
  'answering',
  'talking',
  'ending-near',
  'ending-far',
  'ending-both',
  'over',
] as const;
export type CallState = (typeof CALL_STATES)[number];

/** How a call ends, as the caller is told. */
export interface Ending {
  readonly cause: Cause;
  /** SIP status towards the caller when the call was not answered. */
  readonly sipStatus: number;
  /** What the caller hears instead of the status. */
  readonly announcement?: string | undefined;
}

export type CallEventIn =
  | { readonly type: 'planned' }
  | { readonly type: 'refused'; readonly ending: Ending }
  /** The far channel exists and is ours to bridge; nobody was called yet. */
  | { readonly type: 'far-made' }
  | { readonly type: 'far-ringing' }
  | { readonly type: 'far-progress' }
  | { readonly type: 'far-answered' }
  | { readonly type: 'far-gone'; readonly ending: Ending }
  | { readonly type: 'near-answered' }
  | { readonly type: 'near-gone' }
  /** The time that the state allows is used up. */
  | { readonly type: 'expired' }
  /** An effect did not succeed. */
  | { readonly type: 'failed' };
export type CallEventType = CallEventIn['type'];

export type Effect =
  | { readonly do: 'plan' }
  | { readonly do: 'make-far' }
  | { readonly do: 'call-far' }
  | { readonly do: 'answer-near' }
  | { readonly do: 'refuse-near'; readonly ending: Ending }
  | { readonly do: 'hang-up-near'; readonly cause: Cause }
  | { readonly do: 'hang-up-far'; readonly cause: Cause }
  | { readonly do: 'report'; readonly event: 'started' | 'ringing' | 'answered' }
  | { readonly do: 'report-end'; readonly cause: Cause }
  /** Nothing is left in Asterisk but the bridge. */
  | { readonly do: 'clear' };

export interface Step {
  readonly state: CallState;
  readonly effects: readonly Effect[];
}

export const FAILED: Ending = { cause: 'internal-error', sipStatus: 500 };
export const UNANSWERED: Ending = { cause: 'no-answer', sipStatus: 480 };

type Handler<T extends CallEventType> = (event: Extract<CallEventIn, { type: T }>) => Step;
type Row = { readonly [T in CallEventType]?: Handler<T> };

const go = (state: CallState, ...effects: readonly Effect[]): Step => ({ state, effects });
const over = (...effects: readonly Effect[]): Step => go('over', ...effects, { do: 'clear' });
const end = (cause: Cause): Effect => ({ do: 'report-end', cause });
const refuse = (ending: Ending): Effect => ({ do: 'refuse-near', ending });
const dropNear = (cause: Cause): Effect => ({ do: 'hang-up-near', cause });
const dropFar = (cause: Cause): Effect => ({ do: 'hang-up-far', cause });

/** Before the answer: how a call ends, whether the far side has rung or not. */
const unanswered: Row = {
  'far-gone': ({ ending }) => go('ending-near', end(ending.cause), refuse(ending)),
  'near-gone': () => go('ending-far', end('cancelled'), dropFar('cancelled')),
  expired: () => go('ending-both', end(UNANSWERED.cause), dropFar(UNANSWERED.cause), refuse(UNANSWERED)),
  failed: () => go('ending-both', end(FAILED.cause), dropFar(FAILED.cause), refuse(FAILED)),
};
const called: Row = {
  ...unanswered,
  'far-ringing': () => go('ringing', { do: 'report', event: 'ringing' }),
  'far-progress': () => go('early'),
  'far-answered': () => go('answering', { do: 'answer-near' }),
};
const failAnswered = (): Step => go('ending-both', end(FAILED.cause), dropFar(FAILED.cause), dropNear(FAILED.cause));

/** What each state does with each event; an event that is not listed changes nothing. */
const TRANSITIONS: Readonly<Record<CallState, Row>> = {
  planning: {
    planned: () => go('making', { do: 'report', event: 'started' }, { do: 'make-far' }),
    refused: ({ ending }) => go('ending-near', end(ending.cause), refuse(ending)),
    'near-gone': () => over(end('cancelled')),
    expired: () => go('ending-near', end(FAILED.cause), refuse(FAILED)),
    failed: () => go('ending-near', end(FAILED.cause), refuse(FAILED)),
  },
  making: {
    ...unanswered,
    'far-made': () => go('calling', { do: 'call-far' }),
    expired: () => go('ending-both', end(FAILED.cause), dropFar(FAILED.cause), refuse(FAILED)),
  },
  calling: called,
  ringing: { ...called, 'far-ringing': () => go('ringing') },
  early: { ...called, 'far-ringing': () => go('early') },
  answering: {
    'near-answered': () => go('talking', { do: 'report', event: 'answered' }),
    'near-gone': () => go('ending-far', end('cancelled'), dropFar('normal-clearing')),
    'far-gone': () => go('ending-near', end('normal-clearing'), dropNear('normal-clearing')),
    expired: failAnswered,
    failed: failAnswered,
  },
  talking: {
    'near-gone': () => go('ending-far', end('normal-clearing'), dropFar('normal-clearing')),
    'far-gone': () => go('ending-near', end('normal-clearing'), dropNear('normal-clearing')),
  },
  // An ending is asked for again each time its time is used up: Asterisk may have been away.
  'ending-near': { 'near-gone': () => over(), expired: () => go('ending-near', dropNear('internal-error')) },
  'ending-far': { 'far-gone': () => over(), expired: () => go('ending-far', dropFar('internal-error')) },
  'ending-both': {
    'near-gone': () => go('ending-far'),
    'far-gone': () => go('ending-near'),
    expired: () => go('ending-both', dropFar('internal-error'), dropNear('internal-error')),
  },
  over: {},
};

/** What follows from `event` in `state`. Pure and total. */
export function step(state: CallState, event: CallEventIn): Step {
  const handler = TRANSITIONS[state][event.type] as ((event: CallEventIn) => Step) | undefined;
  return handler ? handler(event) : go(state);
}

/** States of one group share one deadline: ringing does not begin anew with each provisional response. */
export type Deadline = 'plan' | 'ring' | 'answer' | 'end' | 'none';
const DEADLINES: Readonly<Record<CallState, Deadline>> = {
  planning: 'plan',
  making: 'plan',
  calling: 'ring',
  ringing: 'ring',
  early: 'ring',
  answering: 'answer',
  talking: 'none',
  'ending-near': 'end',
  'ending-far': 'end',
  'ending-both': 'end',
  over: 'none',
};
export const deadlineOf = (state: CallState): Deadline => DEADLINES[state];
