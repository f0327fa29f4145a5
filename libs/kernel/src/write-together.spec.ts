import { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { writeTogether } from './write-together.js';

/** Keeps each piece that would have been a call into the system. */
class Pieces extends Writable {
  readonly pieces: string[] = [];
  constructor() {
    super({ decodeStrings: false });
  }
  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.pieces.push(chunk);
    done();
  }
  override _writev(chunks: readonly { readonly chunk: string }[], done: () => void): void {
    this.pieces.push(chunks.map(({ chunk }) => chunk).join(''));
    done();
  }
}

describe('writeTogether', () => {
  it('sends what one turn writes in one piece, in order, and calls back for each', async () => {
    const socket = new Pieces();
    writeTogether(socket);
    const done: string[] = [];
    for (const text of ['a', 'b', 'c']) socket.write(text, () => done.push(text));
    await Promise.resolve().then(() => socket.write('d'));
    expect(socket.pieces).toEqual([]);
    await turn();
    await turn();
    expect(socket.pieces).toEqual(['abcd']);
    expect(done).toEqual(['a', 'b', 'c']);
    socket.write('e');
    await turn();
    expect(socket.pieces).toEqual(['abcd', 'e']);
  });

  it('loses nothing when the socket ends in the same turn', async () => {
    const socket = new Pieces();
    writeTogether(socket);
    socket.write('a');
    socket.end('b');
    await turn();
    await turn();
    expect(socket.pieces.join('')).toBe('ab');
  });
});
