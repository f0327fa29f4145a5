import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Res,
  UseGuards,
  type StreamableFile,
  type Type,
} from '@nestjs/common';
import { isGranted, type Level, type RequestContext, type Verb } from '@switchyard/kernel';
import { parseListQuery, rowTag, type ListQuery } from '@switchyard/data';
import { isSecretField, mayUse, viewOf, type Resource, type StoredFile } from '@switchyard/model';
import { csvDownload } from './csv-stream.js';
import type { ApiReply } from './http.js';
import { Caller, LevelGuard } from './level-guard.js';
import { viewAsked } from './list-view.js';
import { pageHeaders } from './page-headers.js';
import { refusal } from './problem.js';

type Row = Readonly<Record<string, unknown>>;

/** The rows of one resource, always through the caller's tenant (I3). What lies elsewhere is `undefined`, never an error. */
export interface RowStore {
  readonly list: (
    caller: RequestContext,
    query: ListQuery,
  ) => Promise<{ readonly items: readonly Row[]; readonly total: number; readonly isTotalExact?: boolean }>;
  /** The rows behind `query.cursor`, and the cursor behind them. */
  readonly scroll: (caller: RequestContext, query: ListQuery) => Promise<{ readonly items: readonly Row[]; readonly next: string | null }>;
  /** All rows of the list, whatever the page, in batches; `fields` are enough. */
  readonly stream: (caller: RequestContext, query: ListQuery, fields?: readonly string[]) => Promise<AsyncIterable<readonly Row[]>>;
  readonly get: (caller: RequestContext, id: number) => Promise<Row | undefined>;
  /** Validates the body against the field table; throws `body-invalid`, `reference-unknown`, `not-unique`, `rule-broken`. */
  readonly create: (caller: RequestContext, body: unknown) => Promise<Row>;
  /** `expected`: only in the state of this tag (`rowTag`); else throws `row-changed`. */
  readonly update: (caller: RequestContext, id: number, patch: unknown, expected?: string) => Promise<Row | undefined>;
  readonly remove: (caller: RequestContext, id: number, expected?: string) => Promise<boolean>;
  /** What an upload stored in a `file` field, or null. */
  readonly setFile: (caller: RequestContext, id: number, field: string, file: StoredFile | null) => Promise<Row | undefined>;
  /** All of them or none; throws `not-found` with the ids that are not the caller's. */
  readonly removeMany: (caller: RequestContext, ids: readonly number[]) => Promise<void>;
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
/** `GET …/{path}?cursor=`: the rows behind a cursor; `next` is null behind the last. */
export interface Scroll {
  readonly items: readonly Row[];
  readonly next: string | null;
  readonly itemsPerPage: number;
}

/** An id of the address, or 404: what is not a whole number names nothing. */
export function idOf(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw refusal('not-found', `There is nothing with the id '${text}'.`);
  return Number(text);
}

const MAX_IDS = 500;

/** Ids of several rows: `id=1,2`, `id=1&id=2` or `id[]=1`. Throws `query-invalid`. */
export function idsOf(query: Readonly<Record<string, unknown>>): readonly number[] {
  const given = query['id'] ?? query['id[]'];
  const texts = (Array.isArray(given) ? given : given === undefined ? [] : [given]).flatMap((value) => String(value).split(','));
  const refuse = (rule: string) => refusal('query-invalid', `id ${rule}`, [{ field: 'id', rule, value: texts.join(',') }]);
  if (texts.length === 0) throw refuse('is required: the ids of the rows');
  if (texts.length > MAX_IDS) throw refuse(`takes at most ${MAX_IDS} ids`);
  if (!texts.every((text) => /^[1-9]\d{0,15}$/.test(text))) throw refuse('must be whole numbers');
  return texts.map(Number);
}

/** The tag in `If-Match` (RFC 9110 §13.1.1); undefined: none was given, or `*`. A weak tag never matches a change. */
const expectedTag = (ifMatch: string | undefined): string | undefined => {
  const tag = ifMatch?.trim();
  return tag === undefined || tag === '*' ? undefined : tag.replace(/^"(.*)"$/, '$1');
};

/** Sets `ETag` of a row that the store has just answered. */
function tagged(reply: ApiReply, row: Row): void {
  const tag = rowTag(row);
  if (tag !== undefined) reply.set('etag', `"${tag}"`);
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

async function* oneBatch(rows: readonly Row[]): AsyncGenerator<readonly Row[], void, undefined> {
  yield rows;
}

/** One controller for a resource at all levels: the level is a parameter, tenancy the store's mandatory filter (house §4.6). */
export function crud(resource: Resource): Type<unknown> {
  const secrets = Object.keys(resource.fields).filter((key) => resource.fields[key] !== undefined && isSecretField(resource.fields[key]));
  /** A SIP password that the platform made is in the answer to its creation, once and never again. */
  const madeSecrets = (row: Row): Row => Object.fromEntries(secrets.filter((key) => row[key] !== undefined).map((key) => [key, row[key]]));

  @Controller(`api/:level/${resource.path}`)
  @UseGuards(LevelGuard)
  class CrudController {
    private readonly rows: RowStore;
    constructor(@Inject(ROW_STORES) stores: RowStores) {
      this.rows = stores(resource.name);
    }

    @Get()
    async list(
      @Caller() caller: RequestContext,
      @Query() raw: Record<string, unknown>,
      @Headers('accept') accept: string | undefined,
      @Res({ passthrough: true }) reply: ApiReply,
    ): Promise<Page | Scroll | StreamableFile> {
      const level = allowed(resource, caller, 'read');
      const view = viewAsked(resource, level, raw, accept);
      const query = parseListQuery(resource, level, view.rest, view.timezone === undefined ? {} : { timezone: view.timezone });
      const { itemsPerPage } = query;
      reply.set('vary', 'Accept, Origin');
      // Without a page of its own, a table is the whole list.
      const isWhole = view.asCsv && !['page', 'itemsPerPage', 'cursor'].some((key) => Object.hasOwn(view.rest, key));
      if (isWhole) {
        const fields = view.isProjection ? view.columns.map(([key]) => key) : undefined;
        return csvDownload(resource.path, view, await this.rows.stream(caller, query, fields));
      }
      if (query.cursor !== undefined) {
        const { items, next } = await this.rows.scroll(caller, query);
        if (next !== null) reply.set('x-next-cursor', next);
        return view.asCsv ? csvDownload(resource.path, view, oneBatch(items)) : { items: items.map(view.show), next, itemsPerPage };
      }
      const { items, total, isTotalExact = true } = await this.rows.list(caller, query);
      // There are more; nobody counted them.
      if (!isTotalExact) reply.set('x-total-exact', 'false');
      const page = { total, page: query.page, itemsPerPage };
      for (const [name, value] of pageHeaders(page)) reply.set(name, value);
      return view.asCsv ? csvDownload(resource.path, view, oneBatch(items)) : { items: items.map(view.show), ...page };
    }

    @Get(':id')
    async get(
      @Caller() caller: RequestContext,
      @Param('id') text: string,
      @Query() raw: Record<string, unknown>,
      @Res({ passthrough: true }) reply: ApiReply,
    ): Promise<Row> {
      const level = allowed(resource, caller, 'read');
      const id = idOf(text);
      const { show } = viewAsked(resource, level, raw, undefined);
      const row = await this.rows.get(caller, id);
      if (!row) throw missing(resource, id);
      tagged(reply, row);
      return show(row);
    }

    @Post()
    async create(@Caller() caller: RequestContext, @Body() body: unknown, @Res({ passthrough: true }) reply: ApiReply): Promise<Row> {
      const level = allowed(resource, caller, 'create');
      const row = await this.rows.create(caller, body);
      reply.set('location', `/api/${level}/${resource.path}/${String(row['id'])}`);
      tagged(reply, row);
      return { ...viewOf(resource, level, row), ...madeSecrets(row) };
    }

    @Patch(':id')
    async update(
      @Caller() caller: RequestContext,
      @Param('id') text: string,
      @Body() body: unknown,
      @Headers('if-match') ifMatch: string | undefined,
      @Res({ passthrough: true }) reply: ApiReply,
    ): Promise<Row> {
      const level = allowed(resource, caller, 'update');
      const id = idOf(text);
      // A foreign id is 404 whatever the body says: a 422 would tell that the address is one worth trying.
      if (!(await this.rows.get(caller, id))) throw missing(resource, id);
      const row = await this.rows.update(caller, id, body, expectedTag(ifMatch));
      if (!row) throw missing(resource, id);
      tagged(reply, row);
      return viewOf(resource, level, row);
    }

    @Delete(':id')
    @HttpCode(204)
    async remove(
      @Caller() caller: RequestContext,
      @Param('id') text: string,
      @Headers('if-match') ifMatch: string | undefined,
    ): Promise<void> {
      allowed(resource, caller, 'delete');
      const id = idOf(text);
      if (!(await this.rows.remove(caller, id, expectedTag(ifMatch)))) throw missing(resource, id);
    }

    @Delete()
    @HttpCode(204)
    async removeMany(@Caller() caller: RequestContext, @Query() query: Record<string, unknown>): Promise<void> {
      allowed(resource, caller, 'delete');
      await this.rows.removeMany(caller, idsOf(query));
    }
  }
  Object.defineProperty(CrudController, 'name', { value: `${resource.name}Controller` });
  return CrudController;
}
