import { next, refuse, reply, type Step } from '@switchyard/call-flow';
import { HEADERS, METHODS, reasonOf } from '@switchyard/sip';
import type { EndpointKnown, Initial } from '../call.js';

/**
 * RFC 3261 §22: the registrar answers 401, everything else 407. A refusal carries a fresh challenge, as §22.1 wants it, and is the
 * same for an unknown user, a wrong password and a terminal without user (DG-11).
 */
export const auth: Step<Initial, EndpointKnown> = {
  name: 'AUTH',
  doc: 'digest, SHA-256 before MD5, against the stored HA1; unknown user, wrong password and terminal without user look the same',
  run: async ({ incoming, ports }) => {
    const isRegister = incoming.method === METHODS.REGISTER;
    const [status, ask, answer] = isRegister
      ? ([401, HEADERS.WWW_AUTHENTICATE, HEADERS.AUTHORIZATION] as const)
      : ([407, HEADERS.PROXY_AUTHENTICATE, HEADERS.PROXY_AUTHORIZATION] as const);
    const realm = isRegister ? incoming.to.domain : incoming.from.domain;
    const { address } = incoming.source;
    const verdict = await ports.authority.verify({
      method: incoming.method,
      requestUri: incoming.uri,
      realm,
      authorization: linesOf(incoming.header(answer)),
      source: address,
      receivedOn: incoming.receivedOn,
      body: incoming.body,
    });
    if (verdict.kind === 'proven') return next({ endpoint: verdict.endpoint });
    const stale = verdict.kind === 'challenge' && verdict.stale;
    const how = { status, reason: reasonOf(status), headers: { [ask]: ports.authority.challenges(realm, address, stale) } };
    return verdict.kind === 'refused' ? refuse('credentials-refused', how) : reply(status, how);
  },
};

/** Several header lines arrive joined by commas, and so are the parameters of each; the scheme opens a new one. */
const linesOf = (joined: string | undefined): readonly string[] => (joined === undefined ? [] : joined.split(/,\s*(?=Digest\s)/i));
