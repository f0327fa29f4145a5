import { then, type TransitionTable } from './transition-table.js';

/*
 * INVITE client transaction: RFC 3261 §17.1.1 (figure 5) with the `accepted` state of RFC 6026 §7.2.
 *
 *            | send, A, B
 *       calling ──1xx──► proceeding        A repeats the request (unreliable transports), B gives up, C ends endless ringing
 *        │   └───────────┬──┘  │
 *     300-699         300-699 2xx
 *        └─► completed ◄─┘     └─► accepted    completed: repeats ACK for D; accepted: passes every 2xx up for M
 *                │ D                  │ M
 *                └───► terminated ◄───┘
 */
export type InviteClientState = 'calling' | 'proceeding' | 'completed' | 'accepted' | 'terminated';
export type InviteClientEvent =
  '1xx' | '2xx' | '300-699' | 'timer-a' | 'timer-b' | 'timer-c' | 'timer-d' | 'timer-m' | 'transport-error' | 'give-up';
export type InviteClientAction =
  | 'repeat-request'
  | 'restart-a'
  | 'stop-timers'
  | 'start-c'
  | 'start-d'
  | 'start-m'
  | 'send-ack'
  | 'pass-response'
  | 'report-timeout'
  | 'report-transport-error';

export const inviteClientTable: TransitionTable<InviteClientState, InviteClientEvent, InviteClientAction> = {
  calling: {
    'timer-a': then('calling', 'repeat-request', 'restart-a'),
    'timer-b': then('terminated', 'stop-timers', 'report-timeout'),
    '1xx': then('proceeding', 'stop-timers', 'start-c', 'pass-response'),
    '2xx': then('accepted', 'stop-timers', 'start-m', 'pass-response'),
    '300-699': then('completed', 'stop-timers', 'send-ack', 'start-d', 'pass-response'),
    'transport-error': then('terminated', 'stop-timers', 'report-transport-error'),
    'give-up': then('terminated', 'stop-timers', 'report-timeout'),
  },
  proceeding: {
    '1xx': then('proceeding', 'start-c', 'pass-response'),
    '2xx': then('accepted', 'stop-timers', 'start-m', 'pass-response'),
    '300-699': then('completed', 'stop-timers', 'send-ack', 'start-d', 'pass-response'),
    'timer-c': then('terminated', 'stop-timers', 'report-timeout'),
    'give-up': then('terminated', 'stop-timers', 'report-timeout'),
  },
  completed: {
    '300-699': then('completed', 'send-ack'),
    'timer-d': then('terminated', 'stop-timers'),
    // The final response has been passed up already: a failing ACK changes nothing for the user (§17.1.1.4 informs it, ours has nothing to do).
    'transport-error': then('terminated', 'stop-timers'),
  },
  accepted: {
    '2xx': then('accepted', 'pass-response'),
    'timer-m': then('terminated', 'stop-timers'),
  },
  terminated: {},
};
