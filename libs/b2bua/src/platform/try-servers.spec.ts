import type { Cause } from '@switchyard/kernel';
import { snapshotOf } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import type { BridgeOutcome } from '../bridge-plan.js';
import { ServerLoad } from './server-load.js';
import { tryServers } from './try-servers.js';

const servers = snapshotOf({
  applicationServer: [1, 2, 3].map((id) => ({ id, name: `as-${id}`, sipHost: `192.0.2.${id}`, ariUrl: 'http://x.test' })),
}).all('applicationServer');
const answered: BridgeOutcome = { kind: 'answered', target: 'as-2', tries: [] };

function attempt() {
  const load = new ServerLoad();
  const failed: [number, number][] = [];
  const served: number[] = [];
  const tries = tryServers(
    servers,
    ({ name, sipHost }) => ({ name, uri: `sip:101@${sipHost}`, from: { user: '101' }, callInfo: 'signed' }),
    { failedCall: ({ id }, status) => void failed.push([id, status]), servedCall: ({ id }) => void served.push(id) },
    load,
  );
  return { ...tries, load, failed, served, after: (status: number, cause?: Cause) => tries.plan.onFailure?.(status, 0, cause) };
}

describe('a call that one of several servers serves', () => {
  it.each([
    ['a silent server', 0, undefined, 'next'],
    ['an Asterisk that nobody drives', 503, 'application-server-missing', 'next'],
    ['a server that refuses before the call logic', 503, 'overload', 'next'],
    ['a carrier that is exhausted', 503, undefined, 'give-up'],
    ['a decision of the call logic', 501, 'route-unserved', 'give-up'],
    ['a failure of the call logic', 500, 'internal-error', 'give-up'],
    ['a busy phone', 486, undefined, 'give-up'],
    ['a 6xx', 603, undefined, 'give-up'],
  ] as const)('after %s', (_title, status, cause, then) => {
    const { after, failed } = attempt();
    expect(after(status, cause)).toBe(then);
    expect(failed).toEqual(then === 'next' ? [[1, status]] : []);
  });

  it('counts for the server that has it, and for nobody when it is over', () => {
    const { plan, load, done, served } = attempt();
    expect(plan.attempts.map(({ targets }) => targets[0]?.name)).toEqual(['as-1', 'as-2', 'as-3']);
    expect([1, 2, 3].map(load.ownOf)).toEqual([1, 0, 0]);
    plan.onFailure?.(0, 0, undefined);
    expect([1, 2, 3].map(load.ownOf)).toEqual([0, 1, 0]);
    done(answered);
    expect([1, 2, 3].map(load.ownOf)).toEqual([0, 0, 0]);
    expect(served).toEqual([2]);
  });
});
