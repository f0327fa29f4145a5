import { createHash } from 'node:crypto';

/**
 * Relays for one call, best first: weighted rendezvous hashing. The same call finds the same relay in every process and after
 * a restart, a relay gets its share by weight, and when one goes only its own calls move.
 */
export function relayOrder<R extends { readonly host: string; readonly port: number; readonly weight: number }>(
  relays: readonly R[],
  callId: string,
): readonly R[] {
  return relays
    .map((relay) => ({ relay, score: -relay.weight / Math.log(unitHash(`${callId}|${relay.host}:${relay.port}`)) }))
    .sort((a, b) => b.score - a.score)
    .map(({ relay }) => relay);
}

/** A number in (0, 1), evenly spread. */
function unitHash(text: string): number {
  return (createHash('sha1').update(text).digest().readUIntBE(0, 6) + 0.5) / 2 ** 48;
}
