import { Body, Controller, Get, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import { Caller, LevelGuard, refusal, type ExtraPath } from '@switchyard/api-kit';
import {
  confirmSecondFactor,
  enrolSecondFactor,
  newRecoveryCodes,
  otpauthUri,
  removeSecondFactor,
  secondFactorState,
  type SecondFactorState,
} from '@switchyard/data';
import { LEVELS, type RequestContext } from '@switchyard/kernel';
import { z } from 'zod';
import { code, parsed, proof } from './bodies.js';
import { LOGIN_PARTS, type LoginParts } from './login-parts.js';
import { ownLogin } from './sign-in.js';

const ISSUER = 'Switchyard';
const proofBody = z.strictObject(proof);
const confirmBody = z.strictObject({ code });
const stateAnswer = z.object({ active: z.boolean(), since: z.string().nullable(), recoveryCodesLeft: z.number() });
const enrolmentAnswer = z.object({ secret: z.string(), uri: z.string() });
const codesAnswer = z.object({ recoveryCodes: z.array(z.string()) });

const tag = 'My login';
export const secondFactorPaths: readonly ExtraPath[] = [
  { path: '/my/second-factor', levels: LEVELS, method: 'get', summary: 'My second factor', answer: stateAnswer, tag },
  {
    path: '/my/second-factor',
    levels: LEVELS,
    method: 'post',
    summary: 'Enrol a second factor',
    body: proofBody,
    answer: enrolmentAnswer,
    tag,
  },
  {
    path: '/my/second-factor/confirm',
    levels: LEVELS,
    method: 'post',
    summary: 'Confirm my second factor',
    body: confirmBody,
    answer: codesAnswer,
    tag,
  },
  {
    path: '/my/second-factor/recovery-codes',
    levels: LEVELS,
    method: 'post',
    summary: 'New recovery codes',
    body: proofBody,
    answer: codesAnswer,
    tag,
  },
  { path: '/my/second-factor/remove', levels: LEVELS, method: 'post', summary: 'Remove my second factor', body: proofBody, tag },
];

/** `…/my/second-factor`: one-time codes of an authenticator application (RFC 6238). */
@Controller('api/:level/my/second-factor')
@UseGuards(LevelGuard)
export class SecondFactorController {
  constructor(@Inject(LOGIN_PARTS) private readonly parts: LoginParts) {}

  @Get()
  state(@Caller() caller: RequestContext): Promise<SecondFactorState> {
    return secondFactorState(this.parts.database, ownLogin(caller));
  }

  /** Shows the secret, once. Nothing is asked at logins before the first code has confirmed it. */
  @Post()
  @HttpCode(200)
  async enrol(@Caller() caller: RequestContext, @Body() body: unknown): Promise<z.output<typeof enrolmentAnswer>> {
    const own = await this.#proved(caller, body);
    const secret = await enrolSecondFactor(this.parts.database, own, this.parts.clock.nowMs());
    if (secret === undefined)
      throw refusal('rule-broken', 'A second factor is active; remove it before you enrol another one.', [
        { field: '(body)', rule: 'a second factor is active already' },
      ]);
    return { secret, uri: otpauthUri(ISSUER, caller.actor.name, secret) };
  }

  @Post('confirm')
  @HttpCode(200)
  async confirm(@Caller() caller: RequestContext, @Body() body: unknown): Promise<z.output<typeof codesAnswer>> {
    const own = ownLogin(caller);
    const recoveryCodes = await confirmSecondFactor(this.parts.database, own, parsed(confirmBody, body).code, this.parts.clock.nowMs());
    if (!recoveryCodes)
      throw refusal('rule-broken', 'The code is wrong, or no enrolment has begun.', [
        { field: 'code', rule: 'must be the code that the authenticator shows now', value: '(hidden)' },
      ]);
    await this.parts.record(caller, own, { what: 'secondFactor', operation: 'create', values: [] });
    return { recoveryCodes };
  }

  /** Makes the old ones void. */
  @Post('recovery-codes')
  @HttpCode(200)
  async recoveryCodes(@Caller() caller: RequestContext, @Body() body: unknown): Promise<z.output<typeof codesAnswer>> {
    const own = await this.#proved(caller, body);
    if (!(await secondFactorState(this.parts.database, own)).active)
      throw refusal('rule-broken', 'There is no active second factor.', [{ field: '(body)', rule: 'needs an active second factor' }]);
    const recoveryCodes = await newRecoveryCodes(this.parts.database, own);
    await this.parts.record(caller, own, { what: 'secondFactor', operation: 'update', values: [] });
    return { recoveryCodes };
  }

  @Post('remove')
  @HttpCode(204)
  async remove(@Caller() caller: RequestContext, @Body() body: unknown): Promise<void> {
    const own = await this.#proved(caller, body);
    await removeSecondFactor(this.parts.database, own);
    await this.parts.record(caller, own, { what: 'secondFactor', operation: 'delete', values: [] });
  }

  #proved(caller: RequestContext, body: unknown) {
    ownLogin(caller);
    const { currentPassword, code: given } = parsed(proofBody, body);
    return this.parts.signIn.reauthenticate(caller, currentPassword, given);
  }
}
