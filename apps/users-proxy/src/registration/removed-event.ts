import type { SubscriberDirectory } from '@switchyard/data';
import { isoOf } from '@switchyard/kernel';
import type { RegistrationEvent } from '@switchyard/model';
import type { Registration } from './registration.js';

/** What live views are told of a contact that was taken out by us; undefined when nobody owns the AoR any more. */
export async function removedEvent(
  directory: Pick<SubscriberDirectory, 'endpointByAor'>,
  { aor, contact, left, nowMs }: { readonly aor: string; readonly contact: Registration; readonly left: number; readonly nowMs: number },
): Promise<RegistrationEvent | undefined> {
  const at = aor.lastIndexOf('@');
  const endpoint = await directory.endpointByAor(aor.slice(0, at), aor.slice(at + 1)).catch(() => undefined);
  if (!endpoint) return undefined;
  const { brandId, clientId, kind, id, name } = endpoint;
  return {
    at: isoOf(nowMs),
    ...{ brandId, clientId, endpointKind: kind, endpointId: id, endpointName: name },
    ...{ contacts: left, userAgent: contact.userAgent },
  };
}
