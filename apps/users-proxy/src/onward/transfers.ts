import type { ReferAsked, ReferDecision } from '@switchyard/b2bua';
import { newLegUid, type Cause } from '@switchyard/kernel';
import type { CallParty, Endpoint, Snapshot } from '@switchyard/model';
import type { CallPlan } from '../ports/calls.port.js';
import { onwardCall, type OnwardDeps } from './onward-call.js';

type Facts = CallPlan['facts'];

const refused = (cause: Cause): ReferDecision<Facts> => ({ kind: 'refused', cause });

/** The phone that is on this leg. */
export const phoneOf = (facts: Facts): CallParty | undefined => (facts.faces === undefined ? undefined : facts[facts.faces]);

/** The number of whoever the phone of this leg talks to. */
const partnerOf = ({ faces, caller, callee }: Facts): string => (faces === 'to' ? caller : callee);

/**
 * Decides where a phone may transfer its call (RFC 5589): to any number that it could dial itself, or to whoever it talks to in another call
 * of its own. A foreign domain is refused: a REFER must not make us call addresses that nobody here has the right to call.
 */
export const decideTransfer =
  (deps: OnwardDeps) =>
  async ({ callUid, facts, user, host, scheme, other, incoming }: ReferAsked<Facts>): Promise<ReferDecision<Facts>> => {
    const phone = phoneOf(facts);
    const by = phone && (await deps.subscribers.byId(phone.kind, phone.id));
    if (!phone || by?.clientId !== facts.clientId) return refused('transfer-refused');
    if (other) {
      const second = phoneOf(other.facts);
      if (second?.kind !== phone.kind || second.id !== phone.id) return refused('dialog-unknown');
      const [caller, callee] = [partnerOf(facts), partnerOf(other.facts)];
      const { brandId, clientId } = facts;
      return { kind: 'join', legUid: newLegUid(), facts: { brandId, clientId, caller, callee, sentOnBy: phone }, at: 'TRANSFER' };
    }
    if (!isOwnAddress({ scheme, host }, by, deps.snapshot(), incoming.receivedOn)) return refused('transfer-refused');
    const shown = { number: partnerOf(facts), name: '' };
    const anonymous = facts.faces === 'to' && facts.anonymous === true;
    const plan = await onwardCall({ callUid, by, dialled: user, shown, at: 'TRANSFER', more: { anonymous } }, deps);
    return 'refused' in plan ? refused(plan.refused) : { kind: 'call', plan };
  };

/** A number, or an address of the endpoint's own domain, of its brand, or of the proxy itself. */
export function isOwnAddress(
  address: { readonly scheme: string; readonly host: string },
  by: Pick<Endpoint, 'domain' | 'brandId'>,
  snapshot: Snapshot,
  receivedOn: string | undefined,
): boolean {
  if (address.scheme === 'tel') return true;
  const ours = [by.domain, snapshot.get('brand', by.brandId)?.domain, receivedOn?.replace(/:\d+$/, '')];
  return ours.some((host) => host?.toLowerCase() === address.host.toLowerCase());
}
