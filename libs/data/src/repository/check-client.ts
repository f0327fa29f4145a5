import type { FieldProblem, ResourceName } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import { refused } from '../errors.js';
import { resourceOf } from '../schema/references.js';
import { findRow, type StoredRow } from './stored-row.js';
import { ownersOf } from './tenancy.js';

/** Features as a brand or a client has them; undefined where the row has no such list. */
const featuresOf = (row: StoredRow | undefined): readonly unknown[] | undefined =>
  Array.isArray(row?.['features']) ? row['features'] : undefined;

/** Some rows exist for some types of client only, and for clients (or brands) that have a feature. Throws `rule-broken`. */
export async function checkClient(manager: EntityManager, name: ResourceName, after: Readonly<Record<string, unknown>>): Promise<void> {
  const resource = resourceOf(name);
  const { clientTypes, feature } = resource;
  if (!clientTypes && !feature) return;
  const { brandId, clientId } = ownersOf(resource, after);
  const client = clientId === null ? undefined : await findRow(manager, 'client', { id: clientId });
  const field = resource.scope.client ?? resource.scope.brand ?? 'clientId';
  const problems: FieldProblem[] = [];
  if (clientTypes && client && !(clientTypes as readonly unknown[]).includes(client['type']))
    problems.push({
      field,
      rule: `must name a ${clientTypes.join(' or ')} client, this one is ${String(client['type'])}`,
      value: clientId,
    });
  if (feature) {
    const owner = client ?? (brandId === null ? undefined : await findRow(manager, 'brand', { id: brandId }));
    const features = featuresOf(owner);
    if (features && !features.includes(feature))
      problems.push({ field, rule: `must name a ${client ? 'client' : 'brand'} with the feature ${feature}`, value: clientId ?? brandId });
  }
  if (problems.length > 0) throw refused('rule-broken', problems);
}
