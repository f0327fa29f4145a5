import { messageOf } from '@switchyard/kernel';
import type { ReactNode } from 'react';
import { ApiProblem } from '@switchyard/api-client';

export const Loading = ({ what }: { readonly what: string }): ReactNode => (
  <p className="notice notice-loading" role="status">
    <span className="spinner" aria-hidden="true" /> Loading {what}…
  </p>
);

const HEADINGS: Readonly<Record<number, string>> = {
  0: 'No connection',
  403: 'Not allowed at this level',
  404: 'Not found',
  409: 'Still in use',
  422: 'Not accepted',
  503: 'Not available at the moment',
};

/** What went wrong, in words, with a way on where trying again may help. */
export function Failure({ error, retry }: { readonly error: unknown; readonly retry?: () => void }): ReactNode {
  const problem = error instanceof ApiProblem ? error : undefined;
  return (
    <div className="notice notice-error" role="alert">
      <strong>{(problem && HEADINGS[problem.status]) ?? 'Something went wrong'}</strong>
      <p>{messageOf(error)}</p>
      {problem && problem.errors.length > 0 && (
        <ul>
          {problem.errors.map(({ field, rule }) => (
            <li key={`${field} ${rule}`}>
              <code>{field}</code> {rule}
            </li>
          ))}
        </ul>
      )}
      {retry && problem?.status !== 404 && problem?.status !== 403 && (
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

export const Empty = ({ title, children }: { readonly title: string; readonly children?: ReactNode }): ReactNode => (
  <div className="notice notice-empty">
    <strong>{title}</strong>
    {children}
  </div>
);

export const PageHeader = ({
  title,
  subtitle,
  children,
}: {
  readonly title: ReactNode;
  readonly subtitle?: ReactNode;
  readonly children?: ReactNode;
}): ReactNode => (
  <header className="page-header">
    <div>
      <h1>{title}</h1>
      {subtitle && <p className="subtitle">{subtitle}</p>}
    </div>
    {children && <div className="actions">{children}</div>}
  </header>
);
