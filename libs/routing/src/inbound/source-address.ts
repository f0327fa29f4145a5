import { canonicalAddress } from '@switchyard/kernel';
import type { Client, DdiProvider, Snapshot } from '@switchyard/model';

/** Rows of an address table by canonical address, built once per table: an unchanged table is shared by many snapshots. */
const indexes = new WeakMap<object, ReadonlyMap<string, readonly { readonly ip: string }[]>>();

function byAddress<R extends { readonly id: number; readonly ip: string }>(table: ReadonlyMap<number, R>, ip: string): readonly R[] {
  let index = indexes.get(table) as ReadonlyMap<string, R[]> | undefined;
  if (!index) {
    const built = new Map<string, R[]>();
    for (const row of [...table.values()].sort((a, b) => a.id - b.id)) {
      const key = canonicalAddress(row.ip);
      const rows = built.get(key);
      if (rows) rows.push(row);
      else built.set(key, [row]);
    }
    indexes.set(table, (index = built));
  }
  return index.get(canonicalAddress(ip)) ?? [];
}

/** DDI providers that call from this address, by id: brands may share one. */
export function providersByIp(snapshot: Snapshot, ip: string): readonly DdiProvider[] {
  const ids = new Set(byAddress(snapshot.table('ddiProviderAddress'), ip).map((row) => row.ddiProviderId));
  return [...ids]
    .sort((a, b) => a - b)
    .map((id) => snapshot.get('ddiProvider', id))
    .filter((provider) => provider !== undefined);
}

export const isKnownProvider = (snapshot: Snapshot, ip: string): boolean => providersByIp(snapshot, ip).length > 0;

/** The wholesale client that calls from this address, enabled or not: the decision about its call says so. */
export function wholesaleClientByIp(snapshot: Snapshot, ip: string): Client | undefined {
  for (const address of byAddress(snapshot.table('clientAddress'), ip)) {
    const client = snapshot.get('client', address.clientId);
    if (client?.type === 'wholesale') return client;
  }
  return undefined;
}
