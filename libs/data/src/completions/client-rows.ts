import { isoOf } from '@switchyard/kernel';
import { findRow } from '../repository/stored-row.js';
import type { Completion } from './completion.js';

/** One searchable column for what is stored in two. */
const matchPattern: Completion = {
  name: 'match-pattern',
  on: ['matchListPattern'],
  complete: ({ after }) => ({ matchPattern: after['number'] ?? after['regExp'] ?? '' }),
};

/** The owner of a box always hears it. */
const voicemailUsers: Completion = {
  name: 'voicemail-users',
  on: ['voicemail'],
  complete: ({ after }) => {
    const { userId, userIds } = after as { readonly userId: number | null; readonly userIds: readonly number[] };
    return userId === null || userIds.includes(userId) ? {} : { userIds: [userId, ...userIds] };
  },
};

/** A document to send is seen by the users of its fax. */
const faxMessage: Completion = {
  name: 'fax-message',
  on: ['faxMessage'],
  complete: async ({ manager, before, after }) => {
    if (before) return {};
    const fax = await findRow(manager, 'fax', { id: after['faxId'] });
    return { userIds: fax?.['userIds'] ?? [], createdAt: isoOf(Date.now()) };
  },
};

/** An endpoint that is reached directly and was given no address of ours uses the main one. */
const mainAddress: Completion = {
  name: 'main-address',
  on: ['friend', 'residentialDevice', 'retailAccount'],
  complete: async ({ manager, after }) => {
    if (after['directConnectivity'] !== 'yes' || typeof after['proxyUserId'] === 'number') return {};
    const main = await findRow(manager, 'proxyUser', { isDefault: true });
    return main ? { proxyUserId: main.id } : {};
  },
};

export const CLIENT_COMPLETIONS: readonly Completion[] = [matchPattern, voicemailUsers, faxMessage, mainAddress];
