import type { CallInfo } from '@switchyard/call-flow';
import type { Endpoint } from '@switchyard/model';
import { formatUri, parseUri } from '@switchyard/sip';

/** A number as it stands in a Request-URI: what was dialled towards a friend, an extension, a DDI. */
const NUMBER = /^[+*#\d]{1,64}$/;

/** The user part by which an endpoint is called: the number, for those who want it (`ddiIn`), else its own name. */
export const calledAs = ({ callee }: Pick<CallInfo, 'callee'>, { ddiIn, name }: Pick<Endpoint, 'ddiIn' | 'name'>): string =>
  ddiIn && NUMBER.test(callee) ? callee : name;

/** A contact with that user part, for a PBX that registered once for all of its numbers; without `ddiIn` the contact as it is. */
export function contactUriOf(contact: string, info: Pick<CallInfo, 'callee'>, endpoint: Pick<Endpoint, 'ddiIn' | 'name'>): string {
  const user = calledAs(info, endpoint);
  const uri = user === endpoint.name ? undefined : parseUri(contact);
  return uri?.ok ? formatUri({ ...uri.value, user, headers: '' }) : contact;
}
