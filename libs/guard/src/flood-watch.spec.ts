import { describe, expect, it } from 'vitest';
import { FLOOD_LIMITS, FloodWatch, type FloodLimits } from './flood-watch.js';

const movingClock = () => {
  let nowMs = 1_000_000;
  return { nowMs: () => nowMs, advance: (ms: number) => (nowMs += ms) };
};
const start = (limits: Partial<FloodLimits> = {}) => {
  const clock = movingClock();
  return { clock, watch: new FloodWatch(clock, { ...FLOOD_LIMITS, ...limits }) };
};
const STRANGER = '203.0.113.9';
const OFFICE = '198.51.100.7';
const times = <T>(count: number, run: () => T): T | undefined => Array.from({ length: count }, run).at(-1);

describe('flood watch (IV-38, OS-39)', () => {
  it('bans a stranger at the 101st request within two seconds', () => {
    const { clock, watch } = start();
    const next = () => (clock.advance(15), watch.count(STRANGER, 'REGISTER'));
    expect(times(100, next)).toBe('pass');
    expect(next()).toBe('flood');
  });

  it('counts each window anew', () => {
    const { clock, watch } = start();
    for (let round = 0; round < 5; round++) {
      expect(times(100, () => watch.count(STRANGER, 'INVITE'))).toBe('pass');
      clock.advance(2_000);
    }
  });

  it('has less for single methods (OS-40, SX-131)', () => {
    const { clock, watch } = start({ byMethod: { OPTIONS: 10 } });
    const next = () => (clock.advance(150), watch.count(STRANGER, 'OPTIONS'));
    expect(times(10, next)).toBe('pass');
    expect(next()).toBe('flood');
    expect(watch.count(STRANGER, 'REGISTER')).toBe('pass');
  });

  it('counts sources apart', () => {
    const { watch } = start();
    times(101, () => watch.count(STRANGER, 'REGISTER'));
    expect(watch.count(OFFICE, 'REGISTER')).toBe('pass');
  });

  it('lets 200 phones behind one address register at the same time: what was proven does not count', () => {
    const { watch } = start();
    const seen = new Set<string>();
    for (let phone = 0; phone < 200; phone++) {
      seen.add(watch.count(OFFICE, 'REGISTER')); // challenged
      seen.add(watch.count(OFFICE, 'REGISTER', true)); // with credentials
      watch.proven(OFFICE, 'REGISTER');
    }
    expect([...seen]).toEqual(['pass']);
  });

  it('does not shut out 1,000 phones that begin together after a power cut: they are heard when they repeat', () => {
    const { clock, watch } = start();
    const phones = Array.from({ length: 1_000 }, () => ({ challenged: false, registered: false }));
    const seen = new Set<string>();
    // Timers of RFC 3261: each repeats after 0.5, 1, 2, 4 … seconds; who is challenged answers 100 ms later.
    for (const waitMs of [0, 500, 1_000, 2_000, 4_000, 4_000, 4_000, 4_000]) {
      clock.advance(waitMs);
      const late = phones.filter(({ registered }) => !registered);
      for (const phone of late) {
        const verdict = watch.count(OFFICE, 'REGISTER');
        seen.add(verdict);
        phone.challenged = verdict === 'pass';
      }
      clock.advance(100);
      for (const phone of late.filter(({ challenged }) => challenged)) {
        if (watch.count(OFFICE, 'REGISTER', true) !== 'pass') continue;
        watch.proven(OFFICE, 'REGISTER');
        phone.registered = true;
      }
    }
    expect([...seen].sort()).toEqual(['pass', 'shed']);
    expect(phones.filter(({ registered }) => !registered)).toEqual([]);
  });

  it('bans at the 101st request that shows wrong credentials', () => {
    const { watch } = start();
    expect(times(100, () => watch.count(STRANGER, 'REGISTER', true))).toBe('pass');
    expect(watch.count(STRANGER, 'REGISTER', true)).toBe('flood');
  });

  it('does shut out a stranger whose burst comes again', () => {
    const { clock, watch } = start();
    expect(times(500, () => watch.count(STRANGER, 'REGISTER'))).toBe('shed');
    clock.advance(2_000);
    expect(times(101, () => watch.count(STRANGER, 'REGISTER'))).toBe('flood');
  });

  it('does not shut out an office in which one device scans: it sheds the method that is too much, others go on', () => {
    const { watch } = start();
    watch.count(OFFICE, 'REGISTER');
    watch.proven(OFFICE, 'REGISTER');
    const seen = new Set(Array.from({ length: 500 }, () => watch.count(OFFICE, 'OPTIONS')));
    expect([...seen]).toEqual(['pass', 'shed']);
    expect(watch.count(OFFICE, 'REGISTER')).toBe('pass');
    expect(watch.count(OFFICE, 'INVITE')).toBe('pass');
  });

  it('lets an edge with thousands of phones behind it have many requests under way', () => {
    const { watch } = start();
    for (let n = 0; n < 2_000; n++) {
      watch.count(OFFICE, 'REGISTER');
      watch.proven(OFFICE, 'REGISTER');
    }
    const seen = new Set(Array.from({ length: 1_500 }, () => watch.count(OFFICE, 'REGISTER')));
    expect([...seen]).toEqual(['pass']);
  });

  it('lets the standing of a source end', () => {
    const { clock, watch } = start({ standingMs: 10_000 });
    watch.count(OFFICE, 'REGISTER');
    watch.proven(OFFICE, 'REGISTER');
    clock.advance(20_000);
    expect(times(101, () => (clock.advance(15), watch.count(OFFICE, 'REGISTER')))).toBe('flood');
  });

  it('does not grow with the number of sources', () => {
    const { watch } = start({ maxSources: 1_000 });
    for (let n = 0; n < 20_000; n++) watch.count(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`, 'REGISTER');
    expect(watch.size).toBe(1_000);
  });
});
