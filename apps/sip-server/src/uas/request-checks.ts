import { dialogKey, HEADERS, METHODS, type SipMessage } from '@switchyard/sip';
import type { CallDialog } from '../dialog/call-dialog.js';
import { carriesSession, isTooShort } from '../dialog/session-timer.js';
import type { Engine } from '../engine.js';
import type { RefusalCause } from '../guard/causes.js';
import { requestOf } from './pending-request.js';

export interface RequestSettings {
  /** Option tags that applications understand beside the registered ones. */
  readonly optionTags: readonly string[];
  /** What becomes of an INVITE whose Replaces or Join names no dialog of ours. */
  readonly unknownReplaces: 'deliver' | 'refuse';
}

export interface Refusal {
  readonly status: number;
  readonly reason?: string | undefined;
  readonly header?: readonly [string, string] | undefined;
  readonly cause: RefusalCause;
}

/** Schemes of Request-URIs that an application may know how to serve: RFC 3261 §19.1, RFC 3966, RFC 5031. */
const SCHEME = /^(sips?|tel|urn):/i;

/** The option tags registered with IANA: what none of these names, no application can know unless its operator says so. */
const REGISTERED_OPTIONS: ReadonlySet<string> = new Set(
  (
    '100rel 199 answermode early-session eventlist explicitsub from-change geolocation-http geolocation-sip gin gruu histinfo ice join ' +
    'multiple-refer norefersub nosub outbound path policy precondition pref privacy recipient-list-invite recipient-list-message ' +
    'recipient-list-subscribe record-aware replaces resource-priority sdp-anat sec-agree siprec tdialog timer trickle-ice uui'
  ).split(' '),
);

/** What a request outside dialogs has to pass before an application sees it: RFC 3261 §8.2.2. */
export function troubleOf(engine: Engine, request: SipMessage): Refusal | undefined {
  if (!SCHEME.test(request.requestUri)) return { status: 416, cause: 'scheme-unknown' };
  if (isMerged(engine, request)) return { status: 482, cause: 'request-merged' };
  const extension = extensionTrouble(engine, request);
  if (extension !== undefined) return extension;
  const { minSec } = engine.sessions;
  if (carriesSession(request.method) && isTooShort(request, minSec, false)) return shortSession(minSec);
  return undefined;
}

/** RFC 3261 §8.2.2.3, §16.3: an extension nobody here knows is refused by its name. */
export function extensionTrouble(engine: Engine, request: SipMessage): Refusal | undefined {
  if (!request.has('require') && !request.has('proxy-require')) return undefined;
  if (request.method === METHODS.ACK || request.method === METHODS.CANCEL) return undefined;
  const asked = [...request.values('require'), ...request.values('proxy-require')];
  const unknown = asked.filter(
    (tag) => tag !== '' && !REGISTERED_OPTIONS.has(tag.toLowerCase()) && !engine.checks.optionTags.includes(tag),
  );
  if (unknown.length === 0) return undefined;
  return { status: 420, header: [HEADERS.UNSUPPORTED, unknown.join(', ')], cause: 'extension-unknown' };
}

export const shortSession = (minSec: number): Refusal => ({
  status: 422,
  header: [HEADERS.MIN_SE, String(minSec)],
  cause: 'session-too-short',
});

/** RFC 3261 §8.2.2.2: a proxy in front of us has forked, and the other copy is already with an application. */
function isMerged(engine: Engine, request: SipMessage): boolean {
  const other = engine.offered.get(request.callId());
  if (other === undefined) return false;
  const first = requestOf(other);
  return first.fromTag() === request.fromTag() && first.get('cseq') === request.get('cseq') && request.toTag() === undefined;
}

/**
 * Replaces (RFC 3891 §3) and Join (RFC 3911 §4): the dialog of ours that they name, whose application has to decide, or why it cannot be.
 * `undefined`: they are not there, or name a dialog that is not ours; a proxy in front of it, or the application, may know it.
 */
export function namedDialog(engine: Engine, request: SipMessage): CallDialog | Refusal | undefined {
  const replaces = request.get('replaces');
  const text = replaces ?? request.get('join');
  if (text === undefined) return undefined;
  const named = readNamed(text);
  const count = request.getAll('replaces').length + request.getAll('join').length;
  if (named === undefined || count > 1 || request.method !== METHODS.INVITE)
    return badHeader(replaces === undefined ? 'Join' : HEADERS.REPLACES);
  const key = dialogKey(named.callId, named.toTag, named.fromTag);
  const dialog = engine.dialogs.ofKey(key);
  if (dialog === undefined || !dialog.hasCall) {
    if (dialog !== undefined || engine.dialogs.hasEnded(key)) return { status: 603, cause: 'dialog-ended' };
    return engine.checks.unknownReplaces === 'refuse' ? { status: 481, cause: 'dialog-unknown' } : undefined;
  }
  if (dialog.confirmed) return named.earlyOnly && replaces !== undefined ? { status: 486, cause: 'dialog-answered' } : dialog;
  // A call that rings here is not ours to be replaced: only its caller's side may be (RFC 3891 §3).
  return dialog.role === 'uas' ? { status: 481, cause: 'dialog-unknown' } : dialog;
}

const badHeader = (name: string): Refusal => ({ status: 400, reason: `Bad ${name} Header`, cause: 'rule-broken' });

/** `call-id;to-tag=…;from-tag=…[;early-only]`; both tags exactly once. A tag `0` stands for none (RFC 3891 §6.1). */
function readNamed(text: string): { callId: string; toTag: string; fromTag: string; earlyOnly: boolean } | undefined {
  const [callId = '', ...params] = text.split(';').map((part) => part.trim());
  const tags = (name: string): string[] =>
    params.filter((param) => param.toLowerCase().startsWith(name)).map((param) => param.slice(name.length));
  const [toTags, fromTags] = [tags('to-tag='), tags('from-tag=')];
  const [toTag = '', fromTag = ''] = [toTags[0], fromTags[0]];
  if (callId === '' || toTags.length !== 1 || fromTags.length !== 1 || toTag === '' || fromTag === '') return undefined;
  const earlyOnly = params.some((param) => param.toLowerCase() === 'early-only');
  return { callId, toTag: toTag === '0' ? '' : toTag, fromTag: fromTag === '0' ? '' : fromTag, earlyOnly };
}
