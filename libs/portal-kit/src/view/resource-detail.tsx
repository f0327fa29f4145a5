import { fieldsAt, mayUse, type AnyResource, type Field } from '@switchyard/model';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ApiRow } from '../api/portal-api.js';
import { columnsOf } from '../derive/columns.js';
import { childrenOf, titleOf, type Child } from '../derive/references.js';
import { DataTable } from './data-table.js';
import { DeleteButton } from './delete-button.js';
import { Failure, PageHeader } from './notices.js';
import { screenPath, usePortal } from './portal-context.js';
import { idsOf, useNames, usePage } from './queries.js';
import { Value } from './value.js';

/** One row: its values, what is part of it, and what points to it. */
export function ResourceDetail({ resource, row }: { readonly resource: AnyResource; readonly row: ApiRow }): ReactNode {
  const { level } = usePortal();
  const children = childrenOf(resource, level);
  const linked = children.filter(({ part }) => !part);
  return (
    <>
      <PageHeader title={titleOf(resource, row)} subtitle={<Link to={screenPath(level, resource)}>{resource.plural}</Link>}>
        {mayUse(resource, level, 'update') && (
          <Link className="button button-primary" to={screenPath(level, resource, row.id, 'edit')}>
            Edit
          </Link>
        )}
        {mayUse(resource, level, 'delete') && <DeleteButton resource={resource} row={row} />}
      </PageHeader>
      <section className="card" aria-label={resource.singular}>
        <Facts fields={fieldsAt(resource, level, 'read')} row={row} />
      </section>
      {children
        .filter(({ part }) => part)
        .map((child) => (
          <PartList key={`${child.resource.name} ${child.key}`} child={child} parentId={row.id} />
        ))}
      {linked.length > 0 && (
        <section aria-label="Related">
          <h2>Related</h2>
          <ul className="chips">
            {linked.map(({ resource: other, key, label }) => (
              <li key={`${other.name} ${key}`}>
                <Link to={`${screenPath(level, other)}?${key}=${row.id}`}>{label}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Label and value pairs of a row. */
export const Facts = ({ fields, row }: { readonly fields: readonly (readonly [string, Field])[]; readonly row: ApiRow }): ReactNode => (
  <dl className="facts">
    {fields.map(([key, field]) => (
      <div key={key} className="fact">
        <dt>{field.label}</dt>
        <dd>
          <NamedValue name={key} field={field} row={row} />
        </dd>
      </div>
    ))}
  </dl>
);

function NamedValue({ name, field, row }: { readonly name: string; readonly field: Field; readonly row: ApiRow }): ReactNode {
  const value = row[name];
  const names = useNames(field, idsOf(value, field));
  return <Value name={name} field={field} row={row} names={names} linked />;
}

const SHOWN_PARTS = 10;

function PartList({ child, parentId }: { readonly child: Child; readonly parentId: number }): ReactNode {
  const { level } = usePortal();
  const { resource, key } = child;
  const page = usePage(resource, { [key]: String(parentId), itemsPerPage: String(SHOWN_PARTS) });
  const all = `${screenPath(level, resource)}?${key}=${parentId}`;
  return (
    <section aria-label={child.label}>
      <div className="section-head">
        <h2>{child.label}</h2>
        {mayUse(resource, level, 'create') && (
          <Link className="button button-small" to={`${screenPath(level, resource, 'new')}?${key}=${parentId}`}>
            Add
          </Link>
        )}
      </div>
      {page.isError && <Failure error={page.error} retry={() => void page.refetch()} />}
      {page.data && page.data.total === 0 && <p className="muted">None.</p>}
      {page.data && page.data.total > 0 && (
        <DataTable
          resource={resource}
          caption={child.label}
          rows={page.data.items}
          columns={columnsOf(resource, level).filter((column) => column.key !== key)}
        />
      )}
      {page.data && page.data.total > SHOWN_PARTS && <Link to={all}>All {page.data.total}</Link>}
    </section>
  );
}
