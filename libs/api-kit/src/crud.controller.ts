import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query, Res, UseGuards, type Type } from '@nestjs/common';
import { isGranted, type Level, type RequestContext, type Verb } from '@switchyard/kernel';
import { parseListQuery, type ListQuery } from '@switchyard/data';
import { mayUse, viewOf, type Resource } from '@switchyard/model';
import type { ApiReply } from './http.js';
import { Caller, LevelGuard } from './level-guard.js';
import { refusal } from './problem.js';

type Row = Readonly<Record<string, unknown>>;

/** The rows of one resource, always through the caller's tenant (I3). What lies elsewhere is `undefined`, never an error. */
export interface RowStore {
  readonly list: (caller: RequestContext, query: ListQuery) => Promise<{ readonly items: readonly Row[]; readonly total: number }>;
  readonly get: (caller: RequestContext, id: number) => Promise<Row | undefined>;
  /** Validates the body against the field table; throws `body-invalid`, `reference-unknown`, `not-unique`, `rule-broken`. */
  readonly create: (caller: RequestContext, body: unknown) => Promise<Row>;
  readonly update: (caller: RequestContext, id: number, patch: unknown) => Promise<Row | undefined>;
  readonly remove: (caller: RequestContext, id: number) => Promise<boolean>;
}
export type RowStores = (resource: string) => RowStore;
export const ROW_STORES = Symbol('RowStores');

/** `GET …/{path}`: one page of a list. */
export interface Page {
  readonly items: readonly Row[];
  readonly total: number;
  readonly page: number;
  readonly itemsPerPage: number;
}

/** An id of the address, or 404: what is not a whole number names nothing. */
export function idOf(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw refusal('not-found', `There is nothing with the id '${text}'.`);
  return Number(text);
}

const missing = (resource: Resource, id: number) => refusal('not-found', `There is no ${resource.singular} with the id ${id}.`);

/** The level of a caller, when the resource lets it do so; else 403. */
export function allowed(resource: Resource, caller: RequestContext, verb: Verb): Level {
  const { level } = caller.scope;
  if (!mayUse(resource, level, verb)) throw refusal('level-forbidden', `${resource.plural} may not be ${SAID[verb]} at level ${level}.`);
  if (!isGranted(caller, resource.name, verb))
    throw refusal('not-granted', `It was not granted to ${verb} ${resource.plural.toLowerCase()}.`);
  return level;
}
const SAID: Readonly<Record<Verb, string>> = { create: 'created', read: 'read', update: 'changed', delete: 'deleted' };

/** One controller for a resource at all levels: the level is a parameter, tenancy the store's mandatory filter (house §4.6). */
export function crud(resource: Resource): Type<unknown> {
  @Controller(`api/:level/${resource.path}`)
  @UseGuards(LevelGuard)
  class CrudController {
    private readonly rows: RowStore;
    constructor(@Inject(ROW_STORES) stores: RowStores) {
      this.rows = stores(resource.name);
    }

    @Get()
    async list(@Caller() caller: RequestContext, @Query() raw: Record<string, unknown>): Promise<Page> {
      const level = allowed(resource, caller, 'read');
      const query = parseListQuery(resource, level, raw);
      const { items, total } = await this.rows.list(caller, query);
      return { items: items.map((row) => viewOf(resource, level, row)), total, page: query.page, itemsPerPage: query.itemsPerPage };
    }

    @Get(':id')
    async get(@Caller() caller: RequestContext, @Param('id') text: string): Promise<Row> {
      const level = allowed(resource, caller, 'read');
      const id = idOf(text);
      const row = await this.rows.get(caller, id);
      if (!row) throw missing(resource, id);
      return viewOf(resource, level, row);
    }

    @Post()
    async create(@Caller() caller: RequestContext, @Body() body: unknown, @Res({ passthrough: true }) reply: ApiReply): Promise<Row> {
      const level = allowed(resource, caller, 'create');
      const row = await this.rows.create(caller, body);
      reply.set('location', `/api/${level}/${resource.path}/${String(row['id'])}`);
      return viewOf(resource, level, row);
    }

    @Patch(':id')
    async update(@Caller() caller: RequestContext, @Param('id') text: string, @Body() body: unknown): Promise<Row> {
      const level = allowed(resource, caller, 'update');
      const id = idOf(text);
      // A foreign id is 404 whatever the body says: a 422 would tell that the address is one worth trying.
      if (!(await this.rows.get(caller, id))) throw missing(resource, id);
      const row = await this.rows.update(caller, id, body);
      if (!row) throw missing(resource, id);
      return viewOf(resource, level, row);
    }

    @Delete(':id')
    @HttpCode(204)
    async remove(@Caller() caller: RequestContext, @Param('id') text: string): Promise<void> {
      allowed(resource, caller, 'delete');
      const id = idOf(text);
      if (!(await this.rows.remove(caller, id))) throw missing(resource, id);
    }
  }
  Object.defineProperty(CrudController, 'name', { value: `${resource.name}Controller` });
  return CrudController;
}
