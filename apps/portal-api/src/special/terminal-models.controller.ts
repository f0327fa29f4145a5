import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res, UseGuards } from '@nestjs/common';
import { allowed, Caller, idOf, LevelGuard, refusal, type ApiReply, type ExtraPath } from '@switchyard/api-kit';
import type { TemplateKind } from '@switchyard/data';
import type { RequestContext } from '@switchyard/kernel';
import { readSchema, RESOURCES, viewOf, type Resource } from '@switchyard/model';
import { z } from 'zod';
import { bodyRefusal, worded } from '../body-refusal.js';
import { SPECIAL_ROWS, type SpecialRows } from '../ports/special-rows.port.js';

const model = RESOURCES.terminalModel as unknown as Resource;
const kinds = ['generic', 'specific'] as const;
const body = z.strictObject({ template: z.enum(kinds, worded('must be generic or specific')) });
const shared = { levels: ['platform'], tag: model.plural } as const;
const text = { answer: z.string(), answerType: 'text/plain' } as const;

export const terminalModelPaths: readonly ExtraPath[] = [
  {
    ...shared,
    path: '/terminal-models/{id}/restore-template',
    method: 'post',
    summary: 'Give a terminal model the template it came with',
    body,
    answer: readSchema(model, 'platform'),
  },
  { ...shared, ...text, path: '/terminal-models/{id}/test-generic', method: 'get', summary: 'What every phone of a model would fetch' },
  {
    ...shared,
    ...text,
    path: '/terminal-models/{id}/test-specific',
    method: 'get',
    summary: 'What one phone of a model would fetch',
    query: z.object({ mac: z.string().optional() }),
  },
];

/** Templates of phones are tried before phones get them; SIP passwords are never in what is answered. */
@Controller('api/:level/terminal-models/:id')
@UseGuards(LevelGuard)
export class TerminalModelsController {
  constructor(@Inject(SPECIAL_ROWS) private readonly rows: SpecialRows) {}

  @Post('restore-template')
  @HttpCode(200)
  async restore(
    @Caller() caller: RequestContext,
    @Param('id') id: string,
    @Body() given: unknown,
  ): Promise<Readonly<Record<string, unknown>>> {
    const level = allowed(model, caller, 'update');
    const parsed = body.safeParse(given);
    if (!parsed.success) throw bodyRefusal(parsed.error, given);
    const row = await this.rows.restoreTemplate(caller, idOf(id), parsed.data.template);
    if (!row) throw missing(id);
    return viewOf(model, level, row);
  }

  @Get('test-generic')
  testGeneric(@Caller() caller: RequestContext, @Param('id') id: string, @Res({ passthrough: true }) reply: ApiReply): Promise<string> {
    return this.#try(caller, id, reply, 'generic');
  }

  @Get('test-specific')
  testSpecific(
    @Caller() caller: RequestContext,
    @Param('id') id: string,
    @Query('mac') mac: unknown,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<string> {
    return this.#try(caller, id, reply, 'specific', mac);
  }

  async #try(caller: RequestContext, id: string, reply: ApiReply, kind: TemplateKind, mac?: unknown): Promise<string> {
    allowed(model, caller, 'update');
    if (mac !== undefined && !(typeof mac === 'string' && /^[0-9a-f]{12}$/i.test(mac)))
      throw refusal('query-invalid', 'mac must be 12 hex digits', [{ field: 'mac', rule: 'must be 12 hex digits', value: mac }]);
    const tried = await this.rows.tryTemplate(caller, idOf(id), kind, mac);
    if (!tried)
      throw mac === undefined ? missing(id) : refusal('not-found', `There is no such model, or no terminal of it with the MAC ${mac}.`);
    // Never as the page or the program it may look like.
    reply.set('content-type', 'text/plain; charset=utf-8');
    reply.set('x-content-type-options', 'nosniff');
    if (tried.path !== null) reply.set('content-location', encodeURI(tried.path));
    return tried.text;
  }
}

const missing = (id: string) => refusal('not-found', `There is no ${model.singular} with the id ${id}.`);
