import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** What the provider says of the person who logs in next, and how it misbehaves. */
export interface NextPerson {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly nonce?: string;
  readonly audience?: string;
  readonly issuer?: string;
  readonly signedByStranger?: true;
}

export interface IdentityProvider {
  readonly issuer: string;
  readonly next: (person: NextPerson) => void;
  readonly close: () => void;
}

/** RFC 6749 §2.3.1: identifier and secret are form-encoded before they become user name and password. */
const isClient = (authorization = ''): boolean => {
  const [id, secret] = Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':');
  return id === 'portal' && new URLSearchParams(`s=${secret ?? ''}`).get('s') === 'secret of portal';
};

/** A small OpenID Connect provider: discovery, authorization code with PKCE S256, signed ID tokens. Everybody who asks is let in. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const [own, stranger] = [await generateKeyPair('ES256'), await generateKeyPair('ES256')];
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  const codes = new Map<string, { person: NextPerson; nonce: string; challenge: string; redirectUri: string }>();
  let person: NextPerson = { claims: {} };
  let issuer = '';

  const tokenOf = async (parameters: URLSearchParams, authorization: string | undefined): Promise<object | undefined> => {
    const code = parameters.get('code') ?? '';
    const known = codes.get(code);
    codes.delete(code);
    const verifier = createHash('sha256')
      .update(parameters.get('code_verifier') ?? '')
      .digest('base64url');
    if (!known || !isClient(authorization) || verifier !== known.challenge || parameters.get('redirect_uri') !== known.redirectUri)
      return undefined;
    const { claims, nonce, audience, issuer: other, signedByStranger } = known.person;
    const idToken = await new SignJWT({ ...claims, nonce: nonce ?? known.nonce })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setIssuer(other ?? issuer)
      .setAudience(audience ?? 'portal')
      .setSubject('somebody')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign((signedByStranger ? stranger : own).privateKey);
    return { access_token: randomBytes(8).toString('hex'), token_type: 'Bearer', id_token: idToken };
  };

  const server = createServer((request, response) => {
    const json = (status: number, body: object): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const url = new URL(request.url ?? '/', issuer);
    if (url.pathname === '/.well-known/openid-configuration') {
      json(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['ES256'],
        code_challenge_methods_supported: ['S256'],
      });
    } else if (url.pathname === '/jwks') json(200, { keys: [jwk] });
    else if (url.pathname === '/authorize') {
      const asked = url.searchParams;
      if (
        asked.get('code_challenge_method') !== 'S256' ||
        asked.get('response_type') !== 'code' ||
        !asked.get('scope')?.includes('openid')
      ) {
        json(400, { error: 'invalid_request' });
        return;
      }
      const code = randomBytes(8).toString('hex');
      const redirectUri = asked.get('redirect_uri') ?? '';
      codes.set(code, { person, nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '', redirectUri });
      const back = new URL(redirectUri);
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked.get('state') ?? '');
      response.writeHead(302, { location: back.href }).end();
    } else if (url.pathname === '/token') {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        void tokenOf(new URLSearchParams(body), request.headers.authorization).then((tokens) =>
          tokens ? json(200, tokens) : json(400, { error: 'invalid_grant' }),
        );
      });
    } else json(404, {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { issuer, next: (given) => (person = given), close: () => void (server.closeAllConnections(), server.close()) };
}
