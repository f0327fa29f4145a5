import { describe, expect, it } from 'vitest';
import { ownText } from './own-text.js';

describe('ownText', () => {
  it.each([
    '',
    'short',
    'a text that is long enough to be a slice',
    'é with more than US-ASCII in it',
    '\ud800 half a character of a pair',
    'x'.repeat(5_000),
  ])('gives the same text: %.30j', (text) => {
    expect(ownText(text)).toBe(text);
    expect(ownText(`before ${text} after`.slice(7, 7 + text.length))).toBe(text);
  });
});
