import type { Field } from '@switchyard/model';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { ApiRow } from '../api/portal-api.js';
import { formatAmount, formatLocalTime, formatUtc } from '../derive/format.js';
import { englishOf, readableTarget } from '../derive/references.js';
import { screenPath, usePortal } from './portal-context.js';
import type { Names } from './queries.js';

export const Dash = (): ReactNode => <span className="muted">–</span>;

/** A time in the zone of the browser; UTC on hover. */
export const Time = ({ iso }: { readonly iso: string }): ReactNode => (
  <time dateTime={iso} title={formatUtc(iso)}>
    {formatLocalTime(iso) ?? iso}
  </time>
);

/** An amount with its currency, figures aligned. */
export const Money = ({ amount, currency }: { readonly amount: string; readonly currency?: string | undefined }): ReactNode => (
  <span className={amount.startsWith('-') ? 'money negative' : 'money'}>
    {formatAmount(amount)}
    {currency && <span className="currency"> {currency}</span>}
  </span>
);

/** The currency of a money field: `cost` → `costCurrency`, else the row's `currency`. */
export function currencyOf(key: string, row: ApiRow): string | undefined {
  const currency = row[`${key}Currency`] ?? row['currency'];
  return typeof currency === 'string' ? currency : undefined;
}

interface ValueProps {
  readonly name: string;
  readonly field: Field;
  readonly row: ApiRow;
  readonly names?: Names | undefined;
  /** References become links to the row they name. */
  readonly linked?: boolean;
}

/** One value of a row as its kind is read best. */
export function Value({ name, field, row, names, linked = false }: ValueProps): ReactNode {
  const { level, widgets } = usePortal();
  const value = row[name];
  const widget = Object.hasOwn(widgets, name) ? widgets[name] : undefined;
  if (widget) return widget(value, row);
  if (value === null || value === undefined || value === '') return <Dash />;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  switch (field.kind) {
    case 'money':
      return <Money amount={text} currency={currencyOf(name, row)} />;
    case 'datetime':
      return <Time iso={text} />;
    case 'bool':
      return <span className={value === true ? 'badge badge-good' : 'badge'}>{value === true ? 'yes' : 'no'}</span>;
    case 'enum':
      return <span className="badge">{text}</span>;
    case 'ref': {
      const target = readableTarget(field, level);
      const title = names?.get(Number(value)) ?? `#${text}`;
      return linked && target ? <Link to={screenPath(level, target, Number(value))}>{title}</Link> : title;
    }
    case 'refs': {
      const target = readableTarget(field, level);
      const ids = Array.isArray(value) ? value.map(Number) : [];
      if (ids.length === 0) return <Dash />;
      return ids.map((id, at) => (
        <Fragment key={id}>
          {at > 0 && ', '}
          {linked && target ? <Link to={screenPath(level, target, id)}>{names?.get(id) ?? `#${id}`}</Link> : (names?.get(id) ?? `#${id}`)}
        </Fragment>
      ));
    }
    case 'list': {
      const words = Array.isArray(value) ? value.map(String) : [];
      return words.length === 0 ? <Dash /> : words.join(', ');
    }
    case 'texts':
      return englishOf(value) ?? <Dash />;
    case 'file':
      return typeof value === 'object' && 'name' in value ? String(value.name) : <Dash />;
    case 'json':
      return <code>{text}</code>;
    case 'text':
    case 'int':
    case 'date':
    case 'time':
    case 'password':
    case 'sipPassword':
    case 'secret':
      return text;
  }
}
