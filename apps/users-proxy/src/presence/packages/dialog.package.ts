import { err, ok } from '@switchyard/kernel';
import type { Snapshot } from '@switchyard/model';
import { partyKey, type CallBoard } from '../call-board.js';
import { findColleague, findLock, mayWatch, type Directory } from '../colleagues.js';
import { DIALOG_INFO, dialogInfo, type DialogState } from '../documents/dialog-info.js';
import type { EventPackage } from '../event-package.js';

export interface PackageTimes {
  readonly minExpiresSec: number;
  readonly defaultExpiresSec: number;
}

/** RFC 4235 §3.10 wants at most one document a second. */
const MIN_INTERVAL_MS = 1000;
export const lockKey = (id: number): string => `lock:${id}`;

/** RFC 4235 for phones of colleagues (IV-53) and route locks (IV-54): a closed lock looks like a call. */
export const dialogPackage = (
  { board, directory, snapshot }: { readonly board: CallBoard; readonly directory: Directory; readonly snapshot: () => Snapshot },
  times: PackageTimes,
): EventPackage => ({
  event: 'dialog',
  types: [DIALOG_INFO],
  ...times,
  minIntervalMs: MIN_INTERVAL_MS,
  hasLists: true,
  locate: async (wanted) => {
    const entity = `sip:${wanted.user}@${wanted.host}`;
    const lock = await findLock(directory, wanted);
    if (lock) return ok({ key: lockKey(lock.id), entity, name: lock.name });
    const found = await findColleague(directory, wanted);
    if (!found.ok) return found;
    const { watcher } = wanted;
    if (!mayWatch(wanted.snapshot, watcher.clientId, watcher.userId, found.value.userId)) return err('watch-refused');
    return ok({ key: partyKey(found.value), entity, name: found.value.displayName });
  },
  document: async ({ key, entity }) => {
    if (key.startsWith('lock:')) return dialogInfo(entity, lockStates(snapshot(), Number(key.slice(5)), entity));
    const host = entity.slice(entity.indexOf('@') + 1);
    return dialogInfo(
      entity,
      board.dialogsOf(key, entity, (number) => `sip:${encodeURIComponent(number)}@${host}`),
    );
  },
});

function lockStates(snapshot: Snapshot, id: number, entity: string): readonly DialogState[] {
  const lock = snapshot.get('routeLock', id);
  if (!lock || lock.open) return [];
  return [{ id: `lock-${id}`, state: 'confirmed', direction: 'recipient', dialog: undefined, local: entity, remote: entity }];
}
