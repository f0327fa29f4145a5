import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Field, AnyResource } from '@switchyard/model';
import type { ApiPage, ApiRow } from '../api/portal-api.js';
import { readableTarget, titleOf } from '../derive/references.js';
import { usePortal } from './portal-context.js';

/** One page of a list; the former page stays visible while the next one is fetched. */
export function usePage(path: string, query: string, enabled = true): UseQueryResult<ApiPage> {
  const { api, level } = usePortal();
  return useQuery({
    queryKey: [level, path, 'list', query],
    queryFn: ({ signal }) => api.get<ApiPage>(`${path}?${query}`, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useRow(resource: AnyResource, id: string | number | null): UseQueryResult<ApiRow> {
  const { api, level } = usePortal();
  return useQuery({
    queryKey: [level, resource.path, 'row', String(id)],
    queryFn: ({ signal }) => api.get<ApiRow>(`${resource.path}/${id}`, signal),
    enabled: id !== null,
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
  const query = new URLSearchParams({ 'id[in]': wanted.join(','), itemsPerPage: String(BATCH) });
  const { data } = usePage(target?.path ?? '', query.toString(), target !== undefined && wanted.length > 0);
  return target && data ? new Map(data.items.map((row) => [row.id, titleOf(target, row)])) : NONE;
}
