import type { Level } from '@switchyard/kernel';
import { Failure, PageHeader, usePortal, type PortalApi } from '@switchyard/portal-kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTitle } from '../use-title.js';

/** Phones come and go: the list is read anew so often while somebody looks at it. */
const AGAIN_MS = 5000;

const PATHS = {
  terminal: 'terminals',
  friend: 'friends',
  residentialDevice: 'residential-devices',
  retailAccount: 'retail-accounts',
  user: 'users',
} as const;

interface Contact {
  readonly id: string;
  readonly contact: string;
  readonly protocol: string;
  readonly address: string;
  readonly port: number;
  readonly userAgent: string;
  readonly expiresAt: string;
  readonly reachable: boolean;
}
interface Registered {
  readonly kind: keyof typeof PATHS;
  readonly id: number;
  readonly name: string;
  readonly contacts: readonly Contact[];
}
interface Listed {
  readonly items: readonly Registered[];
  readonly next: string | null;
}

/** What the level sees: a brand and a client all that are registered, a user the own phone. */
async function read(api: PortalApi, level: Level, cursor: string, signal: AbortSignal): Promise<Listed> {
  if (level !== 'user') return api.call('GET /registrations', { query: cursor === '' ? {} : { cursor }, signal });
  const { items } = await api.collection('users').list({}, signal);
  const own = await Promise.all(
    items.map(async ({ id }) => ({
      ...(await api.call('GET /users/{id}/registration', { path: { id }, signal })),
      kind: 'user' as const,
      name: 'My phone',
    })),
  );
  return { items: own.filter(({ contacts }) => contacts.length > 0), next: null };
}

/** Who is registered now, and where; a phone that is taken out has to register again. */
export function RegistrationsScreen(): ReactNode {
  const { level, api } = usePortal();
  const queries = useQueryClient();
  const [cursor, setCursor] = useState('');
  const [problem, setProblem] = useState<unknown>();
  useTitle('Registrations');
  const key = [level, 'registrations'];
  const { data, error } = useQuery({
    queryKey: [...key, cursor],
    queryFn: ({ signal }) => read(api, level, cursor, signal),
    refetchInterval: AGAIN_MS,
  });
  const remove = async ({ kind, id }: Registered, contact?: string): Promise<void> => {
    setProblem(undefined);
    try {
      const path = PATHS[kind];
      if (contact === undefined) await api.call(`DELETE /${path}/{id}/registration`, { path: { id } });
      else await api.call(`DELETE /${path}/{id}/registration/{contact}`, { path: { id, contact } });
    } catch (thrown) {
      setProblem(thrown);
    }
    await queries.invalidateQueries({ queryKey: key });
  };
  const failure = problem ?? error;
  return (
    <>
      <PageHeader title="Registrations" />
      {failure !== undefined && failure !== null && <Failure error={failure} />}
      {data?.items.length === 0 && <p className="muted">Nobody is registered.</p>}
      {data && data.items.length > 0 && <Table items={data.items} onRemove={remove} />}
      {data?.next && (
        <button type="button" className="button" onClick={() => setCursor(data.next ?? '')}>
          Next
        </button>
      )}
    </>
  );
}

function Table({
  items,
  onRemove,
}: {
  readonly items: readonly Registered[];
  readonly onRemove: (of: Registered, contact?: string) => Promise<void>;
}): ReactNode {
  return (
    <div className="table-frame">
      <table>
        <thead>
          <tr>
            {['Name', 'Contact', 'Seen at', 'Phone', 'Until', ''].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.flatMap((of) =>
            of.contacts.map((contact, at) => (
              <tr key={`${of.kind} ${of.id} ${contact.id}`}>
                <td>
                  {at === 0 && of.name}
                  {at === 0 && of.contacts.length > 1 && (
                    <>
                      {' '}
                      <button type="button" className="button button-small" onClick={() => void onRemove(of)}>
                        Remove all
                      </button>
                    </>
                  )}
                </td>
                <td>{contact.contact}</td>
                <td>
                  {contact.protocol} {contact.address}:{contact.port} {!contact.reachable && <span className="badge">silent</span>}
                </td>
                <td>{contact.userAgent}</td>
                <td>{new Date(contact.expiresAt).toLocaleString()}</td>
                <td>
                  <button type="button" className="button button-small" onClick={() => void onRemove(of, contact.id)}>
                    Remove
                  </button>
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}
