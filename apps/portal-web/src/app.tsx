import type { Level } from '@switchyard/kernel';
import { PortalApi, PortalProvider, type SessionStore } from '@switchyard/portal-kit';
import { mayUse, resources, type AnyResource } from '@switchyard/model';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { Navigate, Outlet, Route, Routes, useLocation, useParams } from 'react-router';
import { CallDetail } from './calls/call-detail.js';
import { CallList } from './calls/call-list.js';
import { SimulateCall } from './calls/simulate-call.js';
import { callWidgets } from './calls/widgets.js';
import { isLevel } from './levels.js';
import { hasRegistrations, maySimulate } from './menu.js';
import { MyLoginScreen } from './my-login/my-login-screen.js';
import { makeQueryClient } from './query-client.js';
import { ForgottenPasswordScreen } from './screens/forgotten-password-screen.js';
import { LoginScreen } from './screens/login-screen.js';
import { NotFound } from './screens/not-found.js';
import { RegistrationsScreen } from './registrations/registrations-screen.js';
import { CreateScreen, DetailScreen, EditScreen, ListScreen } from './screens/resource-screens.js';
import { SetPasswordScreen } from './screens/set-password-screen.js';
import { Shell } from './screens/shell.js';
import { StartScreen } from './screens/start-screen.js';

/** The screen a level opens with. */
const HOME = 'billable-calls';

/** All addresses of the portals. The level is the first word; what it may not do has no address. */
export function App({ sessions }: { readonly sessions: SessionStore }): ReactNode {
  return (
    <Routes>
      <Route index element={<StartScreen sessions={sessions} />} />
      <Route path=":level" element={<LevelGate />}>
        <Route index element={<Navigate to={HOME} replace />} />
        <Route path="login" element={<LoginScreen sessions={sessions} />} />
        <Route path="forgotten-password" element={<ForgottenPasswordScreen />} />
        <Route path="set-password" element={<SetPasswordScreen sessions={sessions} />} />
        <Route path="*" element={<LevelScreens sessions={sessions} />} />
      </Route>
    </Routes>
  );
}

const LevelGate = (): ReactNode => (isLevel(useParams()['level']) ? <Outlet /> : <NotFound />);

/** Longest wait of a browser's timer; a longer session is looked at again then. */
const MAX_TIMER_MS = 2_147_483_647;

/** The session of a level while it lives; a refreshed token belongs to the same one. */
function useSessionId(sessions: SessionStore, level: Level): string | undefined {
  const token = useSyncExternalStore(sessions.subscribe, () => sessions.get(level)?.token);
  useEffect(() => {
    if (token === undefined) return undefined;
    const timer = window.setTimeout(
      () => sessions.leftMs(level) <= 0 && sessions.close(level),
      Math.min(sessions.leftMs(level), MAX_TIMER_MS),
    );
    return () => window.clearTimeout(timer);
  }, [sessions, level, token]);
  return useSyncExternalStore(sessions.subscribe, () => sessions.get(level)?.sessionId);
}

function LevelScreens({ sessions }: { readonly sessions: SessionStore }): ReactNode {
  const { level } = useParams() as { level: Level };
  const sessionId = useSessionId(sessions, level);
  const { pathname, search } = useLocation();
  if (sessionId === undefined) {
    const back =
      pathname === `/${level}/${HOME}` || sessions.wasLeft(level)
        ? ''
        : `?${new URLSearchParams({ return: `${pathname}${search}` }).toString()}`;
    return <Navigate to={`/${level}/login${back}`} replace />;
  }
  // Another login sees nothing of what the former one fetched.
  return <Screens key={`${level} ${sessionId}`} level={level} sessions={sessions} />;
}

const READ_BY_HAND: ReadonlySet<string> = new Set(['billableCall', 'callLeg']);

function Screens({ level, sessions }: { readonly level: Level; readonly sessions: SessionStore }): ReactNode {
  const [client] = useState(makeQueryClient);
  const portal = useMemo(() => ({ level, api: new PortalApi(level, sessions), widgets: callWidgets }), [level, sessions]);
  return (
    <QueryClientProvider client={client}>
      <PortalProvider value={portal}>
        <Routes>
          <Route element={<Shell />}>
            <Route path="billable-calls" element={<CallList kind="billableCall" />} />
            <Route path="billable-calls/:id" element={<CallDetail kind="billableCall" />} />
            <Route path="call-legs" element={<CallList kind="callLeg" />} />
            <Route path="call-legs/:id" element={<CallDetail kind="callLeg" />} />
            <Route path="my-login" element={<MyLoginScreen />} />
            {hasRegistrations(level) && <Route path="registrations" element={<RegistrationsScreen />} />}
            {maySimulate(level) && <Route path="simulate-call" element={<SimulateCall />} />}
            {resources.filter(({ name }) => !READ_BY_HAND.has(name)).flatMap((resource) => resourceRoutes(resource, level))}
            <Route path="*" element={<NotFound />} />
          </Route>
        </Routes>
      </PortalProvider>
    </QueryClientProvider>
  );
}

function resourceRoutes(resource: AnyResource, level: Level): ReactNode[] {
  const { path } = resource;
  if (!mayUse(resource, level, 'read')) return [];
  const read = [
    <Route key={path} path={path} element={<ListScreen resource={resource} />} />,
    <Route key={`${path}/:id`} path={`${path}/:id`} element={<DetailScreen resource={resource} />} />,
  ];
  const create = <Route key={`${path}/new`} path={`${path}/new`} element={<CreateScreen resource={resource} />} />;
  const edit = <Route key={`${path}/:id/edit`} path={`${path}/:id/edit`} element={<EditScreen resource={resource} />} />;
  return [...read, ...(mayUse(resource, level, 'create') ? [create] : []), ...(mayUse(resource, level, 'update') ? [edit] : [])];
}
