import { describe, expect, it } from 'vitest';
import { formatAmount, formatDuration, formatUtc, fromLocalInput, humanise, toLocalInput } from './format.js';

describe('formatAmount', () => {
  it.each([
    ['0.021000', '0.0210'],
    ['0.000001', '0.000001'],
    ['0.012340', '0.01234'],
    ['-6.399400', '\u22126.3994'],
    ['1234567.5', '1\u202f234\u202f567.5000'],
    ['100', '100.0000'],
    ['much', 'much'],
  ])('writes %s as %s', (amount, text) => {
    expect(formatAmount(amount)).toBe(text);
  });
});

describe('times', () => {
  it('are shown in UTC on hover', () => {
    expect(formatUtc('2026-11-21T09:55:00.000Z')).toBe('2026-11-21 09:55:00.000 UTC');
  });
  it.each(['2026-11-21T09:55:07.000Z', '2026-06-30T23:59:59.000Z'])('survive an input of the local zone: %s', (iso) => {
    expect(fromLocalInput(toLocalInput(iso))).toBe(iso);
  });
  it('are empty when they are none', () => {
    expect([fromLocalInput(''), fromLocalInput('soon'), toLocalInput('soon')]).toEqual(['', '', '']);
  });
});

it.each([
  [0, '0:00'],
  [62, '1:02'],
  [3723, '1:02:03'],
])('writes %i seconds as %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

it.each([
  ['carrierServerId', 'Carrier server id'],
  ['why', 'Why'],
  ['max-duration', 'Max duration'],
])('reads %s as %s', (key, words) => {
  expect(humanise(key)).toBe(words);
});
