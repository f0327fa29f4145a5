import type { Level } from '@switchyard/kernel';
import { resources, type AnyResource, type Field } from '@switchyard/model';
import type { ApiRow } from '../api/portal-api.js';

const byName: ReadonlyMap<string, AnyResource> = new Map(resources.map((resource) => [resource.name, resource]));

/** The resource a reference leads to, when the level may read it: only then it has a name to show and rows to choose from. */
export function readableTarget(field: Field, level: Level): AnyResource | undefined {
  const target = field.kind === 'ref' || field.kind === 'refs' ? byName.get(field.to) : undefined;
  return target && target.levels[level] !== 'none' ? target : undefined;
}

/** True where rows are told apart by a text; else (`static`, a rate, a time) a title alone would be ambiguous. */
export const hasTextTitle = (resource: AnyResource): boolean => {
  const kind = resource.fields[resource.title]?.kind;
  return kind === 'text' || kind === 'texts';
};

/** The text of a `texts` value that a page in English shows; undefined when it is none. */
export function englishOf(value: unknown): string | undefined {
  const text = typeof value === 'object' && value !== null && 'en' in value ? value.en : undefined;
  return typeof text === 'string' ? text : undefined;
}

/** How a person calls a row. */
export function titleOf(resource: AnyResource, row: ApiRow): string {
  const title = englishOf(row[resource.title]) ?? row[resource.title];
  return hasTextTitle(resource) && typeof title === 'string' && title !== '' ? title : `${resource.singular} ${row.id}`;
}

export interface Child {
  readonly resource: AnyResource;
  /** The column that points to the parent. */
  readonly key: string;
  readonly label: string;
  /** The child is a part of the parent and is shown with it. */
  readonly part: boolean;
}

/** Lists that belong to a row of a resource: every readable resource that points to it. */
export const childrenOf = (parent: AnyResource, level: Level): readonly Child[] =>
  resources
    .filter((resource) => resource.levels[level] !== 'none')
    .flatMap((resource) => {
      const keys = Object.entries(resource.fields).filter(
        ([, field]) => (field.kind === 'ref' || field.kind === 'refs') && field.to === parent.name && !field.hiddenAt?.includes(level),
      );
      return keys.map(([key, field]) => ({
        resource,
        key,
        label: keys.length > 1 ? `${resource.plural} (${field.label.toLowerCase()})` : resource.plural,
        part: 'partOf' in field && field.partOf === true,
      }));
    });
