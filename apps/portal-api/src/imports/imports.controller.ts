import { Controller, HttpCode, Inject, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import {
  allowed,
  Caller,
  LevelGuard,
  refusal,
  type ApiReply,
  type ApiRequest,
  type ExtraPath,
  type FieldProblem,
} from '@switchyard/api-kit';
import { tenantFolder, type NewImport } from '@switchyard/data';
import type { RequestContext } from '@switchyard/kernel';
import { IMPORT_KINDS, RESOURCES, type ImportKind, type Resource } from '@switchyard/model';
import { z } from 'zod';
import { nameOfUpload } from '../files/file-name.js';
import { FileStore } from '../files/file-store.js';
import { rememberUpload } from '../requests/idempotency.interceptor.js';
import { columnsOf } from './line-body.js';

/** Puts an import in line; answers its id. */
export const IMPORT_LINE = Symbol('ImportLine');
export type ImportLine = (caller: RequestContext, given: NewImport) => Promise<number>;

const TABLE = { types: ['text/csv'], maxBytes: 20 * 1024 * 1024 } as const;
const kinds = Object.keys(IMPORT_KINDS) as [ImportKind, ...ImportKind[]];
const word = z.enum(['true', 'false']).optional();

export const importPaths: readonly ExtraPath[] = [
  {
    path: '/imports',
    levels: ['brand', 'client'],
    method: 'post',
    summary: 'Send a table of rows to be made',
    query: z.object({ kind: z.enum(kinds), dryRun: word, partial: word, name: z.string().max(190).optional() }),
    body: z.string(),
    bodyType: 'text/csv',
    answer: z.object({ id: z.int() }),
    status: 202,
    tag: RESOURCES.importJob.plural,
  },
];

/**
 * `POST …/imports?kind=`: a table in CSV, taken in here and worked at later; the answer's address tells how far it is. Parameters
 * that are columns of the table are values of all its lines, as `calendarId` of holidays.
 */
@Controller('api/:level/imports')
@UseGuards(LevelGuard)
export class ImportsController {
  constructor(
    @Inject(FileStore) private readonly files: FileStore,
    @Inject(IMPORT_LINE) private readonly line: ImportLine,
  ) {}

  @Post()
  @HttpCode(202)
  async send(
    @Caller() caller: RequestContext,
    @Query() query: Record<string, unknown>,
    @Req() request: ApiRequest,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<{ readonly id: number }> {
    allowed(RESOURCES.importJob as unknown as Resource, caller, 'read');
    const { scope } = caller;
    if (scope.level !== 'brand' && scope.level !== 'client') throw refusal('level-forbidden', 'Imports are for brands and clients.');
    const { kind, dryRun, partial, defaults } = asked(caller, query);
    const tenant = tenantFolder(scope.brandId, scope.level === 'client' ? scope.clientId : null);
    const { sha256, bytes } = await this.files.keep(tenant, request as unknown as AsyncIterable<Buffer>, TABLE);
    rememberUpload(request, sha256);
    const id = await this.line(caller, { kind, fileName: nameOfUpload(request, 'text/csv'), sha256, bytes, dryRun, partial, defaults });
    reply.set('location', `/api/${scope.level}/imports/${id}`);
    return { id };
  }
}

/** Throws `query-invalid` with every problem, `level-forbidden`, `not-granted`. */
function asked(
  caller: RequestContext,
  { kind: given, dryRun, partial, name: _name, ...rest }: Readonly<Record<string, unknown>>,
): Pick<NewImport, 'kind' | 'dryRun' | 'partial' | 'defaults'> {
  const problems: FieldProblem[] = [];
  const flag = (field: string, value: unknown): boolean => {
    if (value !== undefined && value !== 'true' && value !== 'false') problems.push({ field, rule: 'must be true or false', value });
    return value === 'true';
  };
  const kind = kinds.find((known) => known === given);
  if (!kind) throw refusal('query-invalid', `kind must be one of ${kinds.join(', ')}`, [{ field: 'kind', rule: `must be one of ${kinds.join(', ')}`, value: given }]); // prettier-ignore
  const resource = RESOURCES[IMPORT_KINDS[kind]] as unknown as Resource;
  const columns = columnsOf(resource, allowed(resource, caller, 'create'));
  const defaults: Record<string, string> = {};
  for (const [key, value] of Object.entries(rest))
    if (columns.has(key) && typeof value === 'string') defaults[key] = value;
    else problems.push({ field: key, rule: 'is neither an option nor a column of the table', value });
  const options = { dryRun: flag('dryRun', dryRun), partial: flag('partial', partial) };
  if (problems.length > 0) throw refusal('query-invalid', problems.map(({ field, rule }) => `${field} ${rule}`).join('; '), problems);
  return { kind, ...options, defaults };
}
