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
  type StoredFile,
} from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import { complete } from '../completions/index.js';
import { type Database, sourceOf } from '../database.js';
import type { EffectWrite } from '../effects/effect.js';
import { runEffects } from '../effects/index.js';
import { duplicateKeyOf, refused } from '../errors.js';
import { applyListQuery, orderOf } from '../query/apply-list-query.js';
import { cursorAfter } from '../query/cursor.js';
import { completeListQuery, type ListRequest } from '../query/list-query.js';
import { checkDeletion } from '../rules/deletions.js';
import { checkRules } from '../rules/index.js';
import type { Write } from '../rules/rule.js';
import { isRecord } from '../schema/references.js';
import { initialRow, sameValue } from '../schema/row-shape.js';
import { uniquesOf } from '../schema/uniques.js';
import { completeConditions } from './apply-conditions.js';
import { checkClient } from './check-client.js';
import { checkNotInUse } from './check-in-use.js';
import { checkReferences } from './check-references.js';
import { checkUnique, taken } from './check-unique.js';
import { countRows, totalOf } from './count-rows.js';
import { hashPasswords, hideSecrets, madePasswords } from './hidden-values.js';
import { inWriteSession } from './in-write-session.js';
import { isTagged, tagOf } from './row-tag.js';
import { refuseUnseen, unseenFields, withoutUnseen } from './sight.js';
import { lockRow, readRows, select, withHidden, type RowBuilder, type StoredRow } from './stored-row.js';
import { rowBatches } from './stream-rows.js';
import { requireAccess, tenantFilter, withinTenant } from './tenancy.js';
import type { WriteSession } from './write-session.js';

export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  /** False: there are at least `total` rows; more were not counted. */
  readonly isTotalExact: boolean;
  readonly page: number;
  readonly itemsPerPage: number;
}

type Values = Readonly<Record<string, unknown>>;
type Shown<N extends ResourceName> = RowByName<N>;

const tags = new WeakMap<object, string>();
/** The tag of a row that `get`, `create` or `update` answered, for `ETag`; undefined for other objects. */
export const rowTag = (row: object): string | undefined => tags.get(row);

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
    /** Writes become part of this one (`inOneWrite`), which commits and publishes; without it each is a transaction of its own. */
    private readonly outer?: WriteSession,
  ) {
    this.#resource = RESOURCES[name];
  }

  get #manager(): EntityManager {
    return this.outer?.manager ?? sourceOf(this.database).manager;
  }

  /**
   * A page of rows with the total; at most 500 a page. `narrow` adds conditions of the platform's own to those of the tenant.
   * Throws `query-invalid`, `level-forbidden`.
   */
  async list(ctx: RequestContext, request: ListRequest = {}, narrow?: (builder: RowBuilder) => void): Promise<Page<RowByName<N>>> {
    requireAccess(this.#resource, ctx, 'read');
    const query = completeListQuery(this.#resource, ctx.scope.level, request);
    const manager = this.#manager;
    const unseen = await unseenFields(manager, this.#resource, ctx);
    refuseUnseen(this.#resource, query, unseen);
    const builder = applyListQuery(withinTenant(select(manager, this.name), this.#resource, ctx.scope, 'read'), this.#resource, query);
    narrow?.(builder);
    const [items, counted] = await Promise.all([readRows(manager, this.name, builder), countRows(builder, this.#resource)]);
    return {
      items: items.map((row) => withoutUnseen(this.#resource, this.#shown(ctx, row), unseen)),
      ...totalOf(counted, query, items.length),
      page: query.page,
      itemsPerPage: query.itemsPerPage,
    };
  }

  /**
   * The rows behind a cursor (`request.cursor`, empty at first) and the cursor behind them; null: these were the last. Costs the
   * same at the end of a long list as at its beginning, and counts nothing. Throws as `list`.
   */
  async scroll(
    ctx: RequestContext,
    request: ListRequest,
  ): Promise<{ readonly items: readonly RowByName<N>[]; readonly next: string | null }> {
    requireAccess(this.#resource, ctx, 'read');
    const query = completeListQuery(this.#resource, ctx.scope.level, { ...request, cursor: request.cursor ?? '' });
    const manager = this.#manager;
    const unseen = await unseenFields(manager, this.#resource, ctx);
    refuseUnseen(this.#resource, query, unseen);
    const builder = applyListQuery(withinTenant(select(manager, this.name), this.#resource, ctx.scope, 'read'), this.#resource, query);
    const rows = await readRows(manager, this.name, builder);
    const last = rows.length === query.itemsPerPage ? rows.at(-1) : undefined;
    const next = last ? cursorAfter(this.#resource, orderOf(this.#resource, query), last) : null;
    return { items: rows.map((row) => withoutUnseen(this.#resource, this.#shown(ctx, row), unseen)), next };
  }

  /**
   * All rows of a list, in batches, without the total and whatever their number; `fields`: those that are wanted, without it
   * all. Throws as `list`, before the first batch.
   */
  async stream(
    ctx: RequestContext,
    request: ListRequest = {},
    fields?: readonly string[],
  ): Promise<AsyncGenerator<readonly RowByName<N>[], void, undefined>> {
    requireAccess(this.#resource, ctx, 'read');
    const query = completeListQuery(this.#resource, ctx.scope.level, { ...request, page: 1 });
    const manager = this.#manager;
    const unseen = await unseenFields(manager, this.#resource, ctx);
    refuseUnseen(this.#resource, query, unseen);
    const ordered = (): RowBuilder =>
      applyListQuery(withinTenant(select(manager, this.name), this.#resource, ctx.scope, 'read'), this.#resource, query);
    const shown = Object.entries<Field>(this.#resource.fields).flatMap(([key, field]) => (this.#isShown(ctx, field) ? [key] : []));
    const wanted = fields && new Set(fields);
    // Batches have these fields and no others, so rows need not be made anew.
    const batches = rowBatches(manager, this.name, ordered, new Set(shown.filter((key) => wanted?.has(key) ?? true)));
    const resource = this.#resource;
    return (async function* () {
      for await (const rows of batches) yield rows.map((row) => withoutUnseen(resource, row as RowByName<N>, unseen));
    })();
  }

  /** One row; undefined when it does not exist or is somebody else's. */
  async get(ctx: RequestContext, id: number): Promise<RowByName<N> | undefined> {
    requireAccess(this.#resource, ctx, 'read');
    if (!isRowId(id)) return undefined;
    const unseen = await unseenFields(this.#manager, this.#resource, ctx);
    const row = await this.#find(this.#manager, ctx, id, 'read');
    return row && withoutUnseen(this.#resource, this.#tagged(ctx, row), unseen);
  }

  /**
   * Creates a row in the caller's tenant. A SIP password that was not given is made here, and is in this one answer. Throws
   * `body-invalid`, `reference-unknown`, `not-unique`, `rule-broken`, `level-forbidden`.
   */
  async create(ctx: RequestContext, body: unknown): Promise<Shown<N>> {
    this.#requireWrite(ctx, 'create');
    const parsed = this.#parse(ctx, 'create', body);
    const made = madePasswords(this.name, parsed);
    const given = { ...parsed, ...made };
    const hashes = await hashPasswords(this.name, given);
    const raw = this.#raw(given, body);
    const row = await this.#transaction(ctx, given, async (session) => {
      const { manager } = session;
      const write = await this.#prepare({
        ctx,
        manager,
        name: this.name,
        before: undefined,
        after: { ...initialRow(this.name), ...this.#plain(given), ...this.#tenant(ctx) },
        given,
        raw,
      });
      const hidden = await hideSecrets(this.database, manager, this.name, write);
      const id = await session.insert(this.name, { ...write.after, ...hashes, ...hidden });
      return this.#afterEffects(session, id, () =>
        runEffects('create', this.#effect(session, { ...write, after: { ...write.after, id } }, id)),
      );
    });
    return Object.assign(this.#tagged(ctx, row), made);
  }

  /**
   * Changes what the patch names. Undefined as in `get`. With `expected` (a tag) only a row that is still in that state. Throws
   * as `create`, and `password-needed`, `domain-in-use`, `row-in-use`, `row-changed`.
   */
  async update(ctx: RequestContext, id: number, patch: unknown, expected?: string): Promise<Shown<N> | undefined> {
    this.#requireWrite(ctx, 'update');
    const given = this.#parse(ctx, 'patch', patch);
    return this.#change(ctx, id, given, this.#raw(given, patch), expected);
  }

  /** Sets what an upload stored in a `file` field, or takes it away. Undefined as in `get`. Throws as `update`. */
  async setFile(ctx: RequestContext, id: number, field: string, file: StoredFile | null): Promise<Shown<N> | undefined> {
    this.#requireWrite(ctx, 'update');
    const spec = this.#resource.fields[field];
    const { level } = ctx.scope;
    if (spec?.kind !== 'file' || spec.readOnly || spec.hiddenAt?.includes(level) || spec.readOnlyAt?.includes(level))
      throw refused('body-invalid', [{ field, rule: 'is not a file that can be set here', value: file?.name ?? null }]);
    // In the order in which a row has its parts: the same file again is no change.
    const value = file && { name: file.name, type: file.type, bytes: file.bytes, sha256: file.sha256 };
    return this.#change(ctx, id, { [field]: value }, { [field]: value });
  }

  async #change(ctx: RequestContext, id: number, given: Values, raw: Values, expected?: string): Promise<Shown<N> | undefined> {
    if (!isRowId(id)) return undefined;
    const hashes = await hashPasswords(this.name, given);
    const written = await this.#transaction(ctx, given, async (session) => {
      const { manager } = session;
      const before = await this.#lock(manager, ctx, id, expected);
      if (!before) return undefined;
      const after = { ...before, ...this.#plain(given) };
      const write = await this.#prepare({ ctx, manager, name: this.name, before, after, given, raw });
      const hidden = { ...hashes, ...(await hideSecrets(this.database, manager, this.name, write)) };
      const row = await session.change(this.name, before, { ...this.#plain(write.after), ...hidden });
      if (row === before) return row;
      return this.#afterEffects(session, id, () => runEffects('update', this.#effect(session, write, id)));
    });
    return written && this.#tagged(ctx, written);
  }

  /**
   * Deletes the row and its parts; with `expected` only in the state of that tag. False as `undefined` in `get`. Throws
   * `row-in-use` (`facts.by`), `rule-broken`, `row-changed`, `level-forbidden`.
   */
  async remove(ctx: RequestContext, id: number, expected?: string): Promise<boolean> {
    this.#requireWrite(ctx, 'delete');
    if (!isRowId(id)) return false;
    return this.#transaction(ctx, {}, (session) => this.#removeOne(session, ctx, id, expected));
  }

  /** Deletes all of these rows or none. Throws as `remove`, and `not-found` (`facts.ids`) when one is not the caller's. */
  async removeMany(ctx: RequestContext, ids: readonly number[]): Promise<void> {
    this.#requireWrite(ctx, 'delete');
    await this.#transaction(ctx, {}, async (session) => {
      const missing: number[] = [];
      for (const id of new Set(ids)) if (!isRowId(id) || !(await this.#removeOne(session, ctx, id))) missing.push(id);
      if (missing.length > 0)
        throw new CodedError('not-found', `there is no ${this.#resource.singular} with the id ${missing.join(', ')}`, { ids: missing });
    });
  }

  async #removeOne(session: WriteSession, ctx: RequestContext, id: number, expected?: string): Promise<boolean> {
    const { manager } = session;
    const before = await this.#lock(manager, ctx, id, expected);
    if (!before) return false;
    await checkDeletion({ ctx, manager, name: this.name, before });
    const write = { ctx, manager, name: this.name, before, after: before, given: {}, raw: {} };
    await runEffects('delete', this.#effect(session, write, id));
    await session.delete(this.name, before);
    return true;
  }

  /** Everything that is checked before a row is stored, in order; answers the row with what completes it. */
  async #prepare(write: Write): Promise<Write> {
    const { manager, before } = write;
    const completed = completeConditions(write);
    const whole: Write = { ...completed, after: { ...completed.after, ...(await complete(completed)) } };
    await checkReferences(manager, this.name, whole.after, before);
    await checkClient(manager, this.name, whole.after);
    if (before && Object.values(this.#resource.scope).some((column) => !sameValue(before[column], whole.after[column])))
      await checkNotInUse(manager, this.name, before.id);
    await checkUnique(manager, this.name, whole.after, before?.id);
    await checkRules(whole);
    return whole;
  }

  #effect(session: WriteSession, write: Write, id: number): EffectWrite {
    return {
      ...write,
      id,
      insert: (name, values) => session.insert(name, values),
      insertMany: (name, rows) => session.insertMany(name, rows),
      update: (name, target, values) => session.update(name, target, values),
      remove: (name, target) => session.remove(name, target),
    };
  }

  /** The transaction every write runs in: revision locked first, driver errors as codes, published after the commit. */
  async #transaction<T>(ctx: RequestContext, given: Values, run: (session: WriteSession) => Promise<T>): Promise<T> {
    try {
      return await (this.outer ? run(this.outer) : inWriteSession(this.database, ctx, run));
    } catch (thrown) {
      throw this.#duplicate(thrown, given) ?? thrown;
    }
  }

  /** Runs the effects of the newest write. Answers its row as it is then. */
  async #afterEffects(session: WriteSession, id: number, effects: () => Promise<void>): Promise<StoredRow> {
    const { writes, newest, manager } = session;
    await effects();
    if (session.writes === writes && newest) return newest;
    const row = await lockRow(manager, this.name, { id });
    if (!row) throw new CodedError('row-lost', `${this.name} ${id} is not there after its own write`, { id });
    return row;
  }

  async #find(manager: EntityManager, ctx: RequestContext, id: number, use: 'read' | 'write'): Promise<StoredRow | undefined> {
    const builder = withinTenant(select(manager, this.name), this.#resource, ctx.scope, use).andWhere('t.id = :row', { row: id });
    if (use === 'write') builder.setLock('pessimistic_write');
    return (await readRows(manager, this.name, withHidden(builder, this.name)))[0];
  }

  /** The row to be written, locked. A row that is shared from above is seen, and refused. Throws `level-forbidden`, `row-changed`. */
  async #lock(manager: EntityManager, ctx: RequestContext, id: number, expected?: string): Promise<StoredRow | undefined> {
    const row = await this.#find(manager, ctx, id, 'write');
    if (!row) {
      if (this.#resource.shared && (await this.#find(manager, ctx, id, 'read')))
        throw new CodedError('level-forbidden', `${this.#resource.singular} ${id} belongs to the level above`, { resource: this.name, id });
      return undefined;
    }
    if (expected !== undefined && !isTagged(this.name, row, expected))
      throw new CodedError('row-changed', `${this.#resource.singular} ${id} was changed by somebody else`, { resource: this.name, id });
    return row;
  }

  #duplicate(thrown: unknown, given: Values): CodedError | undefined {
    const index = duplicateKeyOf(thrown);
    if (index === undefined) return undefined;
    const unique = uniquesOf(this.name).find((known) => known.index === index);
    return refused('not-unique', unique ? taken(unique, given) : [{ field: index, rule: 'is taken', value: null }]);
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

  #tenant(ctx: RequestContext): Record<string, unknown> {
    const { id: _own, ...columns } = tenantFilter(this.#resource, ctx.scope);
    return Object.fromEntries(
      Object.entries(columns).map(([column, id]) => [column, this.#resource.fields[column]?.kind === 'refs' ? [id] : id]),
    );
  }

  /** What of the parsed body was in the body. */
  #raw(given: Values, body: unknown): Values {
    const keys = new Set(typeof body === 'object' && body !== null ? Object.keys(body) : []);
    return Object.fromEntries(Object.entries(given).filter(([key]) => keys.has(key)));
  }

  #tagged(ctx: RequestContext, row: StoredRow): RowByName<N> {
    const shown = this.#shown(ctx, row);
    tags.set(shown, tagOf(this.name, row));
    return shown;
  }

  #shown(ctx: RequestContext, row: Values): RowByName<N> {
    const shown: Record<string, unknown> = { id: row['id'] };
    for (const [key, field] of Object.entries<Field>(this.#resource.fields)) if (this.#isShown(ctx, field)) shown[key] = row[key];
    return shown as RowByName<N>;
  }

  #isShown({ scope }: RequestContext, field: Field): boolean {
    return !isSecretField(field) && !field.hiddenAt?.includes(scope.level);
  }
}

const isRowId = (id: number): boolean => Number.isSafeInteger(id) && id > 0;
