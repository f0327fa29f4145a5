import { describe, expect, it } from 'vitest';
import { silentLogger, type Logger } from '@switchyard/kernel';
import { AddressSet } from './address-set.js';
import type { GuardEvent } from './ban.js';
import { BanList } from './ban-list.js';
import { Guard, GUARD_LIMITS, type GuardOptions } from './guard.js';

const movingClock = () => {
  let nowMs = Date.parse('2026-11-21T10:00:00.000Z');
  return { nowMs: () => nowMs, advance: (ms: number) => (nowMs += ms) };
};
const HOUR = 3_600_000;
const OFFICE = '198.51.100.7';
const alice = { source: OFFICE, aor: 'alice@aurora.northwind.test', userAgent: 'Desk 7' };

function start(more: Partial<GuardOptions> = {}) {
  const clock = movingClock();
  const list = new BanList(clock);
  return { clock, list, guard: new Guard({ clock, logger: silentLogger, list, ...more }) };
}
const fail = (guard: Guard, times: number, who: { source: string; aor: string } = alice): void => {
  for (let n = 0; n < times; n++) guard.badCredentials(who);
};

describe('bad credentials (IV-36)', () => {
  it('shuts identity and source out together at the 100th, for 12 hours, and after that at the 20th', () => {
    const { clock, guard } = start();
    fail(guard, 99);
    expect(guard.isBanned(OFFICE, alice.aor)).toBe(false);
    fail(guard, 1);
    expect(guard.isBanned(OFFICE, alice.aor)).toBe(true);
    clock.advance(12 * HOUR - 1);
    expect(guard.isBanned(OFFICE, alice.aor)).toBe(true);
    clock.advance(1);
    expect(guard.isBanned(OFFICE, alice.aor)).toBe(false);
    fail(guard, 19);
    expect(guard.isBanned(OFFICE, alice.aor)).toBe(false);
    fail(guard, 1);
    expect(guard.isBanned(OFFICE, alice.aor)).toBe(true);
  });

  it('keeps an office of 200 phones behind one address working when one of them has a wrong password', () => {
    const { clock, list, guard } = start();
    const seen = new Set<string>();
    // Ten hours: every phone registers each minute, the sick one tries each second.
    for (let second = 0; second < 600; second++) {
      clock.advance(1_000);
      for (let phone = second % 60; phone < 200; phone += 60) {
        const aor = `phone${phone}@aurora.northwind.test`;
        seen.add(guard.admit(OFFICE, 'REGISTER', 'Desk 7'));
        seen.add(guard.admit(OFFICE, 'REGISTER', 'Desk 7', true));
        expect(guard.isBanned(OFFICE, aor)).toBe(false);
        guard.proven(OFFICE, 'REGISTER', aor);
      }
      seen.add(guard.admit(OFFICE, 'REGISTER', 'Desk 7'));
      if (!guard.isBanned(OFFICE, alice.aor)) guard.badCredentials(alice);
    }
    expect([...seen]).toEqual(['pass']);
    expect([...list.all()].map(({ aor, source, blocker }) => ({ aor, source, blocker }))).toEqual([
      { aor: alice.aor, source: OFFICE, blocker: 'antiBruteForce' },
    ]);
    // The same endpoint from somewhere else is not concerned.
    expect(guard.isBanned('203.0.113.1', alice.aor)).toBe(false);
  });

  it('forgets what was bad when the right password comes', () => {
    const { guard } = start();
    fail(guard, 99);
    guard.proven(OFFICE, 'REGISTER', alice.aor);
    fail(guard, 99);
    expect(guard.isBanned(OFFICE, alice.aor)).toBe(false);
  });

  it('counts unknown identities like known ones, and does not grow with their number', () => {
    const { guard } = start({
      limits: { ...GUARD_LIMITS, badAuthentications: { ...GUARD_LIMITS.badAuthentications, maxPairs: 500 } },
    });
    for (let n = 0; n < 20_000; n++) guard.badCredentials({ source: OFFICE, aor: `u${n}@nowhere.test` });
    expect(guard.sizes.failing).toBe(500);
    fail(guard, 100, { source: OFFICE, aor: 'nobody@aurora.northwind.test' });
    expect(guard.isBanned(OFFICE, 'nobody@aurora.northwind.test')).toBe(true);
  });

  it('counts with the other nodes, and bans when they say so', async () => {
    const told: GuardEvent[] = [];
    const share = {
      ban: (ban: GuardEvent) => void told.push(ban),
      tell: () => undefined,
      countFailure: async () => true,
      forgetFailures: () => undefined,
    };
    const { guard } = start({ share });
    guard.badCredentials({ ...alice, brandId: 1, clientId: 2 });
    await Promise.resolve();
    expect(told).toMatchObject([
      { blocker: 'antiBruteForce', aor: alice.aor, source: OFFICE, userAgent: 'Desk 7', brandId: 1, clientId: 2 },
    ]);
  });
});

describe('targets that do not exist (IV-57)', () => {
  it('shuts out who asks for them again and again, though the credentials are right', () => {
    const { guard } = start();
    for (let n = 0; n < 100; n++) {
      guard.proven(OFFICE, 'SUBSCRIBE', alice.aor);
      guard.missed(alice);
    }
    expect(guard.isBanned(OFFICE, alice.aor)).toBe(true);
  });
});

describe('spellings of an address', () => {
  it('does not matter', () => {
    const { guard } = start();
    fail(guard, 50, { source: '2001:db8::1', aor: alice.aor });
    fail(guard, 50, { source: '2001:DB8:0:0::1', aor: alice.aor });
    expect(guard.isBanned('2001:db8:0::1', alice.aor)).toBe(true);
    fail(guard, 100, { source: '::ffff:198.51.100.9', aor: alice.aor });
    expect(guard.isBanned('198.51.100.9', alice.aor)).toBe(true);
  });
});

describe('floods', () => {
  it('gives a banned source no answer for five minutes, then hears it again', () => {
    const { clock, guard } = start();
    const verdicts = Array.from({ length: 150 }, () => (clock.advance(25), guard.admit('203.0.113.9', 'OPTIONS', undefined)));
    expect([verdicts[0], verdicts[50], verdicts[51], verdicts[149]]).toEqual(['pass', 'flood', 'banned', 'banned']);
    clock.advance(5 * 60_000);
    expect(guard.admit('203.0.113.9', 'OPTIONS', undefined)).toBe('pass');
  });

  it('does not hear addresses that others complain of', () => {
    const { guard } = start({ listed: () => AddressSet.of(['203.0.113.0/24']) });
    expect(guard.admit('203.0.113.9', 'REGISTER', undefined)).toBe('listed');
    expect(guard.admit(OFFICE, 'REGISTER', undefined)).toBe('pass');
  });

  it('writes a line that fail2ban understands', () => {
    const lines: string[] = [];
    const logger: Logger = { ...silentLogger, warn: (message) => void lines.push(message) };
    const { clock, guard } = start({ logger });
    for (let n = 0; n < 101; n++) {
      clock.advance(15);
      guard.admit('203.0.113.9', 'REGISTER', 'scanner');
    }
    // The failregex of docs/security.md.
    expect(lines.map((line) => /banned (?<host>\S+) by (antiflood|antiBruteForce)/.exec(line)?.groups?.['host'])).toEqual(['203.0.113.9']);
  });
});

describe('the source filter', () => {
  it('tells people of a refusal once a minute per endpoint and address', () => {
    const told: GuardEvent[] = [];
    const share = {
      ban: () => undefined,
      tell: (event: GuardEvent) => void told.push(event),
      countFailure: async () => false,
      forgetFailures: () => undefined,
    };
    const { clock, guard } = start({ share });
    for (let second = 0; second < 90; second++) {
      guard.filtered(alice);
      clock.advance(1_000);
    }
    guard.filtered({ ...alice, source: '203.0.113.1' });
    expect(told.map(({ source, blocker, untilMs }) => [source, blocker, untilMs])).toEqual([
      [OFFICE, 'ipFilter', null],
      [OFFICE, 'ipFilter', null],
      ['203.0.113.1', 'ipFilter', null],
    ]);
  });
});

describe('the list of bans', () => {
  it('has a bound: what ends first gives way', () => {
    const { clock } = start();
    const list = new BanList(clock, 1_000);
    for (let n = 0; n < 5_000; n++)
      list.add({
        blocker: 'antiflood',
        source: `10.0.${n >> 8}.${n & 255}`,
        aor: null,
        userAgent: null,
        brandId: null,
        clientId: null,
        atMs: 0,
        untilMs: clock.nowMs() + n + 1,
      });
    expect(list.size).toBeLessThanOrEqual(1_000);
    expect(list.find('10.0.19.135', null)).toBeDefined();
  });

  it('forgets what is over', () => {
    const { clock, list, guard } = start();
    fail(guard, 100);
    clock.advance(13 * HOUR);
    expect(list.concerns(OFFICE)).toBe(true);
    list.sweep();
    expect([list.concerns(OFFICE), list.size]).toEqual([false, 0]);
  });
});
