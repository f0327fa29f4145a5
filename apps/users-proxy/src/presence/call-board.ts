import type { Clock } from '@switchyard/kernel';
import type { CallEvent, CallParty, PhoneDialog } from '@switchyard/model';
import type { DialogState } from './documents/dialog-info.js';

interface Leg {
  readonly uid: string;
  readonly node: string | undefined;
  /** The phone on this leg. */
  readonly phone: string;
  readonly faces: 'from' | 'to';
  readonly clientId: number;
  readonly caller: string;
  readonly callee: string;
  state: 'started' | 'ringing' | 'answered';
  dialog: PhoneDialog | undefined;
  seenAtMs: number;
}

/** Nobody rings for so long: whoever told of the call is gone. */
const UNANSWERED_MS = 10 * 60_000;
const ANSWERED_MS = 24 * 3_600_000;
const RANK = { started: 0, ringing: 1, answered: 2 } as const;

export const partyKey = ({ kind, id }: Pick<CallParty, 'kind' | 'id'>): string => `${kind}:${id}`;

/** Which phone is in which calls, from what all proxies tell. Each phone is on exactly one leg of a call. */
export class CallBoard {
  readonly #legs = new Map<string, Leg>();
  readonly #byPhone = new Map<string, Set<Leg>>();

  constructor(
    private readonly clock: Clock,
    private readonly onChange: (phone: string) => void,
  ) {}

  get size(): number {
    return this.#legs.size;
  }

  /** Takes one event; told twice, or late, it changes nothing. */
  apply(event: CallEvent): void {
    const party = event.faces && event[event.faces];
    if (!party || !event.faces) return;
    const known = this.#legs.get(event.legUid);
    if (event.event === 'ended') {
      if (known) this.#remove(known);
      return;
    }
    if (event.event === 'updated') return;
    if (known && RANK[event.event] <= RANK[known.state]) return;
    const leg = known ?? this.#add(event, event.faces, partyKey(party), event.event);
    leg.seenAtMs = Math.min(this.clock.nowMs(), Date.parse(event.at) || Infinity);
    leg.state = event.event;
    leg.dialog = event.dialog ?? leg.dialog;
    this.onChange(leg.phone);
  }

  /** What goes on by Redis, after it was away: calls of others that it does not know have ended meanwhile. */
  reconcile(legs: readonly CallEvent[], node: string): void {
    const there = new Set(legs.map(({ legUid }) => legUid));
    for (const leg of [...this.#legs.values()]) if (leg.node !== node && !there.has(leg.uid)) this.#remove(leg);
    for (const leg of legs) this.apply(leg);
  }

  /** Calls of a phone, oldest first. `uriOf` writes a number or name as others may call it. */
  dialogsOf(phone: string, own: string, uriOf: (number: string) => string): readonly DialogState[] {
    const nowMs = this.clock.nowMs();
    const states: DialogState[] = [];
    for (const leg of [...(this.#byPhone.get(phone) ?? [])]) {
      if (nowMs - leg.seenAtMs > (leg.state === 'answered' ? ANSWERED_MS : UNANSWERED_MS)) {
        this.#remove(leg, false);
        continue;
      }
      const isCaller = leg.faces === 'from';
      // A phone that has not begun to ring has no dialog to tell of yet.
      if (leg.state === 'started' && !isCaller) continue;
      states.push({
        id: leg.uid,
        state: leg.state === 'answered' ? 'confirmed' : leg.state === 'ringing' ? 'early' : 'trying',
        direction: isCaller ? 'initiator' : 'recipient',
        dialog: leg.dialog,
        local: own,
        remote: uriOf(isCaller ? leg.callee : leg.caller),
      });
    }
    return states;
  }

  isBusy(phone: string): boolean {
    return this.dialogsOf(phone, '', (number) => number).length > 0;
  }

  #add(event: CallEvent, faces: 'from' | 'to', phone: string, state: Leg['state']): Leg {
    const { legUid: uid, node, clientId, caller, callee } = event;
    const leg: Leg = { uid, node, phone, faces, clientId, caller, callee, state, dialog: event.dialog, seenAtMs: 0 };
    this.#legs.set(uid, leg);
    const ofPhone = this.#byPhone.get(phone);
    if (ofPhone) ofPhone.add(leg);
    else this.#byPhone.set(phone, new Set([leg]));
    return leg;
  }

  #remove(leg: Leg, isTold = true): void {
    this.#legs.delete(leg.uid);
    const ofPhone = this.#byPhone.get(leg.phone);
    ofPhone?.delete(leg);
    if (ofPhone?.size === 0) this.#byPhone.delete(leg.phone);
    if (isTold) this.onChange(leg.phone);
  }
}
