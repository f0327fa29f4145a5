import { describe, expect, it } from 'vitest';
import { decodeAlaw, encodeAlaw, toneFrame, toneShare } from './g711.js';

describe('G.711 A-law', () => {
  it('gives every byte back after decoding and encoding', () => {
    for (let byte = 0; byte < 256; byte += 1) expect(encodeAlaw(decodeAlaw(byte))).toBe(byte);
  });
  it('hears a tone it made, and no other', () => {
    const samples = [...Array(25).keys()].flatMap((frame) => [...toneFrame(1000, frame)].map(decodeAlaw));
    expect(toneShare(samples, 1000)).toBeGreaterThan(0.95);
    expect(toneShare(samples, 600)).toBeLessThan(0.01);
    expect(toneShare(new Array<number>(4000).fill(0), 1000)).toBe(0);
  });
});
