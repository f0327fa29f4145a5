import { moveTo, type TransitionTable } from './transition-table.js';

/*
 * INVITE server transaction: RFC 3261 §17.2.1 (figure 7) with the `accepted` state of RFC 6026 §7.1.
 *
 *       | INVITE, 100
 *   proceeding ──300-699──► completed ──ACK──► confirmed     completed: G repeats the failure, H gives up
 *       │                       │ H               │ I        confirmed absorbs repeated ACKs
 *      2xx                      └──► terminated ◄─┘
 *       └──► accepted ──L──────────────┘                     accepted absorbs repeated INVITEs; the user repeats its 2xx
 */
export type InviteServerState = 'proceeding' | 'completed' | 'confirmed' | 'accepted' | 'terminated';
export type InviteServerEvent =
  | 'request'
  | 'ack'
  | 'send-1xx'
  | 'send-2xx'
  | 'send-300-699'
  | 'timer-g'
  | 'timer-h'
  | 'timer-i'
  | 'timer-l'
  | 'transport-error'
  | 'give-up';
export type InviteServerAction =
  | 'send-response'
  | 'repeat-response'
  | 'start-g'
  | 'restart-g'
  | 'start-h'
  | 'start-i'
  | 'start-l'
  | 'stop-timers'
  | 'pass-ack'
  | 'report-transport-error';

export const inviteServerTable: TransitionTable<InviteServerState, InviteServerEvent, InviteServerAction> = {
  proceeding: {
    request: moveTo('proceeding', 'repeat-response'),
    'send-1xx': moveTo('proceeding', 'send-response'),
    'send-2xx': moveTo('accepted', 'send-response', 'start-l'),
    'send-300-699': moveTo('completed', 'send-response', 'start-g', 'start-h'),
    // RFC 6026 §7.1: an error of the transport never ends this transaction, or the INVITE that comes again would be a new one.
    'transport-error': moveTo('proceeding', 'report-transport-error'),
    'give-up': moveTo('terminated', 'stop-timers'),
  },
  completed: {
    request: moveTo('completed', 'repeat-response'),
    ack: moveTo('confirmed', 'stop-timers', 'start-i'),
    'timer-g': moveTo('completed', 'repeat-response', 'restart-g'),
    'timer-h': moveTo('terminated', 'stop-timers'),
    'transport-error': moveTo('completed', 'report-transport-error'),
  },
  confirmed: {
    'timer-i': moveTo('terminated', 'stop-timers'),
  },
  accepted: {
    // The user sends its 2xx again and again until the ACK comes (RFC 6026 §7.1); its own timers say when.
    'send-2xx': moveTo('accepted', 'send-response'),
    ack: moveTo('accepted', 'pass-ack'),
    'timer-l': moveTo('terminated', 'stop-timers'),
    'transport-error': moveTo('accepted', 'report-transport-error'),
  },
  terminated: {},
};
