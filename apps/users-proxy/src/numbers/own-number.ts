import type { Client, Endpoint, Snapshot } from '@switchyard/model';
import { isE164, toE164 } from '@switchyard/routing';

/** Number rules of an endpoint before those of its client; wholesale clients have no endpoint. */
export const rulesOf = (
  client: Pick<Client, 'transformationRuleSetId'>,
  endpoint?: Pick<Endpoint, 'transformationRuleSetId'>,
): number | null => endpoint?.transformationRuleSetId ?? client.transformationRuleSetId;

/** A caller's number as the rules write it; what they do not understand stays as it is. */
export const callerNumber = (snapshot: Snapshot, ruleSetId: number | null, written: string): string =>
  toE164(snapshot, ruleSetId, 'callerin', written).number;

/** The DDI of the client that is written there, in E.164; undefined when it is none of theirs (reference §2.3). */
export function ownDdi(snapshot: Snapshot, clientId: number, ruleSetId: number | null, written: string): string | undefined {
  if (written === '') return undefined;
  const number = callerNumber(snapshot, ruleSetId, written);
  return isE164(number) && snapshot.by('ddi', 'number', number).some((ddi) => ddi.clientId === clientId) ? number : undefined;
}
