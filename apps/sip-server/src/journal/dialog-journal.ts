import type { CallDialog } from '../dialog/call-dialog.js';

/**
 * Remembers confirmed dialogs beyond the life of the process. The three marks are made while messages are handled: they only note that
 * the dialog has to be looked at when the next batch is written.
 */
export interface DialogJournal {
  /** A 2xx was sent, or received: the dialog exists for both sides. */
  readonly confirmed: (dialog: CallDialog) => void;
  /** Target, contact, flow or acknowledgement of a confirmed dialog differ from what was stored. */
  readonly changed: (dialog: CallDialog) => void;
  readonly ended: (dialog: CallDialog) => void;
  /**
   * Hands over what earlier lives left behind. Called once, before anything is marked. When the store does not answer, the server starts
   * without, and `take` is called later.
   */
  readonly restore: (take: (dialog: CallDialog) => void) => Promise<void>;
  /** False while the store takes nothing; calls go on. */
  readonly health: () => { readonly ok: boolean; readonly detail: string };
  /** Writes what is marked and lets go of the store. The dialogs stay in it. */
  readonly stop: () => Promise<void>;
}

const nothing = (): void => undefined;

/** Without `SWITCHYARD_JOURNAL` dialogs end with the process. */
export const noJournal: DialogJournal = {
  confirmed: nothing,
  changed: nothing,
  ended: nothing,
  restore: () => Promise.resolve(),
  health: () => ({ ok: true, detail: 'off' }),
  stop: () => Promise.resolve(),
};
