import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import { Caller, LevelGuard, levelOf, refusal, type ApiReply, type ApiRequest, type ExtraPath } from '@switchyard/api-kit';
import { endSession, type PublicJwk } from '@switchyard/data';
import { LEVELS, type RequestContext } from '@switchyard/kernel';
import { z } from 'zod';
import { code, id, impersonator, parsed, password, refreshIn, secretToken, tokenAnswer, word } from './bodies.js';
import { LOGIN_PARTS, type LoginParts } from './login-parts.js';
import { originOf, refreshCookieOf } from './origin.js';
import { ownLogin, type Target } from './sign-in.js';

const secrets = { password, code: code.optional(), refreshIn };
const administratorLogin = z.strictObject({ username: word, ...secrets });
const userLogin = z.strictObject({ email: word, ...secrets });
const refreshBody = z.union([
  z.strictObject({ refreshToken: secretToken }),
  z.strictObject({ sessionId: z.uuid('must be the id of a session') }),
]);
/** Whom to act as: a login of the next level, or the tenant, whose internal administrator it is then. */
const TARGETS = {
  platform: z.union([z.strictObject({ administratorId: id, refreshIn }), z.strictObject({ brandId: id, refreshIn })]),
  brand: z.union([z.strictObject({ administratorId: id, refreshIn }), z.strictObject({ clientId: id, refreshIn })]),
  client: z.strictObject({ userId: id, refreshIn }),
} as const;
const meAnswer = z.object({
  actor: z.object({ kind: z.string(), id: z.number(), name: z.string() }),
  scope: z.discriminatedUnion('level', [
    z.object({ level: z.literal('platform') }),
    z.object({ level: z.literal('brand'), brandId: z.int() }),
    z.object({ level: z.literal('client'), brandId: z.int(), clientId: z.int() }),
    z.object({ level: z.literal('user'), brandId: z.int(), clientId: z.int(), userId: z.int() }),
  ]),
  behalf: z.array(impersonator),
  language: z.string().nullable(),
  timezone: z.string().nullable(),
  grants: z.record(z.string(), z.array(z.string())).nullable(),
});
const jwksAnswer = z.object({ keys: z.array(z.record(z.string(), z.string())) });

const tag = 'Logins';
export const loginPaths: readonly ExtraPath[] = [
  {
    path: '/login',
    levels: ['platform', 'brand', 'client'],
    method: 'post',
    summary: 'Log in',
    open: true,
    body: administratorLogin,
    answer: tokenAnswer,
    tag,
  },
  { path: '/login', levels: ['user'], method: 'post', summary: 'Log in', open: true, body: userLogin, answer: tokenAnswer, tag },
  { path: '/logout', levels: LEVELS, method: 'post', summary: 'Log out', tag },
  {
    path: '/token/refresh',
    levels: LEVELS,
    method: 'post',
    summary: 'Refresh a token',
    open: true,
    body: refreshBody,
    answer: tokenAnswer,
    tag,
  },
  ...(['platform', 'brand', 'client'] as const).map((level): ExtraPath => ({
    path: '/token/exchange',
    levels: [level],
    method: 'post',
    summary: 'Act as a login one level below',
    body: TARGETS[level],
    answer: tokenAnswer,
    tag,
  })),
  { path: '/jwks.json', levels: LEVELS, method: 'get', summary: 'Keys that check tokens', open: true, answer: jwksAnswer, tag },
  { path: '/me', levels: LEVELS, method: 'get', summary: 'Who am I', answer: meAnswer, tag },
];

type Tokens = z.output<typeof tokenAnswer>;

/** Opening, keeping and ending sessions: `POST …/login`, `…/logout`, `…/token/refresh`, `…/token/exchange`; `GET …/me`, `…/jwks.json`. */
@Controller('api/:level')
export class LoginController {
  constructor(@Inject(LOGIN_PARTS) private readonly parts: LoginParts) {}

  @Post('login')
  @HttpCode(200)
  async login(@Req() request: ApiRequest, @Body() body: unknown, @Res({ passthrough: true }) reply: ApiReply): Promise<Tokens> {
    const level = levelOf(request);
    const given = level === 'user' ? parsed(userLogin, body) : parsed(administratorLogin, body);
    const name = 'email' in given ? given.email : given.username;
    const session = await this.parts.signIn.byPassword(level, { name, password: given.password, code: given.code }, originOf(request));
    return this.parts.answers.of(session, given.refreshIn, request, reply);
  }

  /** Open, because the access token may be over; the refresh token is what is shown. */
  @Post('token/refresh')
  @HttpCode(200)
  async refresh(@Req() request: ApiRequest, @Body() body: unknown, @Res({ passthrough: true }) reply: ApiReply): Promise<Tokens> {
    const level = levelOf(request);
    const given = parsed(refreshBody, body);
    const origin = originOf(request);
    if ('refreshToken' in given)
      return this.parts.answers.of(await this.parts.signIn.byRefreshToken(level, given.refreshToken, origin), 'body', request, reply);
    const cookie = refreshCookieOf(request, given.sessionId);
    if (!cookie) throw refusal('refresh-refused', 'There is no cookie of this session; log in again.');
    const session = await this.parts.signIn.byRefreshToken(level, cookie, origin, given.sessionId);
    return this.parts.answers.of(session, 'cookie', request, reply);
  }

  @Post('token/exchange')
  @HttpCode(200)
  @UseGuards(LevelGuard)
  async exchange(
    @Caller() caller: RequestContext,
    @Req() request: ApiRequest,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Tokens> {
    const { level } = caller.scope;
    if (level === 'user') throw refusal('level-forbidden', 'There is no level below a user.');
    const { refreshIn: way, ...whom } = parsed<z.ZodType<{ refreshIn: 'body' | 'cookie' } & Record<string, unknown>>>(TARGETS[level], body);
    const session = await this.parts.signIn.byExchange(caller, request.sessionId, targetOf(whom), originOf(request));
    const values = [{ field: 'actsAs', old: null, new: session.login.name }];
    await this.parts.record(caller, session.login, { what: 'session', operation: 'create', values });
    return this.parts.answers.of(session, way, request, reply);
  }

  @Post('logout')
  @HttpCode(204)
  @UseGuards(LevelGuard)
  async logout(@Caller() caller: RequestContext, @Req() request: ApiRequest, @Res({ passthrough: true }) reply: ApiReply): Promise<void> {
    const { sessionId } = request;
    const { actor, scope } = caller;
    if (sessionId === undefined || actor.kind === 'system') {
      ownLogin(caller);
      return;
    }
    await endSession(this.parts.database, { kind: actor.kind, id: actor.id }, sessionId, 'logout', this.parts.clock.nowMs());
    this.parts.answers.forget(scope.level, sessionId, request, reply);
  }

  @Get('jwks.json')
  jwks(@Req() request: ApiRequest): Promise<{ readonly keys: readonly PublicJwk[] }> {
    levelOf(request);
    return this.parts.keys.jwks();
  }

  @Get('me')
  @UseGuards(LevelGuard)
  me(@Caller() caller: RequestContext): z.output<typeof meAnswer> {
    const { actor, scope, behalf = [], language = null, timezone = null, grants } = caller;
    return {
      actor,
      scope: { ...scope },
      behalf: [...behalf],
      language,
      timezone,
      grants: grants ? Object.fromEntries([...grants].map(([resource, verbs]) => [resource, [...verbs]])) : null,
    };
  }
}

/** `brandId` and `clientId` name a tenant, the others a login. */
function targetOf(whom: Readonly<Record<string, unknown>>): Target {
  const [[key, value] = ['', 0]] = Object.entries(whom);
  return key === 'brandId' || key === 'clientId' ? { tenantId: Number(value) } : { loginId: Number(value) };
}
