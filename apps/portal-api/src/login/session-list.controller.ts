import { Controller, Delete, Get, HttpCode, Inject, Param, Req, UseGuards, type Type } from '@nestjs/common';
import { allowed, Caller, idOf, LevelGuard, refusal, type ApiRequest, type ExtraPath } from '@switchyard/api-kit';
import { endAllSessions, endSession, listSessions, type LoginKind, type LoginRef, type SessionView } from '@switchyard/data';
import { LEVELS, type RequestContext } from '@switchyard/kernel';
import { mayUse } from '@switchyard/model';
import { z } from 'zod';
import { impersonator } from './bodies.js';
import { LOGIN_PARTS, type LoginParts } from './login-parts.js';
import { loginBelow } from './login-below.js';
import { loginResources } from './profile.controller.js';
import { ownLogin } from './sign-in.js';

const session = z.object({
  id: z.uuid(),
  method: z.string(),
  behalf: z.array(impersonator),
  host: z.string(),
  ip: z.string(),
  agent: z.string(),
  createdAt: z.iso.datetime(),
  usedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
const listAnswer = z.object({ items: z.array(session.extend({ current: z.boolean() })) });
const othersAnswer = z.object({ items: z.array(session) });

const tag = 'Sessions';
export const sessionPaths: readonly ExtraPath[] = [
  { path: '/my/sessions', levels: LEVELS, method: 'get', summary: 'My sessions', answer: listAnswer, tag },
  { path: '/my/sessions', levels: LEVELS, method: 'delete', summary: 'End my other sessions', tag },
  { path: '/my/sessions/{session}', levels: LEVELS, method: 'delete', summary: 'End a session of mine', tag },
  ...(['administrator', 'user'] as const).flatMap((kind): ExtraPath[] => {
    const resource = loginResources[kind];
    const levels = LEVELS.filter((level) => mayUse(resource, level, 'update'));
    const word = resource.singular.toLowerCase();
    return [
      { path: `/${resource.path}/{id}/sessions`, levels, method: 'get', summary: `Sessions of a ${word}`, answer: othersAnswer, tag },
      { path: `/${resource.path}/{id}/sessions`, levels, method: 'delete', summary: `End all sessions of a ${word}`, tag },
    ];
  }),
];

const SESSION_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where a login is open, and closing it there. */
@Controller('api/:level/my/sessions')
@UseGuards(LevelGuard)
export class MySessionsController {
  constructor(@Inject(LOGIN_PARTS) private readonly parts: LoginParts) {}

  @Get()
  async list(@Caller() caller: RequestContext, @Req() request: ApiRequest): Promise<z.output<typeof listAnswer>> {
    const sessions = await listSessions(this.parts.database, ownLogin(caller), this.parts.clock.nowMs());
    return { items: sessions.map((row) => ({ ...row, behalf: [...row.behalf], current: row.id === request.sessionId })) };
  }

  @Delete()
  @HttpCode(204)
  async removeOthers(@Caller() caller: RequestContext, @Req() request: ApiRequest): Promise<void> {
    await endAllSessions(this.parts.database, ownLogin(caller), 'revoked', this.parts.clock.nowMs(), request.sessionId);
  }

  @Delete(':session')
  @HttpCode(204)
  async remove(@Caller() caller: RequestContext, @Param('session') sessionId: string): Promise<void> {
    const own = ownLogin(caller);
    const isEnded =
      SESSION_ID.test(sessionId) && (await endSession(this.parts.database, own, sessionId, 'revoked', this.parts.clock.nowMs()));
    if (!isEnded) throw refusal('not-found', 'You have no such session.');
  }
}

/** `…/administrators/{id}/sessions`, `…/users/{id}/sessions`: those of a login that the caller may change. */
function loginSessions(kind: LoginKind): Type<unknown> {
  const resource = loginResources[kind];

  @Controller(`api/:level/${resource.path}/:id/sessions`)
  @UseGuards(LevelGuard)
  class LoginSessionsController {
    constructor(@Inject(LOGIN_PARTS) private readonly parts: LoginParts) {}

    @Get()
    async list(@Caller() caller: RequestContext, @Param('id') text: string): Promise<{ items: readonly SessionView[] }> {
      return { items: await listSessions(this.parts.database, await this.#of(caller, text), this.parts.clock.nowMs()) };
    }

    @Delete()
    @HttpCode(204)
    async remove(@Caller() caller: RequestContext, @Param('id') text: string): Promise<void> {
      const login = await this.#of(caller, text);
      const ended = await endAllSessions(this.parts.database, login, 'revoked', this.parts.clock.nowMs());
      await this.parts.record(caller, login, { what: 'session', operation: 'delete', values: [{ field: 'count', old: ended, new: 0 }] });
    }

    #of(caller: RequestContext, text: string): Promise<LoginRef> {
      allowed(resource, caller, 'update');
      return loginBelow(this.parts.database, caller, kind, idOf(text));
    }
  }
  Object.defineProperty(LoginSessionsController, 'name', { value: `${kind}SessionsController` });
  return LoginSessionsController;
}

export const sessionControllers: readonly Type<unknown>[] = [MySessionsController, loginSessions('administrator'), loginSessions('user')];
