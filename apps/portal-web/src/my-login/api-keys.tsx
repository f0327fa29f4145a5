import { Failure, usePortal } from '@switchyard/portal-kit';
import { mayUse, resources } from '@switchyard/model';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ActionForm, proofInputs, proofOf } from './action-form.js';

const DAY_MS = 86_400_000;
const LIFETIMES = [
  ['30', '30 days'],
  ['90', '90 days'],
  ['365', 'a year'],
] as const;

/** Keys for programs. What a key may do: everything the login may, or reading only; finer scopes by the API. */
export function ApiKeys({ hasSecondFactor }: { readonly hasSecondFactor: boolean }): ReactNode {
  const { level, api } = usePortal();
  const queries = useQueryClient();
  const [made, setMade] = useState<string>();
  const { data, error } = useQuery({
    queryKey: [level, 'my', 'api-keys'],
    queryFn: ({ signal }) => api.call('GET /my/api-keys', { signal }),
  });
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: [level, 'my', 'api-keys'] });
  const reading = (): Record<string, readonly ['read']> =>
    Object.fromEntries(resources.filter((resource) => mayUse(resource, level, 'read')).map(({ name }) => [name, ['read'] as const]));
  return (
    <section className="card" aria-label="API keys">
      <h2>API keys</h2>
      {error !== null && <Failure error={error} />}
      {made !== undefined && (
        <p className="notice" role="status">
          This is the key; it is not shown again: <code>{made}</code>
        </p>
      )}
      <ul>
        {data?.items.map(({ id, name, prefix, grants, expiresAt, usedAt }) => (
          <li key={id}>
            <strong>{name}</strong> <code>{prefix}…</code> {grants === null ? 'everything' : `${Object.keys(grants).length} resources`},
            until {new Date(expiresAt).toLocaleDateString()},{' '}
            {usedAt === null ? 'never used' : `last used ${new Date(usedAt).toLocaleString()}`}{' '}
            <button
              type="button"
              className="button button-small"
              onClick={() => void api.call('DELETE /my/api-keys/{id}', { path: { id } }).finally(refresh)}
            >
              Delete
            </button>
          </li>
        ))}
      </ul>
      <ActionForm
        inputs={[
          { name: 'name', label: 'Name' },
          { name: 'days', label: 'Valid for', initial: '90', options: LIFETIMES },
          {
            name: 'scope',
            label: 'May',
            initial: 'read',
            options: [
              ['read', 'read'],
              ['all', 'do everything I may'],
            ],
          },
          ...proofInputs(hasSecondFactor),
        ]}
        button="Make a key"
        run={async (values) => {
          const { key } = await api.call('POST /my/api-keys', {
            body: {
              ...proofOf(values),
              name: values['name'] ?? '',
              expiresAt: new Date(Date.now() + Number(values['days']) * DAY_MS).toISOString(),
              grants: values['scope'] === 'all' ? null : reading(),
            },
          });
          setMade(key);
          await refresh();
        }}
      />
    </section>
  );
}
