import { bodyRefusal, worded } from '../body-refusal.js';
import { z } from 'zod';

/** Texts of the bodies of this folder; what looks like a secret is hidden in refusals by its name. */
export const password = z.string(worded('must be text')).min(1, 'is required').max(256, 'must have at most 256 characters');
export const word = z.string(worded('must be text')).min(1, 'is required').max(254, 'must have at most 254 characters');
/** Six digits of an authenticator, or a recovery code. */
export const code = z.string(worded('must be text')).min(1, 'must not be empty').max(40, 'must have at most 40 characters');
export const secretToken = z.string(worded('must be text')).min(1, 'is required').max(200, 'must have at most 200 characters');
export const id = z.number(worded('must be an id')).int('must be an id').min(1, 'must be an id').max(2_147_483_647, 'must be an id');
/** Where the refresh token goes: into the answer (programs), or into a cookie that no script sees (portals). */
export const refreshIn = z.enum(['body', 'cookie'], worded('must be body or cookie')).default('body');

/** What is asked again before something that a borrowed screen must not do. */
export const proof = { currentPassword: password, code: code.optional() };

/** The body, or `body-invalid` with every field, rule and value. */
export function parsed<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const read = schema.safeParse(body);
  if (!read.success) throw bodyRefusal(read.error, body);
  return read.data;
}

export const tokenAnswer = z.object({
  token: z.string(),
  expiresAt: z.iso.datetime(),
  sessionId: z.uuid(),
  refreshToken: z.string().optional(),
  refreshExpiresAt: z.iso.datetime(),
});
export const impersonator = z.object({ kind: z.string(), id: z.number(), name: z.string(), level: z.string() });
