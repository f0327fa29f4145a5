import type { Json } from '@switchyard/kernel';
import { humanise } from '@switchyard/portal-kit';
import type { ReactNode } from 'react';

type JsonObject = Readonly<Record<string, Json>>;

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Facts of a trace drawn by their form: words, pairs, chips, or a table for rows of the same kind. */
export function JsonValue({ value }: { readonly value: Json }): ReactNode {
  if (value === null || value === '') return <span className="muted">none</span>;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (isArray(value)) return <JsonList items={value} />;
  if (isObject(value)) return <JsonPairs pairs={value} />;
  return String(value);
}

function JsonPairs({ pairs }: { readonly pairs: JsonObject }): ReactNode {
  return (
    <dl className="pairs">
      {Object.entries(pairs).map(([key, value]) => (
        <div key={key} className={typeof value === 'object' && value !== null ? 'pair pair-wide' : 'pair'}>
          <dt>{humanise(key)}</dt>
          <dd>
            <JsonValue value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function JsonList({ items }: { readonly items: readonly Json[] }): ReactNode {
  if (items.length === 0) return <span className="muted">none</span>;
  const rows = items.filter(isObject);
  if (rows.length < items.length) {
    return (
      <ul className="chips">
        {items.map((item, index) => (
          <li key={index}>
            <JsonValue value={item} />
          </li>
        ))}
      </ul>
    );
  }
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return (
    <div className="table-frame plain">
      <table>
        <thead>
          <tr>
            {keys.map((key) => (
              <th key={key} scope="col">
                {humanise(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {keys.map((key) => (
                <td key={key}>
                  <JsonValue value={row[key] ?? null} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
