import { moveTo, type TransitionTable } from './transition-table.js';

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
    'send-1xx': moveTo('proceeding', 'send-response'),
    'send-200-699': moveTo('completed', 'send-response', 'start-j'),
    'give-up': moveTo('terminated', 'stop-timers'),
  },
  proceeding: {
    request: moveTo('proceeding', 'repeat-response'),
    'send-1xx': moveTo('proceeding', 'send-response'),
    'send-200-699': moveTo('completed', 'send-response', 'start-j'),
    'transport-error': moveTo('terminated', 'stop-timers', 'report-transport-error'),
    'give-up': moveTo('terminated', 'stop-timers'),
  },
  completed: {
    request: moveTo('completed', 'repeat-response'),
    'timer-j': moveTo('terminated', 'stop-timers'),
    'transport-error': moveTo('terminated', 'stop-timers', 'report-transport-error'),
  },
  terminated: {},
};
