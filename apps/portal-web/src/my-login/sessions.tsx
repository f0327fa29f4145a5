import { Failure, usePortal } from '@switchyard/portal-kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';

/** Where this login is open, and closing it there. */
export function Sessions(): ReactNode {
  const { level, api } = usePortal();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<unknown>();
  const { data, error } = useQuery({
    queryKey: [level, 'my', 'sessions'],
    queryFn: ({ signal }) => api.call('GET /my/sessions', { signal }),
  });
  const end = async (ending: () => Promise<unknown>): Promise<void> => {
    try {
      await ending();
    } catch (thrown) {
      setProblem(thrown);
    }
    await queries.invalidateQueries({ queryKey: [level, 'my', 'sessions'] });
  };
  const failure = problem ?? error;
  return (
    <section className="card" aria-label="Sessions">
      <h2>Sessions</h2>
      {failure !== undefined && failure !== null && <Failure error={failure} />}
      <ul>
        {data?.items.map(({ id, method, ip, agent, usedAt, current }) => (
          <li key={id}>
            {ip} by {method}, last used {new Date(usedAt).toLocaleString()} <span className="muted">{agent}</span>{' '}
            {current ? (
              <span className="badge badge-good">this one</span>
            ) : (
              <button
                type="button"
                className="button button-small"
                onClick={() => void end(() => api.call('DELETE /my/sessions/{session}', { path: { session: id } }))}
              >
                End
              </button>
            )}
          </li>
        ))}
      </ul>
      <button type="button" className="button" onClick={() => void end(() => api.call('DELETE /my/sessions'))}>
        End all others
      </button>
    </section>
  );
}
