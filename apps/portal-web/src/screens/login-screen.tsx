import { CodedError, messageOf, type Level } from '@switchyard/kernel';
import { PortalApi, type SessionStore } from '@switchyard/portal-kit';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Link, Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import { LEVEL_TEXTS } from '../levels.js';
import { useTitle } from '../use-title.js';
import { BrandMark } from './brand-mark.js';
import { safeReturn } from './return-path.js';

/** The login of one level; afterwards back to where the person wanted to go. */
export function LoginScreen({ sessions }: { readonly sessions: SessionStore }): ReactNode {
  const { level } = useParams() as { level: Level };
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const nameInput = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string>();
  const [signOn, setSignOn] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [pending, setPending] = useState(false);
  const { title } = LEVEL_TEXTS[level];
  const target = safeReturn(level, search.get('return'));
  const nameLabel = level === 'user' ? 'E-mail' : 'Username';
  useTitle(`${title} login`);
  useEffect(() => nameInput.current?.focus(), []);
  // A portal without single sign-on, or an API that does not answer: then there are passwords only.
  useEffect(() => {
    const gone = new AbortController();
    new PortalApi(level, sessions)
      .call('GET /login-options', { signal: gone.signal })
      .then(({ singleSignOn }) => setSignOn(singleSignOn?.name))
      .catch(() => setSignOn(undefined));
    return () => gone.abort();
  }, [level, sessions]);
  // The way back from the identity provider: the session is there, its first token has to be fetched.
  const begun = search.get('session');
  const resumed = useRef(false);
  useEffect(() => {
    if (begun === null || resumed.current) return;
    resumed.current = true;
    new PortalApi(level, sessions).resume(begun).catch((thrown: unknown) => setProblem(messageOf(thrown)));
  }, [begun, level, sessions]);
  if (sessions.get(level) && !pending) return <Navigate to={target} replace />;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name.trim() === '' || password === '') {
      setProblem(`Give ${nameLabel === 'E-mail' ? 'an e-mail address' : 'a username'} and a password.`);
      return;
    }
    setPending(true);
    setProblem(undefined);
    try {
      await new PortalApi(level, sessions).login(name.trim(), password, code?.trim());
      await navigate(target, { replace: true });
    } catch (thrown) {
      if (thrown instanceof CodedError && thrown.code === 'second-factor-needed') setCode('');
      else setProblem(messageOf(thrown));
    } finally {
      setPending(false);
    }
  };
  return (
    <main className="login">
      <form className="card" noValidate onSubmit={(event) => void submit(event)}>
        <div className="start-title">
          <BrandMark />
          <h1>{title} login</h1>
        </div>
        {search.get('return') !== null && problem === undefined && <p className="muted">Log in to go on where you were.</p>}
        <div aria-live="assertive">{problem !== undefined && <p className="notice notice-error">{problem}</p>}</div>
        <div className="field">
          <label htmlFor="login-name">{nameLabel}</label>
          <input
            id="login-name"
            ref={nameInput}
            type={level === 'user' ? 'email' : 'text'}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor="login-password">Password</label>
          <input
            id="login-password"
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </div>
        {code !== undefined && (
          <div className="field">
            <label htmlFor="login-code">Code of the authenticator, or a recovery code</label>
            <input
              id="login-code"
              autoFocus
              inputMode="text"
              autoComplete="one-time-code"
              autoCapitalize="none"
              spellCheck={false}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          </div>
        )}
        <button type="submit" className="button button-primary" disabled={pending}>
          {pending ? 'Logging in…' : 'Log in'}
        </button>
        {signOn !== undefined && (
          <a className="button" href={new PortalApi(level, sessions).address('GET /sso/start', { query: { return: target } })}>
            {signOn}
          </a>
        )}
        <Link to={`/${level}/forgotten-password`}>Forgotten the password?</Link>
        <Link to="/">Another portal</Link>
      </form>
    </main>
  );
}
