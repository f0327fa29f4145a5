import { describe, expect, it } from 'vitest';
import { handled, next, pass, refuse } from './outcome.js';
import { choose, outlineMarkdown, Route, RouteError, type EndStep, type Step } from './route.js';

interface Start {
  readonly from: string;
}
const knowEndpoint: Step<Start, { endpoint: string }> = {
  name: 'GET_ENDPOINT',
  doc: 'who is it',
  run: ({ from }) => (from ? next({ endpoint: from }) : refuse('credentials-refused')),
};
const auth: Step<Start & { endpoint: string }> = {
  name: 'AUTH',
  doc: 'digest',
  run: ({ endpoint }) => (endpoint === 'mallory' ? refuse('credentials-refused', { status: 401 }) : pass),
};
const breaks: Step<Start> = { name: 'BREAKS', doc: 'a port is away', run: () => Promise.reject(new Error('redis away')) };
const dial: EndStep<Start & { endpoint: string }> = { name: 'DIAL', doc: 'ring it', run: ({ endpoint }) => handled(`dialled ${endpoint}`) };

describe('Route', () => {
  const route = Route.for<Start>('INVITE').step(knowEndpoint).step(auth).end(dial);

  it('runs steps in order and hands facts on', async () => {
    const run = await route.run({ from: 'alice' });
    expect(run.final).toEqual(handled('dialled alice'));
    expect(run.timings.map(({ step, outcome }) => `${step}:${outcome}`)).toEqual(['GET_ENDPOINT:next', 'AUTH:next', 'DIAL:handled']);
  });
  it('ends at the first step that refuses, and says where', async () => {
    await expect(route.run({ from: 'mallory' })).resolves.toMatchObject({ at: 'AUTH', final: { kind: 'refuse', status: 401 } });
    await expect(route.run({ from: '' })).resolves.toMatchObject({ at: 'GET_ENDPOINT' });
  });
  it('names the step in which a dependency broke', async () => {
    const broken = Route.for<Start>('INVITE').step(breaks).step(knowEndpoint).end(dial);
    await expect(broken.run({ from: 'alice' })).rejects.toThrow(RouteError);
    await expect(broken.run({ from: 'alice' })).rejects.toThrow('BREAKS: redis away');
  });
  it('does not compile with steps out of order', () => {
    // @ts-expect-error AUTH needs the endpoint that only GET_ENDPOINT provides.
    Route.for<Start>('wrong').step(auth);
    // @ts-expect-error DIAL needs the endpoint as well.
    Route.for<Start>('wrong').end(dial);
    // @ts-expect-error An end step must end: `next` is not a final value.
    const bad: EndStep<Start> = { name: 'BAD', doc: '', run: () => next({}) };
    expect(bad.name).toBe('BAD');
  });
  it('forks by name and prints every branch', async () => {
    const left = Route.for<Start>('from inside').step(knowEndpoint).end(dial);
    const right = Route.for<Start>('from outside').step(knowEndpoint).step(auth).end(dial);
    const forked = Route.for<Start>('INVITE').end(
      choose('BY_SOURCE', 'inside or outside', { left, right }, ({ from }) => (from === 'inside' ? 'left' : 'right')),
    );
    await expect(forked.run({ from: 'mallory' })).resolves.toMatchObject({ at: 'AUTH' });
    await expect(forked.run({ from: 'inside' })).resolves.toMatchObject({ at: 'DIAL' });
    expect(outlineMarkdown('Users', [forked as never])).toContain(
      '- `BY_SOURCE` inside or outside\n  - **from inside**\n    - `GET_ENDPOINT` who is it',
    );
  });
});
