import { moveTo, type TransitionTable } from './transition-table.js';

/*
 * Non-INVITE client transaction: RFC 3261 §17.1.2 (figure 6).
 *
 *        | send, E, F
 *     trying ──1xx──► proceeding      E repeats the request (unreliable transports), F gives up
 *        │                │
 *     200-699          200-699
 *        └──► completed ◄─┘ ──K──► terminated      completed absorbs repeated responses
 */
export type NonInviteClientState = 'trying' | 'proceeding' | 'completed' | 'terminated';
export type NonInviteClientEvent = '1xx' | '200-699' | 'timer-e' | 'timer-f' | 'timer-k' | 'transport-error' | 'give-up';
export type NonInviteClientAction =
  | 'repeat-request'
  | 'restart-e'
  | 'start-e-at-t2'
  | 'stop-timers'
  | 'start-k'
  | 'pass-response'
  | 'report-timeout'
  | 'report-transport-error';

export const nonInviteClientTable: TransitionTable<NonInviteClientState, NonInviteClientEvent, NonInviteClientAction> = {
  trying: {
    'timer-e': moveTo('trying', 'repeat-request', 'restart-e'),
    'timer-f': moveTo('terminated', 'stop-timers', 'report-timeout'),
    '1xx': moveTo('proceeding', 'pass-response'),
    '200-699': moveTo('completed', 'stop-timers', 'start-k', 'pass-response'),
    'transport-error': moveTo('terminated', 'stop-timers', 'report-transport-error'),
    'give-up': moveTo('terminated', 'stop-timers', 'report-timeout'),
  },
  proceeding: {
    'timer-e': moveTo('proceeding', 'repeat-request', 'start-e-at-t2'),
    'timer-f': moveTo('terminated', 'stop-timers', 'report-timeout'),
    '1xx': moveTo('proceeding', 'pass-response'),
    '200-699': moveTo('completed', 'stop-timers', 'start-k', 'pass-response'),
    'transport-error': moveTo('terminated', 'stop-timers', 'report-transport-error'),
    'give-up': moveTo('terminated', 'stop-timers', 'report-timeout'),
  },
  completed: {
    'timer-k': moveTo('terminated', 'stop-timers'),
  },
  terminated: {},
};
