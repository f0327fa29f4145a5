import { messageOf, type Level } from '@switchyard/kernel';
import { PortalApi, type SessionStore } from '@switchyard/portal-kit';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { LEVEL_TEXTS } from '../levels.js';
import { useTitle } from '../use-title.js';
import { BrandMark } from './brand-mark.js';

/** Where the link leads that an administrator hands out. Its secret is in the fragment, which no server is told. */
export function SetPasswordScreen({ sessions }: { readonly sessions: SessionStore }): ReactNode {
  const { level } = useParams() as { level: Level };
  const { hash } = useLocation();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState<string>();
  const [state, setState] = useState<'asking' | 'sending' | 'done'>('asking');
  const { title } = LEVEL_TEXTS[level];
  useTitle('Set a password');

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (password !== again) {
      setProblem('The two passwords differ.');
      return;
    }
    setState('sending');
    setProblem(undefined);
    try {
      await new PortalApi(level, sessions).call('POST /password-reset', { body: { token: hash.slice(1), password } });
      setState('done');
    } catch (thrown) {
      setProblem(messageOf(thrown));
      setState('asking');
    }
  };
  return (
    <main className="login">
      <form className="card" noValidate onSubmit={(event) => void submit(event)}>
        <div className="start-title">
          <BrandMark />
          <h1>{title}: set a password</h1>
        </div>
        <div aria-live="assertive">{problem !== undefined && <p className="notice notice-error">{problem}</p>}</div>
        {state === 'done' ? (
          <p className="notice">The password is set.</p>
        ) : (
          <>
            <PasswordField id="new-password" label="New password" value={password} onChange={setPassword} />
            <PasswordField id="new-password-again" label="The same again" value={again} onChange={setAgain} />
            <button type="submit" className="button button-primary" disabled={state === 'sending'}>
              Set the password
            </button>
          </>
        )}
        <Link to={`/${level}/login`}>Log in</Link>
      </form>
    </main>
  );
}

interface PasswordFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function PasswordField({ id, label, value, onChange }: PasswordFieldProps): ReactNode {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="password" autoComplete="new-password" value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}
