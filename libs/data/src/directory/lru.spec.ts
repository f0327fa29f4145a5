import { describe, expect, it } from 'vitest';
import { Lru } from './lru.js';

describe('a least recently used cache', () => {
  it('drops what was used longest ago and says so', () => {
    const evicted: string[] = [];
    const lru = new Lru<string, number>(2, (key) => evicted.push(key));
    lru.set('a', 1);
    lru.set('b', 2);
    expect(lru.get('a')).toBe(1);
    lru.set('c', 3);
    expect(evicted).toEqual(['b']);
    expect([...lru.entries()].map(([key]) => key)).toEqual(['a', 'c']);
  });
  it('does not count a peek and replaces without growing', () => {
    const lru = new Lru<string, number>(2);
    lru.set('a', 1);
    lru.set('b', 2);
    lru.set('a', 3);
    expect(lru.size).toBe(2);
    expect(lru.peek('b')).toBe(2);
    lru.set('c', 4);
    expect(lru.get('b')).toBeUndefined();
    expect(lru.get('a')).toBe(3);
  });
});
