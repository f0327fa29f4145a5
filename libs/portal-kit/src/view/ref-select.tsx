import type { AnyResource } from '@switchyard/model';
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { ApiRow } from '../api/portal-api.js';
import { hasTextTitle, titleOf } from '../derive/references.js';
import { usePage, useRow } from './queries.js';

interface RefSelectProps {
  readonly id: string;
  readonly target: AnyResource;
  readonly value: number | null;
  readonly onChange: (id: number | null) => void;
  /** Offers to choose nothing. */
  readonly clearable: boolean;
  readonly placeholder?: string;
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean;
}

const OFFERED = 20;

const queryOf = (target: AnyResource, text: string): Readonly<Record<string, string>> => ({
  itemsPerPage: String(OFFERED),
  sort: hasTextTitle(target) ? target.title : 'id',
  ...(text !== '' && hasTextTitle(target) ? { [`${target.title}[contains]`]: text } : {}),
});

/** Chooses a row of another resource by its title (WAI-ARIA combobox with a list). */
export function RefSelect({ id, target, value, onChange, clearable, placeholder, describedBy, invalid }: RefSelectProps): ReactNode {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState<string>();
  const [active, setActive] = useState(0);
  const open = text !== undefined;
  const chosen = useRow(target, value);
  const { data, isFetching } = usePage(target, queryOf(target, text ?? ''), open);
  const options = open ? (data?.items ?? []) : [];
  const title = value === null ? '' : chosen.data ? titleOf(target, chosen.data) : `#${value}`;

  const close = (): void => setText(undefined);
  const choose = (row: ApiRow): void => {
    onChange(row.id);
    close();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && open) {
      event.preventDefault();
      close();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) setText('');
      else setActive((at) => Math.max(0, Math.min(options.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      const row = options[active];
      if (row) choose(row);
    }
  };
  return (
    <div className="combobox">
      <input
        ref={input}
        id={id}
        role="combobox"
        autoComplete="off"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && options[active] ? `${listId}-${options[active].id}` : undefined}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        placeholder={open ? 'Type to search' : placeholder}
        value={text ?? title}
        onClick={() => open || (setText(''), setActive(0))}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKey}
        onBlur={close}
      />
      {clearable && value !== null && (
        <button
          type="button"
          className="combobox-clear"
          aria-label="Choose nothing"
          onClick={() => (onChange(null), input.current?.focus())}
        >
          ×
        </button>
      )}
      {open && (
        <ul id={listId} role="listbox" className="combobox-list">
          {options.map((row, index) => (
            <li
              key={row.id}
              id={`${listId}-${row.id}`}
              role="option"
              aria-selected={row.id === value}
              className={index === active ? 'active' : undefined}
              // Before blur, which closes the list.
              onMouseDown={(event) => (event.preventDefault(), choose(row))}
              onMouseEnter={() => setActive(index)}
            >
              {titleOf(target, row)}
            </li>
          ))}
          {options.length === 0 && <li className="muted">{isFetching ? 'Searching…' : 'Nothing found'}</li>}
        </ul>
      )}
    </div>
  );
}
