import { CodedError, messageOf, type Logger } from '@switchyard/kernel';
import type { CallForward, ClientService, Endpoint, EndpointKind, Extension, ResourceName, UserRoute } from '@switchyard/model';
import type { ConfigStore } from '../config/config-store.js';
import { type Database, sourceOf } from '../database.js';
import { isDatabaseAway } from '../errors.js';
import type { ConfigChange } from '../repository/config-change.js';
import { findRow, findRows, select } from '../repository/stored-row.js';
import { accountAlias, vpbxAlias, type AliasTarget } from './alias-rows.js';
import {
  accountByName,
  ENDPOINT_KINDS,
  ENDPOINT_TABLES,
  endpointById,
  endpointsAfter,
  vpbxEndpointByName,
  userById,
  usersAfter,
  type UserWithoutEndpoint,
} from './endpoint-rows.js';
import { retailForwardsAfter } from './retail-forwards.js';
import { SubscriberCache } from './subscriber-cache.js';

export interface SubscriberDirectoryOptions {
  readonly dataSource: Database;
  /** Says what changed and which tenant owns a domain. */
  readonly store: ConfigStore;
  readonly logger: Logger;
  /** Everything is loaded at the start when there are at most so many endpoints. Default 200,000. */
  readonly preloadLimit?: number;
}

const PRELOAD_LIMIT = 200_000;
const ROWS_PER_QUERY = 5000;
/** Changes of these make answers of their client stale; of a brand or a client itself, more. */
const WATCHED: ReadonlySet<ResourceName> = new Set([
  'terminal',
  'friend',
  'residentialDevice',
  'retailAccount',
  'alias',
  'user',
  'extension',
  'clientService',
  'ddi',
  'client',
  'brand',
  'callForward',
]);

const aorKey = (name: string, domain: string): string => `aor:${name}@${domain}`;
const idKey = (kind: EndpointKind, id: number): string => `${kind}:${id}`;
const aliasKey = (name: string, domain: string): string => `alias:${name}@${domain}`;
const userKey = (id: number): string => `user:${id}`;
const extensionKey = (clientId: number, number: string): string => `extension:${clientId}:${number}`;
const forwardsKey = (accountId: number): string => `forwards:${accountId}`;
const ownerOf = ({ brandId, clientId }: { brandId: number; clientId: number }) => ({ brandId, clientId });
const NOBODY = { brandId: null, clientId: null } as const;

/**
 * Subscribers by name, id, user and extension (architecture §3): read through a cache that the change feed keeps true within a
 * second. Answers from memory while the database is away. Throws `directory-unavailable` when it must ask and cannot:
 * unknown and unavailable are different answers to a phone (404 and 503).
 */
export class SubscriberDirectory {
  readonly #cache = new SubscriberCache(isDatabaseAway);
  readonly #stop: () => void;

  private constructor(private readonly options: SubscriberDirectoryOptions) {
    this.#stop = options.store.onChange((_snapshot, changes) => this.#forget(changes));
  }

  /** Loads what fits. Does not fail while the database is away: it then asks when it is asked. */
  static async start(options: SubscriberDirectoryOptions): Promise<SubscriberDirectory> {
    const directory = new SubscriberDirectory(options);
    try {
      await options.dataSource.ready();
      await directory.#preload(options.preloadLimit ?? PRELOAD_LIMIT);
    } catch (thrown) {
      if (!isDatabaseAway(thrown)) throw thrown;
      options.logger.warn('starting without subscribers in memory, the database is away', { error: messageOf(thrown) });
    }
    return directory;
  }

  /** The phone with this address of record; undefined: there is none. `domain` in any case. */
  async endpointByAor(name: string, domain: string): Promise<Endpoint | undefined> {
    const snapshot = this.options.store.current();
    const host = domain.toLowerCase();
    const [client] = snapshot.by('client', 'domain', host);
    const [brand] = snapshot.by('brand', 'domain', host);
    // A domain of nobody needs no question, however often a scanner asks.
    if (!client && !brand) return undefined;
    const owner = client ? { brandId: client.brandId, clientId: client.id } : { brandId: brand?.id ?? null, clientId: null };
    return this.#ask(aorKey(name, host), async (database) => {
      const value = client ? await vpbxEndpointByName(database, client.id, name) : await accountByName(database, brand?.id ?? 0, name);
      return { value, owner: value ? ownerOf(value) : owner };
    });
  }

  /**
   * The subscriber behind any of its addresses: its own name, else an alias (SX-16). Not for digests: who proves itself uses its own name.
   */
  async endpointByAddress(name: string, domain: string): Promise<Endpoint | undefined> {
    const own = await this.endpointByAor(name, domain);
    if (own) return own;
    const snapshot = this.options.store.current();
    const host = domain.toLowerCase();
    const [client] = snapshot.by('client', 'domain', host);
    const [brand] = snapshot.by('brand', 'domain', host);
    if (!client && !brand) return undefined;
    const owner = client ? { brandId: client.brandId, clientId: client.id } : { brandId: brand?.id ?? null, clientId: null };
    const target = await this.#ask<AliasTarget>(aliasKey(name, host), async (database) => {
      const value = client ? await vpbxAlias(database, client.id, name) : await accountAlias(database, brand?.id ?? 0, name);
      return { value, owner: value ? ownerOf(value) : owner };
    });
    return target && this.endpointById(target.kind, target.id);
  }

  async endpointById(kind: EndpointKind, id: number): Promise<Endpoint | undefined> {
    return this.#ask(idKey(kind, id), async (database) => {
      const value = await endpointById(database, kind, id);
      return { value, owner: value ? ownerOf(value) : NOBODY };
    });
  }

  /** A vPBX user and the phone to ring; `endpoint` null: the user has none. */
  async userRoute(userId: number): Promise<UserRoute | undefined> {
    const user = await this.#ask<UserWithoutEndpoint>(userKey(userId), async (database) => {
      const value = await userById(database, userId);
      return { value, owner: value ? ownerOf(value) : NOBODY };
    });
    if (!user) return undefined;
    const { terminalId, ...route } = user;
    return { ...route, endpoint: terminalId === null ? null : ((await this.endpointById('terminal', terminalId)) ?? null) };
  }

  /** Where calls to a retail account go instead (IV-151); those that are switched off are left out. */
  async forwardsOfRetail(accountId: number): Promise<readonly CallForward[]> {
    const found = await this.#ask<readonly CallForward[]>(forwardsKey(accountId), async (database) => {
      const { manager } = sourceOf(database);
      const account = await findRow(manager, 'retailAccount', { id: accountId });
      const rows = (await findRows(manager, 'callForward', { retailAccountId: accountId })) as unknown as readonly CallForward[];
      const owner = account ? { brandId: Number(account['brandId']), clientId: Number(account['clientId']) } : NOBODY;
      return { value: rows.filter(({ enabled }) => enabled), owner };
    });
    return found ?? [];
  }

  /** What an internal number of a client leads to. */
  async extension(clientId: number, number: string): Promise<Extension | undefined> {
    return this.#ask(extensionKey(clientId, number), async (database) => {
      const value = (await findRow(sourceOf(database).manager, 'extension', { clientId, number })) as Extension | undefined;
      return { value, owner: value ? ownerOf(value) : { brandId: null, clientId } };
    });
  }

  /** Service ids by star code of a vPBX client, as its people dial them; empty: it has none. */
  async serviceCodes(clientId: number): Promise<ReadonlyMap<string, number>> {
    const codes = await this.#ask(`services:${clientId}`, async (database) => {
      const rows = (await select(sourceOf(database).manager, 'clientService', { clientId }).getMany()) as unknown as ClientService[];
      return { value: new Map(rows.map((row) => [row.code, row.serviceId])), owner: { brandId: null, clientId } };
    });
    return codes ?? new Map<string, number>();
  }

  /** The user behind an internal number; undefined when it is free or leads elsewhere. */
  async userRouteByExtension(clientId: number, number: string): Promise<UserRoute | undefined> {
    const extension = await this.extension(clientId, number);
    return extension?.routeType === 'user' && extension.userId !== null ? this.userRoute(extension.userId) : undefined;
  }

  /** The vPBX users of a client who have an extension, by their numbers of rows. */
  async colleagues(clientId: number): Promise<readonly UserRoute[]> {
    const ids = await this.#ask<readonly number[]>(`users-of:${clientId}`, async (database) => {
      const rows = (await sourceOf(database).query(
        'SELECT id FROM `user` WHERE client_id = ? AND extension_id IS NOT NULL ORDER BY id LIMIT 1000',
        [clientId],
      )) as { readonly id: number }[];
      return { value: rows.map(({ id }) => id), owner: { brandId: null, clientId } };
    });
    const users = await Promise.all((ids ?? []).map((id) => this.userRoute(id)));
    return users.filter((user) => user !== undefined);
  }

  /** Answers in memory. */
  get size(): number {
    return this.#cache.size;
  }

  close(): void {
    this.#stop();
    this.#cache.clear();
  }

  async #ask<T>(
    key: string,
    load: (database: Database) => Promise<{ value: T | undefined; owner: { brandId: number | null; clientId: number | null } }>,
  ) {
    try {
      return await this.#cache.ask<T>(key, async () => {
        await this.options.dataSource.ready();
        return load(this.options.dataSource);
      });
    } catch (cause) {
      if (!isDatabaseAway(cause)) throw cause;
      throw new CodedError(
        'directory-unavailable',
        `cannot look up ${key.split(':', 1)[0] ?? ''}: the database is away`,
        { key },
        { cause },
      );
    }
  }

  #forget(changes: readonly ConfigChange[] | undefined): void {
    if (!changes) return this.#cache.brandChanged(null);
    for (const { resource, brandId, clientId } of changes) {
      if (!WATCHED.has(resource)) continue;
      if (resource === 'brand' || clientId === null) this.#cache.brandChanged(brandId);
      else this.#cache.clientChanged(clientId);
    }
  }

  async #preload(limit: number): Promise<void> {
    const { dataSource } = this.options;
    const tables = ENDPOINT_KINDS.map((kind) => `(SELECT COUNT(*) FROM ${ENDPOINT_TABLES[kind]})`).join(' + ');
    const [row] = (await sourceOf(dataSource).query(`SELECT ${tables} AS endpoints`)) as { endpoints: number | string }[];
    const endpoints = Number(row?.endpoints ?? 0);
    if (endpoints > limit) return this.options.logger.info('subscribers are read when they are needed', { endpoints, limit });
    for (const kind of ENDPOINT_KINDS)
      await this.#inSteps((after, rows) => endpointsAfter(dataSource, kind, after, rows), this.#rememberEndpoint);
    await this.#inSteps(
      (after, rows) => retailForwardsAfter(dataSource, after, rows),
      ({ forwards, brandId, clientId, id }, epoch) =>
        this.#cache.remember(forwardsKey(id), { value: forwards, owner: ownerOf({ brandId, clientId }) }, epoch),
    );
    await this.#inSteps(
      async (after, rows) => (await usersAfter(dataSource, after, rows)).map((user) => ({ ...user, id: user.userId })),
      ({ id, ...user }, epoch) => this.#cache.remember(userKey(id), { value: user, owner: ownerOf(user) }, epoch),
    );
    await this.#inSteps(
      async (after, rows) =>
        (await select(sourceOf(dataSource).manager, 'extension')
          .andWhere('t.id > :after', { after })
          .orderBy('t.id')
          .limit(rows)
          .getMany()) as unknown as Extension[],
      (extension, epoch) =>
        this.#cache.remember(extensionKey(extension.clientId, extension.number), { value: extension, owner: ownerOf(extension) }, epoch),
    );
    this.options.logger.info('subscribers are in memory', { endpoints, answers: this.size });
  }

  readonly #rememberEndpoint = (endpoint: Endpoint, epoch: number): void => {
    const answer = { value: endpoint, owner: ownerOf(endpoint) };
    this.#cache.remember(aorKey(endpoint.name, endpoint.domain.toLowerCase()), answer, epoch);
    this.#cache.remember(idKey(endpoint.kind, endpoint.id), answer, epoch);
  };

  async #inSteps<R extends { readonly id: number }>(
    read: (after: number, rows: number) => Promise<readonly R[]>,
    keep: (row: R, epoch: number) => void,
  ): Promise<void> {
    for (let after = 0; ;) {
      const { epoch } = this.#cache;
      const rows = await read(after, ROWS_PER_QUERY);
      for (const row of rows) keep(row, epoch);
      const last = rows.at(-1);
      if (!last || rows.length < ROWS_PER_QUERY) return;
      after = last.id;
    }
  }
}
