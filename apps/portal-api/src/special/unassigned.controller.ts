import { Controller, Get, Inject, Param, Query, Res, UseGuards, type Type } from '@nestjs/common';
import { allowed, Caller, idOf, LevelGuard, refusal, type ApiReply, type ExtraPath, type Page } from '@switchyard/api-kit';
import type { Assignable } from '@switchyard/data';
import type { Level, RequestContext } from '@switchyard/kernel';
import { RESOURCES, type Resource } from '@switchyard/model';
import { z } from 'zod';
import { SPECIAL_ROWS, type SpecialRows } from '../ports/special-rows.port.js';
import { answerPage, pageAnswer, pageQuery } from './answer-page.js';

const resourceOf = (name: Assignable | 'user' | 'huntGroup'): Resource => RESOURCES[name] as unknown as Resource;
const levels: readonly Level[] = ['brand', 'client'];
const NAMES: readonly Assignable[] = ['terminal', 'extension', 'service'];

export const unassignedPaths: readonly ExtraPath[] = levels.flatMap((level) => [
  ...NAMES.map((name): ExtraPath => {
    const resource = resourceOf(name);
    return {
      path: `/${resource.path}/unassigned`,
      levels: [level],
      tag: resource.plural,
      method: 'get',
      summary: `${resource.plural} that nothing has yet`,
      query: pageQuery.extend({ keep: z.int().min(1).optional() }),
      answer: pageAnswer(resource, level),
    };
  }),
  {
    path: '/hunt-groups/{id}/available-users',
    levels: [level],
    tag: resourceOf('huntGroup').plural,
    method: 'get',
    summary: 'Users that may still join a hunt group',
    query: pageQuery,
    answer: pageAnswer(resourceOf('user'), level),
  },
]);

/** `GET …/{terminals,extensions,services}/unassigned`: what a form can offer; `keep` is what it has already. */
function unassignedController(name: Assignable): Type<unknown> {
  const resource = resourceOf(name);

  @Controller(`api/:level/${resource.path}/unassigned`)
  @UseGuards(LevelGuard)
  class UnassignedController {
    constructor(@Inject(SPECIAL_ROWS) private readonly rows: SpecialRows) {}

    @Get()
    list(
      @Caller() caller: RequestContext,
      @Query() raw: Record<string, unknown>,
      @Res({ passthrough: true }) reply: ApiReply,
    ): Promise<Page> {
      const level = allowed(resource, caller, 'read');
      if (level === 'platform') throw refusal('level-forbidden', `${resource.plural} are not assigned at level ${level}.`);
      const { keep, ...rest } = raw;
      const kept = keep === undefined ? undefined : Number(keep);
      if (kept !== undefined && !(Number.isSafeInteger(kept) && kept > 0))
        throw refusal('query-invalid', 'keep must be an id', [{ field: 'keep', rule: 'must be an id', value: keep }]);
      return answerPage(resource, caller, rest, reply, (query) => this.rows.unassigned(caller, name, query, kept));
    }
  }
  return UnassignedController;
}

/** `GET …/hunt-groups/{id}/available-users` (IV-124). */
@Controller('api/:level/hunt-groups/:id/available-users')
@UseGuards(LevelGuard)
export class AvailableUsersController {
  constructor(@Inject(SPECIAL_ROWS) private readonly rows: SpecialRows) {}

  @Get()
  list(
    @Caller() caller: RequestContext,
    @Param('id') text: string,
    @Query() raw: Record<string, unknown>,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Page> {
    allowed(resourceOf('huntGroup'), caller, 'read');
    allowed(resourceOf('user'), caller, 'read');
    const id = idOf(text);
    return answerPage(resourceOf('user'), caller, raw, reply, async (query) => {
      const found = await this.rows.availableUsers(caller, id, query);
      if (!found) throw refusal('not-found', `There is no hunt group with the id ${id}.`);
      return found;
    });
  }
}

export const unassignedControllers: readonly Type<unknown>[] = [...NAMES.map(unassignedController), AvailableUsersController];
