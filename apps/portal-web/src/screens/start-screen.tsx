import { LEVELS } from '@switchyard/kernel';
import type { SessionStore } from '@switchyard/portal-kit';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { LEVEL_TEXTS } from '../levels.js';
import { useTitle } from '../use-title.js';
import { BrandMark } from './brand-mark.js';

/** Offers the four portals. */
export function StartScreen({ sessions }: { readonly sessions: SessionStore }): ReactNode {
  useTitle('');
  return (
    <main className="start">
      <div className="start-title">
        <BrandMark />
        <h1>Switchyard</h1>
      </div>
      <p className="muted">Choose where you work.</p>
      <ul className="start-levels">
        {LEVELS.map((level) => (
          <li key={level}>
            <Link className="card start-level" to={sessions.get(level) ? `/${level}` : `/${level}/login`}>
              <strong>{LEVEL_TEXTS[level].title}</strong>
              <span className="muted">{LEVEL_TEXTS[level].whoFor}</span>
              {sessions.get(level) && <span className="badge badge-good">logged in</span>}
            </Link>
          </li>
        ))}
      </ul>
    </main>
  );
}
