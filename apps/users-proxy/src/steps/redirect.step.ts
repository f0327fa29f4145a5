import { PLAIN_CALL, refuse, reply, type CallInfo, type EndStep } from '@switchyard/call-flow';
import { aorOf, type Endpoint } from '@switchyard/model';
import { classifyDialled } from '@switchyard/routing';
import { formatUri, HEADERS, parseUri } from '@switchyard/sip';
import type { ClientKnown, EndpointKnown, Initial } from '../call.js';
import { ourAddressOf } from '../called/our-address.js';
import { retailHops, type RetailHop } from '../called/retail-hops.js';
import { isBehindNat, type Registration } from '../registration/registration.js';

type Asked = Initial & EndpointKnown & ClientKnown;

/** RFC 3841 §9.1: `Request-Disposition: redirect`; or our address answers all calls to accounts so. */
export function wantsRedirect({ incoming, snapshot }: Pick<Initial, 'incoming' | 'snapshot'>): boolean {
  const wishes = (incoming.header(HEADERS.REQUEST_DISPOSITION) ?? '').toLowerCase().split(/\s*,\s*/);
  return wishes.includes('redirect') || (!wishes.includes('proxy') && ourAddressOf(snapshot, incoming)?.mode === 'redirect');
}

export const redirect: EndStep<Asked> = {
  name: 'REDIRECT',
  doc: 'where an account of the same client is, as 302 (RFC 3261 §8.3): its phones, where its forwards lead after that; 404 for accounts of others, 480 when nobody is there',
  run: async (call) => {
    const account = await accountOf(call);
    // Addresses of phones are told to colleagues only (invariant I3).
    if (account?.kind !== 'retailAccount' || account.clientId !== call.client.id) return refuse('number-unknown');
    const { ports, snapshot } = call;
    const hops = await retailHops({ info: infoOf(call, account), endpoint: account, snapshot, subscribers: ports.subscribers });
    if (!hops.ok) return refuse(hops.error);
    const uris: string[] = [];
    for (const hop of hops.value) uris.push(...(await urisOf(call, hop)));
    if (uris.length === 0) return refuse('not-registered');
    const contacts = uris.slice(0, MOST_CONTACTS).map((uri, index) => `<${uri}>;q=${(1 - index / 10).toFixed(1)}`);
    return reply(302, { reason: 'Moved Temporarily', headers: { [HEADERS.CONTACT]: contacts } });
  },
};

const MOST_CONTACTS = 10;

/** By its name or alias in the domain of the brand, or by a DDI that leads to it. */
async function accountOf({ incoming, endpoint, client, snapshot, ports }: Asked): Promise<Endpoint | undefined> {
  const { user } = incoming.requestUri;
  const named = await ports.subscribers.byAddress(user, endpoint.domain);
  if (named) return named;
  const { e164 } = classifyDialled(snapshot, client, user);
  const ddi = e164 === null ? undefined : snapshot.by('ddi', 'number', e164).find(({ clientId }) => clientId === client.id);
  return ddi?.retailAccountId ? ports.subscribers.byId('retailAccount', ddi.retailAccountId) : undefined;
}

/** What forwards are decided on. */
function infoOf({ incoming, endpoint, client, snapshot }: Asked, account: Endpoint): CallInfo {
  const { user } = incoming.requestUri;
  const { e164 } = classifyDialled(snapshot, client, user);
  const ddi = e164 === null ? undefined : snapshot.by('ddi', 'number', e164).find(({ clientId }) => clientId === client.id);
  return {
    ...PLAIN_CALL,
    v: 2,
    iat: 0,
    callUid: '',
    brandId: client.brandId,
    clientId: client.id,
    clientType: client.type,
    caller: endpoint.outgoingNumber ?? endpoint.name,
    callee: ddi?.number ?? account.name,
    dialled: user,
    from: { kind: endpoint.kind, id: endpoint.id, name: endpoint.name },
    userId: null,
    ddiId: ddi?.id ?? null,
    ddiProviderId: null,
    to: { kind: 'retailAccount', id: account.id },
  };
}

async function urisOf({ ports, endpoint }: Asked, hop: RetailHop): Promise<readonly string[]> {
  if (hop.kind === 'number') return [formatUri({ scheme: 'sip', user: hop.number, host: endpoint.domain, params: new Map(), headers: '' })];
  const { direct, name } = hop.endpoint;
  if (direct) {
    const { ip: host, port, transport } = direct;
    const params = new Map(transport === 'udp' ? [] : [['transport', transport] as const]);
    return [formatUri({ scheme: 'sip', user: name, host: host.includes(':') ? `[${host}]` : host, port, params, headers: '' })];
  }
  return (await ports.locations.contactsOf(aorOf(hop.endpoint))).map(reachableUri);
}

/** Behind a translator a contact says where it is not: where it was seen is the next best. */
function reachableUri(contact: Registration): string {
  if (!isBehindNat(contact)) return contact.contact;
  const { address, port, protocol } = contact.source;
  const uri = parseUri(contact.contact);
  const host = address.includes(':') ? `[${address}]` : address;
  return formatUri({
    scheme: 'sip',
    user: uri.ok ? uri.value.user : '',
    host,
    port,
    params: new Map([['transport', protocol]]),
    headers: '',
  });
}
