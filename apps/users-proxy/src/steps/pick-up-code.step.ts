import { pass, refuse, type Step } from '@switchyard/call-flow';
import type { CallParty } from '@switchyard/model';
import type { ClientKnown, EndpointKnown, Initial } from '../call.js';
import { takeCall } from './pick-up.step.js';

type Call = Initial & EndpointKnown & ClientKnown;

/** Codes have one to three digits after the star. */
const LONGEST_CODE = 3;
/** Nothing rings there: 481 would speak of a dialog that the phone never named. */
const NOTHING_RINGS = 404;

export const pickUpCode: Step<Call> = {
  name: 'PICK_UP_CODE',
  doc: 'the code of direct pick-up with an extension takes the call that rings there, the code of group pick-up one that rings in a pick-up group of the caller (IV-121); 404 when none rings',
  run: async (call) => {
    const wanted = await wantedBy(call);
    if (!wanted) return pass;
    const { client, ports } = call;
    const ringing = ports.calls.ringing(({ clientId, faces, to }) => clientId === client.id && faces === 'to' && to !== undefined);
    for (const found of ringing) if (found.facts.to && (await wanted(found.facts.to))) return takeCall(call, found);
    return refuse('dialog-unknown', { status: NOTHING_RINGS, reason: 'Nothing Rings' });
  },
};

/** Whose calls the dialled code is for; undefined when it is no pick-up code. */
async function wantedBy({
  incoming,
  client,
  endpoint,
  snapshot,
  ports,
}: Call): Promise<((rung: CallParty) => Promise<boolean>) | undefined> {
  const dialled = incoming.requestUri.user;
  if (client.type !== 'vpbx' || !dialled.startsWith('*')) return undefined;
  const codes = await ports.subscribers.serviceCodes(client.id);
  for (let digits = LONGEST_CODE; digits >= 1; digits -= 1) {
    const kind = snapshot.get('service', codes.get(dialled.slice(1, 1 + digits)) ?? null)?.kind;
    const rest = dialled.slice(1 + digits);
    if (kind === 'directPickUp' && rest !== '')
      return async ({ kind: rungKind, id }) => (await ports.subscribers.byId(rungKind, id))?.extension === rest;
    if (kind === 'groupPickUp' && rest === '') {
      const colleagues = new Set(
        snapshot
          .by('pickUpGroup', 'clientId', client.id)
          .filter(({ userIds }) => endpoint.userId !== null && userIds.includes(endpoint.userId))
          .flatMap(({ userIds }) => userIds),
      );
      return ({ userId }) => Promise.resolve(userId !== null && colleagues.has(userId));
    }
  }
  return undefined;
}
