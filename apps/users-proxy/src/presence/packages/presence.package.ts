import { err, ok } from '@switchyard/kernel';
import { aorOf, type Endpoint } from '@switchyard/model';
import { partyKey, type CallBoard } from '../call-board.js';
import { findColleague, mayWatch, type Directory } from '../colleagues.js';
import { pidf, PIDF, type PresenceTuple } from '../documents/pidf.js';
import type { EventPackage } from '../event-package.js';
import type { PackageTimes } from './dialog.package.js';

export interface PresenceSources {
  readonly board: CallBoard;
  readonly directory: Directory;
  readonly isRegistered: (aor: string) => Promise<boolean>;
  /** What the phones of an address published of themselves, newest first. */
  readonly publishedBy: (aor: string) => Promise<readonly PresenceTuple[]>;
}

/** RFC 3856 §6.10 wants at most one document in five seconds; people look at it, so it may be a little faster. */
const MIN_INTERVAL_MS = 2000;

/** RFC 3856: registered or not, in a call or not, and what was published. What is published closes nothing that rings. */
export const presencePackage = ({ board, directory, isRegistered, publishedBy }: PresenceSources, times: PackageTimes): EventPackage => ({
  event: 'presence',
  types: [PIDF],
  ...times,
  minIntervalMs: MIN_INTERVAL_MS,
  hasLists: true,
  locate: async (wanted) => {
    const found = await findColleague(directory, wanted);
    if (!found.ok) return found;
    const { watcher } = wanted;
    if (!mayWatch(wanted.snapshot, watcher.clientId, watcher.userId, found.value.userId)) return err('watch-refused');
    return ok({ key: partyKey(found.value), entity: `sip:${wanted.user}@${wanted.host}`, name: found.value.displayName });
  },
  document: async ({ key, entity }) => {
    const [kind, id] = key.split(':');
    const endpoint = await directory.endpointById(kind as Endpoint['kind'], Number(id));
    if (!endpoint) return undefined;
    const aor = aorOf(endpoint);
    const [isOpen, published] = await Promise.all([isRegistered(aor), publishedBy(aor)]);
    return pidf(entity, composed(entity, isOpen, board.isBusy(key), published));
  },
});

/** Who is not registered is away, whatever his phone said before it went. */
export function composed(entity: string, isOpen: boolean, isBusy: boolean, published: readonly PresenceTuple[]): readonly PresenceTuple[] {
  const own: PresenceTuple = {
    id: 'line',
    isOpen,
    contact: entity,
    note: isBusy ? 'On the phone' : undefined,
    activities: isBusy ? ['on-the-phone'] : [],
  };
  return [own, ...published.map((tuple) => ({ ...tuple, id: `p-${tuple.id}`, isOpen: tuple.isOpen && isOpen }))];
}
