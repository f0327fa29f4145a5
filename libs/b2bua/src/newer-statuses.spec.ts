import { createRequire } from 'node:module';
import { CAUSES } from '@switchyard/kernel';
import { expect, it } from 'vitest';
import { teachStatuses } from './newer-statuses.js';

it('every status that a cause of ours has can be sent', () => {
  teachStatuses();
  const known = createRequire(createRequire(import.meta.url).resolve('drachtio-srf'))('sip-status') as Record<number, string>;
  expect(Object.values(CAUSES).filter(({ sip }) => !(sip in known))).toEqual([]);
});
