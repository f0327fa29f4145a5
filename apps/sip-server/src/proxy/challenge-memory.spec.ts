import { SipMessage } from '@switchyard/sip';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChallengeMemory } from './challenge-memory.js';

const challenge = (nonce: string): SipMessage => {
  const response = SipMessage.response(407);
  response.add('Proxy-Authenticate', `Digest realm="a", nonce="${nonce}"`);
  return response;
};
const retry = (nonce: string): SipMessage => {
  const request = SipMessage.request('INVITE', 'sip:a@b');
  request.add('Proxy-Authorization', `Digest username="u", realm="a", nonce="${nonce}", uri="sip:a@b", response="0"`);
  return request;
};

describe('ChallengeMemory', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('knows for two seconds who gave a nonce', () => {
    const memory = new ChallengeMemory();
    memory.remember(challenge('n1'), 'sip:one');
    memory.remember(challenge('n2'), 'sip:two');
    expect([memory.targetOf(retry('n1')), memory.targetOf(retry('n2')), memory.targetOf(retry('n3'))]).toEqual([
      'sip:one',
      'sip:two',
      undefined,
    ]);
    vi.advanceTimersByTime(2_001);
    expect(memory.targetOf(retry('n1'))).toBeUndefined();
  });

  it('forgets what is old when something new comes, and stays bounded', () => {
    const memory = new ChallengeMemory();
    for (let i = 0; i < 10_500; i += 1) memory.remember(challenge(`n${i}`), 'sip:one');
    expect(memory.size).toBeLessThanOrEqual(10_000);
    vi.advanceTimersByTime(2_001);
    memory.remember(challenge('last'), 'sip:one');
    expect(memory.size).toBe(1);
  });

  it('asks nothing of a request without credentials', () => {
    const memory = new ChallengeMemory();
    memory.remember(challenge('n1'), 'sip:one');
    expect(memory.targetOf(SipMessage.request('INVITE', 'sip:a@b'))).toBeUndefined();
  });
});
