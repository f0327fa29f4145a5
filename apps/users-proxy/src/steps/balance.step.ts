import { newTurns, rankServers } from '@switchyard/b2bua';
import { pass, refuse, reply, type Step } from '@switchyard/call-flow';
import type { ProxyUser, Snapshot } from '@switchyard/model';
import { formatUri, HEADERS, METHODS } from '@switchyard/sip';
import type { Initial, SourceKnown } from '../call.js';
import { ourAddressOf, publicHostOf } from '../called/our-address.js';

/** A phone asks again after this long, so that an address that is gone is not kept. */
const KEEP_SEC = 300;

export const balance: Step<Initial & SourceKnown> = {
  name: 'BALANCE',
  doc: 'an address of ours in the mode balance serves no phone: 302 to those that do and live, by weight, the same one first for each address of record',
  run: ({ incoming, snapshot, ports, origin }) => {
    const at = ourAddressOf(snapshot, incoming);
    if (at?.mode !== 'balance' || origin === 'inside') return pass;
    const { user, domain } = incoming.method === METHODS.REGISTER ? incoming.to : incoming.from;
    const addresses = servingOf(snapshot, ports.network.servedAddresses());
    if (addresses.length === 0) return refuse('overload', { reason: 'No Serving Address', headers: { [HEADERS.RETRY_AFTER]: '30' } });
    const ranked = rankServers(addresses, { method: 'hash', key: keyOf(`${user}@${domain}`), turns: newTurns(), callsOf: () => 0 });
    const contacts = ranked.map((address, index) => `<${uriAt(address, incoming)}>;q=${(1 - index / 10).toFixed(1)};expires=${KEEP_SEC}`);
    return reply(302, { reason: 'Moved Temporarily', headers: { [HEADERS.CONTACT]: contacts.slice(0, MOST_CONTACTS) } });
  },
};

/** q stays above 0, and no phone tries more. */
const MOST_CONTACTS = 5;

/** Addresses in the mode serve; as long as any process says where it listens, only those. */
function servingOf(snapshot: Snapshot, served: ReadonlySet<string>): readonly ProxyUser[] {
  const all = snapshot.all('proxyUser').filter(({ mode }) => mode === 'serve');
  const living = all.filter(({ ip }) => served.has(ip));
  return living.length > 0 ? living : all;
}

/** The same request at another address of ours: the user stays, the port and the transport are those it came by. */
function uriAt(
  address: ProxyUser,
  { requestUri, source, receivedOn }: Pick<Initial['incoming'], 'requestUri' | 'source' | 'receivedOn'>,
): string {
  const port = Number(/:(\d+)$/.exec(receivedOn ?? '')?.[1] ?? 5060);
  return formatUri({
    scheme: 'sip',
    user: requestUri.user,
    host: publicHostOf(address),
    port,
    params: new Map(source.protocol === 'udp' ? [] : [['transport', source.protocol]]),
    headers: '',
  });
}

/** FNV-1a: any spread of names will do. */
function keyOf(text: string): number {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
  return hash >>> 0;
}
