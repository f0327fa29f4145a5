import { describe, expect, it } from 'vitest';
import { momentIn, nextPeriodStart, startOfDay, weekdayOf, zonedTime, type PeriodUnit } from './zoned-time.js';

const MADRID = 'Europe/Madrid';
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 16);
const at = (text: string): number => Date.parse(`${text}:00.000Z`);

describe('momentIn', () => {
  it.each([
    ['winter', { year: 2026, month: 1, day: 1 }, MADRID, '2025-12-31T23:00'],
    ['summer', { year: 2026, month: 7, day: 1, hour: 8 }, MADRID, '2026-07-01T06:00'],
    ['a day that begins in winter and ends in summer', { year: 2026, month: 3, day: 29, hour: 12 }, MADRID, '2026-03-29T10:00'],
    ['an hour that does not exist', { year: 2026, month: 3, day: 29, hour: 2, minute: 30 }, MADRID, '2026-03-29T01:30'],
    ['an hour that exists twice', { year: 2026, month: 10, day: 25, hour: 2, minute: 30 }, MADRID, '2026-10-25T00:30'],
    ['west of Greenwich', { year: 2026, month: 1, day: 1, hour: 8 }, 'America/New_York', '2026-01-01T13:00'],
    ['a quarter of an hour', { year: 2026, month: 1, day: 1 }, 'Asia/Kathmandu', '2025-12-31T18:15'],
    ['a day beyond the month', { year: 2026, month: 1, day: 32 }, 'UTC', '2026-02-01T00:00'],
  ])('finds %s', (_what, shown, zone, expected) => {
    expect(iso(momentIn(shown, zone))).toBe(expected);
  });
  it.each(['UTC', MADRID, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia'])(
    'is the inverse of zonedTime in %s',
    (zone) => {
      for (let moment = at('2026-01-01T00:00'); moment < at('2027-01-01T00:00'); moment += 5_400_000) {
        const shown = zonedTime(moment, zone);
        expect(zonedTime(momentIn(shown, zone), zone)).toEqual(shown);
      }
    },
  );
});

describe('startOfDay', () => {
  it.each([
    ['2026-11-21T22:59', MADRID, '2026-11-20T23:00'],
    ['2026-11-21T23:00', MADRID, '2026-11-21T23:00'],
    ['2026-11-21T03:00', 'America/New_York', '2026-11-20T05:00'],
  ])('of %s in %s is %s', (moment, zone, expected) => {
    expect(iso(startOfDay(at(moment), zone))).toBe(expected);
  });
});

describe('weekdayOf', () => {
  it('knows Monday and Sunday', () => {
    expect(weekdayOf({ year: 2026, month: 11, day: 16 })).toBe('monday');
    expect(weekdayOf({ year: 2026, month: 11, day: 22 })).toBe('sunday');
  });
});

describe('nextPeriodStart', () => {
  it.each<[PeriodUnit, string, string]>([
    ['day', '2026-11-21T10:00', '2026-11-22T07:00'],
    ['day', '2026-11-21T06:59', '2026-11-21T07:00'],
    ['week', '2026-11-21T10:00', '2026-11-23T07:00'],
    ['week', '2026-11-23T07:00', '2026-11-30T07:00'],
    ['month', '2026-11-21T10:00', '2026-12-01T07:00'],
    ['month', '2026-12-21T10:00', '2027-01-01T07:00'],
    ['month', '2026-03-21T10:00', '2026-04-01T06:00'],
    ['year', '2026-11-21T10:00', '2027-01-01T07:00'],
  ])('of a %s after %s is %s, at eight in Madrid', (unit, after, expected) => {
    expect(iso(nextPeriodStart(at(after), unit, MADRID, 8))).toBe(expected);
  });
});
