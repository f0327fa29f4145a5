import { describe, expect, it } from 'vitest';
import type { Registration } from './registration.js';
import { RegistrationMemory } from './registration-memory.js';

const until = (expiresAtMs: number): Registration => ({
  contact: 'sip:a@x.test',
  source: { protocol: 'udp', address: '198.51.100.1', port: 5060 },
  receivedOn: null,
  callId: 'r',
  cseq: 1,
  expiresAtMs,
  userAgent: '',
  path: [],
});

describe('RegistrationMemory', () => {
  it('forgets the AoR it has not seen for longest, but never what is still to be written', () => {
    const memory = new RegistrationMemory(2);
    memory.put('pending', [until(9)], true);
    memory.put('old', [until(9)], false);
    memory.put('new', [until(9)], false);
    expect(memory.all()).toEqual(['pending', 'new']);
    expect(memory.pending()).toEqual(['pending']);
  });

  it('keeps an empty set only while Redis must be told of it', () => {
    const memory = new RegistrationMemory(9);
    memory.put('a', [], true);
    expect(memory.isPending('a')).toBe(true);
    memory.put('a', [], false);
    expect(memory.all()).toEqual([]);
  });

  it('sweeps what has expired', () => {
    const memory = new RegistrationMemory(9);
    memory.put('gone', [until(10)], false);
    memory.put('half', [until(10), until(30)], false);
    memory.sweep(20);
    expect(memory.all()).toEqual(['half']);
  });
});
