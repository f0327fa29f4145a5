import { describe, expect, it } from 'vitest';
import { CALL_STATES, deadlineOf, step, type CallEventIn, type CallEventType, type CallState, type Ending } from './call.fsm.js';

const ending: Ending = { cause: 'busy', sipStatus: 486 };
const EVENTS: { readonly [T in CallEventType]: Extract<CallEventIn, { type: T }> } = {
  planned: { type: 'planned' },
  refused: { type: 'refused', ending },
  'far-made': { type: 'far-made' },
  'far-ringing': { type: 'far-ringing' },
  'far-progress': { type: 'far-progress' },
  'far-answered': { type: 'far-answered' },
  'far-gone': { type: 'far-gone', ending },
  'near-answered': { type: 'near-answered' },
  'near-gone': { type: 'near-gone' },
  expired: { type: 'expired' },
  failed: { type: 'failed' },
};
const ORDER = Object.keys(EVENTS) as CallEventType[];

/** `next state | effects`, `.` where nothing changes; columns in the order of EVENTS. */
const MATRIX: Readonly<Record<CallState, readonly string[]>> = {
  planning: [
    'making | report:started make-far',
    'ending-near | report-end:busy refuse-near:486',
    '.',
    '.',
    '.',
    '.',
    '.',
    '.',
    'over | report-end:cancelled clear',
    'ending-near | report-end:internal-error refuse-near:500',
    'ending-near | report-end:internal-error refuse-near:500',
  ],
  making: [
    '.',
    '.',
    'calling | call-far',
    '.',
    '.',
    '.',
    'ending-near | report-end:busy refuse-near:486',
    '.',
    'ending-far | report-end:cancelled hang-up-far:cancelled',
    'ending-both | report-end:internal-error hang-up-far:internal-error refuse-near:500',
    'ending-both | report-end:internal-error hang-up-far:internal-error refuse-near:500',
  ],
  calling: unanswered('ringing | report:ringing', 'early | '),
  ringing: unanswered('.', 'early | '),
  early: unanswered('.', '.'),
  answering: [
    '.',
    '.',
    '.',
    '.',
    '.',
    '.',
    'ending-near | report-end:normal-clearing hang-up-near:normal-clearing',
    'talking | report:answered',
    'ending-far | report-end:cancelled hang-up-far:normal-clearing',
    'ending-both | report-end:internal-error hang-up-far:internal-error hang-up-near:internal-error',
    'ending-both | report-end:internal-error hang-up-far:internal-error hang-up-near:internal-error',
  ],
  talking: [
    '.',
    '.',
    '.',
    '.',
    '.',
    '.',
    'ending-near | report-end:normal-clearing hang-up-near:normal-clearing',
    '.',
    'ending-far | report-end:normal-clearing hang-up-far:normal-clearing',
    '.',
    '.',
  ],
  'ending-near': ['.', '.', '.', '.', '.', '.', '.', '.', 'over | clear', 'ending-near | hang-up-near:internal-error', '.'],
  'ending-far': ['.', '.', '.', '.', '.', '.', 'over | clear', '.', '.', 'ending-far | hang-up-far:internal-error', '.'],
  'ending-both': [
    '.',
    '.',
    '.',
    '.',
    '.',
    '.',
    'ending-near | ',
    '.',
    'ending-far | ',
    'ending-both | hang-up-far:internal-error hang-up-near:internal-error',
    '.',
  ],
  over: ORDER.map(() => '.'),
};

function unanswered(ringing: string, progress: string): readonly string[] {
  return [
    '.',
    '.',
    '.',
    ringing,
    progress,
    'answering | answer-near',
    'ending-near | report-end:busy refuse-near:486',
    '.',
    'ending-far | report-end:cancelled hang-up-far:cancelled',
    'ending-both | report-end:no-answer hang-up-far:no-answer refuse-near:480',
    'ending-both | report-end:internal-error hang-up-far:internal-error refuse-near:500',
  ];
}

function shown(from: CallState, event: CallEventIn): string {
  const { state, effects } = step(from, event);
  if (state === from && effects.length === 0) return '.';
  const words = effects.map((effect) => {
    if (effect.do === 'refuse-near') return `${effect.do}:${effect.ending.sipStatus}`;
    if (effect.do === 'report') return `${effect.do}:${effect.event}`;
    return 'cause' in effect ? `${effect.do}:${effect.cause}` : effect.do;
  });
  return `${state} | ${words.join(' ')}`;
}

describe('the machine of a call', () => {
  for (const from of CALL_STATES)
    it.each(ORDER.map((type, column) => [type, MATRIX[from][column]] as const))(`does in ${from} with %s: %s`, (type, expected) => {
      expect(shown(from, EVENTS[type])).toBe(expected);
    });

  it('reports every end exactly once and clears exactly once, on every path of up to seven events', () => {
    const broken: string[] = [];
    const walk = (state: CallState, path: readonly CallEventType[], ends: number, clears: number): void => {
      if (
        (state === 'over' || state.startsWith('ending')) !== (ends === 1) ||
        (state === 'over') !== (clears === 1) ||
        ends > 1 ||
        clears > 1
      )
        broken.push(`${path.join(' ')} → ${state}: ${ends} ends, ${clears} clears`);
      if (path.length === 7) return;
      for (const type of ORDER) {
        const next = step(state, EVENTS[type]);
        if (next.state === state && next.effects.length === 0) continue;
        const count = (what: string): number => next.effects.filter((effect) => effect.do === what).length;
        walk(next.state, [...path, type], ends + count('report-end'), clears + count('clear'));
      }
    };
    walk('planning', [], 0, 0);
    expect(broken).toEqual([]);
  });

  it('is over from every state once both parties are gone', () => {
    for (const state of CALL_STATES) {
      const after = (order: readonly CallEventType[]): CallState => order.reduce((at, type) => step(at, EVENTS[type]).state, state);
      expect([state, after(['near-gone', 'far-gone'])]).toEqual([state, 'over']);
      expect([state, after(['far-gone', 'near-gone', 'far-gone'])]).toEqual([state, 'over']);
    }
  });

  it('watches the time in every state but talking and over', () => {
    expect(CALL_STATES.filter((state) => deadlineOf(state) === 'none')).toEqual(['talking', 'over']);
  });
});
