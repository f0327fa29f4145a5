import { snapshotOf } from '@switchyard/model';
import { describe, expect, it } from 'vitest';
import { matchFriend } from './match-friend.js';

const friend = (id: number, clientId: number, priority: number, more: object = {}) => ({
  id,
  brandId: 1,
  clientId,
  name: `pbx${id}`,
  priority,
  directConnectivity: 'no' as const,
  ...more,
});
const pattern = (id: number, clientId: number, friendId: number, regExp: string) => ({
  id,
  brandId: 1,
  clientId,
  friendId,
  name: regExp,
  regExp,
});
const snapshot = snapshotOf({
  friend: [
    friend(1, 1, 2),
    friend(2, 1, 1),
    friend(3, 1, 3, { directConnectivity: 'intervpbx', interClientId: 2 }),
    friend(4, 2, 1, { directConnectivity: 'intervpbx', interClientId: 1 }),
  ],
  friendPattern: [
    pattern(1, 1, 1, '^7\\d{3}$'),
    pattern(2, 1, 2, '^70'),
    pattern(3, 1, 1, '^8\\d+$'),
    pattern(4, 1, 2, '(?=9)9'),
    pattern(5, 2, 4, '^1\\d\\d$'),
  ],
});
const isExtension = (clientId: number, number: string) => Promise.resolve(clientId === 2 && number === '201');
const chosen = async (clientId: number, dialled: string, but?: number) =>
  (await matchFriend(snapshot, clientId, dialled, isExtension, but)).friend?.id;

describe('matchFriend', () => {
  it.each([
    ['the first by priority', 1, '7012', 2],
    ['the one whose pattern matches', 1, '7112', 1],
    ['another pattern of it', 1, '81', 1],
    ['nobody for an unknown number', 1, '612', undefined],
    ['nobody for a pattern that cannot be read', 1, '9123', undefined],
    ['nobody for a public number', 1, '+7112', undefined],
    ['nobody for a number longer than any', 1, `8${'1'.repeat(70)}`, undefined],
    ['the inter-vPBX friend by an extension of the other client', 1, '201', 3],
    ['nobody for an extension that the other client has not', 1, '202', undefined],
    ['the mirror by its pattern', 2, '101', 4],
    ['nobody of a client without friends', 9, '7112', undefined],
  ])('takes %s', async (_title, clientId, dialled, expected) => {
    expect(await chosen(clientId, dialled)).toBe(expected);
  });

  it('never sends a call back to the friend it came from', async () => {
    expect(await chosen(1, '7012', 2)).toBe(1);
    expect(await chosen(1, '7112', 1)).toBeUndefined();
    expect(await chosen(2, '101', 4)).toBeUndefined();
  });
});
