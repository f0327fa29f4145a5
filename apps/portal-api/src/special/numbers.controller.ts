import { Body, Controller, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { allowed, Caller, idOf, LevelGuard, refusal, ROW_STORES, type ExtraPath, type RowStores } from '@switchyard/api-kit';
import type { RequestContext } from '@switchyard/kernel';
import { RESOURCES, type Resource } from '@switchyard/model';
import { z } from 'zod';
import { bodyRefusal, worded } from '../body-refusal.js';
import { SPECIAL_ROWS, type SpecialRows } from '../ports/special-rows.port.js';

const ddi = RESOURCES.ddi as unknown as Resource;
const id = z.int(worded('must be the id of a DDI')).min(1, 'must be the id of a DDI');
const body = z.strictObject({
  ids: z.array(id, worded('must be a list of ids')).min(1, 'must name a DDI').max(500, 'takes at most 500 ids'),
});
const shared = { levels: ['brand'], tag: ddi.plural, method: 'post' } as const;

export const numberPaths: readonly ExtraPath[] = [
  { ...shared, path: '/ddis/{id}/unlink', summary: 'Take a DDI from its client', status: 200, answer: z.object({ id: z.int() }) },
  { ...shared, path: '/ddis/unlink', summary: 'Take several DDIs from their clients', body, answer: z.object({ ids: z.array(z.int()) }) },
];

/** `POST …/ddis/{id}/unlink` (IV-64): the number goes to the brand's pool as a row of its own; the calls it had stay with the client. */
@Controller('api/:level/ddis')
@UseGuards(LevelGuard)
export class NumbersController {
  constructor(
    @Inject(SPECIAL_ROWS) private readonly rows: SpecialRows,
    @Inject(ROW_STORES) private readonly stores: RowStores,
  ) {}

  @Post('unlink')
  @HttpCode(200)
  async unlinkMany(@Caller() caller: RequestContext, @Body() given: unknown): Promise<{ readonly ids: readonly number[] }> {
    allowed(ddi, caller, 'delete');
    const parsed = body.safeParse(given);
    if (!parsed.success) throw bodyRefusal(parsed.error, given);
    return { ids: await this.rows.unlinkDdis(caller, [...new Set(parsed.data.ids)]) };
  }

  @Post(':id/unlink')
  @HttpCode(200)
  async unlink(@Caller() caller: RequestContext, @Param('id') text: string): Promise<{ readonly id: number }> {
    allowed(ddi, caller, 'delete');
    const old = idOf(text);
    if (!(await this.stores('ddi').get(caller, old))) throw refusal('not-found', `There is no DDI with the id ${old}.`);
    const [fresh = 0] = await this.rows.unlinkDdis(caller, [old]);
    return { id: fresh };
  }
}
