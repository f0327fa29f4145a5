import { mayUse, type AnyResource } from '@switchyard/model';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { columnsOf, type Column } from '../derive/columns.js';
import { filtersOf } from '../derive/filters.js';
import { apiQuery, nextSort, withFilters } from '../derive/list-state.js';
import { hasTextTitle } from '../derive/references.js';
import { DataTable } from './data-table.js';
import { DebouncedInput } from './debounced-input.js';
import { FilterBar } from './filter-bar.js';
import { Empty, Failure, Loading, PageHeader } from './notices.js';
import { Pager } from './pager.js';
import { screenPath, usePortal } from './portal-context.js';
import { usePage } from './queries.js';
import { useListState } from './use-list-state.js';

/** The list screen of a resource, derived from its field table. */
export function ResourceList({ resource }: { readonly resource: AnyResource }): ReactNode {
  const { level } = usePortal();
  const [state, setState] = useListState(resource);
  const [filtering, setFiltering] = useState(Object.keys(state.filters).length > 0);
  const searched = hasTextTitle(resource) ? `${resource.title}[contains]` : undefined;
  const filters = filtersOf(resource, level).filter(({ key }) => searched === undefined || key !== resource.title);
  const create = new URLSearchParams(Object.entries(state.filters).filter(([name]) => !name.includes('[')));
  return (
    <>
      <PageHeader title={resource.plural}>
        {mayUse(resource, level, 'create') && (
          <Link className="button button-primary" to={`${screenPath(level, resource, 'new')}?${create.toString()}`}>
            New {lowerFirst(resource.singular)}
          </Link>
        )}
      </PageHeader>
      <div className="toolbar">
        {searched !== undefined && (
          <DebouncedInput
            type="search"
            className="search"
            aria-label={`Search by ${resource.fields[resource.title]?.label ?? 'title'}`}
            placeholder={`Search by ${(resource.fields[resource.title]?.label ?? 'title').toLowerCase()}`}
            value={state.filters[searched] ?? ''}
            onChange={(text) => setState(withFilters(state, { [searched]: text.trim() }))}
          />
        )}
        {filters.length > 0 && (
          <button type="button" className="button" aria-expanded={filtering} onClick={() => setFiltering(!filtering)}>
            Filters
          </button>
        )}
      </div>
      {filtering && <FilterBar filters={filters} state={state} onChange={setState} />}
      <ListBody resource={resource} columns={columnsOf(resource, level)} />
    </>
  );
}

/** A singular inside a sentence: `New carrier`, but `New DDI`. */
export const lowerFirst = (text: string): string => (/^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);

interface ListBodyProps {
  readonly resource: AnyResource;
  readonly columns: readonly Column[];
}

/** Rows, pages and states of a list whose state is in the address; for hand-made list screens too. */
export function ListBody({ resource, columns }: ListBodyProps): ReactNode {
  const { level } = usePortal();
  const [state, setState] = useListState(resource);
  const page = usePage(resource, apiQuery(state));
  if (page.isError) return <Failure error={page.error} retry={() => void page.refetch()} />;
  if (!page.data) return <Loading what={lowerFirst(resource.plural)} />;
  const { items, total } = page.data;
  if (items.length === 0 && total === 0) {
    const filtered = Object.keys(state.filters).length > 0;
    return (
      <Empty title={filtered ? `No ${lowerFirst(resource.plural)} match the filters` : `No ${lowerFirst(resource.plural)} yet`}>
        {filtered ? (
          <button type="button" className="button" onClick={() => setState({ ...state, filters: {}, page: 1 })}>
            Clear the filters
          </button>
        ) : (
          mayUse(resource, level, 'create') && (
            <Link className="button button-primary" to={screenPath(level, resource, 'new')}>
              New {lowerFirst(resource.singular)}
            </Link>
          )
        )}
      </Empty>
    );
  }
  return (
    <>
      <DataTable
        resource={resource}
        columns={columns}
        rows={items}
        caption={resource.plural}
        sort={state.sort}
        onSort={(key) => setState({ ...state, page: 1, sort: nextSort(state.sort, key, resource.fields[key]?.kind === 'datetime') })}
        busy={page.isPlaceholderData}
      />
      <Pager state={state} total={total} onChange={setState} />
    </>
  );
}
