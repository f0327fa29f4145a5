import { divertedBy, type CallInfo } from '@switchyard/call-flow';
import { err, ok, type Cause, type Result } from '@switchyard/kernel';
import type { CallForward, Endpoint, Snapshot } from '@switchyard/model';
import { isE164, toE164 } from '@switchyard/routing';
import type { Subscribers } from '../ports/subscribers.port.js';

/** Facts of the call at one hop: who has diverted it so far. */
type Diverted = Pick<CallInfo, 'diversions'> & { readonly forwarders: NonNullable<CallInfo['forwarders']> };
/** One way a call to a retail account may end, tried in order: a phone, or a number that the forwarder pays for. */
export type RetailHop =
  | ({ readonly kind: 'ring'; readonly endpoint: Endpoint } & Diverted)
  | ({ readonly kind: 'number'; readonly forwarder: Endpoint; readonly number: string } & Diverted);

/** The signed header holds no more. */
const MOST_FORWARDERS = 5;

export interface Forwarded {
  readonly info: CallInfo;
  readonly endpoint: Endpoint;
  readonly snapshot: Snapshot;
  readonly subscribers: Pick<Subscribers, 'byId' | 'forwardsOfRetail'>;
}

/**
 * Where a call to a retail account leads (IV-113, IV-115 for retail; reference §2.4): an unconditional forward instead of the account, a
 * not-registered one after it, each to a number or to another account of the client, which may forward in turn. No account forwards twice.
 */
export async function retailHops({ info, endpoint, snapshot, subscribers }: Forwarded): Promise<Result<readonly RetailHop[], Cause>> {
  const hops: RetailHop[] = [];
  let account = endpoint;
  let diverted: Diverted = { diversions: info.diversions, forwarders: info.forwarders ?? [] };
  for (;;) {
    const forwards = (await subscribers.forwardsOfRetail(account.id)).filter((one) => isFor(one, info, snapshot, account.clientId));
    const always = pick(forwards, 'unconditional');
    if (!always) hops.push({ kind: 'ring', endpoint: account, ...diverted });
    const forward = always ?? pick(forwards, 'notRegistered');
    if (!forward) return ok(hops);
    const end = (cause: Cause) => (hops.length > 0 ? ok(hops) : err(cause));
    const forwarder = account;
    if (
      diverted.forwarders.length >= MOST_FORWARDERS ||
      diverted.forwarders.some(({ kind, id }) => kind === forwarder.kind && id === forwarder.id)
    )
      return end('forward-loop');
    diverted = {
      diversions: divertedBy(diverted.diversions, numberOf(account, endpoint, info), always ? 'unconditional' : 'unavailable'),
      forwarders: [...diverted.forwarders, { kind: account.kind, id: account.id }],
    };
    if (forward.targetRouteType === 'number') {
      const { number } = toE164(snapshot, account.transformationRuleSetId, 'calleein', forward.targetRouteNumber ?? '');
      if (!isE164(number)) return end('number-unknown');
      hops.push({ kind: 'number', forwarder: account, number, ...diverted });
      return ok(hops);
    }
    const next =
      forward.targetRetailAccountId === null ? undefined : await subscribers.byId('retailAccount', forward.targetRetailAccountId);
    // Rows of another client than the forwarder's are as if they did not exist (invariant I3).
    if (next?.clientId !== account.clientId) return end('number-unknown');
    account = next;
  }
}

/** The called number diverts a call first; later accounts are known by the number they show. */
const numberOf = (account: Endpoint, first: Endpoint, { callee }: CallInfo): string =>
  account === first && callee !== '' ? callee : (account.outgoingNumber ?? account.name);

/** A forward may be for one called DDI, and for calls of colleagues or of others. */
function isFor({ ddiId, callTypeFilter }: CallForward, info: CallInfo, snapshot: Snapshot, clientId: number): boolean {
  if (ddiId !== null && ddiId !== info.ddiId) return false;
  if (callTypeFilter === 'both') return true;
  const isInternal = snapshot.by('ddi', 'number', info.caller).some((ddi) => ddi.clientId === clientId);
  return (callTypeFilter === 'internal') === isInternal;
}

/** The one for the called DDI goes before the one for all. */
const pick = (forwards: readonly CallForward[], type: CallForward['type']): CallForward | undefined =>
  forwards.filter((one) => one.type === type).sort((a, b) => Number(b.ddiId !== null) - Number(a.ddiId !== null))[0];
