import { Controller, Get, Inject, UseGuards } from '@nestjs/common';
import { allowed, Caller, LevelGuard, refusal, ROW_STORES, type ExtraPath, type RowStores } from '@switchyard/api-kit';
import { MAX_ITEMS_PER_PAGE, parseListQuery } from '@switchyard/data';
import type { RequestContext } from '@switchyard/kernel';
import { RESOURCES, SERVER_STATES, type Resource, type ServerSights } from '@switchyard/model';
import { z } from 'zod';
import { SERVER_STATES_SOURCE, type ServerStates } from '../ports/server-states.port.js';

const resource = RESOURCES.applicationServer as unknown as Resource;

const shown = z.object({
  id: z.int(),
  name: z.string(),
  enabled: z.boolean(),
  draining: z.boolean(),
  /** `unknown`: no proxy has said anything about it within ten seconds. */
  state: z.enum([...SERVER_STATES, 'unknown']),
  /** Calls in progress; of a draining server those that are left. */
  calls: z.int(),
  seenBy: z.array(z.object({ app: z.string(), state: z.enum(SERVER_STATES), calls: z.int() })),
});
type Shown = z.output<typeof shown>;

export const serverStatePaths: readonly ExtraPath[] = [
  {
    path: `/${resource.path}/states`,
    levels: ['platform'],
    tag: resource.plural,
    method: 'get',
    summary: 'Which application servers answer, and the calls each has',
    answer: z.array(shown),
  },
];

/** The best of what is seen: one proxy that cannot reach a server says more about itself. */
function stateOf(id: number, sights: readonly ServerSights[]): Pick<Shown, 'state' | 'calls' | 'seenBy'> {
  const seenBy = sights.flatMap(({ app, servers }) =>
    servers.filter((one) => one.id === id).map(({ state, calls }) => ({ app, state, calls })),
  );
  return {
    state: SERVER_STATES.find((state) => seenBy.some((one) => one.state === state)) ?? 'unknown',
    calls: seenBy.reduce((sum, { calls }) => sum + calls, 0),
    seenBy,
  };
}

/** `GET …/application-servers/states`: alive, draining, and the calls that are left. */
@Controller(`api/:level/${resource.path}`)
@UseGuards(LevelGuard)
export class ServerStatesController {
  constructor(
    @Inject(SERVER_STATES_SOURCE) private readonly states: ServerStates,
    @Inject(ROW_STORES) private readonly stores: RowStores,
  ) {}

  @Get('states')
  async list(@Caller() caller: RequestContext): Promise<readonly Shown[]> {
    if (allowed(resource, caller, 'read') !== 'platform')
      throw refusal('level-forbidden', 'The state of application servers is shown at level platform.');
    const [rows, sights] = await Promise.all([this.#servers(caller), this.states.sights()]);
    return rows.map((row) => ({
      id: Number(row['id']),
      name: String(row['name']),
      enabled: row['enabled'] === true,
      draining: row['draining'] === true,
      ...stateOf(Number(row['id']), sights),
    }));
  }

  /** All of them: hundreds at most, in pages of the greatest size. */
  async #servers(caller: RequestContext): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const rows: Readonly<Record<string, unknown>>[] = [];
    for (let page = 1; ; page += 1) {
      const query = parseListQuery(resource, 'platform', { page: String(page), itemsPerPage: String(MAX_ITEMS_PER_PAGE), sort: 'name' });
      const { items, total } = await this.stores('applicationServer').list(caller, query);
      rows.push(...items);
      if (items.length === 0 || rows.length >= total) return rows;
    }
  }
}
