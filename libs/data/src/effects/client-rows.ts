import { findRow, findRows } from '../repository/stored-row.js';
import type { Effect, EffectWrite } from './effect.js';

/** IV-6: the star codes of a new vPBX client are those of its brand. */
export const clientServices: Effect = {
  name: 'client-services',
  on: ['client'],
  after: 'create',
  run: async ({ manager, id, after, insertMany }) => {
    if (after['type'] !== 'vpbx') return;
    const services = await findRows(manager, 'brandService', { brandId: after['brandId'] });
    await insertMany(
      'clientService',
      services.map((row) => ({ brandId: after['brandId'], clientId: id, serviceId: row['serviceId'], code: row['code'] })),
    );
  },
};

/** IV-3: one domain row for a SIP domain of a brand or client, as long as it has one. */
async function followDomain({ manager, name, id, after, insert, update, remove }: EffectWrite): Promise<void> {
  const owner = name === 'brand' ? { brandId: id, clientId: null } : { brandId: after['brandId'], clientId: id };
  const { domain } = after;
  const known = await findRow(manager, 'domain', owner);
  if (typeof domain !== 'string') {
    if (known) await remove('domain', known.id);
  } else if (known) await update('domain', known.id, { domain });
  else await insert('domain', { ...owner, domain, pointsTo: 'proxyusers' });
}
export const newDomain: Effect = { name: 'new-domain', on: ['brand', 'client'], after: 'create', run: followDomain };
export const changedDomain: Effect = { name: 'changed-domain', on: ['brand', 'client'], after: 'update', run: followDomain };

/** IV-20: a new application server takes part at once. */
export const defaultSet: Effect = {
  name: 'default-set',
  on: ['applicationServer'],
  after: 'create',
  run: async ({ manager, id, update }) => {
    const set = await findRow(manager, 'applicationServerSet', { isDefault: true });
    if (set) await update('applicationServerSet', set.id, { applicationServerIds: [...(set['applicationServerIds'] as number[]), id] });
  },
};
