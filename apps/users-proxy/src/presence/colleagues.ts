import { err, ok, type Cause, type Result } from '@switchyard/kernel';
import type { Endpoint, RouteLock, Snapshot, UserRoute } from '@switchyard/model';
import type { ListFound, Wanted } from './event-package.js';

/** What is asked of the directory of subscribers. */
export interface Directory {
  readonly endpointByAddress: (name: string, domain: string) => Promise<Endpoint | undefined>;
  readonly endpointById: (kind: Endpoint['kind'], id: number) => Promise<Endpoint | undefined>;
  readonly userRoute: (userId: number) => Promise<UserRoute | undefined>;
  readonly userRouteByExtension: (clientId: number, number: string) => Promise<UserRoute | undefined>;
  /** Service ids by star code. */
  readonly serviceCodes: (clientId: number) => Promise<ReadonlyMap<string, number>>;
}

/** Codes of these services, followed by the number of a lock, name the lock (IV-54). */
const LOCK_SERVICES: ReadonlySet<string> = new Set(['toggleLock', 'openLock', 'closeLock']);

/** The phone of a colleague, by extension, name or alias. Those of other clients do not exist for the watcher (404). */
export async function findColleague(directory: Directory, wanted: Wanted): Promise<Result<Endpoint, Cause>> {
  const { user, host, watcher } = wanted;
  if (user === '') return err('number-unknown');
  const byExtension = /^\d+$/.test(user) ? await directory.userRouteByExtension(watcher.clientId, user) : undefined;
  const endpoint = byExtension ? byExtension.endpoint : await directory.endpointByAddress(user, host);
  return endpoint?.clientId === watcher.clientId ? ok(endpoint) : err('number-unknown');
}

/** The route lock that a hint of the form `*code+lock` names; undefined: it names none of the client. */
export async function findLock(directory: Directory, { user, watcher, snapshot }: Wanted): Promise<RouteLock | undefined> {
  if (!user.startsWith('*')) return undefined;
  const locks = snapshot.by('routeLock', 'clientId', watcher.clientId);
  if (locks.length === 0) return undefined;
  const codes = await directory.serviceCodes(watcher.clientId);
  const lockCodes = [...codes]
    .filter(([, serviceId]) => LOCK_SERVICES.has(snapshot.get('service', serviceId)?.kind ?? ''))
    .map(([code]) => code);
  return locks.find(({ id }) => lockCodes.some((code) => user === `*${code.replace(/^\*/, '')}${id}`));
}

/** The first rule that fits decides; without one colleagues may watch each other, and everybody may watch himself. */
export function mayWatch(snapshot: Snapshot, clientId: number, watcherUserId: number | null, watchedUserId: number | null): boolean {
  if (watcherUserId !== null && watcherUserId === watchedUserId) return true;
  const rules = [...snapshot.by('presenceRule', 'clientId', clientId)].sort((one, other) => one.priority - other.priority);
  const fits = (ids: readonly number[], userId: number | null): boolean => ids.length === 0 || (userId !== null && ids.includes(userId));
  return rules.find(({ watcherIds, watchedIds }) => fits(watcherIds, watcherUserId) && fits(watchedIds, watchedUserId))?.allow ?? true;
}

/** The list of a client by its name, with the extensions of its members. */
export function findList(directory: Directory, extensionsOf: (clientId: number) => Promise<readonly UserRoute[]>) {
  return async ({ user, host, watcher, snapshot }: Wanted): Promise<ListFound | undefined> => {
    const list = snapshot.by('presenceList', 'name', user).find((row) => row.clientId === watcher.clientId);
    if (!list) return undefined;
    const users = list.everyone
      ? await extensionsOf(watcher.clientId)
      : (await Promise.all(list.userIds.map((id) => directory.userRoute(id)))).filter((found) => found !== undefined);
    const members = users
      .filter(({ userId, extension }) => extension !== null && userId !== watcher.userId)
      .filter(({ userId }) => mayWatch(snapshot, watcher.clientId, watcher.userId, userId))
      .map(({ extension, displayName }) => ({ key: extension ?? '', entity: `sip:${extension ?? ''}@${host}`, name: displayName }));
    return { name: list.name, members };
  };
}
