import type { Snapshot } from '@switchyard/model';

/** The set of relays and clients that name none; null: there are no sets, or none is the default. */
export const defaultRelaySet = (snapshot: Snapshot): number | null =>
  snapshot.all('mediaRelaySet').find(({ isDefault }) => isDefault)?.id ?? null;
