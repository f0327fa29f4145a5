import { err, ok, type Clock } from '@switchyard/kernel';
import { aorOf } from '@switchyard/model';
import { REGINFO_TYPE, reginfoOf } from '../../registration/reginfo.js';
import type { Locations } from '../../ports/locations.port.js';
import { findColleague, type Directory } from '../colleagues.js';
import type { EventPackage } from '../event-package.js';
import type { PackageTimes } from './dialog.package.js';

/** RFC 3680 §4.10 wants at most one document in five seconds. */
const MIN_INTERVAL_MS = 2000;

/** RFC 3680: everybody is told of the registrations of his own address, and of nobody else's. */
export const regPackage = (
  { directory, contactsOf, clock }: { readonly directory: Directory; readonly contactsOf: Locations['contactsOf']; readonly clock: Clock },
  times: PackageTimes,
): EventPackage => ({
  event: 'reg',
  types: [REGINFO_TYPE],
  ...times,
  minIntervalMs: MIN_INTERVAL_MS,
  hasLists: false,
  locate: async (wanted) => {
    const found = await findColleague(directory, wanted);
    if (!found.ok) return found;
    const { watcher } = wanted;
    if (found.value.kind !== watcher.kind || found.value.id !== watcher.id) return err('watch-refused');
    const aor = aorOf(found.value);
    return ok({ key: aor, entity: `sip:${aor}`, name: found.value.displayName });
  },
  document: async ({ key, entity }) => reginfoOf({ entity, contacts: await contactsOf(key), nowMs: clock.nowMs() }),
});
