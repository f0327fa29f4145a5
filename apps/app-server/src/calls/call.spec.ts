import { CodedError, silentLogger } from '@switchyard/kernel';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallEventIn, CallState, Effect } from '../machines/call.fsm.js';
import { mayHaveVanished } from './call-effects.js';
import { Call } from './call.js';

const deadlines = { plan: 5_000, ring: 60_000, answer: 5_000, end: 5_000 };

/** A call whose effects are written down and answered by `answers`. */
function callIn(state: CallState, answers: Partial<Record<Effect['do'], () => Promise<CallEventIn | undefined>>> = {}) {
  const done: string[] = [];
  const call = new Call({
    state,
    deadlines,
    logger: silentLogger,
    mayHaveVanished,
    perform: async (effect) => {
      const event = await answers[effect.do]?.();
      done.push(effect.do);
      return event;
    },
  });
  return { call, done };
}

describe('a call', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('goes from its first effect to talking', async () => {
    const { call, done } = callIn('planning', {
      plan: () => Promise.resolve({ type: 'planned' }),
      'answer-near': () => Promise.resolve({ type: 'near-answered' }),
    });
    call.begin({ do: 'plan' });
    await vi.waitFor(() => expect(done).toContain('make-far'));
    for (const type of ['far-made', 'far-ringing', 'far-answered'] as const) call.apply({ type });
    await vi.waitFor(() => expect(call.state).toBe('talking'));
    await vi.waitFor(() => expect(done.at(-1)).toBe('report'));
    expect(done).toEqual(['plan', 'report', 'make-far', 'call-far', 'report', 'answer-near', 'report']);
  });

  it('ends the far side only after its creation came to an end', async () => {
    let made: () => void = () => undefined;
    const { call, done } = callIn('planning', { 'make-far': () => new Promise((resolve) => (made = () => resolve(undefined))) });
    call.apply({ type: 'planned' });
    await vi.advanceTimersByTimeAsync(10);
    call.apply({ type: 'near-gone' });
    await vi.advanceTimersByTimeAsync(10);
    expect(done).toEqual(['report']);
    made();
    await call.idle();
    await vi.advanceTimersByTimeAsync(1);
    expect(done).toEqual(['report', 'make-far', 'report-end', 'hang-up-far']);
  });

  it('does not begin the ringing time anew with each provisional response', async () => {
    const { call } = callIn('calling');
    await vi.advanceTimersByTimeAsync(59_000);
    call.apply({ type: 'far-ringing' });
    expect(call.state).toBe('ringing');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(call.state).toBe('ending-both');
  });

  it.each([
    ['planning', 5_000],
    ['making', 5_000],
    ['ringing', 60_000],
    ['answering', 5_000],
  ] as const)('leaves %s after %i ms at the latest', async (state, ms) => {
    const { call } = callIn(state);
    await vi.advanceTimersByTimeAsync(ms - 1);
    expect(call.state).toBe(state);
    await vi.advanceTimersByTimeAsync(1);
    expect(call.state).toMatch(/^ending/);
  });

  it('asks for the end again until both parties are gone', async () => {
    const { call, done } = callIn('ending-both');
    await vi.advanceTimersByTimeAsync(15_000);
    expect(done).toEqual(Array.from({ length: 3 }, () => ['hang-up-far', 'hang-up-near']).flat());
    call.apply({ type: 'near-gone' });
    call.apply({ type: 'far-gone', ending: { cause: 'normal-clearing', sipStatus: 200 } });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(done.at(-1)).toBe('clear');
    expect(call.state).toBe('over');
  });

  it('fails at once when Asterisk fails', async () => {
    const { call } = callIn('planning', { plan: () => Promise.reject(new CodedError('ari-failed', 'down')) });
    call.begin({ do: 'plan' });
    await vi.advanceTimersByTimeAsync(0);
    expect(call.state).toBe('ending-near');
  });

  it('waits for the reason when a channel vanished under a request', async () => {
    const vanished = () => Promise.reject(new CodedError('ari-not-found', 'gone'));
    const hungUp = callIn('making', { 'call-far': vanished });
    hungUp.call.apply({ type: 'far-made' });
    await vi.advanceTimersByTimeAsync(100);
    hungUp.call.apply({ type: 'near-gone' });
    await vi.advanceTimersByTimeAsync(300);
    expect(hungUp.call.state).toBe('ending-far');
    const unexplained = callIn('making', { 'call-far': vanished });
    unexplained.call.apply({ type: 'far-made' });
    await vi.advanceTimersByTimeAsync(300);
    expect(unexplained.call.state).toBe('ending-both');
  });

  it('does nothing more once it is abandoned', async () => {
    const { call, done } = callIn('ringing');
    call.abandon();
    await vi.advanceTimersByTimeAsync(120_000);
    expect([call.state, done]).toEqual(['ringing', []]);
  });
});
