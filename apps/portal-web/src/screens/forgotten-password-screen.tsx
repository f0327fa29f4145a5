import { messageOf, type Level } from '@switchyard/kernel';
import { ApiClient } from '@switchyard/api-client';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { LEVEL_TEXTS } from '../levels.js';
import { useTitle } from '../use-title.js';
import { BrandMark } from './brand-mark.js';

/** Asks for a link to set a password. Says the same whether somebody has the address or not. */
export function ForgottenPasswordScreen(): ReactNode {
  const { level } = useParams() as { level: Level };
  const [email, setEmail] = useState('');
  const [problem, setProblem] = useState<string>();
  const [state, setState] = useState<'asking' | 'sending' | 'done'>('asking');
  const { title } = LEVEL_TEXTS[level];
  useTitle('Forgotten password');

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setState('sending');
    setProblem(undefined);
    try {
      await new ApiClient(level).call('POST /password-reset/mail', { body: { email: email.trim() } });
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
          <h1>{title}: forgotten password</h1>
        </div>
        <div aria-live="polite">
          {problem !== undefined && <p className="notice notice-error">{problem}</p>}
          {state === 'done' && (
            <p className="notice" role="status">
              If somebody here has this address, a link to set a password is on its way there. It works once, for an hour.
            </p>
          )}
        </div>
        {state !== 'done' && (
          <>
            <div className="field">
              <label htmlFor="forgotten-email">E-mail</label>
              <input
                id="forgotten-email"
                type="email"
                autoComplete="email"
                value={email}
                onChange={(event) => setEmail(event.target.value)}
              />
            </div>
            <button type="submit" className="button button-primary" disabled={state === 'sending' || email.trim() === ''}>
              Send a link
            </button>
          </>
        )}
        <Link to={`/${level}/login`}>Log in</Link>
      </form>
    </main>
  );
}
