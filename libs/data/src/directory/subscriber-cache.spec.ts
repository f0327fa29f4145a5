import { describe, expect, it } from 'vitest';
import { SubscriberCache } from './subscriber-cache.js';

const away = new Error('away');
const isAway = (thrown: unknown): boolean => thrown === away;
const of = (clientId: number, brandId = 1) => ({ brandId, clientId });

/** A question whose answers are given by hand. */
class Question {
  asked = 0;
  answer: () => Promise<{ value: string | undefined; owner: { brandId: number | null; clientId: number | null } }>;
  constructor(value: string | undefined, owner = of(1)) {
    this.answer = async () => ({ value, owner });
  }
  readonly load = () => {
    this.asked++;
    return this.answer();
  };
}

describe('the memory of the directory', () => {
  it('asks once for an answer and once for "there is none"', async () => {
    for (const value of ['alice', undefined]) {
      const cache = new SubscriberCache(isAway);
      const question = new Question(value);
      for (let n = 0; n < 3; n++) expect(await cache.ask('key', question.load)).toBe(value);
      expect(question.asked).toBe(1);
    }
  });

  it('asks once for many who ask at the same time', async () => {
    const cache = new SubscriberCache(isAway);
    const question = new Question('alice');
    expect(await Promise.all([1, 2, 3].map(() => cache.ask('key', question.load)))).toEqual(['alice', 'alice', 'alice']);
    expect(question.asked).toBe(1);
  });

  it.each([
    ['its client', (cache: SubscriberCache) => cache.clientChanged(1), 2],
    ['another client', (cache: SubscriberCache) => cache.clientChanged(2), 1],
    ['its brand', (cache: SubscriberCache) => cache.brandChanged(1), 2],
    ['another brand', (cache: SubscriberCache) => cache.brandChanged(2), 1],
    ['everything', (cache: SubscriberCache) => cache.brandChanged(null), 2],
  ])('asks again after a change of %s only when it may matter', async (_what, change, asked) => {
    const cache = new SubscriberCache(isAway);
    const question = new Question('alice');
    await cache.ask('key', question.load);
    change(cache);
    await cache.ask('key', question.load);
    expect(question.asked).toBe(asked);
  });

  it('does not trust an answer that was on its way when something changed', async () => {
    const cache = new SubscriberCache(isAway);
    const question = new Question('old');
    let arrive: () => void = () => undefined;
    question.answer = () => new Promise((resolve) => (arrive = () => resolve({ value: 'old', owner: of(1) })));
    const first = cache.ask('key', question.load);
    cache.clientChanged(1);
    arrive();
    expect(await first).toBe('old');
    question.answer = async () => ({ value: 'new', owner: of(1) });
    expect(await cache.ask('key', question.load)).toBe('new');
  });

  it('uses a stale answer while the database is away, and fails for what it never knew', async () => {
    const cache = new SubscriberCache(isAway);
    const question = new Question('alice');
    await cache.ask('key', question.load);
    cache.clientChanged(1);
    question.answer = () => Promise.reject(away);
    expect(await cache.ask('key', question.load)).toBe('alice');
    await expect(cache.ask('other', question.load)).rejects.toBe(away);
    question.answer = () => Promise.reject(new Error('a bug'));
    await expect(cache.ask('key', question.load)).rejects.toThrow('a bug');
  });

  it('does not let names that do not exist push out those that do', async () => {
    const cache = new SubscriberCache(isAway, { found: 10, missing: 10 });
    const alice = new Question('alice');
    await cache.ask('alice', alice.load);
    for (let n = 0; n < 1000; n++) await cache.ask(`scan-${n}`, new Question(undefined).load);
    await cache.ask('alice', alice.load);
    expect(alice.asked).toBe(1);
  });

  it('moves an answer between existing and not existing', async () => {
    const cache = new SubscriberCache(isAway);
    await cache.ask('key', new Question(undefined).load);
    cache.clientChanged(1);
    expect(await cache.ask('key', new Question('alice').load)).toBe('alice');
    cache.clientChanged(1);
    expect(await cache.ask('key', new Question(undefined).load)).toBeUndefined();
    expect(cache.size).toBe(0);
  });
});
