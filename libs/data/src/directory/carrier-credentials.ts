import { CodedError, messageOf, type Logger } from '@switchyard/kernel';
import type { ConfigStore } from '../config/config-store.js';
import { type Database, sourceOf } from '../database.js';
import { isDatabaseAway } from '../errors.js';
import { secretPurpose } from '../repository/hidden-values.js';
import type { SecretBox } from '../secrets/secret-box.js';
import { SubscriberCache } from './subscriber-cache.js';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}
interface ServerRow {
  readonly id: number;
  readonly brand_id: number;
  readonly auth_user: string;
  readonly auth_password_encrypted: string;
}
export interface CarrierCredentialsOptions {
  readonly dataSource: Database;
  readonly store: ConfigStore;
  readonly logger: Logger;
}

const SERVERS =
  'SELECT id, brand_id, auth_user, auth_password_encrypted FROM carrier_server WHERE auth_user IS NOT NULL AND auth_password_encrypted IS NOT NULL';

const credentialsOf = (secrets: SecretBox, row: ServerRow): Credentials => ({
  user: row.auth_user,
  password: secrets.open(row.auth_password_encrypted, secretPurpose('carrierServer', 'authPassword')),
});

/** What our carriers' challenges are answered with. All of it is loaded at the start; a change is obeyed within a second. */
export class CarrierCredentials {
  readonly #cache = new SubscriberCache(isDatabaseAway);
  readonly #stop: () => void;

  private constructor(private readonly options: CarrierCredentialsOptions) {
    this.#stop = options.store.onChange((_snapshot, changes) => {
      for (const brandId of changes
        ? changes.filter(({ resource }) => ['carrierServer', 'carrier', 'brand'].includes(resource)).map((change) => change.brandId)
        : [null])
        this.#cache.brandChanged(brandId);
    });
  }

  /** Throws `secrets-key-missing` without a key, `secret-unreadable` with a wrong one. */
  static async start(options: CarrierCredentialsOptions): Promise<CarrierCredentials> {
    const { dataSource, logger } = options;
    const { secrets } = dataSource;
    const credentials = new CarrierCredentials(options);
    try {
      await dataSource.ready();
      const { epoch } = credentials.#cache;
      for (const row of (await sourceOf(dataSource).query(SERVERS)) as ServerRow[])
        credentials.#cache.remember(
          String(row.id),
          { value: credentialsOf(secrets, row), owner: { brandId: row.brand_id, clientId: null } },
          epoch,
        );
    } catch (thrown) {
      if (!isDatabaseAway(thrown)) throw thrown;
      logger.warn('starting without carrier passwords, the database is away', { error: messageOf(thrown) });
    }
    return credentials;
  }

  /** Undefined: the server has none. Throws `directory-unavailable` when that cannot be known now. */
  async get(carrierServerId: number): Promise<Credentials | undefined> {
    const { dataSource, store } = this.options;
    const server = store.current().get('carrierServer', carrierServerId);
    if (!server || server.authUser === null) return undefined;
    try {
      return await this.#cache.ask(String(carrierServerId), async () => {
        await dataSource.ready();
        const [row] = (await sourceOf(dataSource).query(`${SERVERS} AND id = ?`, [carrierServerId])) as ServerRow[];
        return { value: row && credentialsOf(dataSource.secrets, row), owner: { brandId: server.brandId, clientId: null } };
      });
    } catch (cause) {
      if (!isDatabaseAway(cause)) throw cause;
      throw new CodedError(
        'directory-unavailable',
        'the password of a carrier server is not in memory and the database is away',
        { carrierServerId },
        { cause },
      );
    }
  }

  close(): void {
    this.#stop();
    this.#cache.clear();
  }
}
