import {
  addressOf,
  ApiProblem,
  sendRequest,
  type AnyOperation,
  type AnyOperationKey,
  type AnyRequest,
  type AnswerOf,
  type ArgumentsOf,
  type CollectionPath,
  type RequestOf,
  type Send,
} from '@switchyard/api-client';
import type { Level } from '@switchyard/kernel';
import type { Session, SessionStore } from './session-store.js';

/** A row as the API gives it; which keys it has is the field table's business. */
export type ApiRow = Readonly<Record<string, unknown>> & { readonly id: number };
export interface ApiPage {
  readonly items: readonly ApiRow[];
  readonly total: number;
  readonly page: number;
  readonly itemsPerPage: number;
}

type ExchangeBody = RequestOf<AnyOperation<'POST /token/exchange'>>['body'];
/** A login one level below, or the tenant whose own one is meant. */
export type Whom = ExchangeBody extends infer B ? (B extends unknown ? Omit<B, 'refreshIn'> : never) : never;

/** The rows of one resource, for screens that are made of its field table. */
export interface Collection {
  readonly list: (query: Readonly<Record<string, string>>, signal?: AbortSignal) => Promise<ApiPage>;
  readonly get: (id: number | string, signal?: AbortSignal) => Promise<ApiRow>;
  readonly create: (body: unknown) => Promise<ApiRow>;
  readonly update: (id: number, body: unknown) => Promise<ApiRow>;
  readonly remove: (id: number) => Promise<void>;
}

/** A token that ends so soon is exchanged before it is used. */
const MARGIN_MS = 30_000;

/** Refusals that say of the token that it is over; other 401s are about a password or a code. */
const OVER: ReadonlySet<string> = new Set(['token-invalid', 'token-missing', 'http-401']);

/** Another tab may hold the same session (a duplicated tab): only one of them may show the refresh token at a time. */
const alone = <T>(name: string, run: () => Promise<T>): Promise<T> => {
  const locks = (globalThis as { navigator?: { locks?: LockManager } }).navigator?.locks;
  return locks ? locks.request(name, run) : run();
};

/**
 * The portal API at one level, with the session of that level. Tokens are refreshed before they end; a 401 that no refresh
 * mends ends the session: the screens then ask to log in.
 */
export class PortalApi {
  constructor(
    readonly level: Level,
    private readonly sessions: SessionStore,
    private readonly send: Send = (url, init) => fetch(url, init),
  ) {}

  /** Asks an operation of the OpenAPI documents, as the login of this level. Throws `ApiProblem`. */
  async call<K extends AnyOperationKey>(key: K, ...[request]: ArgumentsOf<AnyOperation<K>>): Promise<AnswerOf<AnyOperation<K>>> {
    return (await this.#request(key, request)) as AnswerOf<AnyOperation<K>>;
  }

  /** The address of an operation, for a link that the browser follows by itself. */
  address<K extends AnyOperationKey>(key: K, ...[request]: ArgumentsOf<AnyOperation<K>>): string {
    return addressOf(this.level, key, (request ?? {}) as AnyRequest);
  }

  /** Its addresses are in the documents because both are made of the same field table. */
  collection(path: CollectionPath): Collection {
    const one = `/${path}/{id}`;
    return {
      list: async (query, signal) => (await this.#request(`GET /${path}`, { query, signal })) as ApiPage,
      get: async (id, signal) => (await this.#request(`GET ${one}`, { path: { id }, signal })) as ApiRow,
      create: async (body) => (await this.#request(`POST /${path}`, { body })) as ApiRow,
      update: async (id, body) => (await this.#request(`PATCH ${one}`, { path: { id }, body })) as ApiRow,
      remove: async (id) => void (await this.#request(`DELETE ${one}`, { path: { id } })),
    };
  }

  /** Opens the session of this level. Administrators have a username, users their e-mail address. `code`: of a second factor. */
  async login(name: string, password: string, code?: string): Promise<void> {
    const who = this.level === 'user' ? { email: name } : { username: name };
    const body = { ...who, password, ...(code === undefined ? {} : { code }), refreshIn: 'cookie' };
    this.#open((await this.#once('POST /login', { body })) as Session);
  }

  /** Takes over a session whose refresh token is in a cookie already: the way back from a single sign-on. */
  async resume(sessionId: string): Promise<void> {
    this.#open((await this.#once('POST /token/refresh', { body: { sessionId } })) as Session);
  }

  /** Goes down a level as a login there, or as the internal one of a tenant; this level's session stays. */
  async actAs(below: Level, whom: Whom): Promise<void> {
    const body = { ...whom, refreshIn: 'cookie' as const };
    const { token, expiresAt, sessionId, refreshExpiresAt } = (await this.#request('POST /token/exchange', { body })) as Session;
    this.sessions.open(below, { token, expiresAt, sessionId, refreshExpiresAt });
  }

  /** Ends the session here and at the server; a server that is away does not keep a person logged in. */
  async logout(): Promise<void> {
    const token = this.sessions.get(this.level)?.token;
    this.sessions.close(this.level, true);
    if (token !== undefined) await this.#once('POST /logout', {}, token).catch(() => undefined);
  }

  async #request(key: string, request: unknown): Promise<unknown> {
    if (this.sessions.isNearEnd(this.level, MARGIN_MS)) await this.#refresh();
    const token = this.sessions.get(this.level)?.token;
    try {
      return await this.#once(key, request, token);
    } catch (thrown) {
      if (!(thrown instanceof ApiProblem) || !OVER.has(thrown.code) || token === undefined) throw thrown;
      // Only the session that was refused is refreshed or closed: a newer one may have been opened meanwhile.
      if (this.sessions.get(this.level)?.token === token) await this.#refresh();
      const next = this.sessions.get(this.level)?.token;
      if (next === undefined || next === token) throw thrown;
      return this.#once(key, request, next);
    }
  }

  /** The next token of the session; closes it when the API says that it has ended, and leaves it when there is no answer. */
  async #refresh(): Promise<void> {
    const session = this.sessions.get(this.level);
    if (!session) return;
    await this.sessions.refreshOnce(this.level, () =>
      alone(`switchyard-refresh-${session.sessionId}`, async () => {
        try {
          const next = (await this.#once('POST /token/refresh', { body: { sessionId: session.sessionId } })) as Session;
          // Whoever logged out meanwhile stays logged out.
          if (this.sessions.get(this.level)?.sessionId === session.sessionId) this.#open(next);
        } catch (thrown) {
          if (!(thrown instanceof ApiProblem)) throw thrown;
          const isRefused = thrown.status >= 400 && thrown.status < 500 && thrown.status !== 429;
          if (isRefused && this.sessions.get(this.level)?.sessionId === session.sessionId) this.sessions.close(this.level);
        }
      }),
    );
  }

  #open({ token, expiresAt, sessionId, refreshExpiresAt }: Session): void {
    this.sessions.open(this.level, { token, expiresAt, sessionId, refreshExpiresAt });
  }

  #once(key: string, request: unknown, token?: string): Promise<unknown> {
    return sendRequest(this.level, key, (request ?? {}) as AnyRequest, { origin: '', send: this.send, token });
  }
}
