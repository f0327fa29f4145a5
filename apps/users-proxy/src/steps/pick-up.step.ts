import { finalOf, readReplaces, type Replaceable } from '@switchyard/b2bua';
import { refuse, type EndStep, type Final } from '@switchyard/call-flow';
import { newLegUid } from '@switchyard/kernel';
import { HEADERS } from '@switchyard/sip';
import type { ClientKnown, EndpointKnown, Initial } from '../call.js';
import { partyOf } from '../events/call-party.js';
import { mediaOf } from '../media/endpoint-media.js';
import { phoneOf } from '../onward/transfers.js';
import type { CallPlan } from '../ports/calls.port.js';

/** RFC 3891 §3: the call is answered, and the phone wanted it only while it rang. */
const BUSY = 486;

export const pickUp: EndStep<Initial & EndpointKnown & ClientKnown> = {
  name: 'PICK_UP',
  doc: 'takes a call over whose dialog the phone knows (RFC 3891), whichever application server has it: a call that rings within the client, an answered one from another phone of the same user; 481 otherwise',
  run: async (call) => {
    const { incoming, ports, endpoint, client } = call;
    const read = readReplaces(incoming.header(HEADERS.REPLACES) ?? '');
    if (!read.ok) return refuse('request-malformed', { reason: `Bad ${HEADERS.REPLACES}` });
    const found = await ports.calls.findReplaceable(read.value);
    const replaced = found && phoneOf(found.facts);
    if (!found || !replaced || found.facts.clientId !== client.id) return refuse('dialog-unknown');
    if (found.isAnswered) {
      const isSame = replaced.kind === endpoint.kind && replaced.id === endpoint.id;
      const isSameUser = replaced.userId !== null && replaced.userId === endpoint.userId;
      // Whoever may see the lamp of a colleague must not be able to take the call out of his hand.
      if (!isSame && !isSameUser) return refuse('dialog-unknown');
      if (read.value.earlyOnly) return refuse('busy', { status: BUSY });
    }
    return takeCall(call, found);
  },
};

/** The endpoint takes the place of the phone that is, or is being, called on that leg. */
export async function takeCall(call: Initial & EndpointKnown & ClientKnown, found: Replaceable<CallPlan['facts']>): Promise<Final> {
  const { exchange, endpoint } = call;
  const { faces = 'to' } = found.facts;
  const outcome = await found.take(exchange, {
    legUid: newLegUid(),
    facts: { ...found.facts, [faces]: partyOf(endpoint), faces },
    at: 'PICK_UP',
    name: endpoint.name,
    media: mediaOf(call),
  });
  return finalOf(outcome);
}
