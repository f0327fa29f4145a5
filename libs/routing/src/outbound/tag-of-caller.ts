import type { Snapshot } from '@switchyard/model';

/** The routing tag that the presented DDI imposes, or its provider where the DDI says so (reference §2.6 step 2); null: none. */
export function tagOfCaller(snapshot: Snapshot, clientId: number, caller: string): number | null {
  const ddi = snapshot.by('ddi', 'number', caller).find((row) => row.clientId === clientId);
  if (!ddi) return null;
  return ddi.useDdiProviderRoutingTag ? (snapshot.get('ddiProvider', ddi.ddiProviderId)?.routingTagId ?? null) : ddi.routingTagId;
}
