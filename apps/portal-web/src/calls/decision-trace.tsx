import type { TraceStep } from '@switchyard/model';
import { humanise } from '@switchyard/portal-kit';
import type { ReactNode } from 'react';
import { JsonValue } from './json-value.js';

/** What each step of a decision is about, in words; a step without words here is shown by its name. */
const STEPS: Readonly<Record<string, string>> = {
  callerin: 'Write the caller in E.164',
  calleein: 'Write the dialled number in E.164',
  callerout: 'Write the caller for the far side',
  calleeout: 'Write the number for the far side',
  client: 'Examine the client',
  bounce: 'Is the number one of ours?',
  special: 'Is the number never rated?',
  rate: 'Find the rate',
  credit: 'Authorise the call',
  routes: 'Match the outgoing routings',
  carriers: 'Pick the carriers',
  gateways: 'Prepare the gateways',
  provider: 'Recognise the source',
  ddi: 'Find the DDI',
  route: 'Follow the route of the DDI',
  price: 'Price the call',
};

const isEmpty = (value: unknown): boolean => value === null || (typeof value === 'object' && Object.keys(value as object).length === 0);

/** A decision as it was taken: step by step, what was seen, what was chosen, and why. */
export function DecisionTrace({ trace, revision }: { readonly trace: readonly TraceStep[]; readonly revision: number }): ReactNode {
  return (
    <section aria-label="Decision" className="decision">
      <div className="section-head">
        <h2>Why it went this way</h2>
        <span className="muted">configuration revision {revision}</span>
      </div>
      <ol className="trace">
        {trace.map((step, index) => (
          <Step key={`${index} ${step.step}`} step={step} />
        ))}
      </ol>
    </section>
  );
}

function Step({ step: { step, saw, chose, why } }: { readonly step: TraceStep }): ReactNode {
  // Levels that may not see a step get its name only; a step that saw something and chose nothing did choose "none".
  const silent = isEmpty(saw) && chose === null;
  return (
    <li className={silent ? 'trace-step trace-silent' : 'trace-step'}>
      <h3>
        {STEPS[step] ?? humanise(step)} <code>{step}</code>
      </h3>
      <p className="why">{why}</p>
      {!silent && (
        <dl className="trace-facts">
          {!isEmpty(saw) && (
            <>
              <dt>saw</dt>
              <dd>
                <JsonValue value={saw} />
              </dd>
            </>
          )}
          <dt>chose</dt>
          <dd className="chose">
            <JsonValue value={chose} />
          </dd>
        </dl>
      )}
    </li>
  );
}
