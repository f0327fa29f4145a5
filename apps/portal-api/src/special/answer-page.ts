import { pageHeaders, viewAsked, type ApiReply, type Page } from '@switchyard/api-kit';
import { MAX_ITEMS_PER_PAGE, parseListQuery, type ListQuery } from '@switchyard/data';
import type { Level, RequestContext } from '@switchyard/kernel';
import { readSchema, type AnyResource, type Resource } from '@switchyard/model';
import { z } from 'zod';

/** What lists beside the resources take as well; filters by the fields of the resource besides. */
export const pageQuery = z.object({
  page: z.int().min(1).optional(),
  itemsPerPage: z.int().min(1).max(MAX_ITEMS_PER_PAGE).optional(),
  sort: z.string().optional(),
  _properties: z.string().optional(),
  _timezone: z.string().optional(),
});

export const pageAnswer = (resource: AnyResource, level: Level) =>
  z.object({ items: z.array(readSchema(resource, level)), total: z.int(), page: z.int(), itemsPerPage: z.int() });

/** A page of a resource, asked for and shown as its own list is, found by `find`. */
export async function answerPage(
  resource: AnyResource,
  caller: RequestContext,
  raw: Readonly<Record<string, unknown>>,
  reply: ApiReply,
  find: (query: ListQuery) => Promise<{ readonly items: readonly Readonly<Record<string, unknown>>[]; readonly total: number }>,
): Promise<Page> {
  const { level } = caller.scope;
  const view = viewAsked(resource as unknown as Resource, level, raw, undefined);
  const query = parseListQuery(resource, level, view.rest, view.timezone === undefined ? {} : { timezone: view.timezone });
  const { items, total } = await find(query);
  const page = { total, page: query.page, itemsPerPage: query.itemsPerPage };
  for (const [name, value] of pageHeaders(page)) reply.set(name, value);
  return { items: items.map(view.show), ...page };
}
