import { guardSettings } from '@switchyard/guard';
import { durationMs } from '@switchyard/kernel';
import { DIGEST_ALGORITHMS } from '@switchyard/sip';
import { z } from 'zod';
import type { DigestPolicy } from './adapters/digest-authority.adapter.js';

/** A comma list of some of `all`, none twice. */
const someOf = <const T extends string>(all: readonly T[]) =>
  z.string().transform((text, context): readonly T[] => {
    const words = text.split(',').map((word) => word.trim());
    const known = words.filter((word): word is T => (all as readonly string[]).includes(word));
    if (known.length !== words.length || new Set(words).size !== words.length)
      context.addIssue({ code: 'custom', message: `must be a comma list of ${all.join(', ')}, each once` });
    return known;
  });

/** Who may come in, and what it is asked: part of the schema in `config.ts`. */
export const gateSettings = {
  ...guardSettings,
  DIGEST_ALGORITHMS: someOf(DIGEST_ALGORITHMS)
    .default(['SHA-256', 'MD5'])
    .describe('Hashes that are offered, most preferred first: SHA-512-256, SHA-256, MD5.'),
  DIGEST_QOP: someOf(['auth', 'auth-int']).default(['auth']).describe('Protection that is offered: auth, auth-int (with the body).'),
  NONCE_LIFE: durationMs.default(300_000).describe('How long a nonce is good; then it is stale.'),
  NONCE_USE: z
    .enum(['counted', 'once'])
    .default('counted')
    .describe('counted: a nonce serves many requests with a rising count; once: one.'),
  NONCE_MEMORY: z
    .enum(['process', 'shared'])
    .default('process')
    .describe('shared: nodes that serve the same phones tell each other of used nonces; process: each node has its own phones.'),
  GEOIP_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('Database of countries in the format of MaxMind; read again when it changes. Without it no country is known.'),
  PUSH_SERVERS: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((host) => host.trim())
        .filter((host) => host !== ''),
    )
    .default([])
    .describe('Comma list of hosts that wake phones; the source filter lets their addresses pass.'),
};
export type GateSettings = z.output<z.ZodObject<typeof gateSettings>>;

export const digestPolicyOf = (settings: GateSettings): DigestPolicy => ({
  algorithms: settings.DIGEST_ALGORITHMS,
  qop: settings.DIGEST_QOP,
  nonceLifeMs: settings.NONCE_LIFE,
  nonceUse: settings.NONCE_USE,
});
