import { dialogKey, METHODS, type SipMessage } from '@switchyard/sip';
import type { OutgoingRequest } from '../uac/outgoing-request.js';
import { appDialogId, type CallDialog } from './call-dialog.js';

/** How long an ended call is told from one that never was (RFC 3891 §3). */
const REMEMBER_MS = 32_000;
const MAX_REMEMBERED = 5_000;

/** All dialogs, found by applications under their id and by the network under their tags. */
export class DialogTable {
  private readonly byId = new Map<string, CallDialog>();
  private readonly byTags = new Map<string, CallDialog>();
  /** Our SUBSCRIBEs and REFERs whose NOTIFY may make a dialog, by the id that it would have. */
  private readonly subscribing = new Map<string, OutgoingRequest>();

  private ended = new Set<string>();
  private endedBefore = new Set<string>();
  private endedSinceMs = 0;

  get size(): number {
    return this.byTags.size;
  }

  /** How many dialogs of a role are confirmed. Walks the table: for scrapes, not for calls. */
  countConfirmed(role: 'uas' | 'uac'): number {
    let count = 0;
    for (const dialog of this.byTags.values())
      if (dialog.role === role && dialog.confirmed && (dialog.hasCall || dialog.method !== METHODS.INVITE)) count += 1;
    return count;
  }

  all(): Iterable<CallDialog> {
    return this.byTags.values();
  }

  add(dialog: CallDialog): void {
    this.byId.set(dialog.id, dialog);
    this.byTags.set(keyOf(dialog), dialog);
  }

  remove(dialog: CallDialog): void {
    if (dialog.confirmed && dialog.hasCall) this.noteEnd(keyOf(dialog));
    if (this.byId.get(dialog.id) === dialog) this.byId.delete(dialog.id);
    if (this.byTags.get(keyOf(dialog)) === dialog) this.byTags.delete(keyOf(dialog));
  }

  /** Gives a dialog the id under which its application will go on with it. */
  rename(dialog: CallDialog, id: string): void {
    if (dialog.id === id) return;
    if (this.byId.get(dialog.id) === dialog) this.byId.delete(dialog.id);
    dialog.id = id;
    this.byId.set(id, dialog);
  }

  expectNotify(outgoing: OutgoingRequest): void {
    this.subscribing.set(outgoing.dialogId, outgoing);
  }

  expecting(callId: string, ourTag: string): OutgoingRequest | undefined {
    return this.subscribing.size === 0 ? undefined : this.subscribing.get(appDialogId(callId, ourTag));
  }

  /** RFC 6665 §4.1.2.4, timer N: other forks may send their NOTIFY for that long. */
  stopExpecting(outgoing: OutgoingRequest, afterMs: number): void {
    const drop = (): void => {
      if (this.subscribing.get(outgoing.dialogId) === outgoing) this.subscribing.delete(outgoing.dialogId);
    };
    if (afterMs === 0) drop();
    else setTimeout(drop, afterMs).unref();
  }

  find(id: string): CallDialog | undefined {
    return this.byId.get(id);
  }

  /** The dialog a request from the network belongs to: its To tag is ours, its From tag theirs. */
  ofRequest(request: SipMessage): CallDialog | undefined {
    const toTag = request.toTag();
    if (toTag === undefined) return undefined;
    return this.byTags.get(dialogKey(request.callId(), toTag, request.fromTag() ?? ''));
  }

  /** By `dialogKey`. */
  ofKey(key: string): CallDialog | undefined {
    return this.byTags.get(key);
  }

  /** Whether a call of that key was here and has ended within the last half minute or so. */
  hasEnded(key: string): boolean {
    return this.ended.has(key) || this.endedBefore.has(key);
  }

  /** The dialog of a response to a request of ours: its From tag is ours, its To tag theirs. */
  ofResponse(response: SipMessage): CallDialog | undefined {
    const remoteTag = response.toTag();
    if (remoteTag === undefined) return undefined;
    return this.byTags.get(dialogKey(response.callId(), response.fromTag() ?? '', remoteTag));
  }

  private noteEnd(key: string): void {
    const nowMs = Date.now();
    if (nowMs - this.endedSinceMs > REMEMBER_MS || this.ended.size >= MAX_REMEMBERED) {
      this.endedBefore = this.ended;
      this.ended = new Set();
      this.endedSinceMs = nowMs;
    }
    this.ended.add(key);
  }
}

const keyOf = ({ sip }: CallDialog): string => dialogKey(sip.callId, sip.localTag, sip.remoteTag);
