import type { Cause } from '@switchyard/kernel';
import { DDI_ROUTES_OF, type Client, type Ddi, type InboundDecision, type Snapshot, type TraceStep } from '@switchyard/model';

export interface DdiRoute {
  readonly outcome: InboundDecision['outcome'];
  readonly cause: Cause | null;
  readonly retailAccountId: number | null;
  readonly steps: readonly TraceStep[];
}

/** What kind of target a DDI may lead to, by the type of its client; wholesale clients have none. */
function targetOf(
  client: Client,
  ddi: Ddi,
): { readonly outcome: 'application-server' | 'retail'; readonly targetId: number | string } | undefined {
  const lead = (outcome: 'application-server' | 'retail', targetId: number | string | null) =>
    targetId === null ? undefined : { outcome, targetId };
  if (client.type === 'vpbx' && ddi.routeType === 'user') return lead('application-server', ddi.userId);
  if (client.type === 'vpbx' && ddi.routeType === 'friend') return lead('application-server', ddi.friendNumber);
  if (client.type === 'residential' && ddi.routeType === 'residential') return lead('application-server', ddi.residentialDeviceId);
  if (client.type === 'retail' && ddi.routeType === 'retail') return lead('retail', ddi.retailAccountId);
  return undefined;
}

/** Kinds of targets that only their configuration exists of yet; a call to them is refused by this name. */
const isUnserved = (client: Client, { routeType }: Ddi): boolean =>
  !['none', 'user', 'friend', 'residential', 'retail'].includes(routeType) && DDI_ROUTES_OF[client.type].some((kind) => kind === routeType);

/** Where a call to one of our DDIs goes, whether it came from a provider or bounced from inside (reference §2.5 steps 4, 7). */
export function routeOfDdi(snapshot: Snapshot, ddi: Ddi): DdiRoute {
  const found = snapshot.get('client', ddi.clientId);
  const client = found?.brandId === ddi.brandId ? found : undefined;
  const clientStep = (allowed: boolean, why: string): TraceStep => ({
    step: 'client',
    saw: { ddiId: ddi.id, clientId: ddi.clientId, client: client?.name ?? null },
    chose: allowed,
    why,
  });
  const refuse = (cause: Cause, ...steps: readonly TraceStep[]): DdiRoute => ({ outcome: 'refuse', cause, retailAccountId: null, steps });
  if (!client) return refuse('ddi-unknown', clientStep(false, 'the DDI lies in the pool of the brand: no client owns it'));
  if (!client.enabled) return refuse('client-disabled', clientStep(false, 'the client is disabled'));
  const enabled = clientStep(true, 'the client is enabled');
  const target = targetOf(client, ddi);
  const route = (why: string): TraceStep => ({
    step: 'route',
    saw: { clientType: client.type, routeType: ddi.routeType },
    chose: target ? { outcome: target.outcome, id: target.targetId } : null,
    why,
  });
  if (!target && isUnserved(client, ddi)) return refuse('route-unserved', enabled, route(`calls to a ${ddi.routeType} are not served yet`));
  if (!target) return refuse('ddi-without-route', enabled, route(`the DDI leads nowhere that a ${client.type} client may have`));
  return {
    outcome: target.outcome,
    cause: null,
    retailAccountId: target.outcome === 'retail' ? ddi.retailAccountId : null,
    steps: [enabled, route(target.outcome === 'retail' ? 'straight to the account' : 'an application server handles it')],
  };
}
