import type { ResourceName } from '@switchyard/model';
import { resourceOf } from '../schema/references.js';

export const MAX_TITLE = 190;

/** What names a row to a person, as it was when it was written; empty when the row has no such value. */
export function titleOf(name: ResourceName, row: Readonly<Record<string, unknown>> | undefined): string {
  const title = row?.[resourceOf(name).title];
  const text = typeof title === 'object' && title !== null ? (title as { en?: unknown }).en : title;
  return typeof text === 'string' || typeof text === 'number' ? String(text).slice(0, MAX_TITLE) : '';
}
