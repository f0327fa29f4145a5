import { parseUri, type SipUri } from '@switchyard/sip';

/** How a sleeping phone is woken (RFC 8599 §4.1): the service, the phone's name there, and what that service needs besides. */
export interface PushTarget {
  readonly provider: string;
  readonly prid: string;
  readonly param: string | undefined;
}

const PROVIDER = 'pn-provider';

/** Undefined: the contact cannot be woken. */
export function pushTargetOf(contact: string): PushTarget | undefined {
  if (!contact.includes(PROVIDER)) return undefined;
  const uri = parseUri(contact);
  const provider = uri.ok ? uri.value.params.get(PROVIDER) : undefined;
  const prid = uri.ok ? uri.value.params.get('pn-prid') : undefined;
  if (!uri.ok || provider === undefined || prid === undefined) return undefined;
  return { provider: provider.toLowerCase(), prid, param: uri.value.params.get('pn-param') };
}

/** The push service of a contact for which there is no gateway (RFC 8599 §5.3: 555). */
export function unsupportedPush({ params }: SipUri, served: readonly string[]): string | undefined {
  const provider = params.get(PROVIDER)?.toLowerCase();
  return provider === undefined || served.includes(provider) ? undefined : provider;
}

/**
 * Value of Feature-Caps in the 200: the service of the contact, or all there are when the phone asks by a `pn-provider` without value
 * (RFC 8599 §4.1.1, §5.3). Undefined: nobody asked.
 */
export function pushCapabilities(contacts: readonly { readonly uri: string }[], served: readonly string[]): string | undefined {
  const asked = contacts.filter(({ uri }) => uri.includes(PROVIDER));
  if (asked.length === 0 || served.length === 0) return undefined;
  const providers = new Set<string>();
  for (const { uri } of asked) {
    const parsed = parseUri(uri);
    if (!parsed.ok || !parsed.value.params.has(PROVIDER)) continue;
    const provider = parsed.value.params.get(PROVIDER)?.toLowerCase();
    for (const one of provider === undefined ? served : [provider]) providers.add(one);
  }
  return providers.size === 0 ? undefined : [...providers].map((provider) => `*;+sip.pns="${provider}"`).join(', ');
}
