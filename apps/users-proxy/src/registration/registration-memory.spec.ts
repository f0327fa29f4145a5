import { describe, expect, it } from 'vitest';
import { RegistrationMemory } from './registration-memory.js';

describe('RegistrationMemory', () => {
  it('forgets the AoR it has not seen for longest, but never what is still to be written', () => {
    const memory = new RegistrationMemory(2);
    memory.put('pending', 'p', 9, true);
    memory.put('old', 'o', 9, false);
    memory.put('new', 'n', 9, false);
    expect(memory.all()).toEqual(['pending', 'new']);
    expect(memory.pending()).toEqual(['pending']);
  });

  it('keeps an empty set only while Redis must be told of it', () => {
    const memory = new RegistrationMemory(9);
    memory.put('a', '', 9, true);
    expect(memory.isPending('a')).toBe(true);
    memory.put('a', '', 9, false);
    expect(memory.all()).toEqual([]);
  });

  it('sweeps what has expired', () => {
    const memory = new RegistrationMemory(9);
    memory.put('gone', 'g', 10, false);
    memory.put('half', 'h', 30, false);
    memory.put('unwritten', 'u', 10, true);
    memory.sweep(20);
    expect(memory.all()).toEqual(['half', 'unwritten']);
  });

  it('forgets on demand what others have changed, but not what only this process knows', () => {
    const memory = new RegistrationMemory(9);
    memory.put('a', 'x', 9, false);
    memory.put('b', 'y', 9, true);
    memory.forget('a');
    memory.forget('b');
    expect([memory.get('a'), memory.get('b')]).toEqual(['', 'y']);
  });
});
