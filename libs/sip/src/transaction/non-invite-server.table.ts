import { then, type TransitionTable } from './transition-table.js';

/*
 * Non-INVITE server transaction: RFC 3261 §17.2.2 (figure 8).
 *
 *       | request
 *     trying ──1xx──► proceeding       proceeding repeats the last provisional
 *        │                │
 *     200-699          200-699
 *        └──► completed ◄─┘ ──J──► terminated      completed repeats the final response
 */
export type NonInviteServerState = 'trying' | 'proceeding' | 'completed' | 'terminated';
export type NonInviteServerEvent = 'request' | 'send-1xx' | 'send-200-699' | 'timer-j' | 'transport-error' | 'give-up';
export type NonInviteServerAction = 'send-response' | 'repeat-response' | 'start-j' | 'stop-timers' | 'report-transport-error';

export const nonInviteServerTable: TransitionTable<NonInviteServerState, NonInviteServerEvent, NonInviteServerAction> = {
  trying: {
    'send-1xx': then('proceeding', 'send-response'),
    'send-200-699': then('completed', 'send-response', 'start-j'),
    'transport-error': then('terminated', 'stop-timers', 'report-transport-error'),
    'give-up': then('terminated', 'stop-timers'),
  },
  proceeding: {
    request: then('proceeding', 'repeat-response'),
    'send-1xx': then('proceeding', 'send-response'),
    'send-200-699': then('completed', 'send-response', 'start-j'),
    'transport-error': then('terminated', 'stop-timers', 'report-transport-error'),
    'give-up': then('terminated', 'stop-timers'),
  },
  completed: {
    request: then('completed', 'repeat-response'),
    'timer-j': then('terminated', 'stop-timers'),
    'transport-error': then('terminated', 'stop-timers'),
  },
  terminated: {},
};
