import { err, ok, type Cause, type Result } from '@switchyard/kernel';
import type { Client, Endpoint, Snapshot } from '@switchyard/model';
import { ddiPrefixOf, isE164, matchFriend, numberShownBy, routingTagOf, toE164, type NumberShown } from '@switchyard/routing';
import type { Subscribers } from '../ports/subscribers.port.js';
import { rulesOf } from './own-number.js';

/** Longer than any number; the internal header holds no more. */
const MAX_DIALLED = 64;
/** Extensions have 2 to 10 digits, and only vPBX clients have them. */
const EXTENSION = /^\d{2,10}$/;

/** What a phone dialled, as it is understood. */
export interface Understood {
  /** As dialled. */
  readonly dialled: string;
  /** E.164, or what only the application server can know: an extension, a number behind a friend, a star code. */
  readonly callee: string;
  /** A code of this one call. */
  readonly shown: NumberShown | undefined;
  readonly ddiPrefix: string | null;
  readonly routingTagId: number | null;
}

export interface Dialler {
  readonly snapshot: Snapshot;
  readonly client: Client;
  readonly endpoint: Endpoint;
  readonly subscribers: Pick<Subscribers, 'isExtension' | 'byAddress' | 'serviceCodes'>;
}

const KINDS: Readonly<Record<string, NumberShown>> = { hideNumber: 'hide', showNumber: 'show' };

/** Star codes by what they mean here: those of a vPBX client are its own, all others have those of their brand. */
async function codesOf({ snapshot, client, subscribers }: Dialler): Promise<(code: string) => NumberShown | 'other' | undefined> {
  const ids =
    client.type === 'vpbx'
      ? await subscribers.serviceCodes(client.id)
      : new Map(snapshot.by('brandService', 'brandId', client.brandId).map(({ code, serviceId }) => [code, serviceId]));
  return (code) => {
    const id = ids.get(code);
    return id === undefined ? undefined : (KINDS[snapshot.get('service', id)?.kind ?? ''] ?? 'other');
  };
}

const hasMark = (dialled: string): boolean => dialled.startsWith('*') || dialled.startsWith('#');

/**
 * What an endpoint of a vPBX or residential client dialled (reference §2.3): codes first; then what is internal stays as it is (extensions,
 * star codes, numbers behind friends), unless the endpoint always applies its number rules; anything else becomes E.164 where the rules
 * make it one. Unknown numbers are left to the application server.
 */
export async function understandDialled(dialler: Dialler, dialled: string): Promise<Result<Understood, Cause>> {
  if (dialled === '' || dialled.length > MAX_DIALLED) return err('number-unknown');
  const code = hasMark(dialled) ? numberShownBy(dialled, await codesOf(dialler)) : undefined;
  const number = code?.rest ?? dialled;
  const prefix = dialler.client.type === 'vpbx' ? ddiPrefixOf(number) : undefined;
  const called = prefix?.rest ?? number;
  return ok({
    dialled,
    callee: (await internal(dialler, called)) ?? publicNumber(dialler, called) ?? called,
    shown: code?.shown,
    ddiPrefix: prefix?.code ?? null,
    routingTagId: null,
  });
}

/** Retail goes straight to the public network: a number, with a routing tag before it that the client was granted. */
export async function understandPublic(dialler: Dialler, dialled: string): Promise<Result<Understood, Cause>> {
  if (dialled === '' || dialled.length > MAX_DIALLED) return err('number-unknown');
  const code = hasMark(dialled) ? numberShownBy(dialled, await codesOf(dialler)) : undefined;
  const understood = understandTagged(dialler, code?.rest ?? dialled);
  return understood.ok ? ok({ ...understood.value, dialled, shown: code?.shown }) : understood;
}

/** The same without codes: a wholesale client is a carrier of its own. */
export function understandTagged(
  of: Pick<Dialler, 'snapshot' | 'client'> & { readonly endpoint?: Endpoint },
  dialled: string,
): Result<Understood, Cause> {
  if (dialled === '' || dialled.length > MAX_DIALLED) return err('number-unknown');
  const { snapshot, client } = of;
  const tagged = routingTagOf(dialled);
  const tag = tagged && snapshot.by('routingTag', 'tag', tagged.code).find(({ brandId }) => brandId === client.brandId);
  if (tagged && (!tag || !client.routingTagIds.includes(tag.id))) return err('routing-tag-refused');
  const callee = publicNumber(of, tagged?.rest ?? dialled);
  return callee === undefined
    ? err('number-unknown')
    : ok({ dialled, callee, shown: undefined, ddiPrefix: null, routingTagId: tag?.id ?? null });
}

function publicNumber(
  { snapshot, client, endpoint }: Pick<Dialler, 'snapshot' | 'client'> & { readonly endpoint?: Endpoint },
  called: string,
): string | undefined {
  const { number } = toE164(snapshot, rulesOf(client, endpoint), 'calleein', called);
  return isE164(number) ? number : undefined;
}

/** The internal number that was meant, as it was dialled; undefined: it is none. */
async function internal({ snapshot, client, endpoint, subscribers }: Dialler, called: string): Promise<string | undefined> {
  if (client.type !== 'vpbx' || endpoint.alwaysApplyTransformations) return undefined;
  if (hasMark(called)) return called;
  if (called.startsWith('+')) return undefined;
  if (EXTENSION.test(called) && (await subscribers.isExtension(client.id, called))) return called;
  const but = endpoint.kind === 'friend' ? endpoint.id : undefined;
  const { friend } = await matchFriend(snapshot, client.id, called, subscribers.isExtension, but);
  if (friend) return called;
  // Another address of a colleague (SX-16), for phones that dial letters.
  const alias = /^\d+$/.test(called) || client.domain === null ? undefined : await subscribers.byAddress(called, client.domain);
  return alias?.clientId === client.id ? (alias.extension ?? undefined) : undefined;
}
