import type { AnyResource } from '@switchyard/model';
import { useSearchParams } from 'react-router';
import { readListState, writeListState, type ListState } from '../derive/list-state.js';
import { usePortal } from './portal-context.js';

/** What a list shows, kept in the address: a reload, a bookmark and the back button show the same rows. */
export function useListState(resource: AnyResource): readonly [ListState, (state: ListState) => void] {
  const { level } = usePortal();
  const [search, setSearch] = useSearchParams();
  const state = readListState(resource, level, search);
  // Typing in a filter is one visit, not one per letter; pages and sorts can be gone back to.
  const set = (next: ListState): void =>
    setSearch(writeListState(resource, level, next), { replace: JSON.stringify(next.filters) !== JSON.stringify(state.filters) });
  return [state, set];
}
