import type { Incoming } from '@switchyard/b2bua';
import { err, ok, type Result } from '@switchyard/kernel';
import { HEADERS, parseNameAddr, parseUri, splitList } from '@switchyard/sip';
import type { RegistrationPolicy } from './registration.js';
import type { RegisterFailure } from './register-failure.js';

const MAX_HOPS = 8;
const MAX_LENGTH = 1024;

/**
 * Path values of a REGISTER (RFC 3327 §5.3), the nearest edge first. Whoever may write a Path decides where calls are sent, so it is
 * taken from the operator's own edges only; from anybody else it is passed over (`lazy`) or refused (`strict`).
 */
export function takePath(
  incoming: Pick<Incoming, 'header' | 'source'>,
  phoneKnowsPath: boolean,
  policy: Pick<RegistrationPolicy, 'path' | 'isEdge'>,
): Result<readonly string[], RegisterFailure> {
  const header = policy.path === 'off' ? undefined : incoming.header(HEADERS.PATH);
  if (header === undefined) return ok([]);
  if (!policy.isEdge(incoming.source.address)) return policy.path === 'lazy' ? ok([]) : err({ code: 'path-untrusted' });
  if (policy.path === 'strict' && !phoneKnowsPath) return err({ code: 'path-unsupported' });
  const values = splitList(header);
  if (values.length > MAX_HOPS || header.length > MAX_LENGTH)
    return err({ code: 'malformed', rule: `Path has more than ${MAX_HOPS} hops` });
  for (const value of values) {
    const address = parseNameAddr(value);
    const uri = address.ok ? parseUri(address.value.uri) : address;
    if (!uri.ok) return err({ code: 'malformed', rule: `Path: ${uri.error}` });
    // Loose routers only: a strict one would take the contact out of the Request-URI (RFC 3327 §5.2).
    if (!/^sips?$/.test(uri.value.scheme) || !uri.value.params.has('lr'))
      return err({ code: 'malformed', rule: 'Path must hold sip: URIs with ;lr' });
  }
  return ok(values);
}

/** RFC 5626 §6: the edge next to the phone, which is the last Path value, says by `ob` that it keeps the flow. */
export function edgeKeepsFlow(path: readonly string[]): boolean {
  const last = path.at(-1);
  const address = last === undefined ? undefined : parseNameAddr(last);
  const uri = address?.ok ? parseUri(address.value.uri) : undefined;
  return uri?.ok === true && uri.value.params.has('ob');
}
