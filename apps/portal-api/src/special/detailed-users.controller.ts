import { Controller, Get, Inject, Query, UseGuards, type StreamableFile } from '@nestjs/common';
import { allowed, Caller, csvDownload, LevelGuard, refusal, viewAsked, type ExtraPath } from '@switchyard/api-kit';
import { DETAILED_USER, parseListQuery } from '@switchyard/data';
import type { RequestContext } from '@switchyard/kernel';
import { RESOURCES, type Resource } from '@switchyard/model';
import { z } from 'zod';
import { SPECIAL_ROWS, type SpecialRows } from '../ports/special-rows.port.js';

const user = RESOURCES.user as unknown as Resource;

export const detailedUserPaths: readonly ExtraPath[] = [
  {
    path: '/users/detailed',
    levels: ['brand', 'client'],
    tag: user.plural,
    method: 'get',
    summary: 'Users with the names of what they have, as CSV',
    query: z.object({ sort: z.string().optional(), _timezone: z.string().optional() }),
    answer: z.string(),
    answerType: 'text/csv',
  },
];

/** `GET …/users/detailed`: the whole list, filtered as that of users. */
@Controller('api/:level/users/detailed')
@UseGuards(LevelGuard)
export class DetailedUsersController {
  constructor(@Inject(SPECIAL_ROWS) private readonly rows: SpecialRows) {}

  @Get()
  async list(@Caller() caller: RequestContext, @Query() raw: Record<string, unknown>): Promise<StreamableFile> {
    const level = allowed(user, caller, 'read');
    if (level === 'user') throw refusal('level-forbidden', 'This list is not for users.');
    const view = viewAsked(user, level, raw, undefined);
    const query = parseListQuery(user, level, view.rest, view.timezone === undefined ? {} : { timezone: view.timezone });
    const columns = DETAILED_USER.map((key) => [key, undefined] as const);
    // The columns are names, none of them a time.
    const { timezone: _none, ...plain } = view;
    return csvDownload('users-detailed', { ...plain, columns, show: (row) => ({ ...row }) }, await this.rows.detailedUsers(caller, query));
  }
}
