import type { AnyOperation, RequestOf } from '@switchyard/api-client';
import { CAUSES, isCause } from '@switchyard/kernel';
import { RESOURCES, type AnyResource, type GatewayAttempt, type OutboundDecision } from '@switchyard/model';
import {
  ApiProblem,
  Failure,
  formatAmount,
  formatDuration,
  fromLocalInput,
  PageHeader,
  placeProblems,
  RefSelect,
  usePortal,
} from '@switchyard/portal-kit';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTitle } from '../use-title.js';
import { Fact, RateFacts } from './charge-facts.js';
import { DecisionTrace } from './decision-trace.js';
import type { SimulatedCall } from './types.js';

const LABELS = { number: 'Number', caller: 'Caller', clientId: 'Client', at: 'Time' } as const;

/** Asks what would become of a call, by the function that decides real calls. Nothing is dialled. */
export function SimulateCall(): ReactNode {
  const { api, level } = usePortal();
  const [number, setNumber] = useState('');
  const [caller, setCaller] = useState('');
  const [at, setAt] = useState('');
  const [clientId, setClientId] = useState<number | null>(null);
  useTitle('Simulate a call');
  const simulate = useMutation({
    mutationFn: (body: RequestOf<AnyOperation<'POST /simulate-call'>>['body']) =>
      api.call('POST /simulate-call', { body }) as Promise<SimulatedCall>,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    simulate.mutate({
      number: number.replace(/[\s().-]/g, ''),
      ...(caller.trim() === '' ? {} : { caller: caller.replace(/[\s().-]/g, '') }),
      ...(level === 'brand' && clientId !== null ? { clientId } : {}),
      ...(at === '' ? {} : { at: fromLocalInput(at) }),
    });
  };
  const problems = simulate.error instanceof ApiProblem ? simulate.error.errors : [];
  const { byField, others } = placeProblems(problems, LABELS);
  const problemOf = (key: string): string | undefined => (Object.hasOwn(byField, key) ? byField[key] : undefined);
  return (
    <>
      <PageHeader title="Simulate a call" subtitle="What a call would do now: the same decision as a real call, without a call." />
      <form className="card form" noValidate onSubmit={submit}>
        <div className="fields">
          {level === 'brand' && (
            <Entry id="sim-client" label={LABELS.clientId} required problem={problemOf('clientId')}>
              <RefSelect
                id="sim-client"
                target={RESOURCES.client as AnyResource}
                value={clientId}
                onChange={setClientId}
                clearable={false}
                placeholder="choose…"
                invalid={problemOf('clientId') !== undefined}
              />
            </Entry>
          )}
          <Entry
            id="sim-number"
            label={LABELS.number}
            required
            problem={problemOf('number')}
            help="As dialled: 911000303, 0034911000303 or +34911000303"
          >
            <input
              id="sim-number"
              inputMode="tel"
              aria-required
              value={number}
              onChange={(event) => setNumber(event.target.value)}
              aria-invalid={problemOf('number') !== undefined || undefined}
            />
          </Entry>
          <Entry id="sim-caller" label={LABELS.caller} problem={problemOf('caller')} help="Empty: the fallback outgoing DDI of the client">
            <input
              id="sim-caller"
              inputMode="tel"
              value={caller}
              onChange={(event) => setCaller(event.target.value)}
              aria-invalid={problemOf('caller') !== undefined || undefined}
            />
          </Entry>
          <Entry id="sim-at" label={LABELS.at} problem={problemOf('at')} help="Empty: now">
            <input id="sim-at" type="datetime-local" step={1} value={at} onChange={(event) => setAt(event.target.value)} />
          </Entry>
        </div>
        <div className="form-actions">
          <button type="submit" className="button button-primary" disabled={simulate.isPending}>
            {simulate.isPending ? 'Deciding…' : 'Simulate'}
          </button>
        </div>
      </form>
      <div aria-live="polite">
        {others.map((text) => (
          <p key={text} className="notice notice-error">
            {text}
          </p>
        ))}
        {simulate.isError && problems.length === 0 && <Failure error={simulate.error} />}
        {simulate.data && (
          <>
            <Outcome decision={simulate.data.decision} />
            <DecisionTrace trace={simulate.data.trace} revision={simulate.data.revision} />
          </>
        )}
      </div>
    </>
  );
}

interface EntryProps {
  readonly id: string;
  readonly label: string;
  readonly required?: boolean;
  readonly help?: string;
  readonly problem: string | undefined;
  readonly children: ReactNode;
}

const Entry = ({ id, label, required, help, problem, children }: EntryProps): ReactNode => (
  <div className="field">
    <label htmlFor={id}>
      {label}
      {required && (
        <span className="required" aria-hidden="true">
          {' '}
          *
        </span>
      )}
    </label>
    {children}
    {help !== undefined && <p className="help">{help}</p>}
    {problem !== undefined && (
      <p className="problem" role="alert">
        {problem}
      </p>
    )}
  </div>
);

const OUTCOMES: Readonly<Record<OutboundDecision['outcome'], { readonly text: string; readonly tone: string }>> = {
  route: { text: 'The call goes out', tone: 'badge-good' },
  bounce: { text: 'The call stays inside: the number is one of ours', tone: 'badge-good' },
  refuse: { text: 'The call is refused', tone: 'badge-bad' },
};

function Outcome({ decision }: { readonly decision: OutboundDecision }): ReactNode {
  const { outcome, cause, price, attempts, maxDurationSec } = decision;
  const { text, tone } = OUTCOMES[outcome];
  return (
    <section className="card" aria-label="Outcome">
      <div className="outcome">
        <span className={`badge ${tone}`}>{outcome}</span>
        <strong>{text}</strong>
        {cause !== null && <code>{cause}</code>}
      </div>
      {cause !== null && isCause(cause) && <p>{CAUSES[cause].text}</p>}
      {price && (
        <dl className="facts">
          <Fact label="Destination">{price.destinationName}</Fact>
          <Fact label="Rating plan">{price.ratingPlanName}</Fact>
          <RateFacts rate={price} />
          <Fact label="Longest call">{maxDurationSec === null ? 'unlimited' : formatDuration(maxDurationSec)}</Fact>
        </dl>
      )}
      {attempts.length > 0 && <Gateways attempts={attempts} />}
    </section>
  );
}

function Gateways({ attempts }: { readonly attempts: readonly GatewayAttempt[] }): ReactNode {
  return (
    <>
      <h2>Gateways, in turn</h2>
      <div className="table-frame plain">
        <table>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">Carrier</th>
              <th scope="col">Address</th>
              <th scope="col">Number as sent</th>
              <th scope="col">Caller as sent</th>
              <th scope="col" className="align-end">
                Cost per minute
              </th>
            </tr>
          </thead>
          <tbody>
            {attempts.map(({ carrierServerId, carrierName, transport, host, port, callee, caller, cost }, index) => (
              <tr key={carrierServerId}>
                <td>{index + 1}</td>
                <td>{carrierName}</td>
                <td>
                  <code>
                    {transport}:{host}:{port}
                  </code>
                </td>
                <td>{callee}</td>
                <td>{caller}</td>
                <td className="align-end">{cost ? `${formatAmount(cost.ratePerMinute)} ${cost.currency}` : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
