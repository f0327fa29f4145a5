import { silentLogger } from '@switchyard/kernel';
import { describe, expect, it } from 'vitest';
import type { Registration } from './registration.js';
import { PhoneWaker, type WakeRequest } from './wake-ups.js';

const AOR = 'alice@aurora.northwind.test';
const phone = (more: Partial<Registration> = {}): Registration => ({
  contact: 'sip:alice@10.0.0.7;pn-provider=fcm;pn-prid=abc;pn-param=app',
  source: { protocol: 'tls', address: '198.51.100.1', port: 31_000 },
  receivedOn: null,
  callId: 'r',
  cseq: 1,
  expiresAtMs: 9e12,
  userAgent: '',
  q: 1000,
  path: [],
  silentPings: 0,
  ...more,
});

function house(push: (request: WakeRequest) => Promise<void> = async () => undefined, waitMs = 5000, lookEveryMs = 1e6) {
  const state = {
    contacts: [phone()] as readonly Registration[],
    pushed: [] as WakeRequest[],
    listeners: new Set<(aor: string) => void>(),
  };
  const waker = new PhoneWaker({
    locations: {
      contactsOf: async () => state.contacts,
      onChange: (listener) => {
        state.listeners.add(listener);
        return () => state.listeners.delete(listener);
      },
    },
    push: (request) => {
      state.pushed.push(request);
      return push(request);
    },
    waitMs,
    lookEveryMs,
    logger: silentLogger,
  });
  const registers = (...contacts: Registration[]): void => {
    state.contacts = contacts;
    for (const listener of state.listeners) listener(AOR);
  };
  return { state, waker, registers };
}

describe('waking phones (RFC 8599)', () => {
  it('pushes once for all who wait, and gives them the contact under which the phone registers', async () => {
    const { state, waker, registers } = house();
    const waiting = [1, 2].map(async () => waker.wake(AOR, phone(), 'call'));
    expect(state.pushed).toEqual([{ provider: 'fcm', prid: 'abc', param: 'app', aor: AOR, why: 'call' }]);
    registers(phone());
    const back = phone({ cseq: 2, source: { protocol: 'tls', address: '198.51.100.1', port: 32_000 } });
    registers(back);
    expect(await Promise.all(waiting)).toEqual([back, back]);
    expect(state.listeners.size).toBe(0);
    void waker.wake(AOR, back, 'call');
    expect(state.pushed).toHaveLength(2);
  });

  it('knows the phone by its name at the push service, not by its address', async () => {
    const { waker, registers } = house();
    const woken = waker.wake(AOR, phone(), 'call');
    const other = phone({ contact: 'sip:alice@10.0.0.9;pn-provider=fcm;pn-prid=other', callId: 'x' });
    const moved = phone({ contact: 'sip:alice@172.16.0.1;pn-provider=fcm;pn-prid=abc', callId: 'y' });
    registers(other, moved);
    expect(await woken).toEqual(moved);
  });

  it('sees a refresh that only another proxy knows of', async () => {
    const { state, waker } = house(async () => undefined, 5000, 5);
    const woken = waker.wake(AOR, phone(), 'call');
    state.contacts = [phone({ cseq: 2 })];
    expect(await woken).toMatchObject({ cseq: 2 });
  });

  it('rings nobody when the phone does not come back in time', async () => {
    const { waker } = house(async () => undefined, 10);
    expect(await waker.wake(AOR, phone(), 'call')).toBeUndefined();
  });

  it('rings the contact as it is when the push service does not take the request', async () => {
    const { waker } = house(async () => Promise.reject(new Error('500')));
    expect(await waker.wake(AOR, phone(), 'call')).toEqual(phone());
  });

  it('leaves phones alone that have no push service', () => {
    const { state, waker } = house();
    for (const contact of ['sip:alice@10.0.0.7', 'sip:alice@10.0.0.7;pn-provider=fcm', 'sip:a@b;pn-prid=abc'])
      expect(waker.wake(AOR, phone({ contact }), 'call')).toBeUndefined();
    expect(state.pushed).toEqual([]);
  });
});
