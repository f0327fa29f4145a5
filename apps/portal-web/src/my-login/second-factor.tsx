import { usePortal } from '@switchyard/portal-kit';
import { useState, type ReactNode } from 'react';
import { ActionForm, proofInputs, proofOf } from './action-form.js';
import type { Profile } from './my-login-screen.js';

/** One-time codes of an authenticator application: enrol, confirm, new recovery codes, remove. */
export function SecondFactor({
  state,
  refresh,
}: {
  readonly state: Profile['secondFactor'];
  readonly refresh: () => Promise<void>;
}): ReactNode {
  const { api } = usePortal();
  const [enrolment, setEnrolment] = useState<{ readonly secret: string; readonly uri: string }>();
  const [codes, setCodes] = useState<readonly string[]>();
  return (
    <section className="card" aria-label="Second factor">
      <h2>Second factor</h2>
      <p>
        {state.active
          ? `Active; ${state.recoveryCodesLeft} recovery codes are left.`
          : 'Not active: the password is all that is asked for.'}
      </p>
      {codes && (
        <div className="notice" role="status">
          <p>Keep these recovery codes. Each works once, and they are not shown again.</p>
          <pre>{codes.join('\n')}</pre>
        </div>
      )}
      {state.active && (
        <>
          <ActionForm
            inputs={proofInputs(true)}
            button="New recovery codes"
            run={async (values) => {
              const made = await api.call('POST /my/second-factor/recovery-codes', { body: proofOf(values) });
              setCodes(made.recoveryCodes);
              await refresh();
            }}
          />
          <ActionForm
            inputs={proofInputs(true)}
            button="Remove the second factor"
            run={async (values) => {
              await api.call('POST /my/second-factor/remove', { body: proofOf(values) });
              setCodes(undefined);
              await refresh();
            }}
          />
        </>
      )}
      {!state.active && !enrolment && (
        <ActionForm
          inputs={proofInputs(false)}
          button="Set up"
          run={async (values) => setEnrolment(await api.call('POST /my/second-factor', { body: proofOf(values) }))}
        />
      )}
      {!state.active && enrolment && (
        <>
          <p>
            Open <a href={enrolment.uri}>this link</a> on your phone, or type the secret into the application:{' '}
            <code>{enrolment.secret}</code>
          </p>
          <ActionForm
            inputs={[{ name: 'code', label: 'Code that the application shows', autoComplete: 'one-time-code' }]}
            button="Confirm"
            run={async ({ code = '' }) => {
              const made = await api.call('POST /my/second-factor/confirm', { body: { code } });
              setEnrolment(undefined);
              setCodes(made.recoveryCodes);
              await refresh();
            }}
          />
        </>
      )}
    </section>
  );
}
