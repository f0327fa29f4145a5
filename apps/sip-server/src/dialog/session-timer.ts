import { HEADERS, METHODS, type SipMessage } from '@switchyard/sip';
import { appHeader, type AppMessage } from '../control/app-message.js';
import type { Engine } from '../engine.js';
import type { CallDialog } from './call-dialog.js';
import { setDue } from './look-after.js';

/** How sessions are kept alive: RFC 4028. */
export interface SessionSettings {
  /** Who refreshes a session whose INVITE asks for a timer and leaves that open; `none`: such a session has no timer. */
  readonly defaultRefresher: 'none' | 'uac' | 'uas';
  /** The shortest interval that we accept. */
  readonly minSec: number;
}

/** The session timer of a call. Plain data. */
export interface SessionState {
  readonly intervalSec: number;
  /** Otherwise the peer does. */
  readonly weRefresh: boolean;
  /** The peer takes UPDATE, which needs no session description. */
  readonly byUpdate: boolean;
  /** Infinity while the peer refreshes, or our refresh is under way. */
  refreshAtMs: number;
  /** Without a refresh the call ends here. */
  readonly endAtMs: number;
  /** What a refreshing re-INVITE says again. */
  readonly localSdp: Buffer | undefined;
}

export interface Agreement {
  readonly seconds: number;
  readonly weRefresh: boolean;
}

interface SessionExpires {
  readonly seconds: number;
  readonly refresher: 'uac' | 'uas' | undefined;
}

const JITTER_SEC = 5;
const GRACE_SEC = 32;

/** Session-Expires or Min-SE; `undefined` for none, or none that can be read. */
export function readSessionExpires(text: string | undefined): SessionExpires | undefined {
  const match = /^\s*(\d{1,9})\s*(;.*)?$/.exec(text ?? '');
  if (match === null) return undefined;
  const refresher = /;\s*refresher\s*=\s*(uac|uas)\b/i.exec(match[2] ?? '')?.[1]?.toLowerCase();
  return { seconds: Number(match[1]), refresher: refresher === 'uac' || refresher === 'uas' ? refresher : undefined };
}

/** Only these two ask for, and refresh, a session. */
export const carriesSession = (method: string): boolean => method === METHODS.INVITE || method === METHODS.UPDATE;

/** RFC 4028 §9: an interval shorter than ours is refused with 422, unless the sender could not know what that means. */
export function isTooShort(request: SipMessage, minSec: number, inDialog: boolean): boolean {
  const offered = readSessionExpires(request.get('session-expires'));
  return offered !== undefined && offered.seconds < minSec && (inDialog || supportsTimer(request));
}

/**
 * What our 2xx to an INVITE or UPDATE agrees to: what the application wrote, else what the request asks for if it, or the setting, says who
 * refreshes. Writes it into the response (RFC 4028 §9, table 2).
 */
export function agreeAsServer(
  request: SipMessage,
  app: AppMessage,
  response: SipMessage,
  settings: SessionSettings,
  current: SessionState | undefined,
): Agreement | undefined {
  const ours = appHeader(app, 'session-expires');
  const theirs = request.get('session-expires');
  if (ours === undefined && theirs === undefined) return undefined;
  const wanted = readSessionExpires(ours);
  const offered = readSessionExpires(theirs);
  const known = current === undefined ? undefined : current.weRefresh ? 'uas' : 'uac';
  const fallback = settings.defaultRefresher === 'none' ? undefined : settings.defaultRefresher;
  let refresher = wanted ? (wanted.refresher ?? 'uac') : (offered?.refresher ?? known ?? fallback);
  if (refresher === undefined) return undefined;
  // A peer that does not know the extension cannot be asked to refresh.
  if (offered?.refresher === undefined && !supportsTimer(request)) refresher = 'uas';
  const longest = offered?.seconds ?? Infinity;
  const seconds = Math.max(settings.minSec, Math.min(wanted?.seconds ?? longest, longest));
  response.set(HEADERS.SESSION_EXPIRES, `${seconds};refresher=${refresher}`);
  if (refresher === 'uac') addOption(response, HEADERS.REQUIRE);
  return { seconds, weRefresh: refresher === 'uas' };
}

/** What the peer's 2xx to our INVITE or UPDATE agrees to (RFC 4028 §7.2). */
export function agreeAsClient(response: SipMessage): Agreement | undefined {
  const agreed = readSessionExpires(response.get('session-expires'));
  return agreed && { seconds: agreed.seconds, weRefresh: agreed.refresher !== 'uas' };
}

/** An INVITE or UPDATE of an application says that timers are understood, and goes on with the timer that its dialog has. */
export function addSessionToRequest(request: SipMessage, session: SessionState | undefined, minSec: number): void {
  if (!carriesSession(request.method)) return;
  if (session && !request.has('session-expires')) {
    request.add(HEADERS.SESSION_EXPIRES, `${session.intervalSec};refresher=${session.weRefresh ? 'uac' : 'uas'}`);
    if (!request.has('min-se')) request.add(HEADERS.MIN_SE, String(minSec));
  }
  if (session || request.has('session-expires')) addOption(request, HEADERS.SUPPORTED);
}

/** Begins, goes on with, or (without `agreed`) ends the timer of a call. `peer` is the message that tells what the peer allows. */
export function keepSession(engine: Engine, dialog: CallDialog, agreed: Agreement | undefined, peer: SipMessage, sdp: Buffer): void {
  const before = dialog.session;
  if (agreed === undefined) {
    if (before === undefined) return;
    dialog.session = undefined;
    return setDue(engine, dialog);
  }
  const allow = peer.get('allow');
  const byUpdate = allow === undefined ? (before?.byUpdate ?? false) : /\bUPDATE\b/.test(peer.getAll('allow').join(','));
  const keepsSdp = agreed.weRefresh && !byUpdate;
  armSession(engine, dialog, agreed, byUpdate, keepsSdp ? (sdp.length > 0 ? ownCopy(sdp) : before?.localSdp) : undefined);
}

export function armSession(engine: Engine, dialog: CallDialog, agreed: Agreement, byUpdate: boolean, localSdp: Buffer | undefined): void {
  const { seconds, weRefresh } = agreed;
  const jitterSec = Math.min(JITTER_SEC, seconds / 20) * (Math.random() * 2 - 1);
  const nowMs = Date.now();
  dialog.session = {
    intervalSec: seconds,
    weRefresh,
    byUpdate,
    // RFC 4028 §10: refreshed at half the interval; ended a third of it, or 32 s, before its end.
    refreshAtMs: weRefresh ? nowMs + (seconds / 2 + jitterSec) * 1_000 : Infinity,
    endAtMs: nowMs + (seconds - Math.min(GRACE_SEC, seconds / 3)) * 1_000,
    localSdp,
  };
  setDue(engine, dialog);
  engine.journal.changed(dialog);
}

const supportsTimer = (message: SipMessage): boolean => /\btimer\b/i.test(message.getAll('supported').join(','));

function addOption(message: SipMessage, header: string): void {
  const options = message.getAll(header.toLowerCase()).join(', ');
  if (/\btimer\b/i.test(options)) return;
  message.set(header, options === '' ? 'timer' : `${options}, timer`);
}

/** The body of a frame is a view of a much larger piece of memory. */
function ownCopy(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}
