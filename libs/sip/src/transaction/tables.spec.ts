import { describe, expect, it } from 'vitest';
import { inviteClientTable } from './invite-client.table.js';
import { inviteServerTable } from './invite-server.table.js';
import { nonInviteClientTable } from './non-invite-client.table.js';
import { nonInviteServerTable } from './non-invite-server.table.js';
import { apply, type TransitionTable } from './transition-table.js';

/**
 * Each matrix is written from the RFC's figure, not from the table: rows are events, columns states, a cell is the first letters of the next state, `.`
 * an event that is absorbed. Every pair is in it.
 */
const machines: ReadonlyArray<{ name: string; table: TransitionTable<string, string, string>; matrix: string }> = [
  {
    name: 'INVITE client (RFC 3261 figure 5, RFC 6026 figure 4)',
    table: inviteClientTable as never,
    matrix: `
                      calling proceeding completed accepted terminated
      1xx             pro     pro        .         .        .
      2xx             acc     acc        .         acc      .
      300-699         com     com        com       .        .
      timer-a         cal     .          .         .        .
      timer-b         ter     .          .         .        .
      timer-c         .       ter        .         .        .
      timer-d         .       .          ter       .        .
      timer-m         .       .          .         ter      .
      transport-error ter     .          ter       .        .
      give-up         ter     ter        .         .        .`,
  },
  {
    name: 'non-INVITE client (RFC 3261 figure 6)',
    table: nonInviteClientTable as never,
    matrix: `
                      trying proceeding completed terminated
      1xx             pro    pro        .         .
      200-699         com    com        .         .
      timer-e         try    pro        .         .
      timer-f         ter    ter        .         .
      timer-k         .      .          ter       .
      transport-error ter    ter        .         .
      give-up         ter    ter        .         .`,
  },
  {
    name: 'INVITE server (RFC 3261 figure 7, RFC 6026 figure 3)',
    table: inviteServerTable as never,
    matrix: `
                      proceeding completed confirmed accepted terminated
      request         pro        com       .         .        .
      ack             .          con       .         acc      .
      send-1xx        pro        .         .         .        .
      send-2xx        acc        .         .         acc      .
      send-300-699    com        .         .         .        .
      timer-g         .          com       .         .        .
      timer-h         .          ter       .         .        .
      timer-i         .          .         ter       .        .
      timer-l         .          .         .         ter      .
      transport-error ter        ter       .         .        .
      give-up         ter        .         .         .        .`,
  },
  {
    name: 'non-INVITE server (RFC 3261 figure 8)',
    table: nonInviteServerTable as never,
    matrix: `
                      trying proceeding completed terminated
      request         .      pro        com       .
      send-1xx        pro    pro        .         .
      send-200-699    com    com        .         .
      timer-j         .      .          ter       .
      transport-error ter    ter        ter       .
      give-up         ter    ter        .         .`,
  },
];

describe.each(machines)('$name', ({ table, matrix }) => {
  const [head = [], ...rows] = matrix
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const events = rows.map(([event = '']) => event);

  it.each(rows.flatMap(([event = '', ...cells]) => cells.map((next, column) => [head[column] ?? '', event, next] as const)))(
    'in %s, %s leads to %s',
    (state, event, next) => {
      expect(apply(table, state, event)?.to.slice(0, 3) ?? '.').toBe(next);
    },
  );

  it('knows no state and no event that the figure lacks', () => {
    expect(Object.keys(table)).toEqual(head);
    for (const cells of Object.values(table)) for (const event of Object.keys(cells)) expect(events).toContain(event);
  });

  it('stops its timers whenever it terminates', () => {
    for (const cells of Object.values(table)) {
      for (const transition of Object.values(cells)) if (transition?.to === 'terminated') expect(transition.run[0]).toBe('stop-timers');
    }
  });
});
