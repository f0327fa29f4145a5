import { RESOURCES, type AnyResource, type Field, type ResourceName } from '@switchyard/model';

/** A field of one resource that points at rows of another. */
export interface Reference {
  readonly from: ResourceName;
  readonly field: string;
  readonly to: ResourceName;
  readonly nullable: boolean;
  /** True: a list of ids, in the table of links. */
  readonly many: boolean;
  /**
   * What happens to the row when the other one goes: it goes too (`part`: tenants and `partOf`), it returns to the brand
   * (`release`: the DDIs of a client), it forgets the other one (`loose`), or the deletion is refused (`use`).
   */
  readonly kind: 'part' | 'release' | 'loose' | 'use';
}

export const resourceNames = Object.keys(RESOURCES) as ResourceName[];
export const resourceOf = (name: ResourceName): AnyResource => RESOURCES[name];
export const fieldEntries = (name: ResourceName): readonly (readonly [string, Field])[] => Object.entries<Field>(RESOURCES[name].fields);

/** Records of calls outlive everything they name: frozen ids and names, no foreign keys. */
export const isRecord = (name: ResourceName): boolean => resourceOf(name).records === true;

function kindOf(from: ResourceName, key: string, field: Field & { kind: 'ref' | 'refs' }): Reference['kind'] {
  if (from === 'ddi' && key === 'clientId') return 'release';
  const isTenantColumn = Object.values(RESOURCES[from].scope as Record<string, string>).includes(key);
  if (field.kind === 'refs') return isTenantColumn || field.loose ? 'loose' : 'use';
  if (isTenantColumn || field.partOf) return 'part';
  return field.loose && field.nullable ? 'loose' : 'use';
}

export const references: readonly Reference[] = resourceNames
  .filter((from) => !isRecord(from))
  .flatMap((from) =>
    fieldEntries(from).flatMap(([key, field]) =>
      field.kind === 'ref' || field.kind === 'refs'
        ? [
            {
              from,
              field: key,
              to: field.to as ResourceName,
              nullable: field.nullable === true,
              many: field.kind === 'refs',
              kind: kindOf(from, key, field),
            },
          ]
        : [],
    ),
  );

export const referencesTo = (to: ResourceName): readonly Reference[] => references.filter((reference) => reference.to === to);

/** Resources whose rows may change or go when a row of this one goes, over any number of steps. */
export function affectedBy(name: ResourceName): ReadonlySet<ResourceName> {
  const affected = new Set<ResourceName>();
  const open: ResourceName[] = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const { from } of referencesTo(next)) {
      if (affected.has(from)) continue;
      affected.add(from);
      open.push(from);
    }
  return affected;
}
