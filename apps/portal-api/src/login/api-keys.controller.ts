import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { Caller, idOf, LevelGuard, refusal, type ExtraPath, type FieldProblem } from '@switchyard/api-kit';
import { createApiKey, deleteApiKey, listApiKeys, type ApiKeyView, type KeyGrants } from '@switchyard/data';
import { LEVELS, VERBS, type Level, type RequestContext } from '@switchyard/kernel';
import { mayUse, resources } from '@switchyard/model';
import { z } from 'zod';
import { worded } from '../body-refusal.js';
import { parsed, proof } from './bodies.js';
import { LOGIN_PARTS, type LoginParts } from './login-parts.js';
import { ownLogin } from './sign-in.js';

const MAX_KEYS = 50;
const MAX_LIFETIME_DAYS = 366;
const DAY_MS = 86_400_000;

const verbs = z.array(z.enum(VERBS, worded(`must be one of ${VERBS.join(', ')}`))).min(1, 'must name a verb');
const keyBody = z.strictObject({
  ...proof,
  name: z.string(worded('must be text')).trim().min(1, 'is required').max(100, 'must have at most 100 characters'),
  expiresAt: z.iso.datetime({ error: 'must be a time in UTC, as 2026-11-21T09:55:00.000Z' }),
  /** Resource → verbs; null or left out: everything the owner may. */
  grants: z.record(z.string().max(64), verbs).nullable().default(null),
});
const keyView = z.object({
  id: z.number(),
  name: z.string(),
  prefix: z.string(),
  grants: z.record(z.string(), z.array(z.enum(VERBS))).nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  usedAt: z.iso.datetime().nullable(),
  usedFrom: z.string().nullable(),
});
const listAnswer = z.object({ items: z.array(keyView) });

const tag = 'My login';
export const apiKeyPaths: readonly ExtraPath[] = [
  { path: '/my/api-keys', levels: LEVELS, method: 'get', summary: 'My API keys', answer: listAnswer, tag },
  {
    path: '/my/api-keys',
    levels: LEVELS,
    method: 'post',
    summary: 'Make an API key',
    body: keyBody,
    answer: keyView.extend({ key: z.string() }),
    tag,
  },
  { path: '/my/api-keys/{id}', levels: LEVELS, method: 'delete', summary: 'Delete an API key', tag },
];

/** What a key asks for must exist at the level; a misspelt resource would be a key that silently may do nothing. */
function grantProblems(level: Level, grants: KeyGrants): FieldProblem[] {
  return Object.entries(grants).flatMap(([name, asked]): FieldProblem[] => {
    const resource = resources.find((known) => known.name === name);
    if (!resource) return [{ field: `grants.${name}`, rule: 'is the name of no resource', value: name }];
    return asked
      .filter((verb) => !mayUse(resource, level, verb))
      .map((verb) => ({ field: `grants.${name}`, rule: `${verb} is not possible at level ${level}`, value: verb }));
  });
}

/** `…/my/api-keys`: keys for programs. A key is shown in the answer that makes it and never again. */
@Controller('api/:level/my/api-keys')
@UseGuards(LevelGuard)
export class ApiKeysController {
  constructor(@Inject(LOGIN_PARTS) private readonly parts: LoginParts) {}

  @Get()
  async list(@Caller() caller: RequestContext): Promise<{ items: readonly ApiKeyView[] }> {
    return { items: await listApiKeys(this.parts.database, ownLogin(caller)) };
  }

  @Post()
  @HttpCode(200)
  async create(@Caller() caller: RequestContext, @Body() body: unknown): Promise<ApiKeyView & { readonly key: string }> {
    ownLogin(caller);
    const { name, expiresAt, grants, currentPassword, code } = parsed(keyBody, body);
    const nowMs = this.parts.clock.nowMs();
    const problems = grants === null ? [] : grantProblems(caller.scope.level, grants);
    const leftMs = Date.parse(expiresAt) - nowMs;
    if (leftMs <= 0 || leftMs > MAX_LIFETIME_DAYS * DAY_MS)
      problems.push({ field: 'expiresAt', rule: `must be within the next ${MAX_LIFETIME_DAYS} days`, value: expiresAt });
    if (problems.length > 0) throw refusal('body-invalid', problems.map(({ field, rule }) => `${field} ${rule}`).join('; '), problems);
    const own = await this.parts.signIn.reauthenticate(caller, currentPassword, code);
    if ((await listApiKeys(this.parts.database, own)).length >= MAX_KEYS)
      throw refusal('rule-broken', `A login has at most ${MAX_KEYS} keys.`, [
        { field: '(body)', rule: `a login has at most ${MAX_KEYS} keys` },
      ]);
    const made = await createApiKey(this.parts.database, own, { name, grants, expiresAt: new Date(expiresAt).toISOString() }, nowMs);
    const values = (['name', 'prefix', 'grants', 'expiresAt'] as const).map((field) => ({ field, old: null, new: made[field] }));
    await this.parts.record(caller, own, { what: 'apiKey', id: made.id, operation: 'create', values });
    return made;
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@Caller() caller: RequestContext, @Param('id') text: string): Promise<void> {
    const own = ownLogin(caller);
    const id = idOf(text);
    if (!(await deleteApiKey(this.parts.database, own, id))) throw refusal('not-found', 'You have no such key.');
    await this.parts.record(caller, own, { what: 'apiKey', id, operation: 'delete', values: [] });
  }
}
