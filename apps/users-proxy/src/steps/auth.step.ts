import { drop, next, refuse, reply, type Step } from '@switchyard/call-flow';
import { isInjection } from '@switchyard/guard';
import type { Snapshot } from '@switchyard/model';
import { HEADERS, METHODS, reasonOf } from '@switchyard/sip';
import type { EndpointKnown, Initial } from '../call.js';
import { realmOf } from '../numbers/anonymous.js';
import type { Ports } from '../ports/ports.js';

/**
 * Reference §2.1 steps 13–15. RFC 3261 §22: the registrar answers 401, everything else 407. A refusal carries a fresh challenge, as §22.1
 * wants it, and is the same for an unknown user, a wrong password and a terminal without user (DG-11), as is what is counted of it.
 */
export const auth: Step<Initial, EndpointKnown> = {
  name: 'AUTH',
  doc: 'client certificate, static address or digest; unknown user, wrong password and terminal without user look the same; 403 for a banned identity, and for an endpoint without password elsewhere than at its address',
  run: async ({ incoming, ports, snapshot }) => {
    const { address } = incoming.source;
    const ask = askedOf(incoming.method);
    const who = incoming.method === METHODS.REGISTER ? incoming.to : incoming.from;
    const realm = incoming.method === METHODS.REGISTER ? who.domain : realmOf(incoming);
    const verdict = await ports.authority.verify({
      method: incoming.method,
      requestUri: incoming.uri,
      realm,
      claimed: who.user,
      authorization: linesOf(incoming.header(ask.answer)),
      source: address,
      receivedOn: incoming.receivedOn,
      body: incoming.body,
      certificate: incoming.peerCertificate,
      isBanned: (name) => ports.guard.isSuspicious(address) && ports.guard.isBanned(address, aorOfName(name, realm)),
    });
    switch (verdict.kind) {
      case 'proven':
        ports.guard.proven(address, incoming.method, aorOfName(verdict.endpoint.name, realm));
        return next({ endpoint: verdict.endpoint });
      case 'banned':
        return refuse('identity-banned');
      case 'elsewhere':
        return refuse('source-refused');
      case 'challenge':
        return reply(ask.status, challengeOf(ports, realm, address, ask, verdict.stale));
      case 'refused':
        if (isInjection(verdict.username)) return drop('request-suspicious');
        ports.guard.badCredentials({
          source: address,
          aor: aorOfName(verdict.username, realm),
          userAgent: incoming.header(HEADERS.USER_AGENT),
          ...tenantOf(snapshot, realm),
        });
        return refuse('credentials-refused', challengeOf(ports, realm, address, ask, false));
    }
  },
};

interface Asked {
  readonly status: 401 | 407;
  readonly challenge: string;
  readonly answer: string;
}
const BY_REGISTRAR: Asked = { status: 401, challenge: HEADERS.WWW_AUTHENTICATE, answer: HEADERS.AUTHORIZATION };
const BY_PROXY: Asked = { status: 407, challenge: HEADERS.PROXY_AUTHENTICATE, answer: HEADERS.PROXY_AUTHORIZATION };
/** DG-12: by role. */
const askedOf = (method: string): Asked => (method === METHODS.REGISTER ? BY_REGISTRAR : BY_PROXY);

function challengeOf(ports: Ports, realm: string, address: string, { status, challenge }: Asked, stale: boolean) {
  return { status, reason: reasonOf(status), headers: { [challenge]: ports.authority.challenges(realm, address, stale) } };
}

const aorOfName = (name: string, realm: string): string => `${name}@${realm}`;

/** Whose endpoint it would be, so that its brand sees the ban whether or not the endpoint exists. */
function tenantOf(snapshot: Snapshot, domain: string): { readonly brandId: number | null; readonly clientId: number | null } {
  const [client] = snapshot.by('client', 'domain', domain);
  const [brand] = snapshot.by('brand', 'domain', domain);
  return { brandId: client?.brandId ?? brand?.id ?? null, clientId: client?.id ?? null };
}

/** Several header lines arrive joined by commas, and so are the parameters of each; the scheme opens a new one. */
const linesOf = (joined: string | undefined): readonly string[] => (joined === undefined ? [] : joined.split(/,\s*(?=Digest\s)/i));
