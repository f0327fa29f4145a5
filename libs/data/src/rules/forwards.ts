import { findRow, findRows } from '../repository/stored-row.js';
import { problem, type Rule, type Write } from './rule.js';

/** What each kind of owner may have: when calls are forwarded, and where to. */
const OWNERS = {
  userId: {
    words: 'a user',
    types: ['unconditional', 'noAnswer', 'busy', 'notRegistered', 'simultaneous'],
    targets: ['number', 'extension', 'voicemail'],
  },
  friendId: {
    words: 'a friend',
    types: ['unconditional', 'noAnswer', 'busy', 'notRegistered'],
    targets: ['number', 'extension', 'voicemail'],
  },
  residentialDeviceId: {
    words: 'a residential device',
    types: ['unconditional', 'noAnswer', 'busy', 'notRegistered'],
    targets: ['number', 'voicemail'],
  },
  retailAccountId: { words: 'a retail account', types: ['unconditional', 'notRegistered'], targets: ['number', 'retail'] },
} as const;
type Owner = keyof typeof OWNERS;
const ownersOf = (write: Write): readonly Owner[] =>
  (Object.keys(OWNERS) as Owner[]).filter((field) => typeof write.after[field] === 'number');

export const forwardOwner: Rule = {
  name: 'forward-owner',
  on: ['callForward'],
  check: (write) => {
    const owners = ownersOf(write);
    if (owners.length === 1) return [];
    const rule = `must be given alone: exactly one of ${Object.keys(OWNERS).join(', ')}`;
    return (owners.length > 1 ? owners : (['userId'] as const)).map((field) => problem(write, field, rule));
  },
};

/** IV-113, IV-151: residential lines have no extensions, retail accounts know only two events and one another. */
export const forwardKind: Rule = {
  name: 'forward-kind',
  on: ['callForward'],
  check: (write) => {
    const [owner] = ownersOf(write);
    if (!owner) return [];
    const { words, types, targets } = OWNERS[owner];
    const oneOf = (field: string, allowed: readonly string[]) =>
      allowed.includes(String(write.after[field])) ? [] : [problem(write, field, `must be one of ${allowed.join(', ')} for ${words}`)];
    const isGiven = (field: string) => write.after[field] !== null && write.after[field] !== undefined;
    return [
      ...oneOf('type', types),
      ...oneOf('targetRouteType', targets),
      ...(isGiven('ddiId') && owner !== 'retailAccountId'
        ? [problem(write, 'ddiId', 'must be empty, it is for retail accounts only')]
        : []),
      ...(isGiven('scheduleId') && owner !== 'userId' ? [problem(write, 'scheduleId', 'must be empty, it is for users only')] : []),
      ...(owner === 'retailAccountId' && write.after['targetRetailAccountId'] === write.after[owner]
        ? [problem(write, 'targetRetailAccountId', 'must be another account')]
        : []),
    ];
  },
};

/**
 * One forward per owner, event and kind of call (`both` meets either; the reference's errors 30001 to 30004), and for retail
 * accounts per DDI. Several phones may ring at the same time.
 */
export const forwardUnique: Rule = {
  name: 'forward-unique',
  on: ['callForward'],
  code: 'not-unique',
  check: async (write) => {
    const { manager, before, after } = write;
    const [owner] = ownersOf(write);
    if (!owner || after['type'] === 'simultaneous') return [];
    const others = await findRows(manager, 'callForward', { [owner]: after[owner], type: after['type'], ddiId: after['ddiId'] ?? null });
    const overlaps = (filter: unknown) => filter === after['callTypeFilter'] || filter === 'both' || after['callTypeFilter'] === 'both';
    const other = others.find((row) => row.id !== before?.id && overlaps(row['callTypeFilter']));
    return other ? [problem(write, 'type', `is taken: ${String(other['callTypeFilter'])} calls are forwarded already by ${other.id}`)] : [];
  },
};

/** A box of another user is nobody's target without being shared with the owner (user level). */
export const forwardVoicemail: Rule = {
  name: 'forward-voicemail',
  on: ['callForward'],
  code: 'reference-unknown',
  check: async (write) => {
    const { scope } = write.ctx;
    const id = write.after['targetVoicemailId'];
    if (scope.level !== 'user' || typeof id !== 'number') return [];
    const users = (await findRow(write.manager, 'voicemail', { id }))?.['userIds'] as readonly number[] | undefined;
    return users?.includes(scope.userId) ? [] : [problem(write, 'targetVoicemailId', 'names no Voicemail of this client')];
  },
};
