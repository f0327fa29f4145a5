import type { AnyResource } from '@switchyard/model';
import type { MouseEvent, ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ApiRow } from '../api/portal-api.js';
import type { Column } from '../derive/columns.js';
import { screenPath, usePortal } from './portal-context.js';
import { idsOf, useNames } from './queries.js';
import { Value } from './value.js';

interface DataTableProps {
  readonly resource: AnyResource;
  readonly columns: readonly Column[];
  readonly rows: readonly ApiRow[];
  /** What the table shows, for screen readers. */
  readonly caption: string;
  readonly sort?: string;
  readonly onSort?: (key: string) => void;
  readonly busy?: boolean;
}

/** The rows of a list. Narrow screens show each row as a card, so roles are given: `display` would take them away. */
export function DataTable({ resource, columns, rows, caption, sort, onSort, busy = false }: DataTableProps): ReactNode {
  const lead = columns.some(({ key }) => key === resource.title) ? resource.title : columns[0]?.key;
  return (
    <div className="table-frame" aria-busy={busy}>
      <table role="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <BodyRow key={row.id} resource={resource} row={row}>
              {columns.map((column) => (
                <BodyCell key={column.key} resource={resource} column={column} row={row} rows={rows} lead={column.key === lead} />
              ))}
            </BodyRow>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HeadCell({
  column,
  sort,
  onSort,
}: {
  readonly column: Column;
  readonly sort: string | undefined;
  readonly onSort: ((key: string) => void) | undefined;
}): ReactNode {
  const order = sort === column.key ? 'ascending' : sort === `-${column.key}` ? 'descending' : 'none';
  return (
    <th role="columnheader" scope="col" className={`align-${column.align}`} aria-sort={onSort ? order : undefined}>
      {onSort ? (
        <button type="button" className="sort" onClick={() => onSort(column.key)}>
          {column.label}
          <span className="sort-mark" aria-hidden="true">
            {order === 'ascending' ? '▲' : order === 'descending' ? '▼' : ''}
          </span>
        </button>
      ) : (
        column.label
      )}
    </th>
  );
}

function BodyRow({
  resource,
  row,
  children,
}: {
  readonly resource: AnyResource;
  readonly row: ApiRow;
  readonly children: ReactNode;
}): ReactNode {
  const { level } = usePortal();
  const navigate = useNavigate();
  // A convenience of the mouse; the keyboard has the link of the first cell. Marking text must not open the row.
  const open = (event: MouseEvent): void => {
    if ((event.target as Element).closest('a, button') || window.getSelection()?.isCollapsed === false) return;
    void navigate(screenPath(level, resource, row.id));
  };
  return (
    <tr role="row" onClick={open}>
      {children}
    </tr>
  );
}

interface BodyCellProps {
  readonly resource: AnyResource;
  readonly column: Column;
  readonly row: ApiRow;
  readonly rows: readonly ApiRow[];
  readonly lead: boolean;
}

function BodyCell({ resource, column, row, rows, lead }: BodyCellProps): ReactNode {
  const { level } = usePortal();
  const { key, field, align, label } = column;
  // Every cell of a column asks for the same ids: one request, shared.
  const names = useNames(
    field,
    rows.flatMap((other) => idsOf(other[key], field)),
  );
  const value = <Value name={key} field={field} row={row} names={names} />;
  return (
    <td role="cell" className={`align-${align} kind-${field.kind}`} data-label={label}>
      {lead ? (
        <Link className="row-link" to={screenPath(level, resource, row.id)}>
          {value}
        </Link>
      ) : (
        value
      )}
    </td>
  );
}
