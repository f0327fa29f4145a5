import type { ReactNode } from 'react';
import { PAGE_SIZES, type ListState } from '../derive/list-state.js';

interface PagerProps {
  readonly state: ListState;
  readonly total: number;
  readonly onChange: (state: ListState) => void;
}

/** Where in the list we are, and the ways on. */
export function Pager({ state, total, onChange }: PagerProps): ReactNode {
  const { page, itemsPerPage } = state;
  const pages = Math.max(1, Math.ceil(total / itemsPerPage));
  const first = Math.min(total, (page - 1) * itemsPerPage + 1);
  const go = (to: number) => () => onChange({ ...state, page: to });
  return (
    <nav className="pager" aria-label="Pages">
      <span className="muted" role="status">
        {total === 0 ? 'None' : `${first}–${Math.min(total, page * itemsPerPage)} of ${total}`}
      </span>
      <label className="pager-size">
        <span>Rows</span>
        <select value={itemsPerPage} onChange={(event) => onChange({ ...state, itemsPerPage: Number(event.target.value), page: 1 })}>
          {PAGE_SIZES.map((size) => (
            <option key={size}>{size}</option>
          ))}
        </select>
      </label>
      <button type="button" className="button button-small" disabled={page <= 1} onClick={go(page - 1)}>
        Previous
      </button>
      <span aria-current="page">
        {page} / {pages}
      </span>
      <button type="button" className="button button-small" disabled={page >= pages} onClick={go(page + 1)}>
        Next
      </button>
    </nav>
  );
}
