import type { Client, Snapshot } from '@switchyard/model';
import { toE164 } from '@switchyard/routing';

/** A number written the client's way, in E.164 where the client's rules make it one. */
export const callerNumber = (snapshot: Snapshot, client: Client, written: string): string =>
  toE164(snapshot, client.transformationRuleSetId, 'callerin', written).number;

/** vPBX users get their number from the platform; residential and retail endpoints may present any DDI of their client (reference §2.3). */
export const isOwnNumber = (snapshot: Snapshot, client: Client, written: string): boolean => {
  if (client.type !== 'residential' && client.type !== 'retail') return false;
  const number = callerNumber(snapshot, client, written);
  return snapshot.by('ddi', 'number', number).some((ddi) => ddi.clientId === client.id);
};
