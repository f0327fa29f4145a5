import { CAUSES } from '@switchyard/kernel';
import { fieldsAt, RESOURCES, type AnyResource } from '@switchyard/model';
import {
  columnOf,
  FilterBar,
  filterOf,
  ListBody,
  PageHeader,
  screenPath,
  useListState,
  usePortal,
  withFilters,
  type Column,
  type Filter,
  type ListState,
} from '@switchyard/portal-kit';
import { useState, type ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { maySimulate } from '../menu.js';
import { useTitle } from '../use-title.js';
import { PERIODS, presetOf } from './periods.js';

export type CallKind = 'billableCall' | 'callLeg';
export const callResource = (kind: CallKind): AnyResource => RESOURCES[kind] as AnyResource;

/** What an operator looks for first stands first; the rest is on the call's own screen. */
const COLUMNS: Readonly<Record<CallKind, readonly string[]>> = {
  billableCall: [
    'startedAt',
    'direction',
    'clientId',
    'caller',
    'callee',
    'destinationName',
    'durationSec',
    'price',
    'cost',
    'carrierName',
    'cause',
  ],
  callLeg: ['startedAt', 'direction', 'clientId', 'caller', 'callee', 'durationSec', 'sipStatus', 'carrierName', 'cause'],
};
const FILTERS = ['caller', 'callee', 'direction', 'cause', 'clientId', 'startedAt'];
/** Narrow heads, for what the widgets show. */
const HEADS: Readonly<Record<string, string>> = { direction: 'In/out', durationSec: 'Duration' };

const pick = <T,>(keys: readonly string[], of: (key: string) => T | undefined): readonly T[] => keys.flatMap((key) => of(key) ?? []);

/** Calls of a level, newest first: rated ones, or every leg with its cause. */
export function CallList({ kind }: { readonly kind: CallKind }): ReactNode {
  const { level } = usePortal();
  const resource = callResource(kind);
  const { search } = useLocation();
  const [state, setState] = useListState(resource);
  // Only narrow windows fold the filters away.
  const [filtering, setFiltering] = useState(false);
  const active = Object.keys(state.filters).length;
  useTitle(kind === 'billableCall' ? 'Calls' : 'All legs');
  const fields = new Map(fieldsAt(resource, level, 'read'));
  const columns = pick<Column>(COLUMNS[kind], (key) => {
    const field = fields.get(key);
    return field && { ...columnOf(key, field), label: HEADS[key] ?? field.label };
  });
  const filters = pick<Filter>(FILTERS, (key) => {
    const field = fields.get(key);
    // A cause is a word of a catalogue: a choice, not a text to guess.
    if (field && key === 'cause') return filterOf(key, { kind: 'enum', label: field.label, values: Object.keys(CAUSES).sort() });
    return field && filterOf(key, field);
  });
  const tab = (to: CallKind, label: string): ReactNode => (
    <Link to={`${screenPath(level, callResource(to))}${search}`} aria-current={to === kind ? 'page' : undefined}>
      {label}
    </Link>
  );
  return (
    <>
      <PageHeader title="Calls">
        {maySimulate(level) && (
          <Link className="button" to={`/${level}/simulate-call`}>
            Simulate a call
          </Link>
        )}
      </PageHeader>
      <nav className="tabs" aria-label="Kinds of calls">
        {tab('billableCall', 'Rated calls')}
        {tab('callLeg', 'All legs')}
      </nav>
      <button type="button" className="button fold-button" aria-expanded={filtering} onClick={() => setFiltering(!filtering)}>
        Filters{active > 0 && ` (${active})`}
      </button>
      <div className={filtering ? 'fold fold-open' : 'fold'}>
        <FilterBar filters={filters} state={state} onChange={setState}>
          <Presets state={state} onChange={setState} />
        </FilterBar>
      </div>
      <ListBody resource={resource} columns={columns} />
    </>
  );
}

function Presets({ state, onChange }: { readonly state: ListState; readonly onChange: (state: ListState) => void }): ReactNode {
  const current = presetOf(state.filters, new Date());
  return (
    <div className="presets" role="group" aria-label="Period">
      {PERIODS.map(({ label, from }) => (
        <button
          key={label}
          type="button"
          aria-pressed={label === current}
          onClick={() => onChange(withFilters(state, { 'startedAt[gte]': from(new Date()), 'startedAt[lte]': '' }))}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
