import { next, refuse, type Step } from '@switchyard/call-flow';
import { judgeSource, networksOfClient } from '@switchyard/guard';
import { aorOf, type Client, type Snapshot } from '@switchyard/model';
import { HEADERS, METHODS } from '@switchyard/sip';
import type { ClientKnown, EndpointKnown, Initial, SourceJudged } from '../call.js';

/**
 * Reference §2.2. A call of a vPBX or residential client that may not come from there goes on as one that hears why; everything else of it, and
 * calls of retail clients, which have no application server, are refused.
 */
export const sourceFilter: Step<Initial & EndpointKnown & ClientKnown, SourceJudged> = {
  name: 'SOURCE_FILTER',
  doc: 'push servers, countries and networks of the client, calls from anywhere of the user; else 403, or an announcement for calls of vPBX and residential clients',
  run: ({ incoming, ports, snapshot, endpoint, client }) => {
    const { address } = incoming.source;
    const verdict = judgeSource({
      source: address,
      isFiltered: client.ipFilter,
      isPushServer: ports.sourceFilter.isPushServer,
      countryOf: ports.sourceFilter.countryOf,
      countries: client.ipFilter ? countriesOf(snapshot, client) : [],
      isInNetworks: (source) => networksOfClient(snapshot, client.id).has(source),
      externalCalls: endpoint.externalIpCalls,
    });
    ports.sourceFilter.judged(verdict);
    if (verdict !== 'not-permitted') return next({ isPermitted: true, roams: verdict === 'roadwarrior' });
    ports.guard.filtered({
      source: address,
      aor: aorOf(endpoint),
      userAgent: incoming.header(HEADERS.USER_AGENT),
      brandId: endpoint.brandId,
      clientId: endpoint.clientId,
    });
    const mayHear = incoming.method === METHODS.INVITE && client.type !== 'retail';
    return mayHear ? next({ isPermitted: false, roams: false }) : refuse('address-not-permitted');
  },
};

const countriesOf = (snapshot: Snapshot, { countryIds }: Client): readonly string[] =>
  countryIds.flatMap((id) => snapshot.get('country', id)?.code ?? []);
