import type { Engine } from '../engine.js';
import type { CallDialog } from './call-dialog.js';

/** Enters when the dialog has to be looked at next; most dialogs never have to. */
export function setDue(engine: Engine, dialog: CallDialog): void {
  const { session, subscriptions, ended } = dialog;
  if (session === undefined && subscriptions === undefined && dialog.dueSecond === 0) return;
  let atMs = session === undefined || ended ? Infinity : Math.min(session.refreshAtMs, session.endAtMs);
  if (subscriptions && !ended) for (const untilMs of subscriptions.values()) atMs = Math.min(atMs, untilMs);
  engine.due.set(dialog, atMs === Infinity ? undefined : atMs);
}
