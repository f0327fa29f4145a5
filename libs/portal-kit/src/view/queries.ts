import type { CollectionPath } from '@switchyard/api-client';
import { keepPreviousData, skipToken, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Field, AnyResource } from '@switchyard/model';
import type { ApiPage, ApiRow, Collection, PortalApi } from '../api/portal-api.js';
import { readableTarget, titleOf } from '../derive/references.js';
import { usePortal } from './portal-context.js';

/** The rows of a resource. Every field table that a level may read is a collection of its document (`apps/portal-api` compares them). */
export const rowsOf = (api: PortalApi, resource: AnyResource): Collection => api.collection(resource.path as CollectionPath);

/** One page of a list; the former page stays visible while the next one is fetched. */
export function usePage(
  resource: AnyResource | undefined,
  query: Readonly<Record<string, string>>,
  enabled = true,
): UseQueryResult<ApiPage> {
  const { api, level } = usePortal();
  return useQuery({
    queryKey: [level, resource?.path, 'list', query],
    queryFn: resource ? ({ signal }) => rowsOf(api, resource).list(query, signal) : skipToken,
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useRow(resource: AnyResource, id: string | number | null): UseQueryResult<ApiRow> {
  const { api, level } = usePortal();
  return useQuery({
    queryKey: [level, resource.path, 'row', String(id)],
    queryFn: id === null ? skipToken : ({ signal }) => rowsOf(api, resource).get(id, signal),
  });
}

/** A name for every id; ids without one are shown as `#7`. */
export type Names = ReadonlyMap<number, string>;
const NONE: Names = new Map();
const BATCH = 500;

/** The ids of a value that names rows: one, several or none. */
export const idsOf = (value: unknown, { kind }: Field): readonly number[] =>
  kind === 'ref' && typeof value === 'number' ? [value] : kind === 'refs' && Array.isArray(value) ? value.map(Number) : [];

/** The titles of the rows that a column of a list points to, fetched at once; empty where the level may not read them. */
export function useNames(field: Field, ids: readonly number[]): Names {
  const { level } = usePortal();
  const target = readableTarget(field, level);
  const wanted = [...new Set(ids)].sort((a, b) => a - b).slice(0, BATCH);
  const { data } = usePage(target, { 'id[in]': wanted.join(','), itemsPerPage: String(BATCH) }, wanted.length > 0);
  return target && data ? new Map(data.items.map((row) => [row.id, titleOf(target, row)])) : NONE;
}
