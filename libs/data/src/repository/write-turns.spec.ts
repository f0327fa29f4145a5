import { describe, expect, it } from 'vitest';
import { Database } from '../database.js';
import { inTurn } from './write-turns.js';

const closed = (): Database => new Database({ kind: 'mysql', url: 'mysql://nobody@127.0.0.1:1/none' });

describe('writes of one process', () => {
  it('run one after the other, also behind one that failed', async () => {
    const database = closed();
    const seen: string[] = [];
    const write = (name: string, fails = false) =>
      inTurn(database, async () => {
        seen.push(`${name} begins`);
        await Promise.resolve();
        seen.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      });
    const answers = await Promise.allSettled([write('one'), write('two', true), write('three')]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(seen).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends']);
  });

  it('of another database do not wait', async () => {
    const never = inTurn(closed(), () => new Promise(() => undefined));
    expect(await Promise.race([never, inTurn(closed(), () => Promise.resolve('other'))])).toBe('other');
  });
});
