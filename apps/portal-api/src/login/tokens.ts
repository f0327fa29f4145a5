import { createHash } from 'node:crypto';
import { err, isoOf, ok, type Clock, type RequestContext, type Result, type TenantScope } from '@switchyard/kernel';
import type { TokenReader } from '@switchyard/api-kit';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Identity } from '../ports/logins.port.js';

const LIFETIME_SEC = 3600;
const ISSUER = 'switchyard';

const claims = z.object({
  sub: z.string().regex(/^(administrator|user):\d+$/),
  name: z.string(),
  scope: z.discriminatedUnion('level', [
    z.object({ level: z.literal('platform') }),
    z.object({ level: z.literal('brand'), brandId: z.number().int() }),
    z.object({ level: z.literal('client'), brandId: z.number().int(), clientId: z.number().int() }),
    z.object({ level: z.literal('user'), brandId: z.number().int(), clientId: z.number().int(), userId: z.number().int() }),
  ]),
});

/** Issues and reads the bearer tokens of logins (RFC 7519, HS256): who, and for which tenant, for an hour. */
export class Tokens implements TokenReader {
  readonly #key: Uint8Array;
  constructor(
    key: string,
    private readonly clock: Clock,
  ) {
    this.#key = createHash('sha256').update(`portal-token:${key}`).digest();
  }

  async issue({ kind, id, name, scope }: Identity): Promise<{ token: string; expiresAt: string }> {
    const nowSec = Math.floor(this.clock.nowMs() / 1000);
    const token = await new SignJWT({ name, scope: { ...scope } })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(ISSUER)
      .setSubject(`${kind}:${id}`)
      .setIssuedAt(nowSec)
      .setExpirationTime(nowSec + LIFETIME_SEC)
      .sign(this.#key);
    return { token, expiresAt: isoOf((nowSec + LIFETIME_SEC) * 1000) };
  }

  readonly read = async (token: string): Promise<Result<Pick<RequestContext, 'actor' | 'scope'>, 'expired' | 'forged' | 'malformed'>> => {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        issuer: ISSUER,
        algorithms: ['HS256'],
        currentDate: new Date(this.clock.nowMs()),
      });
      const parsed = claims.safeParse(payload);
      if (!parsed.success) return err('malformed');
      const [kind, id] = parsed.data.sub.split(':');
      return ok({
        actor: { kind: kind as 'administrator' | 'user', id: Number(id), name: parsed.data.name },
        scope: parsed.data.scope satisfies TenantScope,
      });
    } catch (thrown) {
      if (thrown instanceof errors.JWTExpired) return err('expired');
      return err(thrown instanceof errors.JWSSignatureVerificationFailed ? 'forged' : 'malformed');
    }
  };
}
