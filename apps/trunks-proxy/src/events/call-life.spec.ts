import { fixedClock, newLegUid, silentLogger } from '@switchyard/kernel';
import type { LegRecord } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { CallLife } from './call-life.js';
import type { CallFacts } from './leg-record.js';

const facts = {
  brandId: 1,
  clientId: 2,
  caller: '1',
  callee: '2',
  decision: {},
  bounced: false,
} as unknown as CallFacts['legs'][0]['facts'];

describe('CallLife', () => {
  it('records a refused call once the disk takes it, and does not keep the refusal waiting for that', async () => {
    const legUid = newLegUid();
    let full = true;
    const records: LegRecord[] = [];
    const counted: string[] = [];
    let recorded: () => void = () => undefined;
    const done = new Promise<void>((resolve) => (recorded = resolve));
    const life = new CallLife({
      publish: () => undefined,
      putRecord: (record) => {
        if (full) return Promise.reject(new Error('ENOSPC: no space left on device'));
        records.push(record);
        return Promise.resolve();
      },
      limits: { hold: () => undefined, holdInstead: () => undefined, free: () => undefined },
      isLimited: () => false,
      clock: fixedClock('2026-11-21T10:00:00Z'),
      logger: silentLogger,
      count: (cause) => {
        counted.push(cause);
        recorded();
      },
    });
    await life.refused({ callUid: 'call', legs: [{ legUid, facts }] }, 'route-blocked', 'DECIDE_OUTBOUND');
    expect(records).toEqual([]);
    full = false;
    await done;
    expect(records).toMatchObject([{ legUid, cause: 'route-blocked', answeredAt: null }]);
    expect(counted).toEqual(['route-blocked']);
  });
});
