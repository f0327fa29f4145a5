import { CodedError, type RequestContext } from '@switchyard/kernel';
import type { ResourceName } from '@switchyard/model';
import type { EntityManager } from 'typeorm';
import { initialRow, sameValue, shapeOf, toColumns } from '../schema/row-shape.js';
import { checkNotInUse } from './check-in-use.js';
import { lockRevision, recordChanges, type ConfigChange, type Recorded } from './config-change.js';
import { deleteParts } from './delete-parts.js';
import { forgetTenants, insertRow, lockRow, updateRow, type StoredRow } from './stored-row.js';

type Values = Readonly<Record<string, unknown>>;
const ROWS_PER_INSERT = 500;

/** The writes of one transaction and what is recorded of them; `finish` numbers and records them all at once. */
export class WriteSession {
  readonly #recorded: Recorded[] = [];

  private constructor(
    readonly manager: EntityManager,
    readonly ctx: RequestContext,
    readonly revision: number,
  ) {}

  /** Takes the lock that orders all writes; the first statement of the transaction. */
  static async begin(manager: EntityManager, ctx: RequestContext): Promise<WriteSession> {
    return new WriteSession(manager, ctx, await lockRevision(manager));
  }

  /** How many writes there were so far. */
  get writes(): number {
    return this.#recorded.length;
  }

  /** The row as it is after the newest write; undefined: it was a deletion, or there was none. */
  get newest(): StoredRow | undefined {
    return this.#recorded.at(-1)?.after;
  }

  /** `values` may have columns that rows do not show. Recorded as the row it becomes. */
  async insert(name: ResourceName, values: Values): Promise<number> {
    const id = await insertRow(this.manager, name, { ...initialRow(name), ...values });
    this.#recorded.push({ name, operation: 'create', before: undefined, after: await this.#stored(name, id) });
    return id;
  }

  async insertMany(name: ResourceName, rows: readonly Values[]): Promise<void> {
    if (shapeOf(name).refs.length > 0) {
      for (const row of rows) await this.insert(name, row);
      return;
    }
    for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
      const part = rows.slice(at, at + ROWS_PER_INSERT).map((row) => ({ ...initialRow(name), ...row }));
      const { identifiers } = await this.manager.insert(name, part.map((row) => toColumns(name, row))); // prettier-ignore
      part.forEach((row, index) => {
        const id = Number(identifiers[index]?.['id']);
        this.#recorded.push({ name, operation: 'create', before: undefined, after: { ...row, id } });
      });
    }
  }

  /** Writes what differs. Answers the row as it is now. `before` has been locked. */
  async change(name: ResourceName, before: StoredRow, values: Values): Promise<StoredRow> {
    const changed = Object.fromEntries(Object.entries(values).filter(([key, value]) => !sameValue(before[key], value)));
    if (Object.keys(changed).length === 0) return before;
    await updateRow(this.manager, name, before.id, changed);
    forgetTenants(this.manager);
    const after = await this.#stored(name, before.id);
    this.#recorded.push({ name, operation: 'update', before, after });
    return after;
  }

  async update(name: ResourceName, id: number, values: Values): Promise<void> {
    const before = await lockRow(this.manager, name, { id });
    if (before) await this.change(name, before, values);
  }

  async remove(name: ResourceName, id: number): Promise<void> {
    const before = await lockRow(this.manager, name, { id });
    if (before) await this.delete(name, before);
  }

  /** Deletes the row and its parts. Throws `row-in-use`. */
  async delete(name: ResourceName, before: StoredRow): Promise<void> {
    await checkNotInUse(this.manager, name, before.id);
    forgetTenants(this.manager);
    const consequences = await deleteParts(this.manager, name, before.id);
    await this.manager.delete(name, { id: before.id });
    for (const { name: other, before: was, after } of consequences)
      this.#recorded.push({ name: other, operation: after ? 'update' : 'delete', before: was, after });
    this.#recorded.push({ name, operation: 'delete', before, after: undefined });
  }

  /** Records everything; the last statement of the transaction. Answers the changes to tell others about. */
  finish(): Promise<readonly ConfigChange[]> {
    return recordChanges(this.manager, this.ctx, this.revision + 1, this.#recorded);
  }

  /** The row with its hidden columns, as the database has it: amounts and times in their one form. */
  async #stored(name: ResourceName, id: number): Promise<StoredRow> {
    const row = await lockRow(this.manager, name, { id });
    if (!row) throw new CodedError('row-lost', `${name} ${id} is not there after its own write`, { id });
    return row;
  }
}
