import { describe, expect, it } from 'vitest';
import { typeOfContent } from './content-type.js';

const IMAGES = ['image/png', 'image/jpeg', 'image/webp'];
const AUDIO = ['audio/wav', 'audio/x-wav', 'audio/mpeg', 'audio/mp3', 'audio/ogg', 'audio/basic'];
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

describe('the type of an upload', () => {
  it.each([
    [hex('89504e470d0a1a0a0000'), IMAGES, 'image/png'],
    [hex('ffd8ffe000104a464946'), IMAGES, 'image/jpeg'],
    [Buffer.from('RIFF\0\0\0\0WEBPVP8 '), IMAGES, 'image/webp'],
    [Buffer.from('%PDF-1.7\n'), ['application/pdf', 'image/tiff'], 'application/pdf'],
    [Buffer.from('RIFF\0\0\0\0WAVEfmt '), AUDIO, 'audio/wav'],
    [Buffer.from('RIFF\0\0\0\0WAVEfmt '), ['audio/x-wav'], 'audio/x-wav'],
    [Buffer.from('ID3\u0004'), AUDIO, 'audio/mpeg'],
    [hex('fffb9000'), AUDIO, 'audio/mpeg'],
    [Buffer.from('OggS'), AUDIO, 'audio/ogg'],
    [Buffer.from('number,name\r\n1,ü'), ['text/csv'], 'text/csv'],
  ])('is read from the content: %#', (head, allowed, type) => {
    expect(typeOfContent(head, allowed)).toBe(type);
  });

  it.each([
    ['markup for an image', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), IMAGES],
    ['a page for a table', Buffer.from(' <!DOCTYPE html><script>alert(1)</script>'), ['text/csv']],
    ['a program for a table', hex('7f454c4602010100'), ['text/csv']],
    ['broken UTF-8 for a table', hex('6e616d65ff2c31'), ['text/csv']],
    ['a document for an image', Buffer.from('%PDF-1.7'), IMAGES],
    ['nothing', Buffer.alloc(0), IMAGES],
  ])('is none for %s', (_what, head, allowed) => {
    expect(typeOfContent(head, allowed)).toBeUndefined();
  });
});
