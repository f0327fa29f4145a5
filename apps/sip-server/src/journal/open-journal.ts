import { CodedError, type Logger } from '@switchyard/kernel';
import type { Metrics } from '@switchyard/telemetry';
import type { CallDialog } from '../dialog/call-dialog.js';
import { BatchedJournal } from './batched-journal.js';
import { type DialogJournal, noJournal } from './dialog-journal.js';
import { FileStore } from './file-store.js';
import { JOURNAL_ADDRESS } from './journal-address.js';
import type { JournalStore } from './journal-store.js';
import { RedisStore } from './redis-store.js';

/** The journal of a setting; without one nothing is kept. */
export function openJournal(
  address: string | undefined,
  around: { readonly dialogs: () => Iterable<CallDialog>; readonly logger: Logger; readonly metrics: Metrics },
): DialogJournal {
  return address === undefined ? noJournal : new BatchedJournal({ store: storeOf(address), ...around });
}

export function storeOf(address: string): JournalStore {
  if (!JOURNAL_ADDRESS.test(address))
    throw new CodedError('journal-address-invalid', 'the journal must be file:/path or redis://host:port');
  return address.startsWith('file:') ? new FileStore(address.slice('file:'.length)) : new RedisStore(address);
}
