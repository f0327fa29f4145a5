/** One dialog as it is stored. */
export interface StoredDialog {
  /** Number of the record; the same dialog keeps it over changes and restarts. */
  readonly no: number;
  /** Its fields, in the order of `dialog-record.ts`: JSON values. */
  readonly fields: readonly unknown[];
}

/** Where a journal keeps its records. Calls never overlap; each rejects when the store did not take what it was given. */
export interface JournalStore {
  /** What the log and `/health` call it; carries no password. */
  readonly name: string;
  /** The newest record of every dialog that has not ended. Damaged records are left out and counted. */
  readonly load: () => Promise<{ readonly dialogs: readonly StoredDialog[]; readonly damaged: number }>;
  /** Puts new or changed dialogs and takes away ended ones. */
  readonly append: (put: readonly StoredDialog[], ended: readonly number[]) => Promise<void>;
  /** From here on every live dialog is put once more, between other appends. */
  readonly beginRewrite: () => Promise<void>;
  /** All live dialogs have been put: what is older may go. */
  readonly endRewrite: (isLive: (no: number) => boolean) => Promise<void>;
  /** Whether so much of it is outdated that a rewrite pays. */
  readonly wantsRewrite: () => boolean;
  readonly bytes: () => number;
  readonly close: () => Promise<void>;
}
