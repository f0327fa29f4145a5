import { describe, expect, it } from 'vitest';
import {
  isTransferOver,
  stepTransfer,
  TRANSFER_EVENTS,
  TRANSFER_STATES,
  type TransferEventType,
  type TransferState,
} from './transfer.fsm.js';

/** Every state with every event: the next state and the effects in short; `-` changes nothing. */
const TABLE: Readonly<Record<TransferState, Readonly<Record<TransferEventType, string>>>> = {
  calling: {
    'target-rings': 'calling: notify 180',
    'target-answered': 'joining: join',
    'target-failed': 'failed: notify! 486',
    joined: '-',
    'join-failed': '-',
    'transferor-left': 'calling-alone:',
    'transferred-left': 'over: cancel-target, notify! 487',
  },
  'calling-alone': {
    'target-rings': 'calling-alone: notify 180',
    'target-answered': 'joining-alone: join',
    'target-failed': 'over: notify! 486, drop-transferred',
    joined: '-',
    'join-failed': '-',
    'transferor-left': '-',
    'transferred-left': 'over: cancel-target, notify! 487',
  },
  joining: {
    'target-rings': '-',
    'target-answered': '-',
    'target-failed': '-',
    joined: 'done: notify! 200, release-transferor',
    'join-failed': 'failed: drop-target, notify! 486',
    'transferor-left': 'joining-alone:',
    'transferred-left': 'over: drop-target, notify! 487',
  },
  'joining-alone': {
    'target-rings': '-',
    'target-answered': '-',
    'target-failed': '-',
    joined: 'done: notify! 200, release-transferor',
    'join-failed': 'over: drop-target, notify! 486, drop-transferred',
    'transferor-left': '-',
    'transferred-left': 'over: drop-target, notify! 487',
  },
  done: silent(),
  failed: silent(),
  over: silent(),
};

function silent(): Readonly<Record<TransferEventType, string>> {
  return Object.fromEntries(TRANSFER_EVENTS.map((type) => [type, '-'])) as Record<TransferEventType, string>;
}

const CELLS = TRANSFER_STATES.flatMap((state) => TRANSFER_EVENTS.map((type) => [state, type, TABLE[state][type]] as const));

describe('the table of a transfer', () => {
  it.each(CELLS)('%s, %s: %s', (state, type, expected) => {
    const { state: next, effects } = stepTransfer(state, { type, status: 486 });
    const said = effects.map((effect) => (effect.do === 'notify' ? `notify${effect.last ? '!' : ''} ${effect.status}` : effect.do));
    const got = next === state && said.length === 0 ? '-' : `${next}:${said.length > 0 ? ` ${said.join(', ')}` : ''}`;
    expect(got).toBe(expected);
  });

  it('says the last word to the transferor exactly when it is over', () => {
    for (const [state, type] of CELLS) {
      const { state: next, effects } = stepTransfer(state, { type, status: 486 });
      const isLast = effects.some((effect) => effect.do === 'notify' && effect.last);
      expect(isLast, `${state} ${type}`).toBe(isTransferOver(next) && !isTransferOver(state));
    }
  });

  it('gives a failure that has no status as 500', () => {
    expect(stepTransfer('calling', { type: 'target-failed' }).effects).toEqual([{ do: 'notify', status: 500, last: true }]);
  });
});
