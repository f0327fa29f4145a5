import { useId, type ReactNode } from 'react';
import type { Filter } from '../derive/filters.js';
import { fromLocalInput, toLocalInput } from '../derive/format.js';
import { withFilters, type ListState } from '../derive/list-state.js';
import { readableTarget } from '../derive/references.js';
import { DebouncedInput } from './debounced-input.js';
import { usePortal } from './portal-context.js';
import { RefSelect } from './ref-select.js';

interface FilterBarProps {
  readonly filters: readonly Filter[];
  readonly state: ListState;
  readonly onChange: (state: ListState) => void;
  readonly children?: ReactNode;
}

/** The filters of a list, each by the kind of its field. Every change is in the address at once. */
export function FilterBar({ filters, state, onChange, children }: FilterBarProps): ReactNode {
  const set = (changed: Readonly<Record<string, string>>): void => onChange(withFilters(state, changed));
  const active = Object.keys(state.filters).length;
  return (
    <form className="filters" role="search" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      {children}
      {filters.map((filter) => (
        <FilterField key={filter.key} filter={filter} values={state.filters} set={set} />
      ))}
      {active > 0 && (
        <button type="button" className="button button-small filters-clear" onClick={() => onChange({ ...state, filters: {}, page: 1 })}>
          Clear {active === 1 ? 'filter' : `${active} filters`}
        </button>
      )}
    </form>
  );
}

interface FilterFieldProps {
  readonly filter: Filter;
  readonly values: Readonly<Record<string, string>>;
  readonly set: (changed: Readonly<Record<string, string>>) => void;
}

function FilterField({ filter, values, set }: FilterFieldProps): ReactNode {
  const id = useId();
  const { level } = usePortal();
  const { field, label, names } = filter;
  const [name = '', upTo = ''] = names;
  const value = values[name] ?? '';
  const one = (control: ReactNode): ReactNode => (
    <div className="filter">
      <label htmlFor={id}>{label}</label>
      {control}
    </div>
  );
  switch (filter.control) {
    case 'contains':
      return one(
        <DebouncedInput id={id} type="search" placeholder="contains" value={value} onChange={(text) => set({ [name]: text.trim() })} />,
      );
    case 'choice': {
      const values = field.kind === 'enum' || field.kind === 'list' ? field.values.map((word) => [word, word]) : [['true', 'yes'], ['false', 'no']]; // prettier-ignore
      return one(
        <select id={id} value={value} onChange={(event) => set({ [name]: event.target.value })}>
          <option value="">any</option>
          {values.map(([word, text]) => (
            <option key={word} value={word}>
              {text}
            </option>
          ))}
        </select>,
      );
    }
    case 'reference': {
      const target = readableTarget(field, level);
      return target
        ? one(
            <RefSelect
              id={id}
              target={target}
              placeholder="any"
              clearable
              value={value === '' ? null : Number(value)}
              onChange={(chosen) => set({ [name]: chosen === null ? '' : String(chosen) })}
            />,
          )
        : null;
    }
    case 'range':
    case 'period': {
      const period = filter.control === 'period';
      const bound = (key: string, word: string): ReactNode => (
        <DebouncedInput
          aria-label={`${label} ${word}`}
          type={period ? 'datetime-local' : 'text'}
          inputMode={period ? undefined : 'decimal'}
          step={period ? 1 : undefined}
          placeholder={word}
          value={period ? toLocalInput(values[key] ?? '') : (values[key] ?? '')}
          onChange={(text) => set({ [key]: period ? fromLocalInput(text) : text.trim() })}
        />
      );
      return (
        <fieldset className={`filter filter-range filter-${filter.control}`}>
          <legend>{label}</legend>
          {bound(name, 'from')}
          {bound(upTo, 'to')}
        </fieldset>
      );
    }
  }
}
