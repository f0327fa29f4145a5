import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { levelOf, refusal, type ApiReply, type ApiRequest, type ExtraPath } from '@switchyard/api-kit';
import {
  beginSignOn,
  findLoginByEmail,
  findLoginByName,
  newSecret,
  servesTenant,
  signOnSettings,
  takeSignOn,
  type LoginRow,
  type Portal,
  type SignOnSettings,
} from '@switchyard/data';
import { LEVELS, type Level } from '@switchyard/kernel';
import { z } from 'zod';
import { LOGIN_PARTS, type LoginParts } from './login-parts.js';
import { cookieOf, originOf, setCookie } from './origin.js';

const BROWSER_COOKIE = 'sy_sign_on';
const ATTEMPT_SEC = 600;
const MAX_RETURN = 500;

const optionsAnswer = z.object({ singleSignOn: z.object({ name: z.string() }).nullable() });
const tag = 'Logins';
export const signOnPaths: readonly ExtraPath[] = [
  { path: '/login-options', levels: LEVELS, method: 'get', summary: 'Ways to log in here', open: true, answer: optionsAnswer, tag },
  {
    path: '/sso/start',
    levels: LEVELS,
    method: 'get',
    summary: 'Go to the identity provider',
    open: true,
    query: z.object({ return: z.string().optional() }),
    status: 302,
    tag,
  },
  {
    path: '/sso/callback',
    levels: LEVELS,
    method: 'get',
    summary: 'Come back from the identity provider',
    open: true,
    query: z.object({ state: z.string().optional(), code: z.string().optional() }),
    status: 302,
    tag,
  },
];

/** A screen of this level's portal, never another site: what comes from an address is not believed. */
export const returnPathOf = (level: Level, given: unknown): string =>
  typeof given === 'string' &&
  given.length <= MAX_RETURN &&
  /^\/[a-z]+(\/[\w\-./?&=%[\],:]*)?$/.test(given) &&
  given.split('/')[1] === level
    ? given
    : `/${level}`;

/** Single sign-on (OpenID Connect): `GET …/login-options`, `…/sso/start`, `…/sso/callback`. Browsers come here, not programs. */
@Controller('api/:level')
export class SignOnController {
  constructor(@Inject(LOGIN_PARTS) private readonly parts: LoginParts) {}

  @Get('login-options')
  async options(@Req() request: ApiRequest): Promise<z.output<typeof optionsAnswer>> {
    const portal = await this.parts.signIn.portalAt(originOf(request).host, levelOf(request));
    const settings = await signOnSettings(this.parts.database, portal.id);
    return { singleSignOn: settings ? { name: settings.name } : null };
  }

  @Get('sso/start')
  async start(@Req() request: ApiRequest, @Query('return') back: unknown, @Res() reply: ApiReply): Promise<void> {
    const level = levelOf(request);
    const { portal, settings } = await this.#settings(request, level);
    const [state, nonce, verifier, browser] = [newSecret(), newSecret(), newSecret(), newSecret()];
    const address = await this.parts.providers.authorizationUrl(settings, callbackOf(request, level), { state, nonce, verifier });
    const attempt = { webPortalId: portal.id, level, nonce, verifier, browser, returnTo: returnPathOf(level, back) };
    await beginSignOn(this.parts.database, state, attempt, this.parts.clock.nowMs());
    // Lax, because the way back is a navigation from another site.
    setCookie(request, reply, { name: BROWSER_COOKIE, value: browser, path: `/api/${level}/sso`, maxAgeSec: ATTEMPT_SEC, sameSite: 'Lax' });
    redirect(reply, address);
  }

  /** Sets the refresh cookie of the new session and sends the browser back to the portal, which asks for its access token. */
  @Get('sso/callback')
  async callback(@Req() request: ApiRequest, @Query() query: Record<string, unknown>, @Res() reply: ApiReply): Promise<void> {
    const level = levelOf(request);
    const origin = originOf(request);
    const { portal, settings } = await this.#settings(request, level);
    const state = typeof query['state'] === 'string' ? query['state'] : '';
    const browser = cookieOf(request, BROWSER_COOKIE) ?? '';
    const attempt = await takeSignOn(this.parts.database, state, browser, this.parts.clock.nowMs());
    if (!attempt || attempt.webPortalId !== portal.id || attempt.level !== level)
      throw refusal('sign-on-refused', 'This single sign-on was not begun in this browser, or too long ago; begin again.');
    const callback = new URL(callbackOf(request, level));
    callback.search = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
    const name = await this.parts.providers.identify(settings, callback, { state, nonce: attempt.nonce, verifier: attempt.verifier });
    const login = await this.#loginOf(portal, settings, level, name);
    if (!login) throw refusal('sign-on-refused', 'No active login of this portal belongs to this person.');
    const session = await this.parts.signIn.open(login, { ...origin, method: 'single-sign-on' });
    this.parts.answers.toCookie(session, request, reply);
    redirect(reply, `/${level}/login?${new URLSearchParams({ session: session.id, return: attempt.returnTo }).toString()}`);
  }

  async #settings(request: ApiRequest, level: Level): Promise<{ portal: Portal; settings: SignOnSettings }> {
    const portal = await this.parts.signIn.portalAt(originOf(request).host, level);
    const settings = await signOnSettings(this.parts.database, portal.id);
    if (!settings) throw refusal('sign-on-unavailable', `The portal ${portal.url} has no single sign-on.`);
    return { portal, settings };
  }

  /** Exactly one active login of the portal's tenant; two with one e-mail address are nobody. */
  async #loginOf(portal: Portal, { claim }: SignOnSettings, level: Level, name: string): Promise<LoginRow | undefined> {
    const { database } = this.parts;
    const byName = async (): Promise<LoginRow[]> => [await findLoginByName(database, level, name)].filter((login) => login !== undefined);
    const found = claim === 'email' ? await findLoginByEmail(database, level, name) : await byName();
    const own = found.filter((login) => login.active && !login.internal && servesTenant(portal, login.scope));
    return own.length === 1 ? own[0] : undefined;
  }
}

const callbackOf = (request: ApiRequest, level: Level): string =>
  `${request.secure ? 'https' : 'http'}://${originOf(request).host}/api/${level}/sso/callback`;

const redirect = (reply: ApiReply, address: string): void => void reply.status(302).set('location', address).send('');
