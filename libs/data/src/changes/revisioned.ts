import type { ResourceName } from '@switchyard/model';
import { isRecord, resourceNames, resourceOf } from '../schema/references.js';

/** Rows of a tenant that are no part of how its calls go: who it is, who may log in, what was sent or said. */
const NOT_ROUTING: ReadonlySet<string> = new Set<string>([
  'administrator',
  'administratorGrant',
  'singleSignOn',
  'webPortal',
  'domain',
  'bannedAddress',
  'notificationTemplate',
  'notificationTemplateContent',
  'corporation',
  'contact',
]);

/**
 * True for configuration that decides how a brand's or client's calls are led and rated: it has revisions that can be compared and gone
 * back to (NX-4). Tenants themselves, logins, subscribers and records are not part of it.
 */
export function isRevisioned(name: ResourceName): boolean {
  const { scope, inSnapshot } = resourceOf(name);
  return (
    inSnapshot && !isRecord(name) && scope.brand !== undefined && scope.brand !== 'id' && scope.client !== 'id' && !NOT_ROUTING.has(name)
  );
}

/** Parents before children. */
export const revisionedNames: readonly ResourceName[] = resourceNames.filter(isRevisioned);
