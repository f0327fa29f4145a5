import { silentLogger } from '@switchyard/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import { ConfigStore, depositMessage, isSharedMailbox, mailboxCounts, Repository, type ConfigChange } from '../src/index.js';
import { useDatabase } from './support/test-database.js';
import { eventually } from './support/wait.js';
import { create, makeBrand, system, type Tenant } from './support/world.js';

describe('mailboxes', () => {
  const test = useDatabase();
  let vpbx: Tenant;
  let userId = 0;
  let own = 0;
  const left = (voicemailId: number) =>
    depositMessage(test.database, { voicemailId, caller: '103', callerName: 'Carol', receivedAtMs: 1e12, durationSec: 4, callUid: null });
  const move = (id: number, folder: string) => new Repository(test.database, 'voicemailMessage').update(system, id, { folder });

  beforeAll(async () => {
    const world = await makeBrand(test.database);
    vpbx = world.clients.find((client) => client.type === 'vpbx') as Tenant;
    userId = vpbx.rows.user ?? 0;
    const { items } = await new Repository(test.database, 'voicemail').list(system, {
      filters: [{ field: 'userId', op: 'eq', value: userId }],
    });
    own = items[0]?.id ?? 0;
  });

  it('count what was not heard, what was heard, and what is urgent', async () => {
    expect(await mailboxCounts(test.database, { of: 'user', id: userId })).toEqual({ fresh: 0, old: 0, urgentFresh: 0, urgentOld: 0 });
    const ids = [await left(own), await left(own), await left(own)];
    await move(ids[0] ?? 0, 'old');
    await move(ids[1] ?? 0, 'urgent');
    expect(await mailboxCounts(test.database, { of: 'user', id: userId })).toEqual({ fresh: 2, old: 1, urgentFresh: 1, urgentOld: 0 });
    expect(await mailboxCounts(test.database, { of: 'residentialDevice', id: userId })).toMatchObject({ fresh: 0, old: 0 });
  });

  it('may be shared by users', async () => {
    const id = await create(test.database, 'voicemail', {
      brandId: vpbx.brandId,
      clientId: vpbx.clientId,
      name: 'Sales',
      userIds: [userId],
    });
    await left(id);
    expect(await mailboxCounts(test.database, { of: 'shared', id })).toMatchObject({ fresh: 1 });
    expect(await isSharedMailbox(test.database, id, userId)).toBe(true);
    expect(await isSharedMailbox(test.database, id, userId + 1)).toBe(false);
  });

  it('tell everybody of a message that was left, and take none that is for nobody', async () => {
    const store = await ConfigStore.start({ dataSource: test.database, logger: silentLogger, pollMs: 50 });
    const heard: ConfigChange[] = [];
    store.onChange((_snapshot, changes) => heard.push(...(changes ?? [])));
    try {
      const id = await left(own);
      await eventually(
        () => heard.some((change) => change.resource === 'voicemailMessage' && change.id === id && change.clientId === vpbx.clientId),
        5000,
        'the message is told of',
      );
    } finally {
      await store.close();
    }
    await expect(left(999_999)).rejects.toMatchObject({ code: 'not-found' });
  });
});
