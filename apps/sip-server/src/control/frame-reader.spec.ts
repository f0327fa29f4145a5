import { describe, expect, it } from 'vitest';
import { FrameReader } from './frame-reader.js';

const texts = (reader: FrameReader, ...chunks: string[]): string[] =>
  chunks.flatMap((chunk) => {
    const frames = reader.push(Buffer.from(chunk));
    return frames.ok ? frames.value.map(String) : [`!${frames.error}`];
  });

describe('FrameReader', () => {
  it.each([
    ['one frame', ['5#a|b#c'], ['a|b#c']],
    ['two frames in one piece', ['1#a2#bc'], ['a', 'bc']],
    ['a frame split in its digits, at its mark and in its text', ['1', '0', '#', '01234', '56789', '1#x'], ['0123456789', 'x']],
    ['an empty frame', ['0#1#a'], ['', 'a']],
    ['a length that is no number', ['x5#hello'], ['!length-not-a-number']],
    ['a length without digits', ['#hello'], ['!length-not-a-number']],
    ['a length of too many digits', ['12345678#'], ['!length-not-a-number']],
    ['a frame above the limit', ['101#a'], ['!frame-too-large']],
  ])('reads %s', (_name, chunks, expected) => {
    const reader = new FrameReader(100);
    expect(texts(reader, ...chunks)).toEqual(expected);
  });

  it('reads a character that is split in the middle', () => {
    const reader = new FrameReader(100);
    const bytes = Buffer.from('5#ä€');
    const frames = [bytes.subarray(0, 3), bytes.subarray(3)].flatMap((part) => {
      const result = reader.push(part);
      return result.ok ? result.value.map(String) : [];
    });
    expect(frames).toEqual(['ä€']);
  });
});
