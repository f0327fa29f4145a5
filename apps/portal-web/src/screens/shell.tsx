import type { Level, TenantScope } from '@switchyard/kernel';
import { RESOURCES, type AnyResource } from '@switchyard/model';
import { usePortal, useRow } from '@switchyard/portal-kit';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { LEVEL_TEXTS } from '../levels.js';
import { menuOf } from '../menu.js';
import { ErrorBoundary } from './error-boundary.js';
import { BrandMark } from './brand-mark.js';

/** Frame of every screen: menu, who is logged in for whom, logout. */
export function Shell(): ReactNode {
  const { level, api } = usePortal();
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const me = useQuery({
    queryKey: [level, 'me'],
    queryFn: ({ signal }) => api.call('GET /me', { signal }),
    staleTime: Infinity,
  });
  const ownId = me.data && tenantOf(me.data.scope)[1];
  // A new screen: the menu of narrow windows closes, and reading begins at the top of the content.
  const [shown, setShown] = useState(pathname);
  if (shown !== pathname) {
    setShown(pathname);
    setOpen(false);
  }
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [pathname]);
  return (
    <div className="shell">
      <a className="skip" href="#content" onClick={(event) => (event.preventDefault(), main.current?.focus())}>
        Skip to the content
      </a>
      <header className="topbar">
        <button type="button" className="button menu-button" aria-expanded={open} aria-controls="menu" onClick={() => setOpen(!open)}>
          Menu
        </button>
        <Link to={`/${level}`} className="wordmark">
          <BrandMark /> Switchyard
        </Link>
        <span className="badge level">{LEVEL_TEXTS[level].title}</span>
        <span className="tenant">{me.data && <Tenant level={level} scope={me.data.scope} />}</span>
        <Link to={`/${level}/my-login`} className="who">
          {me.data?.actor.name}
        </Link>
        <button type="button" className="button button-small" onClick={() => void api.logout()}>
          Log out
        </button>
      </header>
      <nav id="menu" className={open ? 'menu menu-open' : 'menu'} aria-label="Main">
        {menuOf(level).map(({ title, entries }) => (
          <div key={title} className="menu-group">
            <h2>{title}</h2>
            <ul aria-label={title}>
              {entries.map(({ label, path, own }) => (
                <li key={path}>
                  <NavLink
                    to={own && ownId ? `/${level}/${path}/${ownId}` : `/${level}/${path}`}
                    className={isCurrent(pathname, level, path) ? 'active' : ''}
                  >
                    {label}
                  </NavLink>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <main id="content" ref={main} tabIndex={-1}>
        {me.data && me.data.behalf.length > 0 && (
          <p className="notice impersonation" role="status">
            {`You are ${me.data.behalf.map(({ name }) => name).join(' → ')} and act as ${me.data.actor.name}. Everything you do is recorded so.`}
          </p>
        )}
        <ErrorBoundary key={pathname}>
          <Outlet />
        </ErrorBoundary>
      </main>
    </div>
  );
}

/** Unrated legs are the other view of the calls screen. */
const isCurrent = (pathname: string, level: Level, path: string): boolean =>
  pathname.startsWith(`/${level}/${path}`) || (path === 'billable-calls' && pathname.startsWith(`/${level}/call-legs`));

/** The name of the brand, client or user the login is for. */
function Tenant({ level, scope }: { readonly level: Level; readonly scope: TenantScope }): ReactNode {
  const [resource, id] = tenantOf(scope);
  const readable = resource !== undefined && resource.levels[level] !== 'none';
  const { data } = useRow(resource ?? (RESOURCES.brand as AnyResource), readable ? id : null);
  return data ? String(data['name']) : null;
}

function tenantOf(scope: TenantScope): readonly [AnyResource | undefined, number | null] {
  switch (scope.level) {
    case 'platform':
      return [undefined, null];
    case 'brand':
      return [RESOURCES.brand as AnyResource, scope.brandId];
    case 'client':
      return [RESOURCES.client as AnyResource, scope.clientId];
    case 'user':
      return [RESOURCES.user as AnyResource, scope.userId];
  }
}
