import { isGranted, type RequestContext } from '@switchyard/kernel';
import type { ActiveLeg, CallEvent, CallParty, LiveEvent, QueueState } from '@switchyard/model';

/** Who looks at what goes on now. */
export type Viewer = Pick<RequestContext, 'scope' | 'grants'>;

/** True when it is the tenant's. A user has the calls that the user is in; of registrations and queues users are told nothing. */
function isOfTenant(
  { scope }: Viewer,
  event: { readonly brandId: number; readonly clientId: number } & Partial<Pick<CallEvent, 'from' | 'to'>>,
) {
  switch (scope.level) {
    case 'platform':
      return true;
    case 'brand':
      return event.brandId === scope.brandId;
    case 'client':
      return event.brandId === scope.brandId && event.clientId === scope.clientId;
    case 'user':
      return event.clientId === scope.clientId && (event.from?.userId === scope.userId || event.to?.userId === scope.userId);
  }
}

export const seesLeg = (viewer: Viewer, leg: CallEvent): boolean => isOfTenant(viewer, leg) && isGranted(viewer, 'callLeg', 'read');
export const seesQueue = (viewer: Viewer, queue: QueueState): boolean => isOfTenant(viewer, queue) && isGranted(viewer, 'queue', 'read');

export function seesEvent(viewer: Viewer, event: LiveEvent): boolean {
  switch (event.kind) {
    case 'call':
      return seesLeg(viewer, event);
    case 'registration':
      return isOfTenant(viewer, event) && isGranted(viewer, event.endpointKind, 'read');
    case 'queue':
      return seesQueue(viewer, event);
  }
}

/** What of a leg is nobody's business outside: with the dialog of a phone a call could be taken over (RFC 3891). */
type Inside = 'dialog' | 'node' | 'faces';
export type ShownLeg = Omit<ActiveLeg, Inside>;
export type ShownEvent = Exclude<LiveEvent, { readonly kind: 'call' }> | ({ readonly kind: 'call' } & Omit<CallEvent, Inside>);

/** A user is told which side the user is, and nothing of the device at the other. */
function partyFor({ scope }: Viewer, party: CallParty | undefined): CallParty | undefined {
  return party && (scope.level !== 'user' || party.userId === scope.userId)
    ? { kind: party.kind, id: party.id, userId: party.userId }
    : undefined;
}

function withoutInside<E extends CallEvent>(viewer: Viewer, leg: E): Omit<E, Inside> {
  const { dialog: _dialog, node: _node, faces: _faces, from, to, ...rest } = leg;
  const [near, far] = [partyFor(viewer, from), partyFor(viewer, to)];
  return { ...rest, ...(near && { from: near }), ...(far && { to: far }) } as Omit<E, Inside>;
}

export const shownLeg = (viewer: Viewer, leg: ActiveLeg): ShownLeg => withoutInside(viewer, leg);
export const shownEvent = (viewer: Viewer, event: LiveEvent): ShownEvent => (event.kind === 'call' ? withoutInside(viewer, event) : event);
