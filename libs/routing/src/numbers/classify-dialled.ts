import type { Client, Snapshot, TraceStep } from '@switchyard/model';
import { isE164 } from './e164.js';
import { toE164 } from './transform-number.js';

export interface DialledNumber {
  /** `extension-candidate`: of the form of an extension; only the subscriber directory knows whether it is one. */
  readonly kind: 'extension-candidate' | 'public';
  /** The number in the public network; null: it is none by the client's rules. */
  readonly e164: string | null;
  readonly step: TraceStep;
}

/** Extensions have 2 to 10 digits, and only vPBX clients have them. */
const EXTENSION = /^\d{2,10}$/;

/**
 * What a client's endpoint dialled. An extension goes before a public number of the same digits, so both readings are
 * returned: look the extension up first, then use `e164`.
 */
export function classifyDialled(
  snapshot: Snapshot,
  client: Pick<Client, 'type' | 'transformationRuleSetId'>,
  dialled: string,
): DialledNumber {
  const { number, step } = toE164(snapshot, client.transformationRuleSetId, 'calleein', dialled);
  const kind = client.type === 'vpbx' && EXTENSION.test(dialled) ? 'extension-candidate' : 'public';
  return { kind, e164: isE164(number) ? number : null, step };
}
