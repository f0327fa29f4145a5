import { RESOURCES, type Resource } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { viewAsked } from './list-view.js';

const calls = RESOURCES.billableCall as unknown as Resource;
const view = (query: Record<string, unknown>, accept?: string) => viewAsked(calls, 'client', query, accept);

describe('how rows are shown', () => {
  it.each([
    [{}, 'application/json', false],
    [{}, '*/*', false],
    [{}, undefined, false],
    [{}, 'text/html, text/csv;q=0.9, */*;q=0.1', true],
    [{}, 'application/json, text/csv', false],
    [{ format: 'csv' }, 'application/json', true],
    [{ format: 'json' }, 'text/csv', false],
  ])('%j with Accept %s is CSV: %s', (query, accept, expected) => {
    expect(view(query, accept).asCsv).toBe(expected);
  });

  it('shows the fields that are asked for, and leaves the rest of the query alone', () => {
    const { show, rest, isProjection } = view({ _properties: 'callee,id', 'durationSec[gte]': '1', format: 'json' });
    expect(show({ id: 1, callee: '+34', caller: '+35' })).toEqual({ callee: '+34', id: 1 });
    expect(rest).toEqual({ 'durationSec[gte]': '1' });
    expect(isProjection).toBe(true);
  });

  it.each([
    ['2026-01-15T12:00:00.000Z', 'Europe/Madrid', '2026-01-15T13:00:00.000+01:00'],
    ['2026-07-15T12:00:00.000Z', 'Europe/Madrid', '2026-07-15T14:00:00.000+02:00'],
    ['2026-10-25T00:59:59.999Z', 'Europe/Madrid', '2026-10-25T02:59:59.999+02:00'],
    ['2026-10-25T01:00:00.000Z', 'Europe/Madrid', '2026-10-25T02:00:00.000+01:00'],
    ['2026-01-15T12:00:00.000Z', 'Asia/Kathmandu', '2026-01-15T17:45:00.000+05:45'],
    ['2026-01-01T00:30:00.000Z', 'America/New_York', '2025-12-31T19:30:00.000-05:00'],
    ['2026-01-15T12:00:00.000Z', 'UTC', '2026-01-15T12:00:00.000+00:00'],
  ])('shows %s in %s as %s, which is the same instant', (startedAt, _timezone, shown) => {
    expect(view({ _timezone, _properties: 'startedAt' }).show({ startedAt })).toEqual({ startedAt: shown });
    expect(new Date(shown).toISOString()).toBe(startedAt);
  });

  it('reports every problem at once, also a field that the level does not see', () => {
    expect(() => view({ _properties: 'cost,nonsense', _timezone: 'Mars/Base', format: 'xml' })).toThrow(
      expect.objectContaining({
        code: 'query-invalid',
        facts: {
          errors: [
            { field: 'format', rule: 'must be csv or json', value: 'xml' },
            { field: '_properties', rule: 'must name fields of the list', value: 'cost' },
            { field: '_properties', rule: 'must name fields of the list', value: 'nonsense' },
            { field: '_timezone', rule: 'must be a time zone, as Europe/Madrid', value: 'Mars/Base' },
          ],
        },
      }) as Error,
    );
  });
});
