import { describe, expect, it } from 'vitest';
import { utcOfLocal } from './local-time.js';

describe('a time as clocks of a zone show it', () => {
  it.each([
    ['2026-11-21', 'Europe/Madrid', '2026-11-20T23:00:00.000Z'],
    ['2026-07-01T12:00', 'Europe/Madrid', '2026-07-01T10:00:00.000Z'],
    ['2026-07-01 12:00:30.5', 'Europe/Madrid', '2026-07-01T10:00:30.500Z'],
    ['2026-01-01', 'Asia/Kolkata', '2025-12-31T18:30:00.000Z'],
    ['2026-01-01', 'America/New_York', '2026-01-01T05:00:00.000Z'],
    ['2026-03-29', 'Europe/Madrid', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Madrid', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25T02:30', 'Europe/Madrid', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T04:00', 'Europe/Madrid', '2026-10-25T03:00:00.000Z'],
    ['2026-11-21', 'UTC', '2026-11-21T00:00:00.000Z'],
  ])('%s in %s is %s', (text, timezone, utc) => {
    expect(utcOfLocal(text, timezone)).toBe(utc);
  });

  it.each(['2026-11-21T10:00:00Z', '2026-11-21T10:00+01:00', '2026-02-30', '2026-01-01T24:00', 'yesterday', ''])('%j is none', (text) => {
    expect(utcOfLocal(text, 'Europe/Madrid')).toBeUndefined();
  });
});
