import type { ResourceName } from '@switchyard/model';
import type { EntityManager } from 'typeorm';

/** The numbers of a client that goes return to the brand's pool, without a route to what no longer exists. */
export async function releaseParts(manager: EntityManager, name: ResourceName, id: number): Promise<void> {
  if (name !== 'client') return;
  await manager.update(
    'ddi',
    { clientId: id },
    { clientId: null, routeType: 'none', userId: null, residentialDeviceId: null, retailAccountId: null },
  );
}
