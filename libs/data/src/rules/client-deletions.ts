import type { ResourceName } from '@switchyard/model';
import { checkNotInUse } from '../repository/check-in-use.js';
import { findRow } from '../repository/stored-row.js';
import type { DeletionRule } from './deletions.js';

const kept = (name: string, on: ResourceName, fields: readonly string[], rule: string): DeletionRule => ({
  name,
  on: [on],
  check: ({ before }) => fields.flatMap((field) => (typeof before[field] === 'number' ? [{ field, rule, value: before[field] }] : [])),
});

export const CLIENT_DELETION_RULES: readonly DeletionRule[] = [
  kept('user-contact', 'contact', ['userId'], 'keeps the contact, delete the user instead'),
  kept('own-voicemail', 'voicemail', ['userId', 'residentialDeviceId'], 'keeps the voicemail, it goes with its owner'),
  {
    // A box goes with its owner, but not from under a route that leads to it.
    name: 'voicemail-in-use',
    on: ['user', 'residentialDevice'],
    check: async ({ manager, name, before }) => {
      const box = await findRow(manager, 'voicemail', { [name === 'user' ? 'userId' : 'residentialDeviceId']: before.id });
      if (box) await checkNotInUse(manager, 'voicemail', box.id);
      return [];
    },
  },
  {
    name: 'recording-removal',
    on: ['recording'],
    check: async ({ ctx, manager, before }) => {
      if (ctx.scope.level !== 'client') return [];
      const client = await findRow(manager, 'client', { id: before['clientId'] });
      return client?.['allowRecordingRemoval'] === true
        ? []
        : [{ field: 'clientId', rule: 'may not delete recordings', value: before['clientId'] }];
    },
  },
  {
    name: 'webhook-of-brand',
    on: ['webhook'],
    check: ({ ctx, before }) =>
      ctx.scope.level === 'client' && typeof before['userId'] !== 'number'
        ? [{ field: 'userId', rule: 'is empty, the webhook belongs to the brand', value: null }]
        : [],
  },
];
