import { fieldsAt, type AttemptResult } from '@switchyard/model';
import { Facts, Failure, Loading, PageHeader, screenPath, Time, usePortal, useRow, type ApiRow } from '@switchyard/portal-kit';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useTitle } from '../use-title.js';
import { callResource, type CallKind } from './call-list.js';
import { ChargeFacts } from './charge-facts.js';
import { DecisionTrace } from './decision-trace.js';
import { isOutbound, type CallTrace } from './types.js';

/** Shown with the charge. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'price',
  'currency',
  'cost',
  'costCurrency',
  'ratingPlanName',
  'destinationName',
  'carrierName',
]);

/** One call: its facts, what it cost, which gateways were tried and why. */
export function CallDetail({ kind }: { readonly kind: CallKind }): ReactNode {
  const { level } = usePortal();
  const { id = '' } = useParams();
  const resource = callResource(kind);
  const { data: row, error, isError, refetch } = useRow(resource, id);
  useTitle(row ? `${String(row['caller'])} → ${String(row['callee'])}` : 'Call');
  if (isError) return <Failure error={error} retry={() => void refetch()} />;
  if (!row) return <Loading what="call" />;
  const fields = fieldsAt(resource, level, 'read').filter(([key]) => kind === 'callLeg' || !ELSEWHERE.has(key));
  return (
    <>
      <PageHeader
        title={
          <>
            {String(row['caller'])} <span aria-label="to">→</span> {String(row['callee'])}
          </>
        }
        subtitle={
          <>
            <Link to={screenPath(level, resource)}>{kind === 'billableCall' ? 'Calls' : 'All legs'}</Link> ·{' '}
            <Time iso={String(row['startedAt'])} />
          </>
        }
      />
      <TracedCall kind={kind} row={row} facts={<Facts fields={fields} row={row} />} />
    </>
  );
}

interface TracedCallProps {
  readonly kind: CallKind;
  readonly row: ApiRow;
  readonly facts: ReactNode;
}

const TRACES = { billableCall: 'GET /billable-calls/{id}/trace', callLeg: 'GET /call-legs/{id}/trace' } as const;

/** Facts, charge where the call was rated, gateways and decision: a refused call has the same right to its why. */
function TracedCall({ kind, row, facts }: TracedCallProps): ReactNode {
  const { api, level } = usePortal();
  const trace = useQuery({
    queryKey: [level, kind, 'trace', row.id],
    queryFn: ({ signal }) => api.call(TRACES[kind], { path: { id: row.id }, signal }) as Promise<CallTrace>,
    staleTime: Infinity,
  });
  return (
    <>
      <div className="columns">
        <section className="card" aria-label="Facts">
          <h2>Call</h2>
          {facts}
        </section>
        {kind === 'billableCall' && (
          <ChargeFacts row={row} decision={trace.data && isOutbound(trace.data.decision) ? trace.data.decision : undefined} />
        )}
      </div>
      {trace.isError && <Failure error={trace.error} retry={() => void trace.refetch()} />}
      {trace.isPending && <Loading what="decision" />}
      {trace.data && trace.data.attempts.length > 0 && <Attempts attempts={trace.data.attempts} />}
      {trace.data && <DecisionTrace trace={trace.data.trace} revision={trace.data.revision} />}
    </>
  );
}

const statusText = (status: number): string => (status === 0 ? 'no reply' : status < 300 ? `${status} answered` : `${status} refused`);

function Attempts({ attempts }: { readonly attempts: readonly AttemptResult[] }): ReactNode {
  return (
    <section aria-label="Gateways tried">
      <h2>Gateways tried</h2>
      <ol className="attempts">
        {attempts.map(({ carrierServerId, carrierName, target, sipStatus }, index) => (
          <li key={`${index} ${carrierServerId}`} className="card">
            <span className={`badge ${sipStatus >= 200 && sipStatus < 300 ? 'badge-good' : 'badge-bad'}`}>{statusText(sipStatus)}</span>
            <strong>{carrierName}</strong>
            <code>{target}</code>
          </li>
        ))}
      </ol>
    </section>
  );
}
