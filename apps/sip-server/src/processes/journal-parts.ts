import { dirname } from 'node:path';
import { mkdirSync } from 'node:fs';
import { placeOfRecord } from '../journal/dialog-record.js';
import type { StoredDialog } from '../journal/journal-store.js';
import { storeOf } from '../journal/open-journal.js';
import { ownerOfCallId } from './call-owner.js';
import { MAX_PROCESSES } from './seat.js';

/** Each process has a journal of its own; a server of one process has the one that is named. */
export function journalPart(address: string, index: number | undefined): string {
  if (index === undefined) return address;
  if (address.startsWith('file:')) return `${address}-${index}`;
  const url = new URL(address);
  url.searchParams.set('key', `${url.searchParams.get('key') ?? 'switchyard:dialogs'}-${index}`);
  return url.href;
}

/** Which process has a dialog: streams belong to the first one. */
function ownerOf(dialog: StoredDialog, count: number): number {
  const { callId, isStream } = placeOfRecord(dialog.fields);
  return isStream ? 0 : ownerOfCallId(callId, count);
}

/**
 * Before anything is served: dialogs that a server with another number of processes left behind go to the journals of those who will serve
 * them. Does nothing, and writes nothing, when every dialog stands where it belongs. Resolves with how many moved.
 */
export async function moveDialogs(address: string, count: number): Promise<number> {
  if (address.startsWith('file:')) mkdirSync(dirname(address.slice('file:'.length)), { recursive: true, mode: 0o700 });
  const places = [undefined, ...Array.from({ length: MAX_PROCESSES }, (_none, index) => index)];
  const wantedOf = (dialog: StoredDialog): number | undefined => (count === 1 ? undefined : ownerOf(dialog, count));
  const parts = await Promise.all(
    places.map(async (place) => {
      const store = storeOf(journalPart(address, place));
      return { place, store, dialogs: (await store.load()).dialogs };
    }),
  );
  try {
    const moved = parts.flatMap(({ place, dialogs }) => dialogs.filter((dialog) => wantedOf(dialog) !== place)).length;
    if (moved === 0) return 0;
    const all = parts.flatMap(({ dialogs }) => dialogs);
    // Numbers are of one journal: they are given anew.
    const numbered = all.map((dialog, at) => ({ wanted: wantedOf(dialog), dialog: { no: at + 1, fields: dialog.fields } }));
    // Those that get dialogs first: whatever happens between, no dialog is in none of them.
    const order = [...parts].sort(
      (a, b) => Number(numbered.some(({ wanted }) => wanted === b.place)) - Number(numbered.some(({ wanted }) => wanted === a.place)),
    );
    for (const { place, store, dialogs } of order) {
      const mine = numbered.filter(({ wanted }) => wanted === place).map(({ dialog }) => dialog);
      if (mine.length === 0 && dialogs.length === 0) continue;
      await store.beginRewrite();
      if (mine.length > 0) await store.append(mine, []);
      const numbers = new Set(mine.map(({ no }) => no));
      await store.endRewrite((no) => numbers.has(no));
    }
    return moved;
  } finally {
    await Promise.all(parts.map(({ store }) => store.close()));
  }
}
