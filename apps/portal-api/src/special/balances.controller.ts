import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res, UseGuards, type Type } from '@nestjs/common';
import { allowed, Caller, idOf, LevelGuard, refusal, ROW_STORES, type ApiReply, type ExtraPath, type Page, type RowStores } from '@switchyard/api-kit'; // prettier-ignore
import { isAmount, toMicros, type RequestContext } from '@switchyard/kernel';
import { RESOURCES, type Resource } from '@switchyard/model';
import { z } from 'zod';
import { bodyRefusal, worded } from '../body-refusal.js';
import { SPECIAL_ROWS, type SpecialRows } from '../ports/special-rows.port.js';
import { answerPage, pageQuery } from './answer-page.js';

const client = RESOURCES.client as unknown as Resource;
const OWNERS = ['client', 'carrier'] as const;
const RULE = 'must be an amount as "10.50", not 0, with at most 6 decimals';
const body = z.strictObject({
  amount: z.string(worded(RULE)).refine((text) => isAmount(text) && toMicros(text) !== 0n, RULE),
  comment: z.string(worded('must be text')).max(200, 'must be at most 200 characters').default(''),
});
const changed = z.object({ balance: z.string(), movementId: z.int(), isShown: z.boolean() });

/** What the list of balances shows of a client. */
const SHOWN = ['id', 'name', 'type', 'billingMethod', 'balance', 'currency', 'currentDayUsage', 'maxDailyUsage'] as const;
const shown = z.object({
  id: z.int(),
  name: z.string(),
  type: z.string(),
  billingMethod: z.string(),
  balance: z.string(),
  currency: z.string(),
  currentDayUsage: z.string(),
  maxDailyUsage: z.string(),
});

export const balancePaths: readonly ExtraPath[] = [
  ...OWNERS.map((owner): ExtraPath => {
    const { path, plural, singular } = RESOURCES[owner];
    return {
      path: `/${path}/{id}/balance`,
      levels: ['brand'],
      tag: plural,
      method: 'post',
      summary: `Add to the balance of a ${singular.toLowerCase()}`,
      body,
      answer: changed,
    };
  }),
  {
    path: '/balances',
    levels: ['brand'],
    tag: client.plural,
    method: 'get',
    summary: 'Balances and daily usage of clients',
    query: pageQuery,
    answer: z.object({ items: z.array(shown), total: z.int(), page: z.int(), itemsPerPage: z.int() }),
  },
];

/** `POST …/{clients,carriers}/{id}/balance` (IV-165): never a new number, always a movement that says why. */
function balanceController(owner: (typeof OWNERS)[number]): Type<unknown> {
  const resource = RESOURCES[owner] as unknown as Resource;

  @Controller(`api/:level/${resource.path}/:id/balance`)
  @UseGuards(LevelGuard)
  class BalanceController {
    constructor(
      @Inject(SPECIAL_ROWS) private readonly rows: SpecialRows,
      @Inject(ROW_STORES) private readonly stores: RowStores,
    ) {}

    @Post()
    @HttpCode(200)
    async add(@Caller() caller: RequestContext, @Param('id') text: string, @Body() given: unknown): Promise<z.output<typeof changed>> {
      if (allowed(resource, caller, 'update') !== 'brand')
        throw refusal('level-forbidden', `Balances are changed by the brand, not at level ${caller.scope.level}.`);
      const id = idOf(text);
      // A foreign id is 404 whatever the body says.
      const missing = () => refusal('not-found', `There is no ${resource.singular} with the id ${id}.`);
      if (!(await this.stores(owner).get(caller, id))) throw missing();
      const parsed = body.safeParse(given);
      if (!parsed.success) throw bodyRefusal(parsed.error, given);
      const moved = await this.rows.changeBalance(caller, { owner, id, ...parsed.data });
      if (!moved) throw missing();
      return moved;
    }
  }
  return BalanceController;
}

/** `GET …/balances` (IV-163, IV-165). */
@Controller('api/:level/balances')
@UseGuards(LevelGuard)
export class BalancesController {
  constructor(@Inject(ROW_STORES) private readonly stores: RowStores) {}

  @Get()
  list(
    @Caller() caller: RequestContext,
    @Query() raw: Record<string, unknown>,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<Page> {
    if (allowed(client, caller, 'read') !== 'brand')
      throw refusal('level-forbidden', `Balances are listed for the brand, not at level ${caller.scope.level}.`);
    const { _properties = SHOWN.join(','), ...rest } = raw;
    return answerPage(client, caller, { ...rest, _properties }, reply, (query) => this.stores('client').list(caller, query));
  }
}

export const balanceControllers: readonly Type<unknown>[] = [...OWNERS.map(balanceController), BalancesController];
