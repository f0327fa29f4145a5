import { describe, expect, it } from 'vitest';
import { inviteClientTable } from './invite-client.table.js';
import { inviteServerTable } from './invite-server.table.js';
import { nonInviteClientTable } from './non-invite-client.table.js';
import { nonInviteServerTable } from './non-invite-server.table.js';
import { apply, type TransitionTable } from './transition-table.js';

/**
 * Written from the figures of the RFCs, not from the tables: one line per arrow, `state event → next: effects in their order`. Every other pair of
 * a state and an event is absorbed, and tested by name too. `give-up` is ours: the user ends a transaction that can lead to nothing.
 */
const machines: ReadonlyArray<{
  name: string;
  table: TransitionTable<string, string, string>;
  states: string;
  events: string;
  arrows: string;
}> = [
  {
    name: 'the INVITE client transaction (RFC 3261 figure 5 as RFC 6026 §7.2 redraws it)',
    table: inviteClientTable as never,
    states: 'calling proceeding completed accepted terminated',
    events: '1xx 2xx 300-699 timer-a timer-b timer-c timer-d timer-m transport-error give-up',
    arrows: `
      calling    timer-a         → calling:    repeat-request restart-a
      calling    timer-b         → terminated: stop-timers report-timeout
      calling    transport-error → terminated: stop-timers report-transport-error
      calling    1xx             → proceeding: stop-timers start-c pass-response
      calling    2xx             → accepted:   stop-timers start-m pass-response
      calling    300-699         → completed:  stop-timers send-ack start-d pass-response
      calling    give-up         → terminated: stop-timers report-timeout
      proceeding 1xx             → proceeding: start-c pass-response
      proceeding 2xx             → accepted:   stop-timers start-m pass-response
      proceeding 300-699         → completed:  stop-timers send-ack start-d pass-response
      proceeding timer-c         → terminated: stop-timers report-timeout
      proceeding give-up         → terminated: stop-timers report-timeout
      completed  300-699         → completed:  send-ack
      completed  timer-d         → terminated: stop-timers
      completed  transport-error → terminated: stop-timers
      accepted   2xx             → accepted:   pass-response
      accepted   timer-m         → terminated: stop-timers`,
  },
  {
    name: 'the non-INVITE client transaction (RFC 3261 figure 6)',
    table: nonInviteClientTable as never,
    states: 'trying proceeding completed terminated',
    events: '1xx 200-699 timer-e timer-f timer-k transport-error give-up',
    arrows: `
      trying     timer-e         → trying:     repeat-request restart-e
      trying     timer-f         → terminated: stop-timers report-timeout
      trying     transport-error → terminated: stop-timers report-transport-error
      trying     1xx             → proceeding: pass-response
      trying     200-699         → completed:  stop-timers start-k pass-response
      trying     give-up         → terminated: stop-timers report-timeout
      proceeding timer-e         → proceeding: repeat-request start-e-at-t2
      proceeding timer-f         → terminated: stop-timers report-timeout
      proceeding transport-error → terminated: stop-timers report-transport-error
      proceeding 1xx             → proceeding: pass-response
      proceeding 200-699         → completed:  stop-timers start-k pass-response
      proceeding give-up         → terminated: stop-timers report-timeout
      completed  timer-k         → terminated: stop-timers`,
  },
  {
    name: 'the INVITE server transaction (RFC 3261 figure 7 as RFC 6026 §7.1 redraws it)',
    table: inviteServerTable as never,
    states: 'proceeding completed confirmed accepted terminated',
    events: 'request ack send-1xx send-2xx send-300-699 timer-g timer-h timer-i timer-l transport-error give-up',
    arrows: `
      proceeding request         → proceeding: repeat-response
      proceeding send-1xx        → proceeding: send-response
      proceeding send-2xx        → accepted:   send-response start-l
      proceeding send-300-699    → completed:  send-response start-g start-h
      proceeding transport-error → proceeding: report-transport-error
      proceeding give-up         → terminated: stop-timers
      completed  request         → completed:  repeat-response
      completed  timer-g         → completed:  repeat-response restart-g
      completed  timer-h         → terminated: stop-timers
      completed  ack             → confirmed:  stop-timers start-i
      completed  transport-error → completed:  report-transport-error
      confirmed  timer-i         → terminated: stop-timers
      accepted   send-2xx        → accepted:   send-response
      accepted   ack             → accepted:   pass-ack
      accepted   timer-l         → terminated: stop-timers
      accepted   transport-error → accepted:   report-transport-error`,
  },
  {
    name: 'the non-INVITE server transaction (RFC 3261 figure 8)',
    table: nonInviteServerTable as never,
    states: 'trying proceeding completed terminated',
    events: 'request send-1xx send-200-699 timer-j transport-error give-up',
    arrows: `
      trying     send-1xx        → proceeding: send-response
      trying     send-200-699    → completed:  send-response start-j
      trying     give-up         → terminated: stop-timers
      proceeding request         → proceeding: repeat-response
      proceeding send-1xx        → proceeding: send-response
      proceeding send-200-699    → completed:  send-response start-j
      proceeding transport-error → terminated: stop-timers report-transport-error
      proceeding give-up         → terminated: stop-timers
      completed  request         → completed:  repeat-response
      completed  timer-j         → terminated: stop-timers
      completed  transport-error → terminated: stop-timers report-transport-error`,
  },
];

describe.each(machines)('$name', ({ table, states, events, arrows }) => {
  const drawn = new Map(
    arrows
      .trim()
      .split('\n')
      .map((line) => {
        const [, state = '', event = '', next = '', effects = ''] = /^(\S+)\s+(\S+)\s+→ (\S+):\s+(.*)$/.exec(line.trim()) ?? [];
        return [`${state} ${event}`, { next, effects: effects.split(' ') }] as const;
      }),
  );
  const pairs = states.split(' ').flatMap((state) => events.split(' ').map((event) => ({ state, event })));
  const moves = pairs.flatMap(({ state, event }) => {
    const arrow = drawn.get(`${state} ${event}`);
    return arrow ? [{ state, event, ...arrow }] : [];
  });
  const absorbed = pairs.filter(({ state, event }) => !drawn.has(`${state} ${event}`));

  it.each(moves)('in $state, $event leads to $next', ({ state, event, next, effects }) => {
    expect(apply(table, state, event)).toEqual({ to: next, run: effects });
  });

  it.each(absorbed)('in $state, $event is absorbed', ({ state, event }) => {
    expect(apply(table, state, event)).toBeUndefined();
  });

  it('knows no state and no event that the figure lacks', () => {
    expect(Object.keys(table)).toEqual(states.split(' '));
    for (const cells of Object.values(table)) for (const event of Object.keys(cells)) expect(events.split(' ')).toContain(event);
    expect(moves).toHaveLength(drawn.size);
  });

  it('stops its timers whenever it terminates', () => {
    for (const cells of Object.values(table)) {
      for (const transition of Object.values(cells)) if (transition?.to === 'terminated') expect(transition.run[0]).toBe('stop-timers');
    }
  });
});
