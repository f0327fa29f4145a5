import { METHODS, type SipMessage } from '@switchyard/sip';
import type { Engine } from '../engine.js';
import type { CallDialog } from './call-dialog.js';
import { endDialog } from './end-dialog.js';
import { setDue } from './look-after.js';

/** What has no meaning in a dialog whose call is over, or never was. */
export const NEEDS_CALL: ReadonlySet<string> = new Set([METHODS.INVITE, METHODS.BYE, METHODS.UPDATE, METHODS.PRACK, METHODS.INFO]);
const DEFAULT_EXPIRES_SEC = 3_600;
/** Longer than anybody lets a phone ring: what a REFER starts has ended by then, or its NOTIFYs have said how long it lasts. */
const REFER_SEC = 200;

/*
 * Subscriptions inside dialogs (RFC 6665 §4). A dialog may carry several, beside a call or after it (RFC 5057): it is over when the call and
 * every subscription are. One whose end nobody reports expires.
 */

/** A SUBSCRIBE or REFER, of either side, was accepted: the subscription begins or goes on. */
export function subscriptionAccepted(engine: Engine, dialog: CallDialog, request: SipMessage, response: SipMessage): void {
  if (request.method === METHODS.REFER) {
    // RFC 4488: the two sides agreed that there is none.
    if (/^\s*false/i.test(response.get('refer-sub') ?? '')) return;
    return keep(engine, dialog, `refer;id=${request.cseq().seq}`, REFER_SEC);
  }
  const expires = seconds(response.get('expires')) ?? seconds(request.get('expires')) ?? DEFAULT_EXPIRES_SEC;
  keep(engine, dialog, keyOf(request), expires);
}

/** A NOTIFY, of either side, was accepted, or failed in a way that ends its subscription. */
export function notified(engine: Engine, dialog: CallDialog, notify: SipMessage, failed: boolean): void {
  const { subscriptions } = dialog;
  const key = knownKey(dialog, keyOf(notify));
  const state = notify.get('subscription-state') ?? '';
  if (failed || /^\s*terminated/i.test(state)) {
    if (key !== undefined) subscriptions?.delete(key);
    if (subscriptions?.size === 0) dialog.subscriptions = undefined;
    return endIfUnused(engine, dialog);
  }
  const expires = seconds(/;\s*expires\s*=\s*(\d+)/i.exec(state)?.[1]);
  if (key !== undefined && expires !== undefined) keep(engine, dialog, key, expires);
}

/** Drops what has expired. */
export function dropExpired(engine: Engine, dialog: CallDialog, nowMs: number): void {
  const { subscriptions } = dialog;
  if (subscriptions === undefined) return;
  for (const [key, untilMs] of subscriptions) if (untilMs <= nowMs) subscriptions.delete(key);
  if (subscriptions.size > 0) return;
  dialog.subscriptions = undefined;
  endIfUnused(engine, dialog);
}

/** A dialog without call and without subscription is none. */
export function endIfUnused(engine: Engine, dialog: CallDialog): void {
  if (!dialog.hasCall && dialog.subscriptions === undefined) endDialog(engine, dialog);
}

function keep(engine: Engine, dialog: CallDialog, key: string, expiresSec: number): void {
  if (dialog.ended) return;
  dialog.subscriptions ??= new Map();
  // The last NOTIFY, which says that it is over, may come after the time has run out (RFC 6665 §4.1.2.4, timer N).
  dialog.subscriptions.set(key, Date.now() + expiresSec * 1_000 + engine.timers.giveUp);
  setDue(engine, dialog);
}

/** `presence`, `dialog;id=7`: RFC 6665 §8.2.1. */
function keyOf(message: SipMessage): string {
  const [type = '', ...params] = (message.get('event') ?? '').split(';');
  const id = params.map((param) => /^\s*id\s*=\s*(\S+)\s*$/i.exec(param)?.[1]).find((value) => value !== undefined);
  return type.trim().toLowerCase() + (id === undefined ? '' : `;id=${id}`);
}

/** The first NOTIFYs of a REFER need not name their id (RFC 3515 §2.4.6), and nobody shall miss an end for want of an Event header. */
function knownKey({ subscriptions }: CallDialog, key: string): string | undefined {
  if (subscriptions === undefined || subscriptions.has(key)) return key;
  const [type = ''] = key.split(';');
  const candidates = [...subscriptions.keys()].filter((known) => type === '' || known.split(';')[0] === type);
  return candidates.length === 1 ? candidates[0] : undefined;
}

const seconds = (text: string | undefined): number | undefined =>
  text !== undefined && /^\s*\d+\s*$/.test(text) ? Math.min(Number(text), 2 ** 31) : undefined;
