import type { Bearer, TokenReader } from '@switchyard/api-kit';
import { API_KEY_PREFIX, readApiKey, readSession, type Database, type OpenedSession } from '@switchyard/data';
import { err, isoOf, ok, type Clock, type Impersonator, type Result } from '@switchyard/kernel';
import { decodeProtectedHeader, errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { z } from 'zod';
import type { TokenKeys } from './token-keys.js';

const ISSUER = 'switchyard';
const AUDIENCE = 'portal-api';
const ALGORITHM = 'EdDSA';

const claims = z.object({
  sub: z.string().regex(/^(administrator|user):\d+$/),
  sid: z.uuid(),
});

/** RFC 8693 §4.1: who acts, and inside who acts through them; the person who really sits there is the innermost. */
const actOf = (behalf: readonly Impersonator[]): JWTPayload | undefined =>
  behalf.reduce<JWTPayload | undefined>(
    (inner, { kind, id, name, level }) => ({ sub: `${kind}:${id}`, name, level, ...(inner ? { act: inner } : {}) }),
    undefined,
  );

/**
 * Issues and reads access tokens (RFC 9068 in spirit): JWTs signed with Ed25519 (RFC 8037) by keys that rotate. A token is
 * short-lived, names its session, and is good only while that session and its login are.
 */
export class Tokens implements TokenReader {
  constructor(
    private readonly database: Database,
    private readonly keys: TokenKeys,
    private readonly clock: Clock,
    private readonly lifetimeMs: number,
  ) {}

  async issue({ id, login, behalf }: Pick<OpenedSession, 'id' | 'login' | 'behalf'>): Promise<{ token: string; expiresAt: string }> {
    const nowSec = Math.floor(this.clock.nowMs() / 1000);
    const expiresSec = nowSec + Math.floor(this.lifetimeMs / 1000);
    const { kid, key } = await this.keys.signer();
    const act = actOf(behalf);
    const token = await new SignJWT({ name: login.name, sid: id, tenant: { ...login.scope }, ...(act ? { act } : {}) })
      .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'at+jwt' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(`${login.kind}:${login.id}`)
      .setIssuedAt(nowSec)
      .setExpirationTime(expiresSec)
      .sign(key);
    return { token, expiresAt: isoOf(expiresSec * 1000) };
  }

  readonly read = async (token: string, ip: string): Promise<Result<Bearer, 'expired' | 'forged' | 'malformed' | 'withdrawn'>> => {
    if (token.startsWith(API_KEY_PREFIX)) {
      const bearer = await readApiKey(this.database, token, ip, this.clock.nowMs());
      return bearer ? ok(bearer) : err('withdrawn');
    }
    const checked = await this.#check(token);
    if (!checked.ok) return checked;
    const { sub, sid } = checked.value;
    const kind = sub.startsWith('user:') ? 'user' : 'administrator';
    const context = await readSession(this.database, { id: sid, kind }, this.clock.nowMs());
    // The session says who it is; a token that says otherwise cannot be ours.
    if (!context || `${context.actor.kind}:${context.actor.id}` !== sub) return err('withdrawn');
    return ok({ ...context, sessionId: sid });
  };

  async #check(token: string): Promise<Result<z.output<typeof claims>, 'expired' | 'forged' | 'malformed'>> {
    try {
      const { kid } = decodeProtectedHeader(token);
      const key = typeof kid === 'string' ? await this.keys.checker(kid) : undefined;
      if (!key) return err('forged');
      const { payload } = await jwtVerify(token, key, {
        issuer: ISSUER,
        audience: AUDIENCE,
        // Never what the token asks for (RFC 8725 §3.1): no `none`, no HMAC with a public key as the secret.
        algorithms: [ALGORITHM],
        typ: 'at+jwt',
        currentDate: new Date(this.clock.nowMs()),
      });
      const parsed = claims.safeParse(payload);
      return parsed.success ? ok(parsed.data) : err('malformed');
    } catch (thrown) {
      if (thrown instanceof errors.JWTExpired) return err('expired');
      if (thrown instanceof errors.JWSSignatureVerificationFailed || thrown instanceof errors.JOSEAlgNotAllowed) return err('forged');
      if (thrown instanceof errors.JOSEError || thrown instanceof TypeError) return err('malformed');
      throw thrown;
    }
  }
}
