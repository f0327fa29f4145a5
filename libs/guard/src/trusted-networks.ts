import type { Snapshot } from '@switchyard/model';
import { AddressSet } from './address-set.js';

/** Made once per table: a snapshot that changed elsewhere has the same one. */
const trusted = new WeakMap<object, AddressSet>();
const ofClients = new WeakMap<object, Map<number, AddressSet>>();

/** Networks that the guards never ban. */
export function trustedNetworks(snapshot: Snapshot): AddressSet {
  const table = snapshot.table('trustedAddress');
  let set = trusted.get(table);
  if (!set) trusted.set(table, (set = AddressSet.of([...table.values()].map(({ network }) => network))));
  return set;
}

/** Where a client may call from, besides its countries. */
export function networksOfClient(snapshot: Snapshot, clientId: number): AddressSet {
  const table = snapshot.table('clientNetwork');
  let sets = ofClients.get(table);
  if (!sets) ofClients.set(table, (sets = new Map<number, AddressSet>()));
  let set = sets.get(clientId);
  if (!set) {
    set = AddressSet.of(snapshot.by('clientNetwork', 'clientId', clientId).map(({ network }) => network));
    sets.set(clientId, set);
  }
  return set;
}
