import { askedDiversions, askedPrivacy, identityOfPhone, type AskedPrivacy, type Incoming } from '@switchyard/b2bua';
import type { Diversion } from '@switchyard/call-flow';
import type { Client, Endpoint, Snapshot } from '@switchyard/model';
import type { NumberShown } from '@switchyard/routing';
import { HEADERS } from '@switchyard/sip';
import { callerNumber, ownDdi, rulesOf } from './own-number.js';

const MAX_CALLER = 64;
/** Lines of a PBX beside the client's own, as it numbers them. */
const INTERNAL = /^\d{2,10}$/;

/** Who calls, and how much of it the called side may know. */
export interface PresentedCaller {
  /** E.164 or an internal number; empty: nobody may say. */
  readonly caller: string;
  readonly anonymous: boolean;
  readonly critical: boolean;
  readonly diversions: readonly Diversion[];
}

type Said = Pick<Incoming, 'header' | 'from'>;

/** A code that was dialled goes before what the phone says of itself, and that before what is configured. */
const withheld = (
  asked: AskedPrivacy,
  shown: NumberShown | undefined,
  always: boolean,
): Pick<PresentedCaller, 'anonymous' | 'critical'> => ({
  anonymous: shown === undefined ? (asked.withheld ?? always) : shown === 'hide',
  critical: asked.critical,
});

/** A vPBX user is who the platform says: its headers of identity and Diversion are not even read (reference §2.3). */
export function callerOfUser(said: Said, endpoint: Endpoint, shown: NumberShown | undefined): PresentedCaller {
  return {
    caller: endpoint.extension ?? endpoint.outgoingNumber ?? endpoint.name,
    ...withheld(askedPrivacy(said), shown, endpoint.hideCallerNumber),
    diversions: [],
  };
}

/**
 * A friend, residential device or retail account may present any DDI of its client, by an identity header, or by a Diversion beside one; else
 * its outgoing number is shown. A Diversion counts with an identity header only, and as far as its numbers are DDIs of the client (IV-82).
 */
export function callerOfAccount(
  said: Said,
  of: { readonly snapshot: Snapshot; readonly client: Client; readonly endpoint: Endpoint },
  shown: NumberShown | undefined,
): PresentedCaller {
  const { snapshot, client, endpoint } = of;
  const rules = rulesOf(client, endpoint);
  const own = (written: string): string | undefined => ownDdi(snapshot, client.id, rules, written);
  const asked = askedPrivacy(said);
  const identity = identityOfPhone(said);
  const diversions = identity.header === HEADERS.FROM ? [] : askedDiversions(said, asked.hidesHistory, own);
  const line = endpoint.kind === 'friend' && INTERNAL.test(identity.user) ? identity.user : undefined;
  return {
    caller:
      own(identity.user) ?? line ?? diversions[0]?.number ?? endpoint.outgoingNumber ?? (client.type === 'retail' ? '' : endpoint.name),
    ...withheld(asked, shown, endpoint.hideCallerNumber),
    diversions,
  };
}

/** A wholesale client answers for its own callers: passed on as is, written as E.164 where its rules make it one. */
export function callerOfWholesale(
  said: Said,
  { snapshot, client }: { readonly snapshot: Snapshot; readonly client: Client },
): PresentedCaller {
  const rules = rulesOf(client);
  const number = (written: string): string => callerNumber(snapshot, rules, written).slice(0, MAX_CALLER);
  const asked = askedPrivacy(said);
  return {
    caller: number(identityOfPhone(said).user),
    ...withheld(asked, undefined, false),
    diversions: askedDiversions(said, asked.hidesHistory, number),
  };
}
