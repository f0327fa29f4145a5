import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res, UseGuards } from '@nestjs/common';
import { allowed, Caller, idOf, LevelGuard, refusal, type ApiReply, type ExtraPath } from '@switchyard/api-kit';
import { changeSetBody, type ChainReport, type Revision, type RowDifference, type WentBack } from '@switchyard/data';
import type { RequestContext } from '@switchyard/kernel';
import { RESOURCES, type Resource } from '@switchyard/model';
import { z } from 'zod';
import { bodyRefusal } from '../body-refusal.js';
import { REVISIONS, type Revisions } from '../ports/revisions.port.js';

const MAX_REVISIONS = 200;
const levels = ['brand', 'client'] as const;
const change = RESOURCES.changeEntry as unknown as Resource;
const goBackBody = z.strictObject({ comment: z.string().min(1).max(500) });
const whole = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

const operation = z.enum(['create', 'update', 'delete']);
const value = z.object({ field: z.string(), old: z.unknown(), new: z.unknown() });
const revision = z.object({
  from: z.int(),
  to: z.int(),
  changedAt: z.string(),
  actorName: z.string(),
  comment: z.string().nullable(),
  requestId: z.string(),
  changes: z.int(),
  resources: z.array(z.string()),
});
const difference = z.object({ resource: z.string(), id: z.int(), title: z.string(), operation, values: z.array(value) });
const report = z.object({ chain: z.int(), entries: z.int(), brokenAt: z.int().optional(), reason: z.string().optional() });

export const revisionPaths: readonly ExtraPath[] = [
  {
    path: '/revisions',
    levels,
    method: 'get',
    summary: 'What changed in how calls are led and rated, newest first',
    query: z.object({ before: z.int().min(0).optional(), itemsPerPage: z.int().min(1).max(MAX_REVISIONS).optional() }),
    answer: z.array(revision),
  },
  {
    path: '/revisions/diff',
    levels,
    method: 'get',
    summary: 'What differs between two revisions',
    query: z.object({ from: z.int().min(0), to: z.int().min(0) }),
    answer: z.array(difference),
  },
  {
    path: '/revisions/{id}/go-back',
    levels,
    method: 'post',
    summary: 'Bring calls back to where a revision had them',
    body: goBackBody,
    answer: z.object({ revision: z.int(), rows: z.int() }),
  },
  {
    path: '/change-sets',
    levels,
    method: 'post',
    summary: 'Change several things together, now or at a time',
    body: changeSetBody,
    answer: z.object({ id: z.int() }),
    status: 201,
  },
  { path: '/changes/verify', levels: ['platform', 'brand'], method: 'get', summary: 'Check that the change log is whole', answer: report },
];

/** A whole number of the query string. Throws `query-invalid`. */
function wholeOf(query: Readonly<Record<string, unknown>>, field: string): number | undefined {
  if (query[field] === undefined) return undefined;
  const parsed = whole.safeParse(query[field]);
  if (parsed.success) return parsed.data;
  throw refusal('query-invalid', `${field} must be a whole number`, [{ field, rule: 'must be a whole number', value: query[field] }]);
}

function needed(query: Readonly<Record<string, unknown>>, field: string): number {
  const found = wholeOf(query, field);
  if (found === undefined) throw refusal('query-invalid', `${field} is required`, [{ field, rule: 'is required' }]);
  return found;
}

/** Revisions belong to brands and clients. A forbidden level is told before a wrong body is. */
function requireTenant({ scope }: RequestContext): void {
  if (scope.level !== 'brand' && scope.level !== 'client')
    throw refusal('level-forbidden', `There are no revisions at level ${scope.level}.`);
}

/** The history of a tenant's configuration (NX-4, NX-12): revisions, their differences, the way back, and changes that wait for their time. */
@Controller('api/:level')
@UseGuards(LevelGuard)
export class RevisionsController {
  constructor(@Inject(REVISIONS) private readonly revisions: Revisions) {}

  @Get('revisions')
  list(@Caller() caller: RequestContext, @Query() query: Record<string, unknown>): Promise<readonly Revision[]> {
    allowed(change, caller, 'read');
    const before = wholeOf(query, 'before');
    const limit = Math.min(wholeOf(query, 'itemsPerPage') ?? 50, MAX_REVISIONS);
    return this.revisions.list(caller, { limit, ...(before === undefined ? {} : { before }) });
  }

  @Get('revisions/diff')
  compare(@Caller() caller: RequestContext, @Query() query: Record<string, unknown>): Promise<readonly RowDifference[]> {
    allowed(change, caller, 'read');
    return this.revisions.compare(caller, { from: needed(query, 'from'), to: needed(query, 'to') });
  }

  @Post('revisions/:id/go-back')
  @HttpCode(200)
  goBack(@Caller() caller: RequestContext, @Param('id') text: string, @Body() body: unknown): Promise<WentBack> {
    allowed(change, caller, 'read');
    requireTenant(caller);
    const parsed = goBackBody.safeParse(body);
    if (!parsed.success) throw bodyRefusal(parsed.error, body);
    return this.revisions.goBack({ ...caller, comment: parsed.data.comment }, text === '0' ? 0 : idOf(text));
  }

  @Post('change-sets')
  async addSet(
    @Caller() caller: RequestContext,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<{ readonly id: number }> {
    requireTenant(caller);
    const parsed = changeSetBody.safeParse(body);
    if (!parsed.success) throw bodyRefusal(parsed.error, body);
    const id = await this.revisions.addSet(caller, parsed.data);
    reply.set('location', `/api/${caller.scope.level}/${RESOURCES.changeSet.path}/${id}`);
    return { id };
  }

  @Get('changes/verify')
  verify(@Caller() caller: RequestContext): Promise<ChainReport> {
    allowed(change, caller, 'read');
    const { scope } = caller;
    if (scope.level === 'platform') return this.revisions.verify(0);
    if (scope.level === 'brand') return this.revisions.verify(scope.brandId);
    throw refusal('level-forbidden', `A chain belongs to a brand: it is not checked at level ${scope.level}.`);
  }
}
