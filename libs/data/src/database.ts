import { CodedError, messageOf, silentLogger, type Logger } from '@switchyard/kernel';
import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';
import { migrations } from './migrations/index.js';
import { entitySchemas } from './schema/entity-schemas.js';
import { SecretBox } from './secrets/secret-box.js';

export type DatabaseKind = 'mysql' | 'mariadb';
/** What the library needs of Redis to tell others about a change; an `ioredis` client has it. */
export interface ConfigPublisher {
  readonly status: string;
  readonly publish: (channel: string, message: string) => Promise<unknown>;
}

export interface DatabaseOptions {
  readonly kind: DatabaseKind;
  /** `mysql://user:password@host:port/database` */
  readonly url: string;
  /** Passphrase of stored carrier passwords; needed by whoever writes or reads them. */
  readonly secretsKey?: string;
  /** Gets a message per committed change. The caller owns and closes it. */
  readonly redis?: ConfigPublisher;
  readonly logger?: Logger;
  /** Connections at most; default 10. */
  readonly poolSize?: number;
  /** Private addresses and networks that tenants' webhooks may have. */
  readonly outboundAllow?: readonly string[];
  /** True: a database that is away now does not fail the start; `ready()` connects when it is back. */
  readonly optional?: boolean;
}

const CONNECT_TIMEOUT_MS = 3000;

/** What there is to do with the pool itself. Queries are not: they belong to whom they are for (invariant I3). */
interface Pool {
  readonly isInitialized: boolean;
  readonly initialize: () => Promise<unknown>;
  readonly destroy: () => Promise<void>;
}
const ClosedSource = DataSource as unknown as new (options: DataSourceOptions) => Pool;

/**
 * The connection pool with what writes need besides it. Closed by `destroy()`. It takes no query: rows are reached through
 * `Repository`, which demands a caller with a tenant, so an unscoped query does not compile outside this library.
 */
export class Database extends ClosedSource {
  readonly log: Logger;
  readonly publisher: ConfigPublisher | undefined;
  readonly outboundAllow: readonly string[];
  readonly #secrets: SecretBox | undefined;
  #connecting: Promise<void> | undefined;

  constructor(options: DatabaseOptions) {
    super({
      type: options.kind,
      url: options.url,
      entities: [...entitySchemas],
      migrations: [...migrations],
      migrationsTableName: 'schema_migration',
      charset: 'utf8mb4_unicode_ci',
      timezone: 'Z',
      supportBigNumbers: true,
      // Days stay text: as a Date they would move with the time zone of the process.
      dateStrings: ['DATE'],
      connectTimeout: CONNECT_TIMEOUT_MS,
      poolSize: options.poolSize ?? 10,
      logging: false,
    });
    this.log = options.logger ?? silentLogger;
    this.publisher = options.redis;
    this.outboundAllow = options.outboundAllow ?? [];
    this.#secrets = options.secretsKey === undefined ? undefined : SecretBox.of(options.secretsKey);
  }

  /** Throws `secrets-key-missing` when the process was not given the key. */
  get secrets(): SecretBox {
    if (!this.#secrets) throw new CodedError('secrets-key-missing', 'stored passwords need the secrets key of the configuration');
    return this.#secrets;
  }

  /** Resolves when the database answers; throws what the driver says. */
  async ping(): Promise<void> {
    await sourceOf(this).query('SELECT 1');
  }

  /** Connects if that has not happened yet. Throws `database-away` while the database does not answer. */
  async ready(): Promise<void> {
    if (this.isInitialized) return;
    this.#connecting ??= this.initialize()
      .then(() => undefined)
      .catch((thrown: unknown) => {
        throw new CodedError('database-away', `cannot connect to the database: ${messageOf(thrown)}`, {}, { cause: thrown });
      })
      .finally(() => (this.#connecting = undefined));
    await this.#connecting;
  }
}

/** The source behind the pool, for this library alone: whoever asks it is answerable for the tenant. */
export const sourceOf = (database: Database): DataSource => database as unknown as DataSource;

/** The same of a pool or of a transaction that is under way. */
export const managerOf = (source: Database | EntityManager): EntityManager =>
  source instanceof Database ? sourceOf(source).manager : source;

/** Opens the pool. Throws `database-away`, except with `optional`. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const database = new Database(options);
  try {
    await database.ready();
  } catch (thrown) {
    if (!options.optional) throw thrown;
    database.log.warn('starting without the database', { error: messageOf(thrown) });
  }
  return database;
}

/** Opens, runs, closes. */
export async function withDatabase<T>(options: DatabaseOptions, run: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(options);
  try {
    return await run(database);
  } finally {
    await database.destroy();
  }
}
