import { Body, Controller, Get, HttpCode, Inject, Patch, Post, Req, UseGuards } from '@nestjs/common';
import { Caller, LevelGuard, refusal, type ApiRequest, type ExtraPath } from '@switchyard/api-kit';
import { ownLoginContext, Repository, secondFactorState, setPassword } from '@switchyard/data';
import { LEVELS, type RequestContext } from '@switchyard/kernel';
import { PORTAL_LANGUAGES, RESOURCES, type Resource } from '@switchyard/model';
import { z } from 'zod';
import { code, parsed, password, proof } from './bodies.js';
import { LOGIN_PARTS, type LoginParts } from './login-parts.js';
import { ownLogin } from './sign-in.js';

/** What everybody may change of their own login, whatever their level may change of others. */
const OWN_FIELDS = {
  administrator: ['name', 'lastname', 'email', 'language', 'timezone'],
  user: ['name', 'lastname', 'language', 'timezone'],
} as const;
type Own = keyof typeof OWN_FIELDS;

const profileAnswer = z.object({
  kind: z.enum(['administrator', 'user']),
  id: z.number(),
  login: z.string(),
  name: z.string(),
  lastname: z.string(),
  email: z.string().nullable(),
  language: z.enum(PORTAL_LANGUAGES).nullable(),
  timezone: z.string().nullable(),
  secondFactor: z.object({ active: z.boolean(), since: z.string().nullable(), recoveryCodesLeft: z.number() }),
});
const profilePatch = z.strictObject({
  name: z.unknown().optional(),
  lastname: z.unknown().optional(),
  email: z.unknown().optional(),
  language: z.unknown().optional(),
  timezone: z.unknown().optional(),
  currentPassword: password.optional(),
  code: code.optional(),
});
const passwordBody = z.strictObject({ ...proof, password });

const tag = 'My login';
export const profilePaths: readonly ExtraPath[] = [
  { path: '/my/profile', levels: LEVELS, method: 'get', summary: 'My profile', answer: profileAnswer, tag },
  { path: '/my/profile', levels: LEVELS, method: 'patch', summary: 'Change my profile', body: profilePatch, answer: profileAnswer, tag },
  { path: '/my/password', levels: LEVELS, method: 'post', summary: 'Change my password', body: passwordBody, tag },
];

/** `…/my/profile` and `…/my/password`: everybody's own login. */
@Controller('api/:level/my')
@UseGuards(LevelGuard)
export class ProfileController {
  constructor(@Inject(LOGIN_PARTS) private readonly parts: LoginParts) {}

  @Get('profile')
  async get(@Caller() caller: RequestContext): Promise<z.output<typeof profileAnswer>> {
    const { kind, id } = caller.actor;
    if (kind === 'system') throw refusal('not-found', 'The platform has no profile.');
    const row = await new Repository(this.parts.database, kind).get(ownLoginContext(caller), id);
    if (!row) throw refusal('not-found', 'This login exists no more.');
    const fields = row as unknown as Readonly<Record<string, unknown>>;
    const text = (key: string): string | null => (typeof fields[key] === 'string' ? fields[key] : null);
    return {
      kind,
      id,
      login: caller.actor.name,
      name: text('name') ?? '',
      lastname: text('lastname') ?? '',
      email: text('email'),
      language: text('language') as z.output<typeof profileAnswer>['language'],
      timezone: text('timezone'),
      secondFactor: await secondFactorState(this.parts.database, { kind, id }),
    };
  }

  /** An administrator's e-mail address may be how the identity provider knows them: it asks for the password. */
  @Patch('profile')
  async patch(@Caller() caller: RequestContext, @Body() body: unknown): Promise<z.output<typeof profileAnswer>> {
    const own = ownLogin(caller);
    const { currentPassword, code: given, ...patch } = parsed(profilePatch, body);
    for (const key of Object.keys(patch))
      if (!(OWN_FIELDS[own.kind as Own] as readonly string[]).includes(key))
        throw refusal('body-invalid', `${key} is not yours to change`, [
          { field: key, rule: 'is not yours to change', value: patch[key as 'name'] },
        ]);
    if (patch.email !== undefined) {
      if (currentPassword === undefined)
        throw refusal('body-invalid', 'currentPassword is required to change the e-mail address', [
          { field: 'currentPassword', rule: 'is required to change the e-mail address' },
        ]);
      await this.parts.signIn.reauthenticate(caller, currentPassword, given);
    }
    await new Repository(this.parts.database, own.kind).update(ownLoginContext(caller), own.id, patch);
    return this.get(caller);
  }

  /** Ends every other session of the login. */
  @Post('password')
  @HttpCode(204)
  async password(@Caller() caller: RequestContext, @Req() request: ApiRequest, @Body() body: unknown): Promise<void> {
    ownLogin(caller);
    const given = parsed(passwordBody, body);
    const own = await this.parts.signIn.reauthenticate(caller, given.currentPassword, given.code);
    if (given.password === given.currentPassword)
      throw refusal('body-invalid', 'password must be another one', [
        { field: 'password', rule: 'must be another one', value: '(hidden)' },
      ]);
    await setPassword(this.parts.database, caller, own, given.password, {
      nowMs: this.parts.clock.nowMs(),
      ...(request.sessionId === undefined ? {} : { except: request.sessionId }),
    });
  }
}

/** The field tables of logins, as the documents know them. */
export const loginResources = { administrator: RESOURCES.administrator, user: RESOURCES.user } as unknown as Readonly<
  Record<Own, Resource>
>;
