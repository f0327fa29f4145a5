import type { Level } from '@switchyard/kernel';
import { fieldsAt, type AnyResource } from '@switchyard/model';
import { defaultSort } from './columns.js';

/** What a list shows. The address of the screen holds exactly this, in the words of the API's list query. */
export interface ListState {
  readonly page: number;
  readonly itemsPerPage: number;
  /** Field name, with `-` for descending. */
  readonly sort: string;
  /** Parameter (`callee[contains]`) → text. */
  readonly filters: Readonly<Record<string, string>>;
}

export const PAGE_SIZES = [25, 50, 100, 200] as const;
export const DEFAULT_PAGE_SIZE = 25;
const FILTER_NAME = /^([A-Za-z0-9]+)(?:\[(?:eq|neq|gt|gte|lt|lte|contains|in|exists)\])?$/;

const whole = (text: string | null, fallback: number): number => (text !== null && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : fallback);

/** Reads the address of a list screen. What names no field of the level is left out: an old bookmark still opens the list. */
export function readListState(resource: AnyResource, level: Level, search: URLSearchParams): ListState {
  const known = new Set(['id', ...fieldsAt(resource, level, 'read').map(([key]) => key)]);
  const sort = search.get('sort');
  const size = whole(search.get('itemsPerPage'), DEFAULT_PAGE_SIZE);
  const filters: Record<string, string> = {};
  for (const [name, value] of search) {
    const key = FILTER_NAME.exec(name)?.[1];
    if (key !== undefined && known.has(key) && value !== '') filters[name] = value;
  }
  return {
    page: whole(search.get('page'), 1),
    itemsPerPage: PAGE_SIZES.find((offered) => offered === size) ?? DEFAULT_PAGE_SIZE,
    sort: sort !== null && known.has(sort.replace(/^-/, '')) ? sort : defaultSort(resource, level),
    filters,
  };
}

/** The address of a list screen: only what differs from the list as it opens. */
export function writeListState(resource: AnyResource, level: Level, state: ListState): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(state.filters)) if (value !== '') search.set(name, value);
  if (state.sort !== defaultSort(resource, level)) search.set('sort', state.sort);
  if (state.itemsPerPage !== DEFAULT_PAGE_SIZE) search.set('itemsPerPage', String(state.itemsPerPage));
  if (state.page !== 1) search.set('page', String(state.page));
  return search;
}

/** The query of the API for what a list shows. */
export const apiQuery = ({ filters, sort, page, itemsPerPage }: ListState): Readonly<Record<string, string>> => ({
  ...filters,
  sort,
  page: String(page),
  itemsPerPage: String(itemsPerPage),
});

/** Another filter begins at the first page again. An empty text takes the filter away. */
export function withFilters(state: ListState, changed: Readonly<Record<string, string>>): ListState {
  const filters = Object.fromEntries(Object.entries({ ...state.filters, ...changed }).filter(([, value]) => value !== ''));
  return { ...state, filters, page: 1 };
}

/** The next sort when the head of a column is pressed: ascending, then descending; times the other way round. */
export function nextSort(current: string, key: string, newestFirst: boolean): string {
  if (current === key) return `-${key}`;
  if (current === `-${key}`) return key;
  return newestFirst ? `-${key}` : key;
}
