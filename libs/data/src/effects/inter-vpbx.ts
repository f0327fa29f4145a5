import { findRow, findRows } from '../repository/stored-row.js';
import type { Effect, EffectWrite } from './effect.js';

/** Lowest priority that no friend of the client has; friends of a client are few. */
async function freePriority({ manager }: EffectWrite, clientId: unknown): Promise<number> {
  const taken = new Set((await findRows(manager, 'friend', { clientId })).map((row) => row['priority']));
  let priority = 1;
  while (taken.has(priority)) priority++;
  return priority;
}

async function freeName({ manager }: EffectWrite, clientId: unknown, wanted: string): Promise<string> {
  for (let n = 1, name = wanted; ; name = `${wanted}_${++n}`) {
    const taken = (await findRow(manager, 'friend', { clientId, name })) ?? (await findRow(manager, 'terminal', { clientId, name }));
    if (!taken) return name;
  }
}

/** IV-142: the other client sees the friendship as its own friend. */
const mirrorCreated: Effect = {
  name: 'mirror-friend',
  on: ['friend'],
  after: 'create',
  run: async (write) => {
    const { brandId, clientId, interClientId, description } = write.after;
    if (typeof interClientId !== 'number') return;
    await write.insert('friend', {
      brandId,
      clientId: interClientId,
      interClientId: clientId,
      directConnectivity: 'intervpbx',
      name: await freeName(write, interClientId, `intervpbx_${String(clientId)}`),
      description,
      priority: await freePriority(write, interClientId),
    });
  },
};

const mirrorDeleted: Effect = {
  name: 'mirror-friend',
  on: ['friend'],
  after: 'delete',
  run: async (write) => {
    const { clientId, interClientId } = write.after;
    if (typeof interClientId !== 'number') return;
    const mirror = await findRow(write.manager, 'friend', { clientId: interClientId, interClientId: clientId });
    if (mirror) await write.remove('friend', mirror.id);
  },
};

export const INTER_VPBX_EFFECTS: readonly Effect[] = [mirrorCreated, mirrorDeleted];
