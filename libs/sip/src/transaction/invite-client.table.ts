import { moveTo, type TransitionTable } from './transition-table.js';

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
    'timer-a': moveTo('calling', 'repeat-request', 'restart-a'),
    'timer-b': moveTo('terminated', 'stop-timers', 'report-timeout'),
    '1xx': moveTo('proceeding', 'stop-timers', 'start-c', 'pass-response'),
    '2xx': moveTo('accepted', 'stop-timers', 'start-m', 'pass-response'),
    '300-699': moveTo('completed', 'stop-timers', 'send-ack', 'start-d', 'pass-response'),
    'transport-error': moveTo('terminated', 'stop-timers', 'report-transport-error'),
    'give-up': moveTo('terminated', 'stop-timers', 'report-timeout'),
  },
  proceeding: {
    '1xx': moveTo('proceeding', 'start-c', 'pass-response'),
    '2xx': moveTo('accepted', 'stop-timers', 'start-m', 'pass-response'),
    '300-699': moveTo('completed', 'stop-timers', 'send-ack', 'start-d', 'pass-response'),
    'timer-c': moveTo('terminated', 'stop-timers', 'report-timeout'),
    'give-up': moveTo('terminated', 'stop-timers', 'report-timeout'),
  },
  completed: {
    '300-699': moveTo('completed', 'send-ack'),
    'timer-d': moveTo('terminated', 'stop-timers'),
    // The final response has been passed up already: a failing ACK changes nothing for the user (§17.1.1.4 informs it, ours has nothing to do).
    'transport-error': moveTo('terminated', 'stop-timers'),
  },
  accepted: {
    '2xx': moveTo('accepted', 'pass-response'),
    'timer-m': moveTo('terminated', 'stop-timers'),
  },
  terminated: {},
};
