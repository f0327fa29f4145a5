/** One call as a person sees it: minted at the edge where the call enters, the same on every leg of it. UUID. */
export type CallUid = string & { readonly __callUid: true };
/** One billed or connected leg of a call. The idempotency key of its CDR. UUID. */
export type LegUid = string & { readonly __legUid: true };

export const newCallUid = (): CallUid => globalThis.crypto.randomUUID() as CallUid;
export const newLegUid = (): LegUid => globalThis.crypto.randomUUID() as LegUid;
