import {
  finishImport,
  importRates,
  inOneWrite,
  isDatabaseAway,
  isDataError,
  RATE_COLUMNS,
  reportImport,
  type Database,
  type ImportProgress,
  type LineError,
  type RateLine,
  type Repositories,
  type TakenImport,
} from '@switchyard/data';
import { CodedError, messageOf, type Logger } from '@switchyard/kernel';
import { IMPORT_KINDS, RESOURCES, type FieldProblem, type Resource, type ResourceName } from '@switchyard/model';
import { bodyOf, columnsOf, type FindByTitle } from './line-body.js';
import { readTable, type TableLine } from './read-table.js';

const MAX_ERRORS = 1000;
const REPORT_EVERY_MS = 1000;
/** All rows of one transaction: others wait for it. */
const MAX_LINES = 10_000;
const MAX_RATES = 250_000;

/** Takes back what was written; no error of anybody's. */
class TakenBack extends Error {}

export interface ImportParts {
  readonly database: Database;
  readonly logger: Logger;
  readonly holder: string;
  /** Where the table of the import is kept. */
  readonly pathOf: (job: TakenImport['job']) => string;
}

interface Counters extends ImportProgress {
  lines: number;
  processed: number;
  created: number;
  failed: number;
  errors: LineError[];
}
const fresh = (): Counters => ({ lines: 0, processed: 0, created: 0, failed: 0, errors: [] });

/** Works at one import until it has ended; what it made is kept or taken back as a whole, or line by line with `partial`. */
export class ImportRun {
  #told = 0;
  #now: Counters = fresh();

  constructor(
    private readonly parts: ImportParts,
    private readonly taken: TakenImport,
  ) {}

  async run(): Promise<void> {
    const { database, logger } = this.parts;
    const { job } = this.taken;
    try {
      await this.#work();
      const isRefused = this.#now.failed > 0 && (!job.partial || job.dryRun || this.#now.created === 0);
      await finishImport(database, job.id, isRefused ? 'refused' : 'done', this.#shown(), Date.now());
    } catch (thrown) {
      // The lease ends, and somebody takes it up again.
      if (isDatabaseAway(thrown)) throw thrown;
      logger.error('an import failed', { importId: job.id, error: messageOf(thrown) });
      this.#now.errors.push({ line: 0, field: '(file)', rule: 'could not be taken over; the log has the reason', value: job.id });
      await finishImport(database, job.id, 'failed', { ...this.#now, created: job.partial ? this.#now.created : 0 }, Date.now());
    }
  }

  /** What is told at the end: of all or none, nothing was made when anything is wrong. */
  #shown(): ImportProgress {
    const { job } = this.taken;
    const isKept = !job.dryRun && (job.partial || this.#now.failed === 0);
    return { ...this.#now, lines: this.#now.processed, created: isKept || job.dryRun ? this.#now.created : 0 };
  }

  async #work(): Promise<void> {
    const { job, caller } = this.taken;
    const { database } = this.parts;
    if (job.partial && !job.dryRun && job.kind !== 'rates') {
      await this.#lineByLine();
      return;
    }
    try {
      await inOneWrite(database, caller, async (repository, session) => {
        // A deadlock begins anew.
        this.#now = fresh();
        if (job.kind === 'rates') await this.#rates(repository, session);
        else await this.#rows(repository);
        if (job.dryRun || this.#now.failed > 0) throw new TakenBack();
      });
    } catch (thrown) {
      if (!(thrown instanceof TakenBack)) throw thrown;
    }
  }

  async #rows(repository: Repositories): Promise<void> {
    const make = this.#maker(repository);
    for await (const line of this.#lines(MAX_LINES)) {
      await this.#attempt(line, () => make(line));
      await this.#report();
      if (this.#now.errors.length >= MAX_ERRORS) return;
    }
  }

  /** Each line is a transaction of its own, with how far it came: a restart goes on behind it. */
  async #lineByLine(): Promise<void> {
    const { job, caller } = this.taken;
    const { database, holder } = this.parts;
    const done = job.processed;
    this.#now = { lines: done, processed: 0, created: job.created, failed: job.failed, errors: [...((job.errors ?? []) as LineError[])] };
    for await (const line of this.#lines(MAX_LINES)) {
      if (this.#now.processed <= done) continue;
      await this.#attempt(line, () =>
        inOneWrite(database, caller, async (repository, session) => {
          await this.#maker(repository)(line);
          const made = { ...this.#now, created: this.#now.created + 1 };
          await reportImport(database, { id: job.id, holder, within: session.manager }, made, Date.now());
        }),
      );
      await this.#report();
    }
  }

  /** Makes a row of a line, with the rights of who sent it. */
  #maker(repository: Repositories): (line: TableLine) => Promise<void> {
    const { job, caller } = this.taken;
    const name = IMPORT_KINDS[job.kind as keyof typeof IMPORT_KINDS];
    const columns = columnsOf(RESOURCES[name] as unknown as Resource, caller.scope.level);
    const find = titleFinder(repository, caller);
    const defaults = (job.defaults ?? {}) as Readonly<Record<string, string>>;
    return async ({ cells }) => {
      const unknown = Object.keys(cells).filter((column) => !columns.has(column));
      if (unknown.length > 0)
        throw lineRefusal(unknown.map((field) => ({ field, rule: 'is not a column of this table', value: cells[field] })));
      const { body, problems } = await bodyOf(columns, { ...defaults, ...cells }, find);
      if (problems.length > 0) throw lineRefusal(problems);
      await repository(name).create(caller, body);
    };
  }

  async #rates(repository: Repositories, session: Parameters<Parameters<typeof inOneWrite>[2]>[1]): Promise<void> {
    const { job, caller } = this.taken;
    const defaults = (job.defaults ?? {}) as Readonly<Record<string, string>>;
    const groupId = Number(defaults['destinationRateGroupId']);
    const group = await repository('destinationRateGroup').get(caller, groupId);
    const { scope } = caller;
    if (!group || scope.level !== 'brand') {
      this.#refuse(1, [{ field: 'destinationRateGroupId', rule: 'must be the id of a destination rate group', value: groupId }]);
      return;
    }
    const columns = columnsOf(RESOURCES.destinationRate as unknown as Resource, scope.level);
    const lines: RateLine[] = [];
    for await (const { line, cells } of this.#lines(MAX_RATES)) {
      const unknown = Object.keys(cells).filter((column) => !RATE_COLUMNS.includes(column));
      if (unknown.length > 0) {
        this.#refuse(1, unknown.map((field) => ({ field, rule: `is not a column; these are: ${RATE_COLUMNS.join(', ')}`, value: null }))); // prettier-ignore
        return;
      }
      const { body } = await bodyOf(columns, cells, () => Promise.resolve(undefined));
      const words = Object.fromEntries(['prefix', 'name'].flatMap((key) => (cells[key] ? [[key, cells[key].trim()]] : [])));
      lines.push({ line, values: { ...body, ...words } });
      await this.#report();
    }
    const { created, changed, problems } = await importRates(session, caller, { brandId: scope.brandId, groupId }, lines);
    const bad = new Map<number, FieldProblem[]>();
    for (const { line, ...problem } of problems) bad.set(line, [...(bad.get(line) ?? []), problem]);
    for (const [line, own] of bad) this.#refuse(line, own);
    this.#now.created = created + changed;
  }

  async *#lines(max: number): AsyncGenerator<TableLine, void, undefined> {
    let last = 1;
    try {
      for await (const line of readTable(this.parts.pathOf(this.taken.job))) {
        last = line.line;
        if (this.#now.processed >= max) {
          this.#refuse(last, [{ field: '(file)', rule: `has more than ${max} lines`, value: null }]);
          return;
        }
        this.#now.processed++;
        this.#now.lines = this.#now.processed;
        yield line;
      }
    } catch (thrown) {
      // A quote without its end, a line with too many cells: the parser says which.
      if (!isTableFault(thrown)) throw thrown;
      this.#refuse(last + 1, [{ field: '(file)', rule: messageOf(thrown), value: null }]);
    }
  }

  async #attempt({ line }: TableLine, make: () => Promise<unknown>): Promise<void> {
    try {
      await make();
      this.#now.created++;
    } catch (thrown) {
      if (!isRefusal(thrown)) throw thrown;
      const problems = (thrown.facts['errors'] as readonly FieldProblem[] | undefined) ?? [];
      this.#refuse(line, problems.length > 0 ? problems : [{ field: '(line)', rule: thrown.message, value: null }]);
    }
  }

  #refuse(line: number, problems: readonly FieldProblem[]): void {
    this.#now.failed++;
    for (const { field, rule, value } of problems)
      if (this.#now.errors.length < MAX_ERRORS) this.#now.errors.push({ line, field, rule, value: value ?? null });
  }

  async #report(): Promise<void> {
    const nowMs = Date.now();
    if (nowMs - this.#told < REPORT_EVERY_MS) return;
    this.#told = nowMs;
    const { database, holder } = this.parts;
    await reportImport(database, { id: this.taken.job.id, holder }, this.#now, nowMs);
  }
}

const lineRefusal = (errors: readonly FieldProblem[]): CodedError =>
  new CodedError('body-invalid', errors.map(({ field, rule }) => `${field} ${rule}`).join('; '), { errors });
const isRefusal = (thrown: unknown): thrown is CodedError =>
  isDataError(thrown) && !/^(database|snapshot|directory|secret)/.test(thrown.code);
const isTableFault = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' && thrown.code.startsWith('CSV_');

/** Looks a row up by its title as the caller sees it; what was found is remembered. */
function titleFinder(repository: Repositories, caller: TakenImport['caller']): FindByTitle {
  const known = new Map<string, number | undefined>();
  return async (resource, title) => {
    const key = `${resource} ${title}`;
    if (known.has(key)) return known.get(key);
    const name = resource as ResourceName;
    const filters = [{ field: RESOURCES[name].title, op: 'eq', value: title }] as const;
    const { items } = await repository(name).list(caller, { filters, itemsPerPage: 2 });
    const id = items.length === 1 ? items[0]?.id : undefined;
    if (id !== undefined) known.set(key, id);
    return id;
  };
}
