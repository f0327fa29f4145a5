import { CodedError, toAmount, toMicros, type RequestContext } from '@switchyard/kernel';
import {
  createSchema,
  isSecretField,
  patchSchema,
  problemsOf,
  RESOURCES,
  type AnyResource,
  type Field,
  type ResourceName,
  type RowByName,
} from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import type { Database } from '../database.js';
import { duplicateKeyOf, refused } from '../errors.js';
import { applyListQuery } from '../query/apply-list-query.js';
import { completeListQuery, type ListRequest } from '../query/list-query.js';
import { checkRules } from '../rules/index.js';
import { uniqueName } from '../schema/names.js';
import { isRecord } from '../schema/references.js';
import { checkNotInUse } from './check-in-use.js';
import { checkReferences } from './check-references.js';
import { lockRevision, publishChange, recordChange, type ConfigChange, type Operation } from './config-change.js';
import { deleteParts } from './delete-parts.js';
import { hashPasswords, hideSecrets } from './hidden-values.js';
import { findRow, lockRow, select, type StoredRow } from './stored-row.js';
import { requireAccess, tenantFilter } from './tenancy.js';
import { inTransaction } from './transaction.js';

export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly page: number;
  readonly itemsPerPage: number;
}

type Values = Readonly<Record<string, unknown>>;
interface Written {
  readonly row: StoredRow;
  readonly change: ConfigChange | undefined;
}

/**
 * Rows of one resource as one tenant has them. Nothing is read or written without the tenant filter of `ctx.scope`
 * (invariant I3): a foreign id is `undefined`, a foreign reference `reference-unknown`. Fields hidden at the caller's level
 * are absent from what is returned. Refusals are coded errors of `DATA_ERRORS` with `facts.errors`.
 */
export class Repository<N extends ResourceName> {
  readonly #resource: AnyResource;

  constructor(
    private readonly database: Database,
    readonly name: N,
  ) {
    this.#resource = RESOURCES[name];
  }

  /** A page of rows with the total; at most 500 a page. Throws `query-invalid`, `level-forbidden`. */
  async list(ctx: RequestContext, request: ListRequest = {}): Promise<Page<RowByName<N>>> {
    requireAccess(this.#resource, ctx, 'read');
    const query = completeListQuery(this.#resource, ctx.scope.level, request);
    const builder = applyListQuery(
      select(this.database.manager, this.name, tenantFilter(this.#resource, ctx.scope)),
      this.#resource,
      query,
    );
    const [items, total] = await Promise.all([builder.getMany(), builder.clone().offset(undefined).limit(undefined).orderBy().getCount()]);
    return { items: items.map((row) => this.#shown(ctx, row)), total, page: query.page, itemsPerPage: query.itemsPerPage };
  }

  /** One row; undefined when it does not exist or is somebody else's. */
  async get(ctx: RequestContext, id: number): Promise<RowByName<N> | undefined> {
    requireAccess(this.#resource, ctx, 'read');
    if (!isRowId(id)) return undefined;
    const row = await findRow(this.database.manager, this.name, this.#mine(ctx, id));
    return row && this.#shown(ctx, row);
  }

  /** Creates a row in the caller's tenant. Throws `body-invalid`, `reference-unknown`, `not-unique`, `rule-broken`, `level-forbidden`. */
  async create(ctx: RequestContext, body: unknown): Promise<RowByName<N>> {
    this.#requireWrite(ctx, 'create');
    const given = this.#parse(ctx, 'create', body);
    const hashes = await hashPasswords(this.name, given);
    const { row } = await this.#write(given, async (manager, revision) => {
      const after = { ...this.#plain(given), ...this.#tenant(ctx) };
      await checkReferences(manager, this.name, after);
      await checkRules({ manager, name: this.name, before: undefined, after, given });
      const hidden = await hideSecrets(this.database, manager, this.name, { before: undefined, after, given });
      const { identifiers } = await manager.insert(this.name, { ...after, ...hashes, ...hidden });
      return this.#recorded(manager, ctx, revision, 'create', { ...after, id: Number(identifiers[0]?.['id']) });
    });
    return this.#shown(ctx, row);
  }

  /** Changes what the patch names. Undefined as in `get`. Throws as `create`, and `password-needed`, `domain-in-use`, `row-in-use`. */
  async update(ctx: RequestContext, id: number, patch: unknown): Promise<RowByName<N> | undefined> {
    this.#requireWrite(ctx, 'update');
    const given = this.#parse(ctx, 'patch', patch);
    if (!isRowId(id)) return undefined;
    const hashes = await hashPasswords(this.name, given);
    const written = await this.#write(given, async (manager, revision) => {
      const before = await lockRow(manager, this.name, this.#mine(ctx, id));
      if (!before) return undefined;
      const after = { ...before, ...this.#plain(given) };
      await checkReferences(manager, this.name, after);
      if (Object.values(this.#resource.scope).some((column) => before[column] !== after[column]))
        await checkNotInUse(manager, this.name, id);
      await checkRules({ manager, name: this.name, before, after, given });
      const hidden = { ...hashes, ...(await hideSecrets(this.database, manager, this.name, { before, after, given })) };
      const changed = Object.entries({ ...this.#plain(given), ...hidden }).filter(([key, value]) => before[key] !== value);
      if (changed.length === 0) return { row: before, change: undefined };
      await manager.update(this.name, { id }, Object.fromEntries(changed));
      return this.#recorded(manager, ctx, revision, 'update', after);
    });
    return written && this.#shown(ctx, written.row);
  }

  /** Deletes the row and its parts. False as `undefined` in `get`. Throws `row-in-use` (`facts.by`), `level-forbidden`. */
  async remove(ctx: RequestContext, id: number): Promise<boolean> {
    this.#requireWrite(ctx, 'delete');
    if (!isRowId(id)) return false;
    const removed = await this.#write({}, async (manager, revision) => {
      const row = await lockRow(manager, this.name, this.#mine(ctx, id));
      if (!row) return undefined;
      await checkNotInUse(manager, this.name, id);
      await deleteParts(manager, this.name, id);
      await manager.delete(this.name, { id });
      return { row, change: await recordChange(manager, ctx, revision, this.name, 'delete', row) };
    });
    return removed !== undefined;
  }

  /** The transaction every write runs in: revision locked first, driver errors as codes, published after the commit. */
  async #write<W extends Written | undefined>(given: Values, run: (manager: EntityManager, revision: number) => Promise<W>): Promise<W> {
    const written = await inTransaction(this.database, async (manager) => run(manager, (await lockRevision(manager)) + 1)).catch(
      (thrown: unknown) => {
        throw this.#duplicate(thrown, given) ?? thrown;
      },
    );
    if (written?.change) publishChange(this.database, written.change);
    return written;
  }

  /** Records the write and reads the row back as the database has it: amounts and times in their one form. */
  async #recorded(
    manager: EntityManager,
    ctx: RequestContext,
    revision: number,
    operation: Operation,
    after: Values & { id: number },
  ): Promise<Written> {
    const change = await recordChange(manager, ctx, revision, this.name, operation, after);
    const row = await findRow(manager, this.name, { id: after.id });
    if (!row) throw new CodedError('row-lost', `${this.name} ${after.id} is not there after its own write`, { id: after.id });
    return { row, change };
  }

  #duplicate(thrown: unknown, given: Values): CodedError | undefined {
    const index = duplicateKeyOf(thrown);
    if (index === undefined) return undefined;
    const [field] = Object.entries<Field>(this.#resource.fields).find(([key]) => uniqueName(this.name, key) === index) ?? [index];
    const within = { 'in-brand': ' in the brand', 'in-client': ' in the client' }[this.#resource.fields[field]?.unique as string] ?? '';
    return refused('not-unique', [{ field, rule: `is taken${within}`, value: given[field] }]);
  }

  #requireWrite(ctx: RequestContext, verb: 'create' | 'update' | 'delete'): void {
    requireAccess(this.#resource, ctx, verb);
    if (isRecord(this.name) && verb !== 'delete')
      throw new CodedError('level-forbidden', `${this.#resource.plural} are written by calls only`, { resource: this.name });
  }

  #parse(ctx: RequestContext, use: 'create' | 'patch', body: unknown): Values {
    const { level } = ctx.scope;
    const parsed = (use === 'create' ? createSchema : patchSchema)(this.#resource, level).safeParse(body);
    if (parsed.success) return Object.fromEntries(Object.entries(parsed.data).map(([key, value]) => [key, this.#canonical(key, value)]));
    throw refused('body-invalid', problemsOf(this.#resource, level, use, parsed.error, body));
  }

  /** The one form in which the database gives a value back: six decimals, milliseconds. */
  #canonical(key: string, value: unknown): unknown {
    const kind = this.#resource.fields[key]?.kind;
    if (typeof value !== 'string') return value;
    return kind === 'money' ? toAmount(toMicros(value)) : kind === 'datetime' ? new Date(value).toISOString() : value;
  }

  /** The values of a body that are columns as they are. */
  #plain(given: Values): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(given).filter(([key, value]) => {
        const field = this.#resource.fields[key];
        return value !== undefined && field !== undefined && !isSecretField(field);
      }),
    );
  }

  #tenant(ctx: RequestContext): Record<string, number> {
    const { id: _own, ...columns } = tenantFilter(this.#resource, ctx.scope);
    return columns;
  }

  #mine(ctx: RequestContext, id: number): Record<string, number> {
    const filter = tenantFilter(this.#resource, ctx.scope);
    // Where the row is the tenant itself, any other id is somebody else's.
    return filter['id'] !== undefined && filter['id'] !== id ? { ...filter, id: 0 } : { ...filter, id };
  }

  #shown(ctx: RequestContext, row: Values): RowByName<N> {
    const shown: Record<string, unknown> = { id: row['id'] };
    for (const [key, field] of Object.entries<Field>(this.#resource.fields))
      if (!isSecretField(field) && !field.hiddenAt?.includes(ctx.scope.level)) shown[key] = row[key];
    return shown as RowByName<N>;
  }
}

const isRowId = (id: number): boolean => Number.isSafeInteger(id) && id > 0;
