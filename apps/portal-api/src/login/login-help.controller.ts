import { Body, Controller, HttpCode, Inject, Param, Post, Req, UseGuards, type Type } from '@nestjs/common';
import { allowed, Caller, idOf, LevelGuard, levelOf, refusal, type ApiRequest, type ExtraPath } from '@switchyard/api-kit';
import {
  beginMailRequest,
  bulkGrant,
  createPasswordReset,
  findLogin,
  removeSecondFactor,
  setPassword,
  takePasswordReset,
  type LoginKind,
} from '@switchyard/data';
import { CodedError, LEVELS, systemContext, type RequestContext } from '@switchyard/kernel';
import { mayUse, RESOURCES, type Resource } from '@switchyard/model';
import { z } from 'zod';
import { parsed, password, proof, secretToken } from './bodies.js';
import { loginBelow } from './login-below.js';
import { LOGIN_PARTS, type LoginParts } from './login-parts.js';
import { originOf } from './origin.js';
import { loginResources } from './profile.controller.js';

const proofBody = z.strictObject(proof);
const resetBody = z.strictObject({ token: secretToken, password });
const resetAnswer = z.object({ token: z.string(), expiresAt: z.iso.datetime(), path: z.string() });
const mailBody = z.strictObject({ email: z.email().max(254) });
const grantsBody = z.strictObject({ preset: z.enum(['all', 'read-only', 'none']) });
const grantsAnswer = z.object({ resources: z.number().int() });
const grantResource = RESOURCES.administratorGrant as unknown as Resource;

const tag = 'Logins';
export const loginHelpPaths: readonly ExtraPath[] = [
  { path: '/password-reset', levels: LEVELS, method: 'post', summary: 'Set a password by a link', open: true, body: resetBody, tag },
  {
    path: '/password-reset/mail',
    levels: LEVELS,
    method: 'post',
    summary: 'Ask for a link to set a password',
    open: true,
    body: mailBody,
    tag,
  },
  ...(['administrator', 'user'] as const).flatMap((kind): ExtraPath[] => {
    const resource = loginResources[kind];
    const levels = LEVELS.filter((level) => mayUse(resource, level, 'update'));
    const word = resource.singular.toLowerCase();
    return [
      {
        path: `/${resource.path}/{id}/password-reset`,
        levels,
        method: 'post',
        summary: `Let a ${word} set a password`,
        body: proofBody,
        answer: resetAnswer,
        tag,
      },
      {
        path: `/${resource.path}/{id}/second-factor/remove`,
        levels,
        method: 'post',
        summary: `Remove the second factor of a ${word}`,
        body: proofBody,
        tag,
      },
    ];
  }),
  {
    path: '/administrators/{id}/grants',
    levels: LEVELS.filter((level) => mayUse(grantResource, level, 'create')),
    method: 'post',
    summary: 'Grant everything, reading, or nothing',
    body: grantsBody,
    answer: grantsAnswer,
    tag,
  },
];

/** `POST …/password-reset`: the link that an administrator handed out. Open: who holds it proves it by its secret. */
@Controller('api/:level/password-reset')
export class PasswordResetController {
  constructor(@Inject(LOGIN_PARTS) private readonly parts: LoginParts) {}

  @Post()
  @HttpCode(204)
  async reset(@Req() request: ApiRequest, @Body() body: unknown): Promise<void> {
    const level = levelOf(request);
    const given = parsed(resetBody, body);
    const { database, clock, signIn } = this.parts;
    const { host, ip } = originOf(request);
    const portal = await signIn.portalAt(host, level);
    const nowMs = clock.nowMs();
    const login = await takePasswordReset(database, { level, portal }, given.token, nowMs);
    if (!login) throw refusal('reset-refused', 'The link is unknown, was used, or is older than an hour.');
    const caller = { ...systemContext('password-reset', request.requestId), ip };
    await setPassword(database, caller, login, given.password, { nowMs });
  }
}

/**
 * `POST …/password-reset/mail`: a link for whoever has this address at this portal. Open. Whether there is such a login is looked up
 * later, where the message is sent: the answer and the time it takes are the same for every address.
 */
@Controller('api/:level/password-reset/mail')
export class PasswordMailController {
  constructor(@Inject(LOGIN_PARTS) private readonly parts: LoginParts) {}

  @Post()
  @HttpCode(204)
  async ask(@Req() request: ApiRequest, @Body() body: unknown): Promise<void> {
    const level = levelOf(request);
    const { email } = parsed(mailBody, body);
    const { database, clock, signIn, mail } = this.parts;
    const { host, ip } = originOf(request);
    const { id: webPortalId } = await signIn.portalAt(host, level);
    const askedAtMs = clock.nowMs();
    const may = await beginMailRequest(database, { level, name: email, ip }, askedAtMs);
    if (typeof may === 'number')
      throw new CodedError('login-delayed', `Links were asked for too often from here; try again in ${may} s.`, { retryAfterSec: may });
    const { requestId } = request;
    if (may) await mail.put({ what: 'passwordReset', level, email, webPortalId, ip, requestId: requestId.slice(0, 64), askedAtMs });
  }
}

/** Help for somebody who lost a password or a phone, by a level that may change the login; asks for the helper's own password. */
function loginHelp(kind: LoginKind): Type<unknown> {
  const resource = loginResources[kind];

  @Controller(`api/:level/${resource.path}/:id`)
  @UseGuards(LevelGuard)
  class LoginHelpController {
    constructor(@Inject(LOGIN_PARTS) private readonly parts: LoginParts) {}

    @Post('password-reset')
    @HttpCode(200)
    async passwordReset(
      @Caller() caller: RequestContext,
      @Param('id') text: string,
      @Body() body: unknown,
    ): Promise<z.output<typeof resetAnswer>> {
      const { database, clock } = this.parts;
      const login = await findLogin(database, await this.#proved(caller, text, body));
      if (!login || login.internal) throw refusal('not-found', 'An internal administrator has no password.');
      const { level } = login.scope;
      const { token, expiresAt } = await createPasswordReset(database, level, login, clock.nowMs());
      await this.parts.record(caller, login, {
        what: 'passwordReset',
        operation: 'create',
        values: [{ field: 'expiresAt', old: null, new: expiresAt }],
      });
      // In the fragment: it is sent to no server and stands in no log.
      return { token, expiresAt, path: `/${level}/set-password#${token}` };
    }

    @Post('second-factor/remove')
    @HttpCode(204)
    async removeSecondFactor(@Caller() caller: RequestContext, @Param('id') text: string, @Body() body: unknown): Promise<void> {
      const login = await this.#proved(caller, text, body);
      await removeSecondFactor(this.parts.database, login);
      await this.parts.record(caller, login, { what: 'secondFactor', operation: 'delete', values: [] });
    }

    async #proved(caller: RequestContext, text: string, body: unknown) {
      allowed(resource, caller, 'update');
      const { currentPassword, code } = parsed(proofBody, body);
      const login = await loginBelow(this.parts.database, caller, kind, idOf(text));
      await this.parts.signIn.reauthenticate(caller, currentPassword, code);
      return login;
    }
  }
  Object.defineProperty(LoginHelpController, 'name', { value: `${kind}HelpController` });
  return LoginHelpController;
}

/** `POST …/administrators/{id}/grants`: all at once instead of resource by resource (IV-9). */
@Controller('api/:level/administrators/:id/grants')
@UseGuards(LevelGuard)
export class BulkGrantController {
  constructor(@Inject(LOGIN_PARTS) private readonly parts: LoginParts) {}

  @Post()
  @HttpCode(200)
  async grant(@Caller() caller: RequestContext, @Param('id') text: string, @Body() body: unknown): Promise<{ resources: number }> {
    allowed(grantResource, caller, 'create');
    const { preset } = parsed(grantsBody, body);
    const login = await findLogin(this.parts.database, await loginBelow(this.parts.database, caller, 'administrator', idOf(text)));
    if (!login) throw refusal('not-found', 'This administrator exists no more.');
    return { resources: await bulkGrant(this.parts.database, caller, login, preset) };
  }
}

export const loginHelpControllers: readonly Type<unknown>[] = [
  PasswordMailController,
  PasswordResetController,
  loginHelp('administrator'),
  loginHelp('user'),
  BulkGrantController,
];
