import type { LimitedBy } from '@switchyard/b2bua';
import { next, type Step } from '@switchyard/call-flow';
import type { Snapshot } from '@switchyard/model';
import type { CallInfoKnown, ClientKnown, EndpointKnown, Initial, LimitsKnown, SourceJudged } from '../call.js';

const ofTenant = (snapshot: Snapshot, brandId: number, clientId: number): readonly LimitedBy[] => [
  { owner: `brand:${brandId}`, max: snapshot.get('brand', brandId)?.maxCalls ?? 0 },
  { owner: `client:${clientId}`, max: snapshot.get('client', clientId)?.maxCalls ?? 0 },
];

/** What a user calls itself counts as handled, but only calls towards it wait for that (IV-119): it may ask back while a call is held. */
export const limitsOut: Step<Initial & ClientKnown & Partial<EndpointKnown & SourceJudged>, LimitsKnown> = {
  name: 'LIMITS',
  doc: 'the call counts among those of the brand, the client and the endpoint, over all processes, and among those it may make from outside its networks; 403 when a limit is reached; what a vPBX user calls itself is counted, not refused',
  run: ({ client, endpoint, roams, snapshot }) =>
    next({
      limits: [
        ...ofTenant(snapshot, client.brandId, client.id),
        ...(endpoint
          ? [{ owner: `${endpoint.kind}:${endpoint.id}`, max: endpoint.maxCalls, refuses: endpoint.kind !== 'terminal' } as const]
          : []),
        ...(endpoint && roams ? [{ owner: `roaming-${endpoint.kind}:${endpoint.id}`, max: endpoint.externalIpCalls } as const] : []),
      ],
    }),
};

/** The legs of one call take one place together: a call that its tenant is in already finds it taken by itself. */
export const limitsIn: Step<Initial & CallInfoKnown & EndpointKnown, LimitsKnown> = {
  name: 'LIMITS',
  doc: 'the call counts among those of the brand, the client and the endpoint, over all processes; 486 when a limit is reached (call waiting)',
  run: ({ info, endpoint, snapshot }) =>
    next({
      limits: [...ofTenant(snapshot, info.brandId, info.clientId), { owner: `${endpoint.kind}:${endpoint.id}`, max: endpoint.maxCalls }],
    }),
};
